package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Observes the statements of one transaction block, which is open: what each holds is there to be
 * read after it.
 */
public final class BlockObserver {

  private final MigrationSession session;
  private final Watcher watcher;
  private SchemaState state;
  private Map<Long, LockMode> held = Map.of();

  /**
   * @param state what the session sees when the transaction begins
   */
  public BlockObserver(MigrationSession session, Watcher watcher, SchemaState state) {
    this.session = session;
    this.watcher = watcher;
    this.state = state;
  }

  /** What the session sees after the last statement. */
  public SchemaState state() {
    return state;
  }

  /** After ROLLBACK TO, which lets go of locks and brings relations back. */
  public void lookAgain() throws SQLException {
    state = SchemaState.of(session);
    held = strongest(watcher.locks(session.pid(), session.databaseOid()));
  }

  /**
   * Runs a statement and looks at what it did. After a failure the transaction is at its end.
   *
   * @throws SQLException if nothing can be seen any more
   */
  public Measurement observe(Request request, Watch watch) throws SQLException {
    Map<Long, LockMode> heldBefore = held;
    OwnSettings settings = OwnSettings.take(session, true);
    SchemaState stateBefore = state.with(session, watch.parts());
    Relations before = stateBefore.relations();
    Counters countersBefore = Counters.read(session);
    settings.lend(session);
    Answer answer = session.run(request, watch.limit(), watch.beside());
    if (answer.failure() != null) {
      return Measurement.failed(answer, before, heldBefore);
    }
    held = strongest(watcher.locks(session.pid(), session.databaseOid()));
    settings.takeAgain(session);
    Counters counters = Counters.read(session);
    state = SchemaState.of(session, watch.parts());
    Relations relations = state.relations();
    settings.giveBack(session);
    watch.ran(answer);
    FileChanges files = FileChanges.between(before, relations);
    return new Measurement(
        answer,
        before,
        relations,
        heldBefore,
        held,
        false,
        files.rewrites(),
        files.emptied(),
        files.empty().tables(),
        files.empty().indexes(),
        files.builds(),
        counters.readSince(countersBefore, before),
        counters.begunSince(countersBefore, before),
        false,
        List.of(),
        stateBefore.changesTo(state));
  }

  /** The strongest lock on each relation, waited for or held. */
  static Map<Long, LockMode> strongest(List<Watcher.HeldLock> locks) {
    Map<Long, LockMode> strongest = new HashMap<>();
    for (Watcher.HeldLock lock : locks) {
      strongest.merge(lock.relation(), lock.mode(), LockMode::orStronger);
    }
    return strongest;
  }
}
