package io.github.windlass.analyzer;

/**
 * A lock that a statement takes on a relation.
 *
 * @param existing whether others may use the relation: false if the same migration made it
 */
public record Lock(RelationName relation, RelationKind kind, LockMode mode, boolean existing) {

  /** Whether SELECT waits. */
  public boolean blocksReads() {
    return mode.blocksReads();
  }

  /** Whether INSERT, UPDATE and DELETE wait; of a materialized view there are none. */
  public boolean blocksWrites() {
    return kind == RelationKind.MATERIALIZED_VIEW ? mode.blocksReads() : mode.blocksWrites();
  }
}
