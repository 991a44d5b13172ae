package io.github.windlass.tracer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Windlass;
import io.github.windlass.tracer.Traces;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationSessionTest {

  private static Server server;

  private Watcher watcher;
  private MigrationSession session;

  @BeforeAll
  static void start() {
    server = Traces.server(Windlass.NEWEST_POSTGRES);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() throws SQLException {
    watcher = new Watcher(server);
    session = MigrationSession.open(server, watcher, server.maintenanceDatabase());
  }

  @AfterEach
  void close() {
    session.close();
    watcher.close();
  }

  private Answer run(String sql, Duration limit, MigrationSession.Looking looking) {
    return session.run(Request.of(sql), limit, looking);
  }

  @Test
  void whoeverLosesSightOfAStatementSaysSo() {
    Answer answer =
        run(
            "SELECT 1",
            Duration.ofSeconds(60),
            () -> {
              throw new SQLException("gone", "08006");
            });

    assertThat(answer.failure()).isNull();
    assertThat(answer.unwatched()).isTrue();
    assertThat(run("SELECT 1", Duration.ofSeconds(60), () -> 0).unwatched()).isFalse();
  }

  @Test
  void whetherAStatementWaitsIsSeenBeforeItIsStopped() throws Exception {
    try (MigrationSession other =
        MigrationSession.open(server, watcher, server.maintenanceDatabase())) {
      other.execute("SELECT pg_advisory_lock(1)");

      Answer waits =
          run("SELECT pg_advisory_lock(1)", Duration.ofMillis(300), MigrationSession.Looking.NOT);
      Answer sleeps =
          run("SELECT pg_sleep(60)", Duration.ofMillis(300), MigrationSession.Looking.NOT);

      assertThat(waits.stopped()).isNotNull();
      assertThat(waits.waiting()).isTrue();
      assertThat(sleeps.stopped()).isNotNull();
      assertThat(sleeps.waiting()).isFalse();
    }
  }
}
