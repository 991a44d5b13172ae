package io.github.windlass.tracer;

import static io.github.windlass.tracer.Traces.migration;
import static io.github.windlass.tracer.Traces.statements;
import static io.github.windlass.tracer.Traces.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TracerTest {

  private static final RelationName USERS = new RelationName("public", "users");

  private static final Migration HISTORY =
      migration(
          "1.sql",
          TransactionMode.NONE,
          "CREATE TABLE users (id int PRIMARY KEY, email text, age int)",
          "INSERT INTO users SELECT g, 'u' || g, g FROM generate_series(1, 1000) g",
          "CREATE TABLE orders (id int PRIMARY KEY, user_id int)");

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

  private static TraceReport trace(TransactionMode mode, String... texts) {
    return traces.trace(
        TraceOptions.DEFAULTS, List.of(HISTORY), List.of(migration("2.sql", mode, texts)));
  }

  @Test
  void whatWasPredictedIsConfirmed() {
    TraceReport report =
        trace(
            TransactionMode.PER_MIGRATION,
            "ALTER TABLE users ADD COLUMN name text",
            "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id)",
            "CREATE INDEX users_email ON users (email)",
            "ALTER TABLE users ALTER COLUMN age TYPE bigint");

    assertThat(report.problems()).isEmpty();
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    Observed last = statements(report).get(3).observed();
    assertThat(last.effects().rewrites()).containsExactly(USERS);
    assertThat(last.effects().indexBuilds()).contains(new RelationName("public", "users_pkey"));
  }

  @Test
  void aLockThatIsHeldAlreadyIsNotObservedAgain() {
    TraceReport report =
        trace(
            TransactionMode.PER_MIGRATION,
            "ALTER TABLE users ADD COLUMN a int",
            "ALTER TABLE users ADD COLUMN b int");

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    assertThat(statements(report).get(0).observed().effects().locks())
        .extracting(Lock::relation, Lock::mode, Lock::existing)
        .contains(Tuple.tuple(USERS, LockMode.ACCESS_EXCLUSIVE, true));
    assertThat(statements(report).get(1).observed().effects().locks()).isEmpty();
  }

  @Test
  void whatRowsForbidFailsAndWhatFollowsIsSkipped() {
    TraceReport report =
        trace(
            TransactionMode.PER_MIGRATION,
            "ALTER TABLE users ADD CHECK (age < 500)",
            "ALTER TABLE users ADD COLUMN a int");

    assertThat(verdicts(report)).containsExactly(Verdict.FAILED, Verdict.SKIPPED);
    assertThat(statements(report).get(0).differences().get(0)).contains("23514");
    // What it asked for is seen all the same.
    assertThat(statements(report).get(0).observed().effects().locks())
        .contains(new Lock(USERS, RelationKind.TABLE, LockMode.ACCESS_EXCLUSIVE, true));
    assertThat(report.problems()).hasSize(1);
  }

  @Test
  void aFailureThatWasPredictedIsConfirmed() {
    TraceReport report =
        trace(
            TransactionMode.PER_MIGRATION,
            "CREATE INDEX CONCURRENTLY users_email ON users (email)");

    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED);
    assertThat(statements(report).get(0).observed().effects().fails().sqlstate())
        .isEqualTo("25001");
  }

  @Test
  void aStatementOutsideOfATransactionIsLookedAtWhileItRuns() {
    TraceReport report =
        trace(
            TransactionMode.NONE,
            "CREATE INDEX CONCURRENTLY users_email ON users (email)",
            "VACUUM users",
            "DROP INDEX CONCURRENTLY users_email");

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    for (TracedStatement statement : statements(report)) {
      assertThat(statement.observed().polled()).isTrue();
      assertThat(statement.observed().effects().locks())
          .contains(new Lock(USERS, RelationKind.TABLE, LockMode.SHARE_UPDATE_EXCLUSIVE, true));
    }
  }

  @Test
  void statementsThatCommitByThemselvesStayWhenALaterOneFails() {
    TraceReport report =
        traces.trace(
            TransactionMode.NONE,
            "CREATE TABLE t (a int)",
            "INSERT INTO t VALUES (1)",
            "BEGIN",
            "DROP TABLE t",
            "ROLLBACK",
            "ALTER TABLE t ADD CHECK (a > 1)");

    assertThat(verdicts(report).subList(0, 5)).containsOnly(Verdict.CONFIRMED);
    assertThat(statements(report).get(5).differences().get(0)).contains("23514");
  }

  @Test
  void aStringOfStatementsIsATransaction() {
    TraceReport report =
        traces.trace(TransactionMode.NONE, "CREATE TABLE t (a int); VACUUM t", "SELECT 1");

    assertThat(verdicts(report))
        .containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED, Verdict.SKIPPED);
    assertThat(statements(report).get(1).observed().effects().fails().sqlstate())
        .isEqualTo("25001");
  }

  @Test
  void aSavepointNeedsABlock() {
    TraceReport report =
        traces.trace(TransactionMode.IMPLICIT, "CREATE TABLE t (a int)", "SAVEPOINT s");

    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED);
    assertThat(statements(report).get(1).observed().effects().fails().sqlstate())
        .isEqualTo("25P01");
  }

  @Test
  void theIsolationLevelIsSetBeforeAnybodyLooks() {
    TraceReport report =
        traces.trace(
            TransactionMode.NONE,
            "BEGIN",
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "CREATE TABLE t (a int)",
            "COMMIT");

    assertThat(report.problems()).isEmpty();
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
  }

  @Test
  void theMigrationFindsItsSettingsAsItLeftThem() {
    TraceReport report =
        traces.trace(
            TransactionMode.NONE,
            "SET client_min_messages = warning",
            "SET statement_timeout = '7s'",
            "CREATE TABLE t AS SELECT 1 AS a",
            "BEGIN",
            "SET LOCAL client_min_messages = error",
            "CREATE INDEX ON t (a)",
            "DO $$ BEGIN IF current_setting('statement_timeout') <> '7s' THEN RAISE 'timeout';"
                + " END IF; END $$",
            "COMMIT",
            "VACUUM t",
            "SET client_min_messages = warning",
            "SHOW statement_timeout");

    assertThat(report.problems()).isEmpty();
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
  }

  @Test
  void aConditionThatIsNotKnownIsNotGuessed() {
    String sql = "CREATE TABLE t (a int)";
    SourceFile source = new SourceFile("m.ts", sql);
    Span all = new Span(0, sql.length());
    Step conditional =
        new Step.Sql(sql, SourceMap.verbatim(source, all), "process.env.X", false, List.of());
    Migration migration =
        new Migration(
            "m.ts",
            "typeorm",
            "m",
            Dialect.POSTGRES,
            TransactionMode.PER_MIGRATION,
            List.of(conditional));

    TraceReport report = traces.trace(TraceOptions.DEFAULTS, List.of(), List.of(migration));

    assertThat(verdicts(report)).containsExactly(Verdict.STATIC_ONLY);
    assertThat(statements(report).get(0).notes().get(0)).contains("process.env.X");
  }

  @Test
  void valuesThatAreSentBesideTheTextAreSent() {
    String sql = "INSERT INTO users (id, email) VALUES ($1, $2)";
    SourceFile source = new SourceFile("m.ts", sql);
    Step step =
        new Step.Sql(
            sql,
            SourceMap.verbatim(source, new Span(0, sql.length())),
            null,
            false,
            List.of(),
            List.of(new Step.Parameter.Num("5000"), new Step.Parameter.Text("o'neil\\")));
    Migration insert =
        new Migration(
            "m.ts", "typeorm", "m", Dialect.POSTGRES, TransactionMode.PER_MIGRATION, List.of(step));
    Migration check =
        migration(
            "n.sql",
            TransactionMode.PER_MIGRATION,
            "DO $$ BEGIN IF (SELECT email FROM users WHERE id = 5000) <> E'o\\'neil\\\\' THEN"
                + " RAISE 'other'; END IF; END $$");

    TraceReport report =
        traces.trace(TraceOptions.DEFAULTS, List.of(HISTORY), List.of(insert, check));

    assertThat(report.problems()).isEmpty();
    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED);
  }

  @Test
  void copiedLinesAreSent() {
    TraceReport report =
        traces.trace(
            TransactionMode.NONE,
            "CREATE TABLE t (a int, b text);\nCOPY t (a, b) FROM stdin;\n1\tx\n2\ty\n\\.\n",
            "ALTER TABLE t ADD CHECK (a < 2)");

    assertThat(verdicts(report))
        .containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED, Verdict.FAILED);
  }

  @Test
  void aStatementThatWaitsForItsOwnMigrationIsSeenToWait() {
    String alter = "ALTER TABLE users ADD COLUMN b int";
    SourceFile source = new SourceFile("m.ts", alter);
    SourceMap map = SourceMap.verbatim(source, new Span(0, alter.length()));
    Migration migration =
        new Migration(
            "m.ts",
            "knex",
            "m",
            Dialect.POSTGRES,
            TransactionMode.PER_MIGRATION,
            List.of(
                new Step.Sql(alter, map, null, false, List.of(), List.of(), 0),
                new Step.Sql(alter, map, null, false, List.of(), List.of(), 1)));

    TraceReport report = traces.trace(TraceOptions.DEFAULTS, List.of(HISTORY), List.of(migration));

    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED);
    assertThat(statements(report).get(1).notes().get(0)).contains("for ever");
  }

  /** On connection 0 a statement, of which it is predicted that it waits for its own migration. */
  private static TracedStatement thoughtToWait(String sql) {
    Migration migration = migration("m.sql", TransactionMode.NONE, sql);
    AnalyzedMigration analyzed =
        Windlass.builder().build().analyze(List.of(HISTORY), List.of(migration)).get(0);
    AnalyzedStatement statement = analyzed.statements().get(0);
    AnalyzedStatement waiting =
        new AnalyzedStatement(
            statement.sql(),
            statement.origin(),
            statement.condition(),
            statement.repeats(),
            statement.approximate(),
            statement.holes(),
            statement.effects(),
            statement.held(),
            statement.upgrades(),
            statement.risk(),
            statement.riskReasons(),
            statement.duration(),
            statement.findings(),
            statement.connection(),
            List.of(new AnalyzedStatement.HeldLock(USERS, LockMode.ACCESS_EXCLUSIVE, 1)),
            statement.allowed());
    AnalyzedMigration predicted =
        new AnalyzedMigration(
            migration, List.of(waiting), analyzed.findings(), analyzed.gaps(), analyzed.allowed());
    return statements(
            Tracer.on(traces.server())
                .trace(List.of(predicted), List.of(HISTORY), TraceProgress.SILENT))
        .get(0);
  }

  @Test
  void aStatementThatDoesNotWaitAsPredictedIsAMismatch() {
    TracedStatement traced = thoughtToWait("ALTER TABLE users ADD COLUMN b int");

    assertThat(traced.verdict()).isEqualTo(Verdict.MISMATCH);
    assertThat(traced.differences().get(0)).contains("public.users").contains("it did not");
  }

  @Test
  void aStatementThatIsSlowDoesNotWaitForItsMigration() {
    TracedStatement traced = thoughtToWait("SELECT pg_sleep(30)");

    assertThat(traced.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(traced.differences().get(0)).contains("stopped");
    assertThat(traced.differences().get(1)).contains("it did not");
  }

  @Test
  void whatAnotherConnectionCommitsIsNotTheNextStatements() {
    Function<Integer, Function<String, Step>> on =
        connection ->
            sql -> {
              SourceMap map =
                  SourceMap.verbatim(new SourceFile("m.ts", sql), new Span(0, sql.length()));
              return new Step.Sql(sql, map, null, false, List.of(), List.of(), connection);
            };
    Migration migration =
        new Migration(
            "m.ts",
            "sequelize",
            "m",
            Dialect.POSTGRES,
            TransactionMode.EXPLICIT,
            List.of(
                on.apply(1).apply("BEGIN"),
                on.apply(1).apply("CREATE TABLE t (a int)"),
                on.apply(0).apply("CREATE TABLE u (a int)"),
                on.apply(1).apply("COMMIT"),
                on.apply(0).apply("CREATE TABLE v (a int)")));

    TraceReport report = traces.trace(TraceOptions.DEFAULTS, List.of(), List.of(migration));

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    assertThat(statements(report).get(4).observed().effects().created())
        .containsExactly(new RelationName("public", "v"));
  }

  @Test
  void whatOfTheHistoryCannotBeReadIsToldOf() {
    Migration history =
        migration(
            "1.sql",
            TransactionMode.PER_MIGRATION,
            "CREATE TABLE users (id int)",
            "ALTER TABEL users ADD b int",
            "\\connect postgres\n");

    TraceReport report =
        traces.trace(
            TraceOptions.DEFAULTS,
            List.of(history),
            List.of(migration("2.sql", TransactionMode.NONE, "ALTER TABLE users ADD c int")));

    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED);
    assertThat(report.problems()).extracting(Problem::reason).hasSize(2);
    assertThat(report.problems().get(0).reason()).contains("\\connect postgres");
    assertThat(report.problems().get(1).reason()).contains("42601");
  }

  @Test
  void allPendingMigrationsShareATransaction() {
    TraceReport report =
        traces.trace(
            TraceOptions.DEFAULTS,
            List.of(HISTORY),
            List.of(
                migration("2.sql", TransactionMode.ALL_PENDING, "CREATE TABLE t (a int)"),
                migration("3.sql", TransactionMode.ALL_PENDING, "VACUUM t")));

    assertThat(verdicts(report)).containsExactly(Verdict.CONFIRMED, Verdict.CONFIRMED);
    assertThat(statements(report).get(1).observed().effects().fails().sqlstate())
        .isEqualTo("25001");
  }

  @Test
  void whoComesBesideWaitsBehindTheStatementThatTookTheLock() {
    TraceReport report =
        traces.trace(
            TraceOptions.DEFAULTS.withProbe(true),
            List.of(HISTORY),
            List.of(
                migration(
                    "2.sql",
                    TransactionMode.PER_MIGRATION,
                    "CREATE INDEX ON orders (user_id)",
                    "ALTER TABLE users ADD COLUMN a int",
                    "SELECT pg_sleep(0.2)"),
                migration(
                    "3.sql",
                    TransactionMode.NONE,
                    "CREATE INDEX CONCURRENTLY users_email ON users (email)")));

    assertThat(report.problems()).isEmpty();
    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    assertThat(statements(report).get(0).observed().waits())
        .extracting(Observed.Wait::relation, Observed.Wait::wanted)
        .containsExactly(Tuple.tuple(new RelationName("public", "orders"), LockMode.ROW_EXCLUSIVE));
    List<Observed.Wait> waits = statements(report).get(1).observed().waits();
    assertThat(waits)
        .extracting(Observed.Wait::relation, Observed.Wait::wanted)
        .containsExactlyInAnyOrder(
            Tuple.tuple(USERS, LockMode.ACCESS_SHARE), Tuple.tuple(USERS, LockMode.ROW_EXCLUSIVE));
    // They wait to the end of the transaction, and so through the statement after it.
    assertThat(waits).allMatch(wait -> wait.time().compareTo(Duration.ofMillis(200)) >= 0);
    assertThat(statements(report).get(2).observed().waits()).isEmpty();
    assertThat(statements(report).get(3).observed().waits()).isEmpty();
  }

  @Test
  void whatBecomesOfTheSchemaIsSaid() {
    TraceReport report =
        trace(
            TransactionMode.NONE,
            "ALTER TABLE users ADD COLUMN name text DEFAULT 'x'",
            "BEGIN",
            "ALTER TABLE users ALTER COLUMN name SET NOT NULL",
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "COMMIT",
            "CREATE INDEX CONCURRENTLY i ON users (name)",
            "ALTER TABLE users RENAME TO people",
            "UPDATE people SET age = age + 1",
            "DROP TABLE orders");

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    assertThat(changes(report, 0)).containsExactly("CREATED column public.users.name");
    assertThat(changes(report, 2)).contains("CHANGED column public.users.name");
    assertThat(changes(report, 3)).containsExactly("CREATED function public.f(integer)");
    assertThat(changes(report, 5)).containsExactly("CREATED index public.i");
    assertThat(changes(report, 6)).containsExactly("CHANGED table public.users");
    assertThat(changes(report, 7)).isEmpty();
    assertThat(changes(report, 8))
        .contains(
            "DROPPED column public.orders.id",
            "DROPPED constraint orders_pkey on public.orders",
            "DROPPED index public.orders_pkey",
            "DROPPED table public.orders");
  }

  private static List<String> changes(TraceReport report, int statement) {
    return statements(report).get(statement).observed().changes().stream()
        .map(change -> change.kind() + " " + change.object())
        .toList();
  }

  @Test
  void whatGoesWithItsTransactionIsNotMissed() {
    TraceReport report =
        traces.trace(
            TransactionMode.NONE,
            "BEGIN",
            "CREATE TEMP TABLE t (a int) ON COMMIT DROP",
            "COMMIT",
            "CREATE TABLE u (a int)");

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
  }

  @Test
  void emptyTablesAreWrittenAnewAsOthersAre() {
    TraceReport report =
        traces.trace(
            TransactionMode.PER_MIGRATION,
            "CREATE TABLE t (id int PRIMARY KEY, a text)",
            "ALTER TABLE t ALTER COLUMN a TYPE int USING a::int",
            "TRUNCATE t",
            "ALTER TABLE t ADD COLUMN b float DEFAULT random()");

    assertThat(verdicts(report)).containsOnly(Verdict.CONFIRMED);
    RelationName table = new RelationName("public", "t");
    assertThat(statements(report).get(1).observed().effects().rewrites()).containsExactly(table);
    assertThat(statements(report).get(2).observed().effects().rewrites()).isEmpty();
    assertThat(statements(report).get(3).observed().effects().rewrites()).containsExactly(table);
  }

  @Test
  void theExtensionThatTypeOrmMakesIsThere() {
    Migration plain =
        migration(
            "m.ts",
            TransactionMode.PER_MIGRATION,
            "CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuid_generate_v4())");
    Migration migration =
        new Migration(
            "m.ts", "typeorm", "m", Dialect.POSTGRES, TransactionMode.PER_MIGRATION, plain.steps());

    assertThat(verdicts(traces.trace(TraceOptions.DEFAULTS, List.of(), List.of(migration))))
        .containsOnly(Verdict.CONFIRMED);
  }
}
