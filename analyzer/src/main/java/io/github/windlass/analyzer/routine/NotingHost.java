package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.tree.Statement;

/** Another host, with a note of whether anything unknown ran. */
final class NotingHost implements RoutineHost {

  private final RoutineHost host;
  private boolean unknown;

  NotingHost(RoutineHost host) {
    this.host = host;
  }

  boolean sawUnknown() {
    return unknown;
  }

  @Override
  public Outcome run(Statement statement, Catalog before, Reach reach, CallStack stack) {
    return host.run(statement, before, reach, stack);
  }

  @Override
  public Catalog fold(Statement statement, Catalog before) {
    return host.fold(statement, before);
  }

  @Override
  public void assume(String assumption) {
    host.assume(assumption);
  }

  @Override
  public void unknown(String what) {
    unknown = true;
    host.unknown(what);
  }

  @Override
  public int mark() {
    return host.mark();
  }

  @Override
  public void undo(int mark) {
    host.undo(mark);
  }
}
