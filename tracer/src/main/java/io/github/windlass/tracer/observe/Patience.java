package io.github.windlass.tracer.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Lets go of a connection on which a question gets no answer. The driver's own timeouts hang on
 * those of the socket, of which a Unix-domain socket has none.
 */
final class Patience implements AutoCloseable {

  private static final long FOR_EVER = Long.MAX_VALUE;

  private static final long LOOK_MILLIS = 250;

  private final Connection connection;
  private final Duration limit;
  private volatile long until = FOR_EVER;
  private volatile boolean closed;

  Patience(Connection connection, Duration limit) {
    this.connection = connection;
    this.limit = limit;
    Thread thread = new Thread(this::look, "windlass-patience");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      while (!closed) {
        Thread.sleep(LOOK_MILLIS);
        if (System.nanoTime() > until) {
          connection.abort(Runnable::run);
          return;
        }
      }
    } catch (InterruptedException | SQLException e) {
      closed = true;
    }
  }

  /** A question is asked. */
  void asked() {
    until = System.nanoTime() + limit.toNanos();
  }

  /** It is answered. */
  void answered() {
    until = FOR_EVER;
  }

  @Override
  public void close() {
    closed = true;
  }
}
