package io.github.windlass.extractor.schema;

/** A row of {@code pg_class} that is known to be there, of whatever kind. */
public sealed interface RelationFacts
    permits TableFacts, ViewFacts, IndexFacts, SequenceFacts, RelationFacts.CompositeFacts {

  QualifiedName name();

  /** A composite type that stands alone. */
  record CompositeFacts(QualifiedName name) implements RelationFacts {}
}
