package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** <code>with {elements}</code>, formerly {@code assert}. */
public record ImportAttributes(Token token, List<ImportAttribute> elements, Span span)
    implements Node {

  /** {@code *Keyword}. */
  public enum Token {
    WITH,
    ASSERT
  }
}
