package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.Limits;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.EcmaScriptProgram;
import io.github.windlass.script.ecmascript.EcmaScriptProgram.Opening;
import io.github.windlass.script.ecmascript.HostModules;
import java.util.List;

/** A JavaScript expression that was run. */
record Ran(Interpreter run, Value value, Place place) {

  /** A project without files. */
  private record NoFiles() implements Project {

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      throw new UnreadableSourceException("no such file");
    }

    @Override
    public List<String> list(String folder) {
      return List.of();
    }
  }

  /** Runs an expression, in an asynchronous function, after some statements. */
  static Ran expression(String before, String expression) {
    String text =
        before
            + "\nmodule.exports = { run: async () => {\n\"use strict\"; return ("
            + expression
            + "\n) } };";
    SourceFile source = new SourceFile("expression.js", text);
    int start = text.lastIndexOf("return (") + "return (".length();
    Place place = new Place(source, new Span(start, start + expression.length()));
    return switch (EcmaScriptProgram.open(
        source, new NoFiles(), HostModules.NONE, Limits.DEFAULT)) {
      case Opening.Failed failed ->
          throw new AssertionError(failed.reason() + ": " + failed.at().text());
      case Opening.Opened opened -> {
        if (opened.program().thrown() != null) {
          throw opened.program().thrown();
        }
        Interpreter run = opened.program().interpreter();
        Value promise = run.invoke(opened.program().exports(), "run", List.of(), place);
        yield new Ran(run, run.language().await(promise, run, place), place);
      }
    };
  }

  /** The value of an expression. */
  static Value of(String expression) {
    return expression("", expression).value();
  }

  /** What an expression gives, as {@code render.js} writes it, or what it throws. */
  static String shown(String render, String expression) {
    Ran ran = expression(render, CAUGHT.replace("EXPRESSION", expression));
    return switch (ran.value()) {
      case Unknown unknown -> "unknown: " + unknown.reason();
      case Text text when !text.isKnown() -> "text with holes: " + text;
      case Value value -> value.toString();
    };
  }

  private static final String CAUGHT =
      """
      await (async () => { return (EXPRESSION
      ) })().then(render, (e) => "throws " + (e?.name ?? render(e)))\
      """;
}
