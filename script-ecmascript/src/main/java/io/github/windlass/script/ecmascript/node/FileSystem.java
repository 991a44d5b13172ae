package io.github.windlass.script.ecmascript.node;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.ProjectFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Node's {@code fs} and {@code fs/promises}, and the packages that extend them. What is read keeps
 * its place in the file that was read; nothing is written.
 */
final class FileSystem extends Library {

  private static final int NAMES = 10_000;

  private final FileLookup lookup;

  /** Whether its functions without {@code Sync} give promises and take no callback. */
  private final boolean promises;

  FileSystem(ProjectFiles files, boolean promises) {
    super(promises ? "fs.promises" : "fs");
    this.lookup = new FileLookup(files);
    this.promises = promises;
  }

  private FileSystem(FileLookup lookup) {
    super("fs.promises");
    this.lookup = lookup;
    this.promises = true;
  }

  @Override
  boolean has(String function) {
    return reads(base(function)) || writes(base(function));
  }

  private static String base(String function) {
    return function.endsWith("Sync")
        ? function.substring(0, function.length() - "Sync".length())
        : function;
  }

  private static boolean reads(String base) {
    return switch (base) {
      case "readFile",
          "exists",
          "pathExists",
          "access",
          "stat",
          "lstat",
          "readdir",
          "realpath",
          "readJson",
          "readJSON" ->
          true;
      default -> false;
    };
  }

  private static boolean writes(String base) {
    return switch (base) {
      case "writeFile",
          "appendFile",
          "mkdir",
          "mkdtemp",
          "rm",
          "rmdir",
          "unlink",
          "rename",
          "copyFile",
          "cp",
          "copy",
          "move",
          "remove",
          "outputFile",
          "ensureDir",
          "ensureFile",
          "writeJson",
          "writeJSON",
          "chmod",
          "chown",
          "symlink",
          "link",
          "truncate",
          "utimes",
          "createWriteStream" ->
          true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return switch (member) {
      case "promises" -> new FileSystem(lookup);
      case "default" -> this;
      case "constants" -> new Unknown("fs.constants", place);
      default -> new Unknown(describe() + "." + member, place);
    };
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    String base = base(function);
    if (writes(base)) {
      run.gap(GapCode.SIDE_EFFECT, describe() + "." + function + " changes files", place);
    }
    if (!base.equals(function) || base.equals("createWriteStream")) {
      return value(base, arguments, run, place);
    }
    Value callback = last(arguments);
    if (!promises && isFunction(callback)) {
      Value value = value(base, arguments, run, place);
      List<Value> given = base.equals("exists") ? List.of(value) : List.of(Nothing.NULL, value);
      return run.call(callback, Nothing.UNDEFINED, given, place);
    }
    return run.language().promise(() -> value(base, arguments, run, place), run, place);
  }

  private static boolean isFunction(Value value) {
    return value instanceof Closure
        || value instanceof NativeFunction
        || (value instanceof HostObject && !(value instanceof UrlValue));
  }

  private Value value(String base, List<Value> arguments, Evaluation run, Place place) {
    if (writes(base)) {
      return Nothing.UNDEFINED;
    }
    FileLookup.Found found = lookup.find(at(arguments, 0), run, place);
    if (found instanceof FileLookup.Found.Unsure unsure) {
      return unsure.why();
    }
    return switch (base) {
      case "readFile" -> content(found, run, place);
      case "readJson", "readJSON" -> json(content(found, run, place), run, place);
      case "exists", "pathExists" -> Bool.of(!(found instanceof FileLookup.Found.Nothing));
      case "access" -> {
        if (found instanceof FileLookup.Found.Nothing nothing) {
          throw run.language().error("ENOENT: " + nothing.reason(), run, place);
        }
        yield Nothing.UNDEFINED;
      }
      case "stat", "lstat" -> stat(found, place);
      case "readdir" -> names(found, at(arguments, 1), run, place);
      case "realpath" -> at(arguments, 0);
      default -> Nothing.UNDEFINED;
    };
  }

  private static Value content(FileLookup.Found found, Evaluation run, Place place) {
    return switch (found) {
      case FileLookup.Found.File file -> {
        SourceFile source = file.source();
        int length = source.text().length();
        run.spend(length / 256);
        yield Text.verbatim(source.text(), new Place(source, new Span(0, length)));
      }
      case FileLookup.Found.Folder folder ->
          new Unknown(folder.shown() + ", which is a folder", place);
      case FileLookup.Found.Nothing nothing -> nothing.value(place);
      case FileLookup.Found.Unsure unsure -> unsure.why();
    };
  }

  private static Value json(Value content, Evaluation run, Place place) {
    Value json = run.language().global("JSON", run, place);
    return json == null || content instanceof Unknown
        ? content
        : run.invoke(json, "parse", List.of(content), place);
  }

  private static Value stat(FileLookup.Found found, Place place) {
    return found instanceof FileLookup.Found.Nothing nothing
        ? nothing.value(place)
        : new Entry(Text.EMPTY, found instanceof FileLookup.Found.Folder);
  }

  private Value names(FileLookup.Found found, Value options, Evaluation run, Place place) {
    if (found instanceof FileLookup.Found.Folder folder) {
      boolean entries =
          options instanceof ObjectValue object && object.get("withFileTypes") == Bool.TRUE;
      boolean deep = options instanceof ObjectValue object && object.get("recursive") == Bool.TRUE;
      List<Value> names = new ArrayList<>();
      boolean all = list(folder, "", entries, deep, names, place);
      ListValue list = run.list(names);
      if (!all) {
        String reason = "the names in " + folder.shown() + ", which cannot all be read";
        list.becomeUncertain(new Unknown(reason, place, false, GapCode.MISSING_SOURCE));
      }
      return list;
    } else if (found instanceof FileLookup.Found.Nothing nothing) {
      return nothing.value(place);
    }
    return new Unknown("no folder", place);
  }

  /** Lists a folder; false: there may be more in it. */
  private boolean list(
      FileLookup.Found.Folder folder,
      String prefix,
      boolean entries,
      boolean deep,
      List<Value> out,
      Place place) {
    List<String> inside = lookup.list(folder);
    // A folder that may not be read lists nothing, and repositories keep no empty ones.
    boolean all = !inside.isEmpty();
    for (String name : inside) {
      if (out.size() >= NAMES) {
        return false;
      }
      boolean isFolder = name.endsWith("/");
      String bare = isFolder ? name.substring(0, name.length() - 1) : name;
      Text text = Text.produced(prefix + bare, place);
      out.add(entries ? new Entry(text, isFolder) : text);
      if (deep && isFolder) {
        FileLookup.Found.Folder inner = new FileLookup.Found.Folder(folder.path() + name);
        all &= prefix.length() < 1_000 && list(inner, prefix + name, entries, true, out, place);
      }
    }
    return all;
  }

  /** {@code fs.Dirent} and {@code fs.Stats}. */
  private record Entry(Text name, boolean isFolder) implements HostObject {

    @Override
    public String describe() {
      return "a file's facts";
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return switch (member) {
        case "name" -> name;
        case "isFile" -> constant(member, !isFolder);
        case "isDirectory" -> constant(member, isFolder);
        case "isSymbolicLink" -> constant(member, false);
        default -> new Unknown("fs: " + member, place);
      };
    }

    private static Value constant(String name, boolean value) {
      return new NativeFunction(name, (self, arguments, run, place) -> Bool.of(value));
    }
  }
}
