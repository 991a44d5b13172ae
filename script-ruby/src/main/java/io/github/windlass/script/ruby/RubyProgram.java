package io.github.windlass.script.ruby;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.script.Environment;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Script;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.ruby.lowering.Lowering;
import io.github.windlass.script.ruby.object.Framework;
import io.github.windlass.script.ruby.object.Lexical;
import io.github.windlass.script.ruby.object.World;
import io.github.windlass.script.ruby.parser.RubyParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Ruby file that has run: its classes are made. */
public final class RubyProgram {

  private final Interpreter interpreter;
  private final World world;
  private @Nullable Thrown thrown;

  private RubyProgram(Interpreter interpreter, World world) {
    this.interpreter = interpreter;
    this.world = world;
  }

  /** What became of a file. */
  public sealed interface Opening {

    /** It has run. */
    record Opened(RubyProgram program) implements Opening {}

    /**
     * It cannot be read.
     *
     * @param reason what is wrong, as a sentence without a full stop
     * @param at where
     * @param limit whether it may be right but passes a limit
     */
    record Failed(String reason, Place at, boolean limit) implements Opening {}
  }

  /**
   * Reads and runs a file.
   *
   * @param application what the paths of the application's files begin with: empty, or a folder
   *     with a {@code /} at its end
   * @param folders where files that define constants are, within the application
   */
  public static Opening open(
      SourceFile source,
      Project project,
      Framework framework,
      String application,
      List<String> folders,
      Limits limits) {
    RubyParser.Parsing parsing = RubyParser.parse(source.text());
    if (parsing instanceof RubyParser.Parsing.Failed failed) {
      return new Opening.Failed(failed.reason(), new Place(source, failed.at()), failed.limit());
    }
    RubyParser.Parsing.Parsed parsed = (RubyParser.Parsing.Parsed) parsing;
    Place start = new Place(source, new Span(0, 0));
    Script script;
    try {
      script = Lowering.lower(source, parsed.program(), parsed.offsets());
    } catch (StackOverflowError deep) {
      return new Opening.Failed("it is nested too deeply", start, true);
    }
    RubyLanguage language = new RubyLanguage();
    RubyFiles files = new RubyFiles(project, source, application, folders);
    Interpreter interpreter = Interpreter.of(language, files, project, limits);
    World world = new World(interpreter, framework, files, start);
    language.runIn(world);
    files.runIn(world, interpreter);
    RubyProgram program = new RubyProgram(interpreter, world);
    Environment scope = new Environment(null);
    scope.setSelf(world.main());
    interpreter.declare(scope, Lowering.CREF, new Lexical(world.object(), null));
    try {
      interpreter.run(script, scope);
    } catch (Thrown failure) {
      program.thrown = failure;
    }
    return new Opening.Opened(program);
  }

  /** What runs it. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** Its classes and constants. */
  public World world() {
    return world;
  }

  /** What it threw when it ran; null: nothing. */
  public @Nullable Thrown thrown() {
    return thrown;
  }
}
