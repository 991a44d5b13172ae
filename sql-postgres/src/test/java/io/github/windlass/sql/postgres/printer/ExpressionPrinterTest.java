package io.github.windlass.sql.postgres.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionPrinterTest {

  /** Expressions that are printed as they stand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + b * c",
        "(a + b) * c",
        "a - (b - c)",
        "a || b || c",
        "(a = b) = c",
        "NOT (a OR b) AND c",
        "a AND (b AND c)",
        "- (- a)",
        "(-1)::integer",
        "- a::integer",
        "OPERATOR(-) 1",
        "a OPERATOR(pg_catalog.+) b",
        "(a COLLATE \"C\")::text",
        "a AT TIME ZONE 'UTC' AT LOCAL",
        "(a LIKE b ESCAPE c) LIKE d",
        "a !~~* ANY ('{}')",
        "a NOT SIMILAR TO b ESCAPE c",
        "a BETWEEN SYMMETRIC (b + 1) AND c + 1",
        "a NOT IN (1, 2)",
        "a IS NOT DISTINCT FROM b",
        "a IS NFC NORMALIZED",
        "(a IS JSON ARRAY WITH UNIQUE KEYS)",
        "(a IS DOCUMENT) IS NOT TRUE",
        "(a).b",
        "(a.*)[1]",
        "a.b[1:2][:].c",
        "($1).a",
        "ROW(1)",
        "ROW()",
        "(1, 2) OVERLAPS (3, 4)",
        "ARRAY[ARRAY[1], ARRAY[2]]",
        "CASE a WHEN 1 THEN 2 ELSE 3 END",
        "count(*) FILTER (WHERE a) OVER (PARTITION BY b ORDER BY c DESC NULLS LAST"
            + " ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES)",
        "rank() OVER w",
        "percentile_cont(0.5) WITHIN GROUP (ORDER BY a USING <)",
        "f(DISTINCT a, b ORDER BY c)",
        "f(a => 1, VARIADIC b)",
        "\"left\"(a, 1)",
        "EXTRACT('year' FROM a)",
        "SUBSTRING(a FROM 1 FOR 2)",
        "TRIM(LEADING FROM a, b)",
        "POSITION(a IN b)",
        "OVERLAY(a PLACING b FROM 1 FOR 2)",
        "COLLATION FOR (a)",
        "CURRENT_TIMESTAMP(3)",
        "XMLELEMENT(NAME a, XMLATTRIBUTES(b AS c), d)",
        "XMLROOT(a, VERSION NO VALUE, STANDALONE YES)",
        "JSON_OBJECT('a' VALUE 1 ABSENT ON NULL WITH UNIQUE KEYS RETURNING text)",
        "JSON_VALUE(a, '$' PASSING 1 AS x RETURNING integer DEFAULT 0 ON EMPTY ERROR ON ERROR)",
        "E'a\\\\b'",
        "'it''s'",
        "x'1F'",
        "\"A\"",
        "\"select\"",
        "name",
      })
  void printsAsWritten(String sql) {
    assertThat(SqlPrinter.print(expression(sql))).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "prints",
      textBlock =
          """
          int4                           prints int4
          int                            prints integer
          pg_catalog.int4                prints integer
          char                           prints char(1)
          pg_catalog.bpchar              prints pg_catalog.bpchar
          "char"                         prints "char"
          national character varying(3)  prints varchar(3)
          bit varying                    prints bit varying
          dec(4, 2)                      prints numeric(4, 2)
          timestamp(3) with time zone[]  prints timestamp(3) with time zone[]
          interval day to second(3)      prints interval day to second(3)
          interval(3)                    prints interval(3)
          pg_catalog.interval(1, 2, 3)   prints pg_catalog."interval"(1, 2, 3)
          text array[3]                  prints text[3]
          a.b.c(x)                       prints a.b.c(x)
          """)
  void printsTypesThatReadBackTheSame(String sql, String printed) {
    TypeName type = ((TypeCast) expression("NULL::" + sql)).typeName();
    assertThat(SqlPrinter.print(type)).isEqualTo(printed);
    TypeName again = ((TypeCast) expression("NULL::" + printed)).typeName();
    assertThat(withoutSpans(again)).isEqualTo(withoutSpans(type));
  }

  @Test
  void printsDeepChainsOnASmallStack() throws InterruptedException {
    Expression chain = expression("a" + " || b".repeat(1_900));
    String[] printed = new String[1];
    Thread thread =
        new Thread(null, () -> printed[0] = SqlPrinter.print(chain), "small stack", 262_144);
    thread.start();
    thread.join();
    assertThat(printed[0]).isEqualTo("a" + " || b".repeat(1_900));
  }

  private static Expression expression(String sql) {
    Script script = PostgresParser.parse("SELECT " + sql);
    assertThat(script.errors()).as(sql).isEmpty();
    SelectStmt.Select select = (SelectStmt.Select) script.statements().get(0);
    Expression value = select.targetList().get(0).val();
    assertThat(value).isNotNull();
    return value;
  }

  private static String withoutSpans(Object node) {
    return node.toString().replaceAll("Span\\[start=\\d+, end=\\d+]", "");
  }
}
