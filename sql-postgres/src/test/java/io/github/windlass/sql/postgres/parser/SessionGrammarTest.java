package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.SessionStatement.ConstraintsSetStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.FetchStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ExplainStmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and utilities: what is said in several ways, and words that are names as well. */
class SessionGrammarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN WORK ISOLATION LEVEL REPEATABLE READ READ ONLY"
            + " | BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        "END TRANSACTION AND CHAIN | COMMIT AND CHAIN",
        "ABORT AND NO CHAIN | ROLLBACK",
        "ROLLBACK WORK TO a | ROLLBACK TO SAVEPOINT a",
        "RELEASE SAVEPOINT savepoint | RELEASE SAVEPOINT \"savepoint\"",
        "RELEASE savepoint | RELEASE SAVEPOINT \"savepoint\"",
        "SET TIME ZONE LOCAL | SET timezone TO DEFAULT",
        "SET TIME ZONE INTERVAL '1:30' HOUR TO MINUTE"
            + " | SET TIME ZONE INTERVAL '1:30' HOUR TO MINUTE",
        "SET SESSION local = 1 | SET \"local\" TO 1",
        "SET LOCAL session = 1 | SET LOCAL \"session\" TO 1",
        "SET NAMES | SET client_encoding TO DEFAULT",
        "SET SCHEMA 'a' | SET search_path TO 'a'",
        "SET ROLE none | SET role TO 'none'",
        "SET a.b = on, -1.5, 'x' | SET a.b TO 'on', -1.5, 'x'",
        "SET constraints TO x | SET \"constraints\" TO 'x'",
        "SET transaction = 1 | SET \"transaction\" TO 1",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"
            + " | SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "RESET session | RESET \"session\"",
        "DEALLOCATE prepare | DEALLOCATE \"prepare\"",
        "FETCH next | FETCH FORWARD 1 FROM \"next\"",
        "FETCH LAST IN c | FETCH ABSOLUTE -1 FROM c",
        "MOVE BACKWARD ALL c | MOVE BACKWARD ALL FROM c",
        "CLUSTER VERBOSE i ON t | CLUSTER (\"verbose\") t USING i",
        "REINDEX TABLE CONCURRENTLY a | REINDEX (\"concurrently\") TABLE a",
        "VACUUM FULL VERBOSE ANALYSE a (b) | VACUUM (\"full\", \"verbose\", \"analyze\") a (b)",
        "LOCK a IN SHARE ROW EXCLUSIVE MODE NOWAIT"
            + " | LOCK TABLE a IN SHARE ROW EXCLUSIVE MODE NOWAIT",
        "LOCK ONLY (a) | LOCK TABLE ONLY a IN ACCESS EXCLUSIVE MODE",
        "COPY BINARY a FROM STDOUT USING DELIMITERS ','"
            + " | COPY a FROM STDIN WITH (format 'binary', \"delimiter\" ',')",
        "COPY a TO 'f' CSV HEADER FORCE QUOTE b, c"
            + " | COPY a TO 'f' WITH CSV HEADER FORCE QUOTE b, c",
        "CREATE DATABASE a OWNER b CONNECTION LIMIT -1"
            + " | CREATE DATABASE a WITH owner = 'b' connection_limit = -1",
        "ALTER DATABASE a SET tablespace = b | ALTER DATABASE a SET \"tablespace\" TO 'b'",
        "ALTER DATABASE a SET TABLESPACE b | ALTER DATABASE a WITH \"tablespace\" = 'b'",
        "ALTER SYSTEM RESET ALL | ALTER SYSTEM RESET ALL",
      })
  void means(String sql, String same) {
    Statement statement = parse(Statement.class, sql);
    assertThat(unquoted(SqlPrinter.print(statement))).isEqualTo(unquoted(same));
    assertThat(SqlPrinter.print(parse(Statement.class, SqlPrinter.print(statement))))
        .isEqualTo(SqlPrinter.print(statement));
  }

  /** Which names are quoted without need is the printer's affair. */
  private static String unquoted(String sql) {
    return sql.replace("\"", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN READ ONLY,",
        "ROLLBACK TO SAVEPOINT a b",
        "SET a",
        "SET a = (1)",
        "SET a = DEFAULT, 1",
        "SET CATALOG 'x'",
        "SET TIME ZONE INTERVAL '1' DAY",
        "SET TIME ZONE INTERVAL '1' SECOND(3)",
        "SET NAMES utf8",
        "FETCH 5",
        "FETCH 1.5 c",
        "PREPARE TRANSACTION x",
        "DECLARE c NO CURSOR FOR SELECT 1",
        "DECLARE c CURSOR FOR DELETE FROM t",
        "EXPLAIN CREATE TABLE a (b int)",
        "EXPLAIN CREATE VIEW a AS SELECT 1",
        "EXPLAIN () SELECT 1",
        "COPY a TO 'f' WHERE b",
        "COPY a FROM PROGRAM STDIN",
        "COPY (SELECT 1) FROM STDIN",
        "VACUUM FREEZE FULL a",
        "REINDEX SCHEMA",
        "LOCK a IN UPDATE MODE",
        "ALTER SYSTEM SET a FROM CURRENT",
        "ALTER SYSTEM SET TIME ZONE 'x'",
        "CREATE DATABASE a b.c",
      })
  void isNoStatement(String sql) {
    assertThat(PostgresParser.parse(sql).errors()).hasSize(1);
  }

  @Test
  void aPreparedTransactionIsNoPreparedStatement() {
    assertThat(parse(TransactionStmt.class, "PREPARE TRANSACTION 'x'").gid()).isEqualTo("x");
    assertThat(PostgresParser.parse("PREPARE transaction AS SELECT 1").errors()).isEmpty();
  }

  @Test
  void settingsOfTransactionsAreOptions() {
    VariableSetStmt set =
        parse(VariableSetStmt.class, "SET LOCAL TRANSACTION READ ONLY, DEFERRABLE");
    assertThat(set.isLocal()).isTrue();
    assertThat(set.kind()).isEqualTo(VariableSetStmt.Kind.SET_MULTI);
    assertThat(set.args())
        .extracting("defname")
        .containsExactly("transaction_read_only", "transaction_deferrable");
  }

  @Test
  void allConstraintsAreNone() {
    assertThat(parse(ConstraintsSetStmt.class, "SET CONSTRAINTS ALL IMMEDIATE").constraints())
        .isEmpty();
  }

  @Test
  void allRowsAreANumberOfTheirOwn() {
    assertThat(parse(FetchStmt.class, "FETCH ALL FROM c").howMany()).isEqualTo(FetchStmt.ALL);
  }

  @Test
  void explainsParenthesisOpensOptionsOrAQuery() {
    assertThat(parse(ExplainStmt.class, "EXPLAIN (ANALYZE, FORMAT json) SELECT 1").options())
        .hasSize(2);
    assertThat(parse(ExplainStmt.class, "EXPLAIN (SELECT 1) UNION SELECT 2").options()).isEmpty();
    assertThat(parse(ExplainStmt.class, "EXPLAIN ((VALUES (1)))").options()).isEmpty();
    assertThat(parse(ExplainStmt.class, "EXPLAIN (values) SELECT 1").options()).hasSize(1);
  }

  @Test
  void copyOfAQueryHasNoRelation() {
    CopyStmt copy = parse(CopyStmt.class, "COPY (DELETE FROM t RETURNING *) TO PROGRAM 'p' CSV");
    assertThat(copy.relation()).isNull();
    assertThat(copy.query()).isNotNull();
    assertThat(copy.isProgram()).isTrue();
    assertThat(copy.options()).hasSize(1);
  }

  private static <T> T parse(Class<T> type, String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).as(sql).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return type.cast(script.statements().get(0));
  }
}
