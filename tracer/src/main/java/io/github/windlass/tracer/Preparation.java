package io.github.windlass.tracer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Something that is done to the scratch database after the history, before the first migration. */
public interface Preparation {

  /** What it is, for whoever watches: {@code rows}. */
  String name();

  /**
   * Whether triggers are off meanwhile, those of foreign keys included, where the server lets us:
   * {@code session_replication_role}. The rights are those of whoever migrates in any case, for
   * functions that migrations made may be called.
   */
  default boolean isWithoutTriggers() {
    return false;
  }

  /**
   * Does it.
   *
   * @param database a connection in autocommit; whoever gave it closes it
   * @return what could not be done, each for a person
   * @throws SQLException if the server is gone, or if nothing could be done
   */
  List<String> prepare(Connection database) throws SQLException;

  /** Runs SQL as it stands: one string. */
  static Preparation sql(String name, String sql) {
    return new Preparation() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> prepare(Connection database) throws SQLException {
        try (java.sql.Statement statement = database.createStatement()) {
          statement.setEscapeProcessing(false);
          statement.execute(sql);
        }
        return List.of();
      }
    };
  }
}
