package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** {@code var declarations}, in a statement or in the head of a {@code for}. */
public record VariableDeclarationList(
    Flags flags, List<VariableDeclaration> declarations, Span span) implements ForInitializer {

  /** How they are declared. */
  public enum Flags {
    VAR,
    LET,
    CONST,
    USING,
    AWAIT_USING
  }
}
