package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.sql.postgres.tree.Statement;

/** Folds what a routine runs into the catalog, and asks for nothing else. */
public record FoldingHost(int version) implements RoutineHost {

  @Override
  public Outcome run(Statement statement, Catalog before, Reach reach, CallStack stack) {
    return new Outcome(CatalogFold.fold(before, statement, version, stack), null);
  }

  @Override
  public Catalog fold(Statement statement, Catalog before) {
    return CatalogFold.alone(before, statement, version);
  }

  @Override
  public void assume(String assumption) {
    // Said where the statement's effects are asked for.
  }

  @Override
  public void unknown(String what) {
    // As above.
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void undo(int mark) {
    // The catalog is gone back to by whoever has it.
  }
}
