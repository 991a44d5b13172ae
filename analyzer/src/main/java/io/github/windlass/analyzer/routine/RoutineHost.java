package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.tree.Statement;
import org.jspecify.annotations.Nullable;

/** Who runs a routine's statements: to fold them into the catalog, or to gather their effects. */
public interface RoutineHost {

  /** Whether a statement runs when its routine does. */
  enum Reach {
    CERTAIN,
    /** It makes something, unless that is there. */
    UNLESS_THERE,
    /** It stands in a branch, a loop or a handler of which nothing is known. */
    PERHAPS
  }

  /**
   * What came of a statement.
   *
   * @param fails why it certainly fails; null if it does not
   */
  record Outcome(Catalog after, @Nullable Failure fails) {}

  /** Runs a statement. */
  Outcome run(Statement statement, Catalog before, Reach reach, CallStack stack);

  /** The catalog after a statement, and nothing else. */
  Catalog fold(Statement statement, Catalog before);

  /** Takes note of what is taken for granted. */
  void assume(String assumption);

  /** Takes note of something that runs and is not known. */
  void unknown(String what);

  /** How many statements were run, for {@link #undo}. */
  int mark();

  /** Takes back what was run since a mark: a block was undone by its handler. */
  void undo(int mark);
}
