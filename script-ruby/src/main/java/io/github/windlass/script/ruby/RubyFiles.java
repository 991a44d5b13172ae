package io.github.windlass.script.ruby;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.Environment;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Modules;
import io.github.windlass.script.Place;
import io.github.windlass.script.Script;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.lowering.Lowering;
import io.github.windlass.script.ruby.object.Lexical;
import io.github.windlass.script.ruby.object.World;
import io.github.windlass.script.ruby.parser.RubyParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files around a migration: those that it requires, and those that define what it names. */
final class RubyFiles implements Modules, World.Loader {

  private final Project project;
  private final String application;
  private final List<String> folders;
  private final Set<String> loaded = new HashSet<>();
  private final Set<String> sought = new HashSet<>();
  private @Nullable World world;
  private @Nullable Interpreter interpreter;

  /**
   * @param application what the paths of the application's files begin with: empty, or a folder
   *     with a {@code /} at its end
   * @param folders where files that define constants are, within the application
   */
  RubyFiles(Project project, SourceFile entry, String application, List<String> folders) {
    this.project = project;
    this.application = application;
    this.folders = folders;
    loaded.add(entry.path());
  }

  void runIn(World newWorld, Interpreter newInterpreter) {
    world = newWorld;
    interpreter = newInterpreter;
  }

  /** A file's script, read once for all the migrations that are read together. */
  private record Lowered(String path) implements Project.Key<Result> {}

  private record Result(@Nullable Script script, @Nullable String failure) {}

  private @Nullable Result find(String path) {
    if (path.length() > 1_000 || path.indexOf('\0') >= 0) {
      return null;
    }
    Result result = project.once(new Lowered(path), () -> read(path));
    return result.script() == null && result.failure() == null ? null : result;
  }

  private Result read(String path) {
    SourceFile source;
    try {
      source = project.read(path);
    } catch (UnreadableSourceException none) {
      return new Result(null, null);
    }
    try {
      return switch (RubyParser.parse(source.text())) {
        case RubyParser.Parsing.Parsed(var program, var offsets) ->
            new Result(Lowering.lower(source, program, offsets), null);
        case RubyParser.Parsing.Failed failed -> new Result(null, path + ": " + failed.reason());
      };
    } catch (StackOverflowError deep) {
      return new Result(null, path + ": nested too deeply");
    }
  }

  @Override
  public boolean define(String constant, Place from) {
    if (!sought.add(constant)) {
      return false;
    }
    String file = underscored(constant) + ".rb";
    for (String folder : folders) {
      String path = application + folder + file;
      if (!loaded.contains(path)) {
        Result result = find(path);
        if (result != null && result.script() != null) {
          loaded.add(path);
          run(result.script());
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Value require(String name, boolean relative, Place from) {
    String file = name.endsWith(".rb") ? name : name + ".rb";
    if (relative) {
      return load(Project.resolve(from.source().path(), file), from, true);
    }
    if (file.startsWith("/") || file.startsWith(application + "db/")) {
      return load(file, from, true);
    }
    for (String folder : List.of("lib/", "", "db/", "app/models/")) {
      if (find(application + folder + file) != null) {
        return load(application + folder + file, from, false);
      }
    }
    // A library: what it defines is known of the framework, or is absent when it is named.
    return Value.Bool.TRUE;
  }

  private Value load(String path, Place from, boolean must) {
    if (!loaded.add(path)) {
      return Value.Bool.FALSE;
    }
    Result result = find(path);
    if (result == null || result.script() == null) {
      if (must && interpreter != null) {
        String failure = result == null ? null : result.failure();
        interpreter.gap(
            failure == null ? GapCode.MISSING_SOURCE : GapCode.SYNTAX,
            failure == null ? "the file " + path + " is not there" : failure,
            from);
      }
      return new Unknown(path, from, true, GapCode.MISSING_SOURCE);
    }
    run(result.script());
    return Value.Bool.TRUE;
  }

  private void run(Script script) {
    World present = world;
    Interpreter running = interpreter;
    if (present == null || running == null) {
      return;
    }
    Environment scope = new Environment(null);
    scope.setSelf(present.main());
    running.declare(scope, Lowering.CREF, new Lexical(present.object(), null));
    try {
      running.run(script, scope);
    } catch (Thrown failure) {
      running.caught(failure);
    }
  }

  @Override
  public Value load(String specifier, Place from, Interpreter runs) {
    return require(specifier, true, from);
  }

  /** {@code A::FooBar} as its file is named: {@code a/foo_bar}. */
  static String underscored(String constant) {
    StringBuilder all = new StringBuilder();
    String path = constant.replace("::", "/");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean upper = Character.isUpperCase(c);
      if (upper && i > 0 && path.charAt(i - 1) != '/') {
        boolean afterLower = !Character.isUpperCase(path.charAt(i - 1));
        boolean beforeLower = i + 1 < path.length() && Character.isLowerCase(path.charAt(i + 1));
        if (afterLower || beforeLower) {
          all.append('_');
        }
      }
      all.append(Character.toLowerCase(c));
    }
    return all.toString();
  }
}
