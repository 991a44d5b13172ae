package io.github.windlass.script;

/** What changes while a script runs. */
abstract class Mutable {

  /**
   * The branch of the journal that made it or has a picture of it; later branches have other
   * numbers.
   */
  int branch;

  /** A picture of the present state, which no later change alters. */
  abstract Object save();

  /** Becomes what a picture shows. */
  abstract void restore(Object picture);

  /** Becomes what is common to two pictures; where they differ it is unknown. */
  abstract void join(Object one, Object other, Split split);

  /** Whether all that one picture shows may be so where another is taken for the truth. */
  abstract boolean covers(Object picture, Object other);

  /** How much a picture costs, in items. */
  int size() {
    return 1;
  }
}
