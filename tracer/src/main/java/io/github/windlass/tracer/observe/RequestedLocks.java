package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.observe.Provocation.By;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks for that fails, so that its locks are gone at once: it runs again while
 * nobody gets by its target.
 */
public final class RequestedLocks {

  /** A syntax error, and what is not for transaction blocks: nothing is asked for. */
  private static final Set<String> ASKS_NOTHING = Set.of("42601", "25001");

  private RequestedLocks() {}

  /**
   * A measurement with what was asked for, where something was.
   *
   * @param failed of a statement that was alone in its transaction, which is rolled back
   * @param target the name of what the statement is about
   */
  public static Measurement of(
      Measurement failed,
      Request request,
      @Nullable String target,
      Server server,
      MigrationSession session,
      Watcher watcher)
      throws SQLException {
    Relation relation = target == null ? null : failed.before().named(target);
    var failure = failed.answer().failure();
    if (relation == null
        || !relation.isTable()
        || failure == null
        || ASKS_NOTHING.contains(failure.sqlstate())) {
      return failed;
    }
    Map<Long, LockMode> asked = new HashMap<>();
    try (Provocation owner = Provocation.stand(server, session.database(), relation, By.OWNER)) {
      session.execute("BEGIN");
      session.run(
          request,
          Duration.ofSeconds(10),
          () -> {
            if (asked.isEmpty() && !owner.isGone()) {
              var locks = watcher.locks(session.pid(), session.databaseOid());
              if (locks.stream().anyMatch(lock -> !lock.granted())) {
                asked.putAll(BlockObserver.strongest(locks));
                owner.go();
              } else {
                owner.goInTime();
              }
            }
            return asked.isEmpty() ? 1 : 20;
          });
    }
    if (!session.isLost()) {
      session.execute("ROLLBACK");
    }
    return asked.isEmpty() ? failed : failed.requesting(asked);
  }
}
