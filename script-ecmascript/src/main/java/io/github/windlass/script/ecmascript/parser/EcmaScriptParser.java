package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import java.util.List;

/**
 * Reads TypeScript 5.9 and ECMAScript 2025, JSX excepted, as the {@code typescript} compiler's own
 * parser does.
 *
 * <p>Any text gives a result. Time and memory are linear in the text's length; nesting is bounded.
 */
public final class EcmaScriptParser {

  private EcmaScriptParser() {}

  /** Reads a whole file. */
  public static ParseResult parse(String text, FileKind kind) {
    try {
      return FileGrammar.read(text, kind);
    } catch (StackOverflowError overflow) {
      // The thread has less stack than the limit on nesting was measured with.
      return new ParseResult.SyntaxError(
          "nested deeper than the stack allows", new Span(0, 0), true, List.of());
    }
  }
}
