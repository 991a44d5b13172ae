package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement;
import java.util.List;

/** What became of a text. */
public sealed interface ParseResult {

  /** It is what TypeScript's parser takes without complaint. */
  record Parsed(SourceFile tree) implements ParseResult {}

  /**
   * It is not, or is too deeply nested.
   *
   * @param reason what is wrong, as a sentence without a full stop
   * @param at the token that is wrong; empty at the end of the text
   * @param limit whether the text may be right but passes a limit of this parser
   * @param before the statements of the top level that were read before
   */
  record SyntaxError(String reason, Span at, boolean limit, List<Statement> before)
      implements ParseResult {}
}
