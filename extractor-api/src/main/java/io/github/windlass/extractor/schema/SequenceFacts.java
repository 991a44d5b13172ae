package io.github.windlass.extractor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence.
 *
 * @param owner the column that it belongs to; null: none
 */
public record SequenceFacts(QualifiedName name, @Nullable Owner owner) implements RelationFacts {

  /** The column of OWNED BY, of serial or of an identity. */
  public record Owner(QualifiedName table, String column) {}
}
