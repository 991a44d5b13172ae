package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that are sent without psql: where their statements end. */
class OneStringTest {

  @Test
  void semicolonsInQuotesAndCommentsEndNothing() {
    for (Dialect dialect : List.of(Dialect.MYSQL, Dialect.SQLITE, Dialect.COCKROACHDB)) {
      assertThat(statements("a ';' -- b;\n \";\" /* ; */ 'it''s;'; c", dialect))
          .as("%s", dialect)
          .containsExactly("a ';' -- b;\n \";\" /* ; */ 'it''s;'", "c");
    }
    assertThat(statements("a `;` '\\';'; # b;\nc--d;\n;e", Dialect.MYSQL))
        .containsExactly("a `;` '\\';'", "c--d", "e");
    assertThat(statements("a [;]; '\\'; b", Dialect.SQLITE)).containsExactly("a [;]", "'\\'", "b");
    assertThat(statements("a $x$;$x$; b $1; c", Dialect.COCKROACHDB))
        .containsExactly("a $x$;$x$", "b $1", "c");
  }

  @Test
  void commentsAloneAreNoStatement() {
    assertThat(statements("-- a\n/* b */ ;; \uFEFF", Dialect.SQLITE)).isEmpty();
    assertThat(statements("/*!40101 SET x = 1 */;", Dialect.MYSQL))
        .containsExactly("/*!40101 SET x = 1 */");
  }

  @Test
  void bodiesEndWithTheirEnd() {
    String trigger =
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM b;"
            + " END";
    assertThat(statements(trigger + "; c;", Dialect.SQLITE)).containsExactly(trigger, "c");
    String procedure =
        "CREATE DEFINER=x PROCEDURE p() BEGIN IF a THEN b; END IF; CASE WHEN c THEN d; END CASE;"
            + " WHILE e DO f; END WHILE; END";
    assertThat(statements(procedure + ";\ng", Dialect.MYSQL)).containsExactly(procedure, "g");
    assertThat(statements("BEGIN; a; END; b", Dialect.SQLITE))
        .containsExactly("BEGIN", "a", "END", "b");
  }

  @Test
  void aBatchOfSqlServerIsOneText() {
    assertThat(
            statements(
                "BEGIN TRY\nBEGIN TRAN;\nCREATE TABLE [a;b] (c INT);\nCOMMIT TRAN;\n",
                Dialect.SQLSERVER))
        .containsExactly("BEGIN TRY\nBEGIN TRAN;\nCREATE TABLE [a;b] (c INT);\nCOMMIT TRAN;");
  }

  @Test
  void whatIsNotClosedGoesOnToTheEnd() {
    for (Dialect dialect : Dialect.values()) {
      for (String open : List.of("'", "\"", "`", "[", "/*", "$$", "--", "'\\")) {
        SourceFile source = new SourceFile("a.sql", "a; b " + open);
        assertThat(OneString.of(source, new Span(0, source.text().length()), dialect).steps())
            .isNotEmpty();
      }
    }
  }

  @Test
  void severalStatementsAreATransactionOnPostgresql() {
    assertThat(mode("SELECT 1; SELECT 2", Dialect.POSTGRES)).isEqualTo(TransactionMode.IMPLICIT);
    assertThat(mode("SELECT 1;", Dialect.POSTGRES)).isEqualTo(TransactionMode.NONE);
    assertThat(mode("SELECT 1; SELECT 2", Dialect.MYSQL)).isEqualTo(TransactionMode.NONE);
  }

  @Test
  void transactionsOfTheirOwnAreNoticed() {
    for (Dialect dialect : List.of(Dialect.POSTGRES, Dialect.MYSQL, Dialect.SQLITE)) {
      assertThat(mode("BEGIN; SELECT 1; COMMIT", dialect)).isEqualTo(TransactionMode.EXPLICIT);
    }
    assertThat(mode("BEGIN; SELECT 1; COMMIT; SELECT 2", Dialect.POSTGRES))
        .as("what stands beside the block is in the transaction of the string")
        .isEqualTo(TransactionMode.IMPLICIT);
  }

  @Test
  void theServerKnowsNoCommandOfPsql() {
    OneString read = read("SELECT 1;\n\\i other.sql\nSELECT 2;", Dialect.POSTGRES);
    assertThat(read.steps()).hasSize(3);
    assertThat(read.steps().get(1)).isInstanceOf(Step.Gap.class);
  }

  private static OneString read(String text, Dialect dialect) {
    return OneString.of(new SourceFile("a.sql", text), new Span(0, text.length()), dialect);
  }

  private static TransactionMode mode(String text, Dialect dialect) {
    return read(text, dialect).transaction();
  }

  private static List<String> statements(String text, Dialect dialect) {
    return read(text, dialect).steps().stream().map(step -> ((Step.Sql) step).text()).toList();
  }
}
