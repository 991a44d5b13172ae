package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.Expression.AIndirection;
import io.github.windlass.sql.postgres.tree.Expression.BoolExpr;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall;
import io.github.windlass.sql.postgres.tree.Expression.RowExpr;
import io.github.windlass.sql.postgres.tree.Expression.SubLink;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.SetOperation;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionGrammarTest {

  // --- precedence ----------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiterString = "means",
      textBlock =
          """
          a + b * c                      means a + (b * c)
          a - b - c                      means (a - b) - c
          a * b ^ c ^ d                  means a * ((b ^ c) ^ d)
          a || b + c                     means a || (b + c)
          a || b || c                    means (a || b) || c
          a -> b = c                     means (a -> b) = c
          - a ^ b                        means (- a) ^ b
          - a :: int                     means - (a :: int)
          - a COLLATE c                  means (- a) COLLATE c
          @ a + b                        means @ (a + b)
          @ a || b                       means (@ a) || b
          a * @ b + c                    means a * (@ (b + c))
          a AT TIME ZONE b + c           means (a AT TIME ZONE b) + c
          a + b AT LOCAL                 means a + (b AT LOCAL)
          NOT a = b                      means NOT (a = b)
          NOT a IS NULL                  means NOT (a IS NULL)
          NOT a AND b                    means (NOT a) AND b
          a = b IS NULL                  means (a = b) IS NULL
          a IS NULL = b                  means (a IS NULL) = b
          a IS NULL IS NOT NULL          means (a IS NULL) IS NOT NULL
          a = b IS NULL = c              means ((a = b) IS NULL) = c
          a + NOT b = c                  means a + (NOT (b = c))
          a = b IN (1)                   means a = (b IN (1))
          a < b LIKE c                   means a < (b LIKE c)
          a LIKE b || c                  means a LIKE (b || c)
          a LIKE b ESCAPE c || d         means a LIKE b ESCAPE (c || d)
          a BETWEEN b AND c AND d        means (a BETWEEN b AND c) AND d
          a BETWEEN b = c AND d          means a BETWEEN (b = c) AND d
          a BETWEEN b AND c = d          means (a BETWEEN b AND c) = d
          a OR b AND c                   means a OR (b AND c)
          a = ANY (b) = c                means (a = ANY (b)) = c
          a + b = ALL (c)                means (a + b) = ALL (c)
          a IS DISTINCT FROM b = c       means a IS DISTINCT FROM (b = c)
          a IS NOT DISTINCT FROM b       means a IS NOT DISTINCT FROM (b)
          a OPERATOR(pg_catalog.+) b * c means a OPERATOR(pg_catalog.+) (b * c)
          a = (b, c) OVERLAPS (d, e)     means a = ((b, c) OVERLAPS (d, e))
          a != b                         means a <> b
          a NOTNULL                      means a IS NOT NULL
          (a AND b) AND c                means a AND b AND c
          CAST(a AS text)                means a::text
          """)
  void bindsAsPostgresDoes(String sql, String explicit) {
    assertThat(withoutSpans(expression(sql))).isEqualTo(withoutSpans(expression(explicit)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = b = c",
        "a < b >= c",
        "a LIKE b LIKE c",
        "a LIKE b ESCAPE c ESCAPE d",
        "a BETWEEN b AND c BETWEEN d AND e",
        "a IS DISTINCT FROM b IS NULL",
        "a = b operator",
        "a OR b and",
        "f(a).b",
        "f(a)[1]",
        "ARRAY[1][1]",
        "(a, b).c",
        "a.*.b",
        "a.*[1]",
        "a[1](b)",
        "int(1)",
        "interval(3)",
        "numeric(1)",
        "(a, b) OVERLAPS c",
        "ROW(a) OVERLAPS (b, c)",
        "((a, b)) OVERLAPS (c, d)",
        "a IN ()",
        "a = ANY (b, c)",
        "CASE a END",
        "CASE WHEN a THEN b",
        "f(a => 1) 'x'",
        "f(a ORDER BY b) 'x'",
        "f(DISTINCT a) WITHIN GROUP (ORDER BY b)",
        "f(VARIADIC a, b)",
        "f(ALL VARIADIC a)",
        "float(54) '1'",
        "EXTRACT(now FROM)",
        "POSITION(a IN b IN c)",
        "substring(a = b SIMILAR c ESCAPE d)",
        "JSON_OBJECT('a' || 'b' VALUE 1)",
        "a IS JSON WITH KEYS",
        "UNIQUE (SELECT 1)",
        "sum(a) OVER (ROWS UNBOUNDED FOLLOWING)",
        "sum(a) OVER (ROWS 1 FOLLOWING)",
        "sum(a) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING)",
        "sum(a) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW)",
      })
  void refusesWhatPostgresRefuses(String sql) {
    assertThat(PostgresParser.parse("SELECT " + sql + " FROM t").errors()).hasSize(1);
  }

  @Test
  void flattensAndOnTheLeftOnly() {
    BoolExpr right = (BoolExpr) expression("a AND (b AND c)");
    assertThat(right.args()).hasSize(2);
    BoolExpr left = (BoolExpr) expression("((a OR b) OR c) OR d");
    assertThat(left.args()).hasSize(4);
  }

  /** The keywords of most operators may be labels without AS. */
  @ParameterizedTest
  @ValueSource(strings = {"and", "or", "is", "in", "like", "collate", "at", "operator", "not"})
  void takesTheKeywordOfAnOperatorForALabel(String keyword) {
    ResTarget target = target("a " + keyword + ", b");
    assertThat(target.name()).isEqualTo(keyword);
    assertThat(target.val()).isInstanceOf(ColumnRef.class);
    assertThat(target("a = b " + (keyword.equals("and") ? "and" : "or")).name()).isNotNull();
  }

  // --- constants -----------------------------------------------------------------------------

  @Test
  void aMinusBecomesPartOfTheNumberAfterIt() {
    assertThat(((IntegerConstant) expression("-1")).ival()).isEqualTo(-1);
    assertThat(((IntegerConstant) expression("- (- 1)")).ival()).isEqualTo(1);
    assertThat(((FloatConstant) expression("-1.50")).fval()).isEqualTo("-1.50");
    assertThat(((FloatConstant) expression("-2147483648")).fval()).isEqualTo("-2147483648");
    assertThat(expression("-1::int")).isInstanceOf(AExpr.class);
    assertThat(expression("+1")).isInstanceOf(AExpr.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          date '2020-01-01'                      | date         | 0
          a.b 'x'                                | a.b          | 0
          foo(1, 2) 'x'                          | foo          | 2
          char 'x'                               | pg_catalog.bpchar | 0
          bit '1'                                | pg_catalog.bit | 0
          varchar(3) 'x'                         | pg_catalog.varchar | 1
          double precision '1'                   | pg_catalog.float8 | 0
          float(24) '1'                          | pg_catalog.float4 | 0
          timestamp(3) with time zone 'x'        | pg_catalog.timestamptz | 1
          time without time zone 'x'             | pg_catalog.time | 0
          interval '1'                           | pg_catalog.interval | 0
          interval '1' year to month             | pg_catalog.interval | 1
          interval '1' day to second(3)          | pg_catalog.interval | 2
          interval(6) '1'                        | pg_catalog.interval | 2
          """)
  void readsLiteralsOfAType(String sql, String name, int modifiers) {
    TypeCast cast = (TypeCast) expression(sql);
    TypeName type = cast.typeName();
    assertThat(cast.arg()).isInstanceOf(StringConstant.class);
    assertThat(String.join(".", type.names())).isEqualTo(name);
    assertThat(type.typmods()).hasSize(modifiers);
  }

  /** The names of such types are names of columns too. */
  @Test
  void readsTheNameOfATypeAsAColumn() {
    for (String word : List.of("int", "time", "interval", "bit", "json", "coalesce", "row")) {
      assertThat(((ColumnRef) expression(word)).names()).containsExactly(word);
    }
  }

  // --- parentheses ---------------------------------------------------------------------------

  @Test
  void tellsQueriesFromExpressionsInAnyNumberOfParentheses() {
    assertThat(expression("((SELECT 1))")).isInstanceOf(SubLink.class);
    assertThat(expression("((SELECT 1) + 1)")).isInstanceOf(AExpr.class);
    assertThat(expression("(((SELECT 1)), 2)")).isInstanceOf(RowExpr.class);
    assertThat(expression("((SELECT 1))[1]")).isInstanceOf(AIndirection.class);
    assertThat(expression("((SELECT a).b)")).isInstanceOf(AIndirection.class);
    SubLink union = (SubLink) expression("((SELECT 1) UNION SELECT 2)");
    assertThat(union.subselect()).isInstanceOf(SetOperation.class);
    SubLink ordered = (SubLink) expression("(((SELECT 1)) ORDER BY 1)");
    assertThat(ordered.subselect().tail().sortClause()).hasSize(1);
  }

  @Test
  void tellsListsFromQueriesAfterIn() {
    assertThat(((SubLink) expression("a IN ((SELECT 1))")).operName()).isEmpty();
    assertThat(((AExpr) expression("a IN ((SELECT 1), 2)")).kind()).isEqualTo(AExpr.Kind.IN);
    assertThat(((AExpr) expression("a IN ((SELECT 1) + 1)")).kind()).isEqualTo(AExpr.Kind.IN);
    assertThat(expression("a IN ((SELECT 1) UNION SELECT 2)")).isInstanceOf(SubLink.class);
    BoolExpr not = (BoolExpr) expression("a NOT IN (SELECT 1)");
    assertThat(not.args().get(0)).isInstanceOf(SubLink.class);
  }

  // --- spans ---------------------------------------------------------------------------------

  @Test
  void spansCoverTheWholeConstruct() {
    String sql = "SELECT 'żółw🐢' || (\"ärger\" + 1) * f(x => 2) IS NOT NULL AND b::int[] FROM t";
    BoolExpr and = (BoolExpr) expressionOf(sql);
    Expression test = and.args().get(0);
    AExpr concatenation = (AExpr) ((Expression.NullTest) test).arg();
    AExpr product = (AExpr) concatenation.rexpr();
    assertThat(and.span().in(sql))
        .isEqualTo("'żółw🐢' || (\"ärger\" + 1) * f(x => 2) IS NOT NULL AND b::int[]");
    assertThat(test.span().in(sql))
        .isEqualTo("'żółw🐢' || (\"ärger\" + 1) * f(x => 2) IS NOT NULL");
    assertThat(product.span().in(sql)).isEqualTo("(\"ärger\" + 1) * f(x => 2)");
    assertThat(((FuncCall) product.rexpr()).args().get(0).span().in(sql)).isEqualTo("x => 2");
    assertThat(((TypeCast) and.args().get(1)).typeName().span().in(sql)).isEqualTo("int[]");
  }

  // --- limits --------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "f(",
        "NOT ",
        "- ",
        "@ ",
        "a[",
        "ARRAY[",
        "CASE WHEN ",
        "(SELECT ",
        "a IN (",
        "coalesce(",
        "JSON_ARRAY(",
        "1::a(",
        "EXISTS (SELECT ",
        "a = ANY (",
        "ROW(",
        "((SELECT "
      })
  void boundsNesting(String opening) {
    Script.SyntaxError error = error("SELECT " + opening.repeat(100_000));
    assertThat(error.limit()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+ 1", "|| a", "::int", "COLLATE c", "AT TIME ZONE b", "IS NULL", "= ANY (b)"})
  void boundsChains(String link) {
    Script.SyntaxError error = error("SELECT a" + (" " + link).repeat(100_000));
    assertThat(error.limit()).isTrue();
    assertThat(PostgresParser.parse("SELECT a" + (" " + link).repeat(190)).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ 1", "|| a", "= ANY (b)"})
  void chainsOfOperatorsMayBeLong(String link) {
    assertThat(PostgresParser.parse("SELECT a" + (" " + link).repeat(1_900)).errors()).isEmpty();
  }

  @Test
  void listsOfConditionsMayBeLong() {
    BoolExpr conditions = (BoolExpr) expression("a" + " OR b = 1".repeat(100_000));
    assertThat(conditions.args()).hasSize(100_001);
  }

  @Test
  void worksAtItsLimitsOnASmallStack() throws InterruptedException {
    AtomicReference<Script> result = new AtomicReference<>();
    String call = "f(".repeat(190) + "1" + ")".repeat(190);
    String json = "json_array(".repeat(95) + "1" + ")".repeat(95);
    String parentheses = "(".repeat(750) + "1" + ")".repeat(750);
    String sql = "SELECT " + call + ", " + json + ", " + parentheses;
    Thread thread = new Thread(null, () -> result.set(PostgresParser.parse(sql)), "small", 524_288);
    thread.start();
    thread.join();
    assertThat(result.get().errors()).isEmpty();
  }

  private static Script.SyntaxError error(String sql) {
    Script script =
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> PostgresParser.parse(sql));
    assertThat(script.errors()).hasSize(1);
    return script.errors().get(0);
  }

  // --- help ----------------------------------------------------------------------------------

  private static Expression expression(String sql) {
    return expressionOf("SELECT " + sql + " AS x FROM t");
  }

  private static Expression expressionOf(String sql) {
    Expression value = targets(sql).get(0).val();
    assertThat(value).isNotNull();
    return value;
  }

  private static ResTarget target(String sql) {
    return targets("SELECT " + sql + " FROM t").get(0);
  }

  private static List<ResTarget> targets(String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).as(sql).isEmpty();
    Statement statement = script.statements().get(0);
    return ((SelectStmt.Select) statement).targetList();
  }

  private static String withoutSpans(Expression expression) {
    return expression.toString().replaceAll("Span\\[start=\\d+, end=\\d+]", "");
  }
}
