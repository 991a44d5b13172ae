package io.github.windlass.tracer;

import io.github.windlass.tracer.observe.Probe;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connections that a run uses, by the numbers that steps give them; 0 is the run's own. */
final class Tracks implements AutoCloseable {

  private final Server server;
  private final Watcher watcher;
  private final String database;
  private final Duration limit;
  private final @Nullable Probe probe;
  private final Map<Integer, Track> open = new TreeMap<>();

  Tracks(Server server, Watcher watcher, String database, Duration limit, @Nullable Probe probe) {
    this.probe = probe;
    this.server = server;
    this.watcher = watcher;
    this.database = database;
    this.limit = limit;
  }

  /** The run's own; a track that cannot be used says so when it is. */
  Track own() {
    return open.computeIfAbsent(0, each -> new Track(server, watcher, database, limit, probe));
  }

  Track of(int connection) throws SQLException {
    return open.computeIfAbsent(
        connection, each -> new Track(server, watcher, database, limit, probe));
  }

  /** What one did, others may see. */
  void changedBy(Track track) {
    for (Track other : open.values()) {
      if (!other.equals(track)) {
        other.mayHaveChanged();
      }
    }
  }

  /** A migration has the connections beside its own for itself. */
  void closeOthers() {
    open.entrySet()
        .removeIf(entry -> {
          if (entry.getKey() != 0) {
            entry.getValue().close();
          }
          return entry.getKey() != 0;
        });
  }

  @Override
  public void close() {
    open.values().forEach(Track::close);
    open.clear();
  }
}
