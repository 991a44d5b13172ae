package io.github.windlass.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.Script.CopyData;
import io.github.windlass.sql.postgres.Script.Item;
import io.github.windlass.sql.postgres.Script.Parsed;
import io.github.windlass.sql.postgres.Script.PsqlCommand;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import io.github.windlass.sql.postgres.tree.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole texts: what is a statement, an error, a comment, or no SQL at all. */
class ScriptTest {

  @Test
  void spansLeaveOutWhatStandsAroundAStatement() {
    String sql = "-- first\n DROP TABLE a /* in */ , b -- last\n ; ;\n\n/* x */ DROP TABLE c";
    assertThat(texts(sql)).containsExactly("DROP TABLE a /* in */ , b", "DROP TABLE c");
    assertThat(comments(sql)).containsExactly("-- first", "/* in */", "-- last", "/* x */");
  }

  @Test
  void spansCountUtf16() {
    String sql = "COMMENT ON TABLE \"😀é\" IS '😀'; DROP TABLE \u00a0x";
    assertThat(texts(sql))
        .containsExactly("COMMENT ON TABLE \"😀é\" IS '😀'", "DROP TABLE \u00a0x");
  }

  @Test
  void lineEndsOfAllKindsAndAByteOrderMarkAreBlanks() {
    String sql =
        "\uFEFFDROP TABLE a;\r\n-- c\r\nDROP TABLE b;\r-- d\rDROP TABLE c;\f\u000bDROP TABLE d";
    assertThat(texts(sql))
        .containsExactly("DROP TABLE a", "DROP TABLE b", "DROP TABLE c", "DROP TABLE d");
    assertThat(comments(sql)).containsExactly("-- c", "-- d");
  }

  @Test
  void commentsNest() {
    assertThat(comments("/* a /* b */ c */ DROP TABLE x /*/**/*/")).hasSize(2);
  }

  // --- errors --------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE x (a int",
        "CREATE TABLE x (((a int",
        "nonsense",
        ")",
        "SELECT 1a",
        "SELECT \\ 1",
        "SELECT \0",
        "SELECT $a",
        "SELECT E'\\u12'",
        "INSERT INTO t VALUES (1, 2",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; nonsense; SELECT 2; END",
        "CREATE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN a THEN b END; nonsense; END",
        "CREATE OR REPLACE FUNCTION f(x nonsense nonsense) BEGIN ATOMIC SELECT 1; END",
        "CREATE RULE r AS ON INSERT TO t DO INSTEAD (DELETE FROM a; nonsense; DELETE FROM b)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1",
      })
  void anErrorDoesNotLoseTheNextStatement(String bad) {
    String sql = "DROP TABLE a; " + bad + "; CREATE TABLE b (); DROP TABLE c";
    Script script = PostgresParser.parse(sql);
    assertThat(texts(sql))
        .containsExactly("DROP TABLE a", bad, "CREATE TABLE b ()", "DROP TABLE c");
    assertThat(script.items().get(1)).isInstanceOf(SyntaxError.class);
    assertThat(script.statements()).hasSize(3);
  }

  @Test
  void anErrorSaysWhatIsWrongAndWhere() {
    String sql = "ALTER TABLE a ADD COLUMN b; ALTER TABLE a DRPO COLUMN b";
    SyntaxError first = PostgresParser.parse(sql).errors().get(0);
    assertThat(first.reason()).isEqualTo("syntax error at or near \";\"");
    SyntaxError second = PostgresParser.parse(sql).errors().get(1);
    assertThat(second.reason()).isEqualTo("syntax error at or near \"DRPO\"");
    assertThat(second.at().in(sql)).isEqualTo("DRPO");
    assertThat(second.span().in(sql)).isEqualTo("ALTER TABLE a DRPO COLUMN b");
    assertThat(second.limit()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a", "\"a", "$$a", "$x$ a $$", "/* a", "E'a\\'", "U&'a", "b'a"})
  void whatIsNotClosedIsOneError(String open) {
    String sql = "DROP TABLE a; SELECT " + open + "; DROP TABLE b;";
    Script script = PostgresParser.parse(sql);
    assertThat(script.statements()).hasSize(1);
    assertThat(script.errors()).singleElement();
    assertThat(script.errors().get(0).reason()).startsWith("unterminated ");
    assertThat(script.errors().get(0).at().start()).isEqualTo(sql.indexOf(open));
  }

  // --- psql and pg_dump ----------------------------------------------------------------------

  @Test
  void aDumpIsRead() {
    String sql =
        """
        --
        -- PostgreSQL database dump
        --

        \\restrict k3yK3y

        SET statement_timeout = 0;
        SELECT pg_catalog.set_config('search_path', '', false);
        \\connect -reuse-previous=on "dbname='x'"

        COPY public.users (id, name) FROM stdin;
        1\tO'Neill; DROP TABLE users; $$ /* --
        2\t\\N
        \\.

        COPY public.empty (id) FROM stdin;
        \\.


        ALTER TABLE ONLY public.users
            ADD CONSTRAINT users_pkey PRIMARY KEY (id);

        \\unrestrict k3yK3y
        """;
    assertThat(kinds(sql))
        .containsExactly(
            PsqlCommand.class,
            Parsed.class,
            Parsed.class,
            PsqlCommand.class,
            Parsed.class,
            CopyData.class,
            Parsed.class,
            CopyData.class,
            Parsed.class,
            PsqlCommand.class);
    Item data = PostgresParser.parse(sql).items().get(5);
    assertThat(data.span().in(sql)).startsWith("1\tO'Neill").endsWith("\n\\.");
  }

  @Test
  void dataOfCopyStartOnTheNextLine() {
    String sql = "COPY t FROM STDIN WITH (FORMAT csv); -- c\r\na;b\r\n\\.\r\nDROP TABLE t;";
    assertThat(texts(sql))
        .containsExactly("COPY t FROM STDIN WITH (FORMAT csv)", "a;b\r\n\\.", "DROP TABLE t");
    assertThat(comments(sql)).containsExactly("-- c");
  }

  @Test
  void copyWithoutDataIsFollowedBySql() {
    assertThat(kinds("COPY t FROM stdin;\nDROP TABLE a;"))
        .containsExactly(Parsed.class, Parsed.class);
    assertThat(kinds("COPY (SELECT a FROM stdin) TO stdout;\n\\.\n"))
        .containsExactly(Parsed.class, PsqlCommand.class);
  }

  @Test
  void commandsOfPsqlSendTheStatementBeforeThem() {
    String sql = "SELECT 1 \\gset x_\nSELECT 2 \\g\nSELECT 3\\;SELECT 4;\nSELECT $1 \\bind 5 \\g\n";
    assertThat(PostgresParser.parse(sql).errors()).isEmpty();
    assertThat(PostgresParser.parse(sql).statements()).hasSize(5);
  }

  @Test
  void commandsOfPsqlMayHoldAnything() {
    assertThat(kinds("\\echo it's \"not $$ SQL /*\n  \\if true\nDROP TABLE a;"))
        .containsExactly(PsqlCommand.class, PsqlCommand.class, Parsed.class);
  }

  private static List<String> texts(String sql) {
    return PostgresParser.parse(sql).items().stream().map(item -> item.span().in(sql)).toList();
  }

  private static List<String> comments(String sql) {
    return PostgresParser.parse(sql).comments().stream().map((Span span) -> span.in(sql)).toList();
  }

  private static List<Class<?>> kinds(String sql) {
    return PostgresParser.parse(sql).items().stream().<Class<?>>map(Item::getClass).toList();
  }
}
