package io.github.windlass.cli;

import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.snapshot.DatabaseSnapshot;
import io.github.windlass.snapshot.DatabaseStatistics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks a live database. Nothing else touches JDBC, so that other runs load neither it nor the
 * driver.
 */
final class Database {

  private static final String TIMEOUT_SECONDS = "10";

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private Database() {}

  /**
   * The snapshot of a database, as a text.
   *
   * @throws UsageException if the database cannot be asked; the message holds no password
   */
  static String snapshot(String url, List<String> schemas, Map<String, String> environment) {
    return ask(
        url, environment, connection -> DatabaseSnapshot.of(connection, schemas, Instant.now()));
  }

  /**
   * How large the tables of a database are, and how they are used.
   *
   * @throws UsageException if the database cannot be asked; the message holds no password
   */
  static DatabaseStatistics statistics(
      String url, List<String> schemas, Map<String, String> environment) {
    return ask(url, environment, connection -> DatabaseStatistics.of(connection, schemas));
  }

  private static <T> T ask(String url, Map<String, String> environment, Question<T> question) {
    DatabaseUrl database = DatabaseUrl.of(url, environment);
    database.properties().putIfAbsent("connectTimeout", TIMEOUT_SECONDS);
    database.properties().putIfAbsent("loginTimeout", TIMEOUT_SECONDS);
    try (Connection connection =
        DriverManager.getConnection(database.jdbc(), database.properties())) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new UsageException(message(database, e));
    } catch (RuntimeException e) {
      if (e instanceof UsageException usage) {
        throw usage;
      }
      throw new UsageException(message(database, e));
    }
  }

  private static String message(DatabaseUrl database, Exception problem) {
    StringBuilder message = new StringBuilder(database.name());
    message.append(": cannot be read: ");
    String text = problem.getMessage();
    message.append(text == null ? problem.getClass().getSimpleName() : Plain.oneLine(text).strip());
    if (problem.getCause() != null && problem.getCause().getMessage() instanceof String cause) {
      if (text == null || !text.contains(cause)) {
        message.append(" (").append(Plain.oneLine(cause).strip()).append(')');
      }
    }
    return database.masked(message.toString());
  }
}
