package io.github.windlass.analyzer;

/**
 * A lock that a statement takes on a relation.
 *
 * @param existing whether others may use the relation: false if the same migration made it
 */
public record Lock(RelationName relation, RelationKind kind, LockMode mode, boolean existing) {}
