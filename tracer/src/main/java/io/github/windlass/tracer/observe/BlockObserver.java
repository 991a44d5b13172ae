package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Observes the statements of one transaction block, which is open: what each holds is there to be
 * read after it.
 */
public final class BlockObserver {

  private final MigrationSession session;
  private final Watcher watcher;
  private Relations relations;
  private Map<Long, LockMode> held = Map.of();

  /**
   * @param relations those that the session sees when the transaction begins
   */
  public BlockObserver(MigrationSession session, Watcher watcher, Relations relations) {
    this.session = session;
    this.watcher = watcher;
    this.relations = relations;
  }

  /** What the session sees after the last statement. */
  public Relations relations() {
    return relations;
  }

  /** What the transaction holds after the last statement. */
  public Map<Long, LockMode> held() {
    return held;
  }

  /** After ROLLBACK TO, which lets go of locks and brings relations back. */
  public void lookAgain() throws SQLException {
    relations = session.relations();
    held = strongest(watcher.locks(session.pid(), session.databaseOid()));
  }

  /**
   * Runs a statement and looks at what it did. After a failure the transaction is at its end.
   *
   * @param limit how long it may run
   * @throws SQLException if nothing can be seen any more
   */
  public Measurement observe(Request request, Duration limit) throws SQLException {
    return observe(request, limit, null, 0);
  }

  /**
   * The same while others come to the tables.
   *
   * @param number of the statement, for whoever waits behind it
   */
  public Measurement observe(Request request, Duration limit, @Nullable Probe probe, int number)
      throws SQLException {
    Relations before = relations;
    Map<Long, LockMode> heldBefore = held;
    OwnSettings settings = OwnSettings.take(session, true);
    Counters countersBefore = Counters.read(session);
    settings.lend(session);
    Answer answer =
        session.run(
            request, limit, probe == null ? MigrationSession.Looking.NOT : probe.behind(number));
    if (answer.failure() != null) {
      return new Measurement(
          answer,
          before,
          before,
          heldBefore,
          heldBefore,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false,
          List.of());
    }
    held = strongest(watcher.locks(session.pid(), session.databaseOid()));
    settings.takeAgain(session);
    Counters counters = Counters.read(session);
    relations = session.relations();
    settings.giveBack(session);
    if (probe != null) {
      probe.ran(answer.time());
    }
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
        files.emptied().stream().filter(table -> !table.filled()).toList(),
        files.builds(),
        counters.readSince(countersBefore, before),
        counters.begunSince(countersBefore, before),
        false,
        List.of());
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
