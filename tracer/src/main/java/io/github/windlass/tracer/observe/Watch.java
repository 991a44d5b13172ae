package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is watched.
 *
 * @param limit how long it may run
 * @param parts whether columns, constraints and the like are compared, too
 * @param probe who comes to the tables beside it; null for nobody
 * @param number of the statement, for whoever waits behind it
 */
public record Watch(Duration limit, boolean parts, @Nullable Probe probe, int number) {

  /** With nobody beside it. */
  public static Watch of(Duration limit) {
    return new Watch(limit, false, null, 0);
  }

  /** What is done while it runs. */
  MigrationSession.Looking beside() {
    return probe == null ? MigrationSession.Looking.NOT : probe.behind(number);
  }

  /** It has run, and its transaction is open. */
  void ran(Answer answer) throws SQLException {
    if (probe != null) {
      probe.ran(answer.time());
    }
  }
}
