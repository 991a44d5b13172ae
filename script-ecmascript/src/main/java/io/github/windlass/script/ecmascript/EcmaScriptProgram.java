package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.parser.EcmaScriptParser;
import io.github.windlass.script.ecmascript.parser.FileKind;
import io.github.windlass.script.ecmascript.parser.ParseResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TypeScript or JavaScript file that has run: its classes are made, its exports are there. */
public final class EcmaScriptProgram {

  /** How long a file may be: this takes a second where the machine is slow. */
  static final int CHARACTERS = 4 << 20;

  static final String TOO_LARGE = "larger than 4 MB";

  private final Interpreter interpreter;
  private final EcmaScriptModules modules;
  private final Module entry;

  private EcmaScriptProgram(Interpreter interpreter, EcmaScriptModules modules, Module entry) {
    this.interpreter = interpreter;
    this.modules = modules;
    this.entry = entry;
  }

  /** What became of a file. */
  public sealed interface Opening {

    /** It has run. */
    record Opened(EcmaScriptProgram program) implements Opening {}

    /**
     * It cannot be read.
     *
     * @param reason what is wrong, as a sentence without a full stop
     * @param at where
     * @param limit whether it may be right but passes a limit
     */
    record Failed(String reason, Place at, boolean limit) implements Opening {}
  }

  /** Reads and runs a file. What it imports is run when something of it is read. */
  public static Opening open(SourceFile source, Project project, HostModules hosts, Limits limits) {
    if (source.text().length() > CHARACTERS) {
      return new Opening.Failed(TOO_LARGE, new Place(source, new Span(0, 0)), true);
    }
    ParseResult result = EcmaScriptParser.parse(source.text(), FileKind.of(source.path()));
    if (result instanceof ParseResult.SyntaxError error) {
      return new Opening.Failed(error.reason(), new Place(source, error.at()), error.limit());
    }
    ParseResult.Parsed parsed = (ParseResult.Parsed) result;
    EcmaScriptModules modules = new EcmaScriptModules(project, source, hosts);
    Interpreter interpreter = Interpreter.of(modules.language(), modules, project, limits);
    modules.runIn(interpreter);
    Module entry = modules.start(source, Lowering.lower(source, parsed.tree()), interpreter);
    return new Opening.Opened(new EcmaScriptProgram(interpreter, modules, entry));
  }

  /** What runs it: its functions are called through this, and leave steps there. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /**
   * What it exports: an object whose members are the exports, or whatever is put in place of {@code
   * module.exports}. Members are read by {@link Interpreter#member}: some are read from other files
   * only then.
   */
  public Value exports() {
    return modules.whole(entry, interpreter);
  }

  /**
   * The classes that it makes outside all functions, exported or not, in the order of the source.
   */
  public List<ClassValue> classes() {
    return entry.classes();
  }

  /** What it threw when it ran; null: nothing. */
  public @Nullable Thrown thrown() {
    return entry.thrown;
  }
}
