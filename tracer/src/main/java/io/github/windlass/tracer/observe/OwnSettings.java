package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a migration's session that the tracer changes around a statement, and that the
 * migration finds as it left them: debugging messages are asked for, and no timeout of the
 * migration's ends what the tracer asks.
 *
 * @param messages the migration's {@code client_min_messages}
 * @param timeout the migration's {@code statement_timeout}
 * @param local whether a transaction is open, with whose end all is as it was
 */
record OwnSettings(String messages, String timeout, boolean local) {

  /** Takes the session over from the migration. */
  static OwnSettings take(MigrationSession session, boolean local) throws SQLException {
    List<OwnSettings> taken = new ArrayList<>();
    session.rows(
        "SELECT pg_catalog.current_setting('client_min_messages'),"
            + " pg_catalog.current_setting('statement_timeout'),"
            + set("client_min_messages", "debug1", local)
            + ", "
            + set("statement_timeout", "0", local),
        row -> taken.add(new OwnSettings(row.getString(1), row.getString(2), local)));
    return taken.get(0);
  }

  private static String set(String name, String value, boolean local) {
    return "pg_catalog.set_config('" + name + "', '" + value + "', " + local + ")";
  }

  private boolean isTimed() {
    return !timeout.equals("0");
  }

  /** For the time of its statement the migration has its timeout. */
  void lend(MigrationSession session) throws SQLException {
    if (isTimed()) {
      session.execute("SELECT " + set("statement_timeout", timeout, local));
    }
  }

  /** The statement has ended. */
  void takeAgain(MigrationSession session) throws SQLException {
    if (isTimed()) {
      session.execute("SELECT " + set("statement_timeout", "0", local));
    }
  }

  /** All is as the migration had it. */
  void giveBack(MigrationSession session) throws SQLException {
    session.execute(
        "SELECT "
            + set("client_min_messages", messages, local)
            + (isTimed() ? ", " + set("statement_timeout", timeout, local) : ""));
  }
}
