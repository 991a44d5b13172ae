package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Migrations that send over several connections. */
class SessionsTest {

  private static final RelationName USERS = new RelationName("public", "users");

  /** Each text begins with the number of its connection. */
  private static List<AnalyzedStatement> analyze(TransactionMode mode, String... texts) {
    return analyze(List.of(), migration(mode, texts));
  }

  private static List<AnalyzedStatement> analyze(List<Migration> history, Migration migration) {
    return new PostgresAnalyzer().analyze(history, List.of(migration), 18).get(0).statements();
  }

  private static Migration migration(TransactionMode mode, String... texts) {
    List<Step> steps =
        Stream.of(texts)
            .map(text -> {
              String sql = text.substring(2);
              SourceFile source = new SourceFile("m.js", sql);
              SourceMap map = SourceMap.verbatim(source, new Span(0, sql.length()));
              return (Step)
                  new Step.Sql(sql, map, null, false, List.of(), List.of(), text.charAt(0) - '0');
            })
            .toList();
    return new Migration("m.js", "sequelize", "m", Dialect.POSTGRES, mode, steps);
  }

  @Test
  void anotherConnectionHoldsNothingAndWaitsForTheTransaction() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.EXPLICIT,
            "0 START TRANSACTION",
            "0 ALTER TABLE users ADD COLUMN a int",
            "1 UPDATE users SET a = 1 WHERE id = 2",
            "0 UPDATE orders SET a = 1 WHERE id = 2",
            "0 COMMIT",
            "0 UPDATE users SET a = 1 WHERE id = 2");
    assertThat(statements.get(2).held()).isEmpty();
    assertThat(statements.get(2).waits())
        .containsExactly(new HeldLock(USERS, LockMode.ACCESS_EXCLUSIVE, 2));
    assertThat(statements.get(2).risk()).isEqualTo(Risk.CRITICAL);
    assertThat(statements.get(3).held())
        .containsExactly(new HeldLock(USERS, LockMode.ACCESS_EXCLUSIVE, 2));
    assertThat(statements.get(3).waits()).isEmpty();
    assertThat(statements.get(5).waits()).isEmpty();
  }

  @Test
  void locksThatGetAlongWaitForNobody() {
    List<AnalyzedStatement> statements =
        analyze(
            TransactionMode.PER_MIGRATION,
            "0 UPDATE users SET a = 1 WHERE id = 2",
            "1 UPDATE users SET a = 1 WHERE id = 3",
            "1 CREATE INDEX i ON users (a)");
    assertThat(statements.get(1).waits()).isEmpty();
    assertThat(statements.get(2).waits())
        .containsExactly(new HeldLock(USERS, LockMode.ROW_EXCLUSIVE, 1));
  }

  @Test
  void aRolledBackTransactionKeepsWhatAnotherConnectionDid() {
    Migration earlier =
        migration(
            TransactionMode.EXPLICIT,
            "0 CREATE TABLE users (id int)",
            "0 START TRANSACTION",
            "0 ALTER TABLE users ADD COLUMN a int",
            "1 CREATE TABLE orders (id int)",
            "0 ROLLBACK");
    List<AnalyzedStatement> statements =
        analyze(
            List.of(earlier),
            migration(
                TransactionMode.NONE,
                "0 ALTER TABLE orders ADD COLUMN id int",
                "0 ALTER TABLE users ADD COLUMN a int"));
    assertThat(statements.get(0).effects().fails()).isNotNull();
    assertThat(statements.get(1).effects().fails()).isNull();
  }

  @Test
  void aTableThatIsNotCommittedIsNotThereForOthers() {
    List<AnalyzedStatement> statements =
        analyze(
            List.of(migration(TransactionMode.NONE, "0 CREATE TABLE users (id int)")),
            migration(
                TransactionMode.EXPLICIT,
                "0 BEGIN",
                "0 CREATE TABLE orders (id int)",
                "0 ALTER TABLE orders ADD COLUMN a int",
                "1 ALTER TABLE users ADD COLUMN a int",
                "0 COMMIT"));
    assertThat(statements.get(2).effects().locks()).allMatch(lock -> !lock.existing());
    assertThat(statements.get(3).effects().fails()).isNull();
    assertThat(statements.get(3).waits()).isEmpty();
  }
}
