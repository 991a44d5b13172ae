package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.sql.Statement;

/** What the tracer asks a server. */
interface Question<T> {

  /** Asks it, and reads the answer. */
  T ask(Statement statement) throws SQLException;
}
