package io.github.windlass.tracer;

import static io.github.windlass.tracer.Traces.migration;
import static io.github.windlass.tracer.Traces.statements;
import static io.github.windlass.tracer.Traces.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.TransactionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that do not end, or that turn on the server or on whoever traces them. */
class TracerFaultsTest {

  private static final TraceOptions BRIEF =
      TraceOptions.DEFAULTS.withStatementTimeout(Duration.ofSeconds(1));

  private static Traces traces;

  @BeforeAll
  static void start() {
    traces = Traces.start();
  }

  @AfterAll
  static void stop() {
    traces.close();
  }

  @AfterEach
  void nothingIsLeft() throws SQLException {
    assertThat(traces.left()).isEmpty();
  }

  private static TraceReport trace(String... texts) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            traces.trace(
                BRIEF, List.of(), List.of(migration("m.sql", TransactionMode.NONE, texts))));
  }

  private static void isStopped(TraceReport report, int statement, String reason) {
    TracedStatement traced = statements(report).get(statement);
    assertThat(traced.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(traced.differences().get(0)).contains("stopped").contains(reason);
    assertThat(verdicts(report).subList(statement + 1, verdicts(report).size()))
        .containsOnly(Verdict.SKIPPED);
  }

  @Test
  void whatSleepsIsStopped() {
    isStopped(
        trace("SET statement_timeout = 0", "SELECT pg_sleep(3600)", "SELECT 1"), 1, "longer than");
  }

  @Test
  void whatLoopsIsStopped() {
    isStopped(trace("DO $$ BEGIN LOOP NULL; END LOOP; END $$", "SELECT 1"), 0, "longer than 1 s");
  }

  @Test
  void whatDoesNotListenIsEnded() {
    isStopped(
        trace(
            "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(100);"
                + " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$",
            "SELECT 1"),
        0,
        "longer than 1 s");
  }

  @Test
  void whatSleepsOutsideOfATransactionIsStopped() {
    isStopped(
        trace(
            "CREATE PROCEDURE p() LANGUAGE plpgsql AS"
                + " $$ BEGIN COMMIT; PERFORM pg_sleep(3600); END $$",
            "CALL p()",
            "SELECT 1"),
        1,
        "longer than 1 s");
  }

  @Test
  void rowsWithoutEndAreNotKept() {
    isStopped(
        trace("SELECT g, repeat('x', 100) FROM generate_series(1, 1000000000) g", "SELECT 1"),
        0,
        "longer than 1 s");
  }

  @Test
  void messagesWithoutEndAreNotKept() {
    TraceReport report =
        assertTimeoutPreemptively(
            Duration.ofSeconds(90),
            () ->
                traces.trace(
                    TraceOptions.DEFAULTS.withStatementTimeout(Duration.ofSeconds(60)),
                    List.of(),
                    List.of(
                        migration(
                            "m.sql",
                            TransactionMode.NONE,
                            "DO $$ BEGIN LOOP RAISE NOTICE 'again'; END LOOP; END $$",
                            "SELECT 1"))));
    isStopped(report, 0, "messages");
  }

  @Test
  void notificationsAreNobodys() {
    TraceReport report =
        trace(
            "LISTEN x",
            "SELECT pg_notify('x', g::text) FROM generate_series(1, 20000) g",
            "SELECT 1");
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
  }

  @Test
  void anotherDatabaseIsNotTouched() {
    TraceReport report =
        trace(
            "DROP DATABASE postgres",
            "ALTER SYSTEM SET work_mem = '1GB'",
            "CREATE DATABASE windlass_mine");
    assertThat(verdicts(report)).containsOnly(Verdict.STATIC_ONLY);
    assertThat(statements(report).get(0).notes().get(0)).contains("beyond the database");
  }

  @Test
  void aRoutineDropsNoDatabase() {
    TraceReport report =
        trace("DO $$ BEGIN EXECUTE 'DROP DATABASE ' || current_database(); END $$", "SELECT 1");
    assertThat(verdicts(report)).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
  }

  @Test
  void whoeverWatchesIsNotEnded() {
    TraceReport report =
        trace(
            "DO $$ DECLARE p int; BEGIN FOR p IN SELECT pid FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND datname IS NOT NULL LOOP BEGIN"
                + " PERFORM pg_terminate_backend(p); EXCEPTION WHEN OTHERS THEN NULL; END;"
                + " END LOOP; END $$",
            "CREATE TABLE t (a int)");
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
  }

  @Test
  void aMigrationThatEndsItselfIsLost() {
    TraceReport report = trace("SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1");
    assertThat(verdicts(report)).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
    assertThat(statements(report).get(0).differences().get(0)).contains("57P01");
  }

  @Test
  void commandsOfPsqlAreToldOf() {
    TraceReport report =
        trace("\\set ON_ERROR_STOP 1\n\\connect postgres\nCREATE TABLE t (a int);");
    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED);
    assertThat(report.problems()).hasSize(1);
    assertThat(report.problems().get(0).reason()).contains("\\connect postgres");
  }

  @Test
  void noProgramIsStarted(@TempDir Path folder) {
    Path file = folder.resolve("made");
    TraceReport report =
        trace(
            "CREATE TABLE t (a text)",
            "COPY t FROM PROGRAM 'touch " + file + "'",
            "COPY t TO '" + file + "'",
            "DO $$ BEGIN EXECUTE 'COPY t FROM PROGRAM ''touch " + file + "'''; END $$");
    assertThat(verdicts(report))
        .containsExactly(
            Verdict.CONFIRMED, Verdict.STATIC_ONLY, Verdict.STATIC_ONLY, Verdict.FAILED);
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void settingsThatTheDriverReadsByAreNotChanged() {
    TraceReport report =
        trace("SET client_encoding = 'LATIN1'", "SET datestyle = 'German'", "SELECT 1");
    assertThat(verdicts(report))
        .containsExactly(Verdict.STATIC_ONLY, Verdict.STATIC_ONLY, Verdict.CONFIRMED);
  }

  @Test
  void aTimeoutOfTheMigrationEndsNothingOfOurs() {
    TraceReport report =
        trace(
            "CREATE TABLE t AS SELECT g FROM generate_series(1, 100) g",
            "SET statement_timeout = 1",
            "SELECT pg_sleep(10)");
    assertThat(statements(report).get(2).differences().get(0)).contains("57014");
  }

  @Test
  void whatNobodyCanReadTheServerRefuses() {
    TraceReport report = trace("CREATE TABLE t (a int)", "ALTER TABEL t ADD b int", "SELECT 1");
    assertThat(verdicts(report))
        .containsExactly(Verdict.CONFIRMED, Verdict.FAILED, Verdict.SKIPPED);
    assertThat(statements(report).get(1).differences().get(0)).contains("42601");
  }

  @Test
  void whatNobodyCanReadIsSentWhereItComesLast() {
    TraceReport report = trace("CREATE TABLE t (a int)", "ALTER TABEL t ADD b int");
    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED, Verdict.FAILED);
  }

  @Test
  void aRowOfGreatSizeIsBornOrRefused() {
    TraceReport report = trace("SELECT repeat('x', 300000000)", "SELECT 1");
    assertThat(verdicts(report).get(1)).isIn(Verdict.CONFIRMED, Verdict.SKIPPED);
  }

  @Test
  void noOtherServerIsConnectedTo() {
    TraceReport report = trace("CREATE SUBSCRIPTION s CONNECTION 'host=192.0.2.1' PUBLICATION p");
    assertThat(verdicts(report)).containsExactly(Verdict.STATIC_ONLY);
  }
}
