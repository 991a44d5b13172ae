package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;

/** A comment, delimiters included, without the line break that ends it. */
public record Comment(Kind kind, Span span) {

  /** {@code *Trivia}. */
  public enum Kind {
    SINGLE_LINE_COMMENT,
    MULTI_LINE_COMMENT
  }
}
