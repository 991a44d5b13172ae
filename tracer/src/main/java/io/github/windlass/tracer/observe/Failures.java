package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.Effects.Failure;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What an exception of the driver says. */
final class Failures {

  private Failures() {}

  /** With {@code 08006} (connection failure) where the driver gives no code. */
  static Failure of(SQLException e) {
    return new Failure(Objects.requireNonNullElse(e.getSQLState(), "08006"), text(e));
  }

  /** The server's own words, if it is the server that speaks. */
  static String text(SQLException e) {
    ServerErrorMessage message =
        switch (e) {
          case PSQLException error -> error.getServerErrorMessage();
          case PSQLWarning warning -> warning.getServerErrorMessage();
          default -> null;
        };
    String said = message == null ? null : message.getMessage();
    return said != null ? said : Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  /** The connection is gone: classes 08 and 57P. */
  static boolean isOfConnection(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "08006");
    return state.startsWith("08") || state.startsWith("57P");
  }
}
