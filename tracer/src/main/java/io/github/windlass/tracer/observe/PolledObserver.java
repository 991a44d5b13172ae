package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.observe.Relations.Relation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Observes a statement that runs outside of a transaction block, so that its locks are gone when it
 * ends: a second connection looks at them while it runs.
 */
public final class PolledObserver {

  /** For how long it is looked at without a pause. */
  private static final long CLOSELY_NANOS = 2_000_000_000L;

  private final MigrationSession session;
  private final Watcher watcher;
  private final Duration limit;

  /**
   * @param limit how long the statement may run
   */
  public PolledObserver(MigrationSession session, Watcher watcher, Duration limit) {
    this.session = session;
    this.watcher = watcher;
    this.limit = limit;
  }

  /**
   * Runs a statement while it is looked at.
   *
   * @param before the relations that the session sees
   * @throws SQLException if nothing can be seen
   */
  public Measurement observe(Request request, Relations before) throws SQLException {
    Map<Long, LockMode> seen = new HashMap<>();
    String level = BlockObserver.Level.toDebug(session, false);
    long start = System.nanoTime();
    Answer answer =
        session.run(
            request,
            limit,
            () -> {
              BlockObserver.strongest(watcher.locks(session.pid(), session.databaseOid()))
                  .forEach((oid, mode) -> seen.merge(oid, mode, LockMode::orStronger));
              return System.nanoTime() - start < CLOSELY_NANOS ? 0 : 5;
            });
    Relations after = before;
    FileChanges files = new FileChanges(List.of(), List.of(), List.of());
    if (!session.isLost()) {
      BlockObserver.Level.back(session, level, false);
      after = Relations.read(session.connection());
      files = FileChanges.between(before, after);
    }
    List<Relation> provoked = new ArrayList<>();
    return new Measurement(
        answer,
        before,
        after,
        Map.of(),
        seen,
        false,
        files.rewrites(),
        files.emptied(),
        files.emptied().stream().filter(table -> !table.filled()).toList(),
        files.builds(),
        List.of(),
        List.of(),
        true,
        provoked);
  }
}
