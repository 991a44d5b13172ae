package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements in their transactions, and migrations as a history. */
class PostgresAnalyzerTest {

  private static final RelationName USERS = new RelationName("public", "users");
  private static final RelationName ORDERS = new RelationName("public", "orders");

  private static Migration migration(TransactionMode mode, String... texts) {
    return migration(Dialect.POSTGRES, mode, texts);
  }

  private static Migration migration(Dialect dialect, TransactionMode mode, String... texts) {
    List<Step> steps =
        Stream.of(texts)
            .map(text ->
                (Step) Step.Sql.verbatim(new SourceFile("m.sql", text), new Span(0, text.length())))
            .toList();
    return new Migration("m.sql", "sql", "m", dialect, mode, steps);
  }

  private static List<AnalyzedStatement> analyze(TransactionMode mode, String... texts) {
    return new PostgresAnalyzer()
        .analyze(List.of(), List.of(migration(mode, texts)), 18)
        .get(0)
        .statements();
  }

  @Test
  void locksAreHeldToTheEndOfTheTransaction() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "ALTER TABLE users ADD COLUMN a int",
            "ALTER TABLE orders ADD COLUMN b int");
    assertThat(statements.get(0).held()).isEmpty();
    assertThat(statements.get(1).held())
        .containsExactly(new HeldLock(USERS, LockMode.ACCESS_EXCLUSIVE, 1));
  }

  @Test
  void withoutATransactionNothingIsHeld() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.NONE,
            "ALTER TABLE users ADD COLUMN a int",
            "ALTER TABLE orders ADD COLUMN b int");
    assertThat(statements.get(1).held()).isEmpty();
  }

  @Test
  void aTransactionOfItsOwnEndsWithCommit() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "BEGIN",
            "ALTER TABLE users ADD COLUMN a int",
            "ALTER TABLE orders ADD COLUMN b int",
            "COMMIT",
            "ALTER TABLE orders ADD COLUMN c int");
    assertThat(statements.get(2).held()).extracting(HeldLock::relation).containsExactly(USERS);
    assertThat(statements.get(4).held()).isEmpty();
  }

  @Test
  void rollingBackToASavepointGivesBackTheLocksTakenSince() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "LOCK TABLE orders IN SHARE MODE",
            "SAVEPOINT a",
            "ALTER TABLE users ADD COLUMN a int",
            "SAVEPOINT b",
            "ALTER TABLE orders ADD COLUMN b int",
            "DROP TABLE users",
            "ROLLBACK TO b",
            "SELECT 1",
            "ROLLBACK TO a",
            "SELECT 2");
    assertThat(statements.get(7).held())
        .containsExactly(
            new HeldLock(ORDERS, LockMode.SHARE, 1),
            new HeldLock(USERS, LockMode.ACCESS_EXCLUSIVE, 3));
    assertThat(statements.get(9).held()).containsExactly(new HeldLock(ORDERS, LockMode.SHARE, 1));
  }

  @Test
  void rollingBackToASavepointBringsBackTheSchema() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "CREATE TABLE a (id int)",
            "SAVEPOINT s",
            "CREATE TABLE b (id int)",
            "ROLLBACK TO s",
            "CREATE TABLE b (id int)",
            "CREATE TABLE a (id int)");
    assertThat(statements.get(4).effects().fails()).isNull();
    assertThat(Objects.requireNonNull(statements.get(5).effects().fails()).sqlstate())
        .isEqualTo("42P07");
  }

  @Test
  void aReleasedSavepointIsNoPlaceToGoBackTo() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "SAVEPOINT a",
            "SAVEPOINT b",
            "RELEASE a",
            "ROLLBACK TO b");
    assertThat(Objects.requireNonNull(statements.get(3).effects().fails()).sqlstate())
        .isEqualTo("3B001");
    for (TransactionMode mode : List.of(TransactionMode.NONE, TransactionMode.IMPLICIT)) {
      AnalyzedStatement alone = analyze(mode, "SELECT 1; SAVEPOINT a").get(1);
      assertThat(Objects.requireNonNull(alone.effects().fails()).sqlstate()).isEqualTo("25P01");
    }
  }

  @Test
  void aStrongerLockOnTheSameRelationIsAnUpgrade() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "UPDATE users SET a = 1",
            "CREATE INDEX i ON users (a)",
            "ALTER TABLE users ADD COLUMN b int",
            "ALTER TABLE users ADD COLUMN c int");
    assertThat(statements.get(0).upgrades()).isEmpty();
    assertThat(statements.get(1).upgrades())
        .containsExactly(new LockUpgrade(USERS, LockMode.ROW_EXCLUSIVE, LockMode.SHARE, 1));
    assertThat(statements.get(2).upgrades())
        .containsExactly(new LockUpgrade(USERS, LockMode.SHARE, LockMode.ACCESS_EXCLUSIVE, 2));
    assertThat(statements.get(3).upgrades()).isEmpty();
  }

  @Test
  void whatAPreparedTransactionLockedStaysLocked() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "BEGIN",
            "ALTER TABLE users ADD COLUMN a int",
            "PREPARE TRANSACTION 'p'",
            "SELECT 1",
            "COMMIT PREPARED 'p'",
            "SELECT 2");
    assertThat(statements.get(3).held()).extracting(HeldLock::relation).containsExactly(USERS);
    assertThat(statements.get(5).held()).isEmpty();
  }

  @Test
  void aChainedTransactionHoldsNothingOfTheOneBefore() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "BEGIN",
            "ALTER TABLE users ADD COLUMN a int",
            "COMMIT AND CHAIN",
            "CREATE INDEX CONCURRENTLY i ON users (a)");
    assertThat(statements.get(3).held()).isEmpty();
    assertThat(Objects.requireNonNull(statements.get(3).effects().fails()).sqlstate())
        .isEqualTo("25001");
  }

  @Test
  void aLocalSearchPathEndsWithItsTransaction() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "SET LOCAL search_path TO nowhere",
            "ALTER TABLE users ADD COLUMN a int",
            "BEGIN",
            "SET LOCAL search_path TO shop",
            "ALTER TABLE users ADD COLUMN a int",
            "COMMIT",
            "ALTER TABLE users ADD COLUMN b int");
    assertThat(statements.stream().flatMap(s -> s.effects().locks().stream()))
        .extracting(Lock::relation)
        .containsExactly(USERS, new RelationName("shop", "users"), USERS);
  }

  @Test
  void whatAHistoryRolledBackIsNotThere() {
    AnalyzedStatement create =
        new PostgresAnalyzer()
            .analyze(
                List.of(
                    migration(
                        TransactionMode.EXPLICIT, "BEGIN; CREATE TABLE users (id int); ROLLBACK;")),
                List.of(migration(TransactionMode.NONE, "CREATE TABLE users (id int)")),
                18)
            .get(0)
            .statements()
            .get(0);
    assertThat(create.effects().fails()).isNull();
  }

  @Test
  void whatABlockRunsAndIsNotKnownIsAGap() {
    AnalyzedMigration analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(),
                List.of(
                    migration(
                        TransactionMode.NONE,
                        """
                        DO $$ BEGIN
                          ALTER TABLE users ADD COLUMN a int;
                          EXECUTE (SELECT string_agg(command, ';') FROM commands);
                        END $$\
                        """)),
                18)
            .get(0);
    assertThat(analyzed.statements().get(0).effects().locks())
        .contains(new Lock(USERS, RelationKind.TABLE, LockMode.ACCESS_EXCLUSIVE, true));
    assertThat(analyzed.gaps()).hasSize(1);
    assertThat(analyzed.gaps().get(0).code()).isEqualTo(Step.GapCode.DYNAMIC);
    assertThat(analyzed.gaps().get(0).reason()).startsWith("EXECUTE at line 3 of the block");
  }

  @Test
  void aTextOfSeveralStatementsIsOneTransaction() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.IMPLICIT,
            "ALTER TABLE users ADD COLUMN a int; CREATE INDEX CONCURRENTLY i ON orders (b)");
    Effects.Failure failure = Objects.requireNonNull(statements.get(1).effects().fails());
    assertThat(failure.sqlstate()).isEqualTo("25001");
    assertThat(analyze(TransactionMode.IMPLICIT, "CREATE INDEX CONCURRENTLY i ON orders (b)"))
        .allSatisfy(statement -> assertThat(statement.effects().fails()).isNull());
  }

  @Test
  void theStatementsOfOneStringAreOneTransactionWhereEachIsAStep() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.IMPLICIT,
            "ALTER TABLE users ADD COLUMN a int",
            "CREATE INDEX CONCURRENTLY i ON orders (b)");
    assertThat(statements.get(1).held()).extracting(HeldLock::relation).containsExactly(USERS);
    Effects.Failure failure = Objects.requireNonNull(statements.get(1).effects().fails());
    assertThat(failure.sqlstate()).isEqualTo("25001");
  }

  @Test
  void oneTransactionForAllPendingHoldsAcrossMigrations() {
    List<AnalyzedMigration> analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(),
                List.of(
                    migration(TransactionMode.ALL_PENDING, "ALTER TABLE users ADD COLUMN a int"),
                    migration(TransactionMode.ALL_PENDING, "ALTER TABLE orders ADD COLUMN b int")),
                18);
    assertThat(analyzed.get(1).statements().get(0).held())
        .extracting(HeldLock::relation)
        .containsExactly(USERS);
  }

  @Test
  void anotherFormatOrFolderIsAnotherRun() {
    assertThat(heldByTheSecond("knex", "a/migrations/1.js", "knex", "a/migrations/2.js")).isTrue();
    assertThat(heldByTheSecond("knex", "a/migrations/1.js", "knex", "a/migrations/x/2.js"))
        .isTrue();
    assertThat(heldByTheSecond("knex", "a/migrations/1.js", "knex", "b/migrations/2.js")).isFalse();
    assertThat(heldByTheSecond("knex", "a/1.js", "typeorm", "a/2.ts")).isFalse();
    assertThat(heldByTheSecond("drizzle", "d/1_a/migration.sql", "drizzle", "d/2_b/migration.sql"))
        .isTrue();
    // One runner has both folders, as their files take turns.
    assertThat(heldByTheSecond("typeorm", "a/1.ts", "typeorm", "b/2.ts", "a/3.ts")).isTrue();
  }

  /** Whether the second of some migrations, which run with others, finds a lock of the first. */
  private static boolean heldByTheSecond(
      String format, String path, String secondFormat, String secondPath, String... more) {
    List<Migration> migrations = new ArrayList<>();
    migrations.add(pending(format, path, "ALTER TABLE users ADD COLUMN a int"));
    migrations.add(pending(secondFormat, secondPath, "ALTER TABLE orders ADD COLUMN b int"));
    for (String each : more) {
      migrations.add(pending(secondFormat, each, "ALTER TABLE orders ADD COLUMN c int"));
    }
    return !new PostgresAnalyzer()
        .analyze(List.of(), migrations, 18)
        .get(1)
        .statements()
        .get(0)
        .held()
        .isEmpty();
  }

  private static Migration pending(String format, String path, String sql) {
    Migration any = migration(TransactionMode.ALL_PENDING, sql);
    return new Migration(path, format, path, any.dialect(), any.transaction(), any.steps());
  }

  /** The runner sends BEGIN once: after COMMIT, each statement is a transaction by itself. */
  @Test
  void aMigrationThatCommitsTheTransactionOfAllPendingEndsItForTheNextOnes() {
    List<AnalyzedMigration> analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(),
                List.of(
                    migration(
                        TransactionMode.ALL_PENDING,
                        "ALTER TABLE users ADD COLUMN a int",
                        "COMMIT"),
                    migration(
                        TransactionMode.ALL_PENDING,
                        "ALTER TABLE orders ADD COLUMN b int",
                        "CREATE INDEX CONCURRENTLY i ON users (a)")),
                18);
    AnalyzedStatement last = analyzed.get(1).statements().get(1);
    assertThat(last.held()).isEmpty();
    assertThat(last.effects().fails()).isNull();
  }

  @Test
  void whatTheMigrationMadeIsNobodysProblemButWhatItRefersToIs() {
    AnalyzedStatement create =
        new PostgresAnalyzer()
            .analyze(
                List.of(
                    migration(TransactionMode.NONE, "CREATE TABLE users (id bigint PRIMARY KEY)")),
                List.of(
                    migration(
                        TransactionMode.NONE,
                        "CREATE TABLE orders (id bigint, user_id bigint REFERENCES users)",
                        "ALTER TABLE orders ADD COLUMN total int NOT NULL")),
                18)
            .get(0)
            .statements()
            .get(0);
    assertThat(create.effects().created()).containsExactly(ORDERS);
    assertThat(create.effects().locks())
        .contains(new Lock(USERS, RelationKind.TABLE, LockMode.SHARE_ROW_EXCLUSIVE, true));
    assertThat(create.effects().blocks()).isEqualTo(new Effects.Blocks(false, true, true, true));
  }

  @Test
  void anEmptyTableOfTheMigrationTakesAColumnWithoutDefault() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.NONE,
            "CREATE TABLE orders (id bigint)",
            "ALTER TABLE orders ADD COLUMN total int NOT NULL");
    assertThat(statements.get(1).effects().fails()).isNull();
    assertThat(statements.get(1).risk()).isEqualTo(Risk.SAFE);
  }

  @Test
  void withinAStatementWhatGoesGoesFirst() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.NONE,
            "CREATE TABLE users (id text CONSTRAINT users_pkey PRIMARY KEY)",
            "ALTER TABLE users ADD CONSTRAINT users_pk PRIMARY KEY (id), ADD COLUMN id serial,"
                + " DROP CONSTRAINT users_pkey, DROP COLUMN id",
            "ALTER TABLE users ADD PRIMARY KEY (id)");
    assertThat(statements.get(1).effects().fails()).isNull();
    assertThat(Objects.requireNonNull(statements.get(2).effects().fails()).sqlstate())
        .isEqualTo("42P16");
  }

  @Test
  void onlyAColumnThatAViewSurelyNeedsKeepsItsType() {
    assertThat(retyping("SELECT u.kind FROM users u JOIN orders o ON o.id = u.id")).isEqualTo("");
    assertThat(retyping("SELECT o.kind FROM users u JOIN orders o ON o.id = u.id"))
        .isEqualTo("0A000");
    assertThat(retyping("SELECT * FROM orders")).isEqualTo("0A000");
    assertThat(retyping("SELECT x.kind FROM (SELECT id AS kind FROM orders) x")).isEqualTo("");
    assertThat(retyping("SELECT count(*) FROM orders")).isEqualTo("");
  }

  /** The SQLSTATE of a change of orders.kind under a view, or nothing. */
  private static String retyping(String view) {
    Effects.Failure failure =
        analyze(
                TransactionMode.NONE,
                "CREATE TABLE users (id int, kind int)",
                "CREATE TABLE orders (id int, kind int)",
                "CREATE VIEW v AS " + view,
                "ALTER TABLE orders ALTER COLUMN kind TYPE bigint")
            .get(3)
            .effects()
            .fails();
    return failure == null ? "" : failure.sqlstate();
  }

  @Test
  void whatFollowsAPredictedFailureIsJudgedAsIfItHadNotFailed() {
    List<AnalyzedMigration> analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(migration(TransactionMode.NONE, "CREATE TABLE users (id text)")),
                List.of(
                    migration(
                        TransactionMode.NONE,
                        "ALTER TABLE users ADD COLUMN a int NOT NULL",
                        "ALTER TABLE users ADD COLUMN a int")),
                18);
    assertThat(analyzed.get(0).statements())
        .extracting(statement -> Objects.requireNonNull(statement.effects().fails()).sqlstate())
        .containsExactly("23502", "42701");
  }

  @Test
  void rollbackBringsTheSchemaBack() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "CREATE TABLE users (id bigint)",
            "BEGIN",
            "ALTER TABLE users ADD COLUMN a int",
            "ROLLBACK",
            "ALTER TABLE users ADD COLUMN a int");
    assertThat(statements.get(4).effects().fails()).isNull();
  }

  @Test
  void anUnknownTableIsAnAssumption() {
    AnalyzedStatement statement =
        analyze(TransactionMode.NONE, "ALTER TABLE users ADD COLUMN a int").get(0);
    assertThat(statement.effects().assumptions())
        .containsExactly("public.users is not in the known schema");
  }

  @Test
  void sqlInAnAnonymousBlockCounts() {
    AnalyzedStatement block =
        analyze(
                TransactionMode.NONE,
                "DO $$ BEGIN IF true THEN EXECUTE 'ALTER TABLE users ADD CHECK (a > 0)'; END IF;"
                    + " EXECUTE format('DROP TABLE %I', x); END $$")
            .get(0);
    assertThat(block.effects().scans()).containsExactly(USERS);
    assertThat(block.effects().strongest()).contains(LockMode.ACCESS_EXCLUSIVE);
    assertThat(block.effects().assumptions())
        .anyMatch(assumption -> assumption.contains("known only at run time"));
  }

  @Test
  void anotherDialectIsAGapForEachStatement() {
    AnalyzedMigration analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(),
                List.of(
                    migration(
                        Dialect.MYSQL, TransactionMode.NONE, "ALTER TABLE t ADD c INT FIRST")),
                18)
            .get(0);
    assertThat(analyzed.statements()).isEmpty();
    assertThat(analyzed.gaps())
        .extracting(Step.Gap::code)
        .containsExactly(Step.GapCode.UNSUPPORTED);
    assertThat(analyzed.coverage()).isZero();
  }

  @Test
  void whatDoesNotParseIsAGapAndTheRestIsAnalysed() {
    AnalyzedMigration analyzed =
        new PostgresAnalyzer()
            .analyze(
                List.of(),
                List.of(migration(TransactionMode.NONE, "ALTER TABLE; DROP TABLE users")),
                18)
            .get(0);
    assertThat(analyzed.gaps()).extracting(Step.Gap::code).containsExactly(Step.GapCode.SYNTAX);
    assertThat(analyzed.statements()).hasSize(1);
    assertThat(analyzed.coverage()).isEqualTo(0.5);
  }

  @Test
  void riskFollowsFromWhatWaitsAndForHowLong() {
    assertThat(risk("SELECT 1")).isEqualTo(Risk.SAFE);
    assertThat(risk("ALTER TABLE users ADD COLUMN a int DEFAULT 1")).isEqualTo(Risk.LOW);
    assertThat(risk("CREATE INDEX CONCURRENTLY i ON users (a)")).isEqualTo(Risk.LOW);
    assertThat(risk("CREATE INDEX i ON users (a)")).isEqualTo(Risk.HIGH);
    assertThat(risk("ALTER TABLE users ADD CHECK (a > 0)")).isEqualTo(Risk.HIGH);
    assertThat(risk("ALTER TABLE users ADD COLUMN a float DEFAULT random()"))
        .isEqualTo(Risk.CRITICAL);
    assertThat(risk("DROP TABLE users")).isEqualTo(Risk.HIGH);
    assertThat(risk("UPDATE users SET a = 1")).isEqualTo(Risk.MEDIUM);
  }

  private static Risk risk(String sql) {
    return analyze(TransactionMode.NONE, sql).get(0).risk();
  }

  @Test
  void afterAStepUnderAConditionNoNameFailsForCertain() {
    assertThat(secondColumn(null).fails()).isNotNull();
    Effects after = secondColumn("!(await has(column))");
    assertThat(after.fails()).isNull();
    assertThat(after.assumptions()).anyMatch(each -> each.startsWith("may fail: "));
  }

  @Test
  void afterATableIsCalledByAnotherSchemaNoNameFailsForCertain() {
    assertThat(thirdAfter("ALTER TABLE people ADD COLUMN age int").fails())
        .isEqualTo(new Effects.Failure("42703", "column name of public.people does not exist"));
    assertThat(thirdAfter("ALTER TABLE app.people ADD COLUMN name text").fails()).isNull();
  }

  @Test
  void whereAllThatIsThereIsKnownATableOfAnotherSchemaIsMissing() {
    List<Migration> wrong =
        List.of(
            migration(TransactionMode.NONE, "ALTER TABLE app.people ADD COLUMN name text"),
            migration(TransactionMode.NONE, "UPDATE people SET name = 'x' WHERE id = 1"));
    assertThat(
            new PostgresAnalyzer()
                .analyze(
                    Catalog.empty().complete(new Completeness(true, Set.of("public", "app"))),
                    List.of(migration(TransactionMode.NONE, "CREATE TABLE people (id bigint)")),
                    wrong,
                    18))
        .extracting(each -> each.statements().get(0).effects().fails())
        .containsExactly(
            new Effects.Failure("42P01", "relation app.people does not exist"),
            new Effects.Failure("42703", "column name of public.people does not exist"));
  }

  /** The effects of using a column after a table was made and something else ran. */
  private static Effects thirdAfter(String second) {
    return new PostgresAnalyzer()
        .analyze(
            List.of(
                migration(TransactionMode.NONE, "CREATE TABLE people (id bigint)"),
                migration(TransactionMode.NONE, second)),
            List.of(migration(TransactionMode.NONE, "UPDATE people SET name = 'x' WHERE id = 1")),
            18)
        .get(0)
        .statements()
        .get(0)
        .effects();
  }

  /** The effects of adding a column that a step with a condition has added before. */
  private static Effects secondColumn(@Nullable String condition) {
    String first = "ALTER TABLE users ADD COLUMN a int";
    String second = "ALTER TABLE users ADD COLUMN a text";
    SourceFile source = new SourceFile("m.js", first + ";" + second);
    Span ofFirst = new Span(0, first.length());
    Step guarded =
        new Step.Sql(first, SourceMap.verbatim(source, ofFirst), condition, false, List.of());
    Step always =
        Step.Sql.verbatim(
            source, new Span(first.length() + 1, first.length() + 1 + second.length()));
    Migration migration =
        new Migration(
            "m.js",
            "knex",
            "m",
            Dialect.POSTGRES,
            TransactionMode.PER_MIGRATION,
            List.of(guarded, always));
    return new PostgresAnalyzer()
        .analyze(
            List.of(migration(TransactionMode.NONE, "CREATE TABLE users (id bigint)")),
            List.of(migration),
            18)
        .get(0)
        .statements()
        .get(1)
        .effects();
  }
}
