package io.github.windlass.tracer.observe;

import io.github.windlass.tracer.server.ScratchDatabase;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a session's database as it is now, and sessions in them with the same settings. To a
 * database that is copied nobody else may be connected, so the session itself makes the first copy.
 */
public final class DatabaseCopies implements PolledObserver.Copies, AutoCloseable {

  private final Server server;
  private final Watcher watcher;
  private final List<String> settings;
  private final @Nullable ScratchDatabase template;
  private final List<ScratchDatabase> copies = new ArrayList<>();

  private DatabaseCopies(
      Server server, Watcher watcher, List<String> settings, @Nullable ScratchDatabase template) {
    this.server = server;
    this.watcher = watcher;
    this.settings = settings;
    this.template = template;
  }

  /** Makes the first copy; where that is not allowed, there are none. */
  public static DatabaseCopies of(MigrationSession session, Server server, Watcher watcher) {
    List<String> settings = List.of();
    try {
      settings = settings(session);
      return new DatabaseCopies(
          server,
          watcher,
          settings,
          ScratchDatabase.copyBy(session::execute, server, session.database()));
    } catch (SQLException e) {
      // Its role may not, or somebody else is connected.
      return new DatabaseCopies(server, watcher, settings, null);
    }
  }

  /** What sets the settings that were set in a session. */
  private static List<String> settings(MigrationSession session) throws SQLException {
    List<String> found = new ArrayList<>();
    session.rows(
        "SELECT 'SELECT pg_catalog.set_config(' || pg_catalog.quote_literal(name) || ', '"
            + " || pg_catalog.quote_literal(pg_catalog.current_setting(name)) || ', false)'"
            + " FROM pg_catalog.pg_settings WHERE source = 'session'"
            + " AND name NOT IN ('transaction_isolation', 'transaction_read_only',"
            + " 'transaction_deferrable', 'client_min_messages')"
            // Last, as the others may need rights that the role does not have.
            + " ORDER BY name = 'session_authorization', name = 'role'",
        row -> {
          found.add(row.getString(1));
        });
    return found;
  }

  @Override
  public @Nullable MigrationSession next() throws SQLException {
    if (template == null) {
      return null;
    }
    ScratchDatabase copy = ScratchDatabase.create(server, template.name());
    copies.add(copy);
    MigrationSession session = MigrationSession.open(server, watcher, copy.name());
    for (String setting : settings) {
      try {
        session.execute(setting);
      } catch (SQLException e) {
        // A setting that only the session itself could make.
        continue;
      }
    }
    return session;
  }

  @Override
  public void close() throws SQLException {
    if (template != null) {
      copies.add(template);
    }
    SQLException problem = null;
    for (ScratchDatabase copy : copies) {
      try {
        copy.close();
      } catch (SQLException e) {
        problem = e;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
