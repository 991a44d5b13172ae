package io.github.windlass.tracer;

import static io.github.windlass.tracer.Traces.migration;
import static io.github.windlass.tracer.Traces.statements;
import static io.github.windlass.tracer.Traces.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.TransactionMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that go while a statement runs. */
class TracerServerLossTest {

  private static final String SLEEP = "SELECT pg_sleep(3600), 'the one'";

  private static TraceReport traceWhile(Traces traces, TransactionMode mode, Thread other) {
    other.setDaemon(true);
    other.start();
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            traces.trace(
                TraceOptions.DEFAULTS.withStatementTimeout(Duration.ofSeconds(30)),
                List.of(),
                List.of(migration("m.sql", mode, SLEEP, "SELECT 1"))));
  }

  /** Once the statement runs. */
  private static void then(Traces traces, String sql) {
    try (Connection connection = traces.server().connect("postgres");
        Statement statement = connection.createStatement()) {
      String running =
          "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%the one%'"
              + " AND pid <> pg_backend_pid()";
      long seen = 0;
      while (seen == 0) {
        try (ResultSet row = statement.executeQuery(running)) {
          row.next();
          seen = row.getLong(1);
        }
      }
      statement.execute(sql);
    } catch (SQLException e) {
      // It goes with the server.
      return;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO PROGRAM 'kill -9 $(head -1 postmaster.pid)'",
        "COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%the one%' AND"
            + " pid <> pg_backend_pid()"
      })
  void theStatementFailsAndTheRunEnds(String fault) {
    try (Traces traces = Traces.start()) {
      TraceReport report =
          traceWhile(traces, TransactionMode.PER_MIGRATION, new Thread(() -> then(traces, fault)));

      assertThat(verdicts(report)).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
      assertThat(statements(report).get(0).differences().get(0))
          .containsAnyOf("57P01", "57P02", "08006", "connection");
      assertThat(report.problems()).isNotEmpty();
    }
  }

  @Test
  void aServerThatIsGoneBeforeTheFirstStatementIsToldOf() {
    Traces traces = Traces.start();
    traces.close();
    TraceReport report = traces.trace(TransactionMode.NONE, "SELECT 1");

    assertThat(verdicts(report)).containsExactly(Verdict.SKIPPED);
    assertThat(report.problems()).hasSize(1);
  }

  @Test
  void aServerThatSaysNothingMoreIsLeft() {
    try (Traces traces = Traces.start()) {
      Thread other =
          new Thread(() ->
              then(
                  traces,
                  "COPY (SELECT 1) TO PROGRAM"
                      + " 'kill -STOP $(ps -o pid= --ppid $(head -1 postmaster.pid))'"));
      other.setDaemon(true);
      other.start();
      TraceReport report =
          assertTimeoutPreemptively(
              Duration.ofSeconds(180),
              () ->
                  traces.trace(
                      TraceOptions.DEFAULTS.withStatementTimeout(Duration.ofSeconds(3)),
                      List.of(),
                      List.of(migration("m.sql", TransactionMode.NONE, SLEEP, "SELECT 1"))));

      assertThat(verdicts(report)).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
      assertThat(report.problems()).isNotEmpty();
    }
  }
}
