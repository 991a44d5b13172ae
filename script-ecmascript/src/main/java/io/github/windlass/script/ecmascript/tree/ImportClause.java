package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import org.jspecify.annotations.Nullable;

/**
 * {@code name, namedBindings} between {@code import} and {@code from}.
 *
 * @param phaseModifier null in most
 */
public record ImportClause(
    @Nullable PhaseModifier phaseModifier,
    @Nullable Identifier name,
    @Nullable NamedImportBindings namedBindings,
    Span span)
    implements Node {

  /** {@code *Keyword}. */
  public enum PhaseModifier {
    TYPE,
    DEFER
  }
}
