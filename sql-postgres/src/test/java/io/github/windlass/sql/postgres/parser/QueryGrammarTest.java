package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.FromItem.JoinExpr;
import io.github.windlass.sql.postgres.tree.FromItem.RangeFunction;
import io.github.windlass.sql.postgres.tree.FromItem.RangeSubselect;
import io.github.windlass.sql.postgres.tree.GroupingElement.GroupingSet;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeAction;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.LimitOption;
import io.github.windlass.sql.postgres.tree.SelectStmt.Select;
import io.github.windlass.sql.postgres.tree.SelectStmt.SetOperation;
import io.github.windlass.sql.postgres.tree.SelectStmt.Values;
import io.github.windlass.sql.postgres.tree.SetClause.MultiAssignment;
import io.github.windlass.sql.postgres.tree.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryGrammarTest {

  // --- set operations ------------------------------------------------------------------------

  @Test
  void intersectBindsTighterThanUnionAndExcept() {
    SetOperation except =
        parse(SetOperation.class, "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4");
    assertThat(except.op()).isEqualTo(SetOperation.Operator.EXCEPT);
    assertThat(except.all()).isTrue();
    SetOperation union = (SetOperation) except.larg();
    assertThat(union.op()).isEqualTo(SetOperation.Operator.UNION);
    assertThat(union.larg()).isInstanceOf(Select.class);
    assertThat(((SetOperation) union.rarg()).op()).isEqualTo(SetOperation.Operator.INTERSECT);
  }

  @Test
  void parenthesesAroundQueriesLeaveNoNode() {
    assertThat(printed("(((SELECT 1)))")).isEqualTo("SELECT 1");
    assertThat(printed("((SELECT 1) UNION (SELECT 2)) ORDER BY 1"))
        .isEqualTo("SELECT 1 UNION SELECT 2 ORDER BY 1");
    assertThat(printed("(SELECT 1 LIMIT 1) UNION ((SELECT 2) EXCEPT SELECT 3)"))
        .isEqualTo("(SELECT 1 LIMIT 1) UNION (SELECT 2 EXCEPT SELECT 3)");
  }

  @Test
  void whatStandsBehindParenthesesJoinsWhatStandsInThem() {
    Select select = parse(Select.class, "WITH a AS (SELECT 1) (SELECT 2 ORDER BY 3) LIMIT 4");
    assertThat(select.tail().withClause()).isNotNull();
    assertThat(select.tail().sortClause()).hasSize(1);
    assertThat(select.tail().limitCount()).isNotNull();
    assertThat(select.span().start()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(SELECT 1 ORDER BY 1) ORDER BY 1 | multiple ORDER BY clauses not allowed",
        "(SELECT 1 LIMIT 1) LIMIT 1 | multiple LIMIT clauses not allowed",
        "(SELECT 1 OFFSET 1) OFFSET 1 | multiple OFFSET clauses not allowed",
        "WITH a AS (SELECT 1) (WITH b AS (SELECT 2) SELECT 3) | multiple WITH clauses not allowed",
        "SELECT 1 LIMIT 1, 2 | LIMIT #,# syntax is not supported",
        "SELECT 1 FETCH FIRST ROW WITH TIES | WITH TIES cannot be specified without ORDER BY"
            + " clause",
        "SELECT 1 ORDER BY 1 FOR UPDATE SKIP LOCKED FETCH FIRST ROW WITH TIES"
            + " | SKIP LOCKED and WITH TIES options cannot be used together",
      })
  void clausesThatAreGivenTwiceOrContradict(String sql, String reason) {
    assertThat(error(sql).reason()).isEqualTo(reason);
  }

  // --- SELECT --------------------------------------------------------------------------------

  @Test
  void aSelectListMayBeEmpty() {
    assertThat(parse(Select.class, "SELECT").targetList()).isEmpty();
    assertThat(parse(Select.class, "SELECT ALL FROM a").fromClause()).hasSize(1);
    assertThat(error("SELECT DISTINCT FROM a")).isNotNull();
  }

  @Test
  void labelsAreAnyWordBehindAsAndFewerWithoutIt() {
    Select select = parse(Select.class, "SELECT a b, c AS select, d value, *, e.*");
    assertThat(select.targetList())
        .extracting("name")
        .containsExactly("b", "select", "value", null, null);
    assertThat(((ColumnRef) select.targetList().get(3).val()).star()).isTrue();
    assertThat(error("SELECT a year")).isNotNull();
  }

  @Test
  void rollupAndCubeAreGroupingSetsBeforeParenthesesOnly() {
    Select select =
        parse(
            Select.class,
            "SELECT 1 GROUP BY DISTINCT rollup, ROLLUP (a, (b, c)), (), GROUPING SETS (CUBE (a))");
    assertThat(select.groupDistinct()).isTrue();
    assertThat(select.groupClause().get(0)).isInstanceOf(ColumnRef.class);
    assertThat(((GroupingSet) select.groupClause().get(1)).content()).hasSize(2);
    assertThat(((GroupingSet) select.groupClause().get(2)).kind())
        .isEqualTo(GroupingSet.Kind.EMPTY);
    GroupingSet sets = (GroupingSet) select.groupClause().get(3);
    assertThat(((GroupingSet) sets.content().get(0)).kind()).isEqualTo(GroupingSet.Kind.CUBE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 LIMIT 5 OFFSET 2",
        "SELECT 1 OFFSET 2 LIMIT 5",
        "SELECT 1 OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY",
        "SELECT 1 FETCH FIRST (5) ROW ONLY OFFSET 2 ROW",
        "SELECT 1 FOR READ ONLY LIMIT 5 OFFSET 2",
        "(SELECT 1 LIMIT 5) OFFSET 2",
      })
  void limitAndOffsetInAnyForm(String sql) {
    SelectStmt.Tail tail = parse(Select.class, sql).tail();
    assertThat(SqlPrinter.print(tail.limitCount())).isEqualTo("5");
    assertThat(SqlPrinter.print(tail.limitOffset())).isEqualTo("2");
    assertThat(tail.limitOption()).isEqualTo(LimitOption.COUNT);
    assertThat(tail.lockingClause()).isEmpty();
  }

  @Test
  void offsetBeforeRowsTakesNoOperators() {
    assertThat(error("SELECT 1 OFFSET 1 + 1 ROWS")).isNotNull();
    assertThat(error("SELECT 1 OFFSET 1::int ROWS")).isNotNull();
    assertThat(printed("SELECT 1 OFFSET (1 + 1) ROWS")).isEqualTo("SELECT 1 OFFSET 1 + 1");
    assertThat(printed("SELECT 1 OFFSET -1 ROWS")).isEqualTo("SELECT 1 OFFSET -1");
  }

  @Test
  void lockingClausesAddUp() {
    Select select =
        parse(Select.class, "(SELECT 1 FOR UPDATE OF a NOWAIT) FOR KEY SHARE OF b.c SKIP LOCKED");
    assertThat(select.tail().lockingClause())
        .extracting("strength")
        .asString()
        .isEqualTo("[FORUPDATE, FORKEYSHARE]");
    assertThat(error("SELECT 1 FOR READ ONLY FOR UPDATE")).isNotNull();
  }

  @Test
  void valuesAloneIsAName() {
    assertThat(parse(Values.class, "VALUES (1), (DEFAULT)").valuesLists()).hasSize(2);
    assertThat(printed("SELECT (values) FROM (VALUES (1)) AS v (values)")).contains("v");
    assertThat(parse(InsertStmt.class, "INSERT INTO t (values) VALUES (1)").cols()).hasSize(1);
    assertThat(parse(InsertStmt.class, "INSERT INTO t (VALUES (1))").cols()).isEmpty();
  }

  @Test
  void recursiveAloneIsAName() {
    Select select =
        parse(Select.class, "WITH recursive AS (SELECT 1), time (a) AS (SELECT 2) SELECT");
    assertThat(select.tail().withClause().recursive()).isFalse();
    assertThat(select.tail().withClause().ctes())
        .extracting("ctename")
        .containsExactly("recursive", "time");
    assertThat(
            parse(Select.class, "WITH RECURSIVE a AS (SELECT 1) SELECT")
                .tail()
                .withClause()
                .recursive())
        .isTrue();
  }

  // --- FROM ----------------------------------------------------------------------------------

  @Test
  void joinsLeanLeftUntilTheirConditionIsMissing() {
    JoinExpr left = from(JoinExpr.class, "a JOIN b ON x JOIN c ON y");
    assertThat(left.larg()).isInstanceOf(JoinExpr.class);
    JoinExpr right = from(JoinExpr.class, "a JOIN b JOIN c ON x ON y");
    assertThat(right.larg()).isInstanceOf(RangeVar.class);
    assertThat(((JoinExpr) right.rarg()).quals()).isInstanceOf(ColumnRef.class);
    JoinExpr cross = from(JoinExpr.class, "a CROSS JOIN b JOIN c ON x");
    assertThat(cross.larg()).isInstanceOf(JoinExpr.class);
  }

  @Test
  void whatParenthesesHoldIsKnownBehindThem() {
    assertThat(from(RangeSubselect.class, "((SELECT 1) UNION (SELECT 2)) x").alias()).isNotNull();
    assertThat(from(JoinExpr.class, "((SELECT 1) x JOIN (SELECT 2) y ON true)").alias()).isNull();
    assertThat(
            from(JoinExpr.class, "(((SELECT 1) x JOIN a USING (b)) JOIN c ON true) AS q (d)")
                .alias()
                .colnames())
        .containsExactly("d");
    assertThat(error("SELECT FROM (a)")).isNotNull();
    assertThat(error("SELECT FROM ((a JOIN b USING (x)) z)")).isNotNull();
  }

  @Test
  void aFunctionHasAnAliasOrColumnsOrBoth() {
    RangeFunction columns = from(RangeFunction.class, "f() AS (a int, b text COLLATE \"C\")");
    assertThat(columns.alias()).isNull();
    assertThat(columns.coldeflist()).hasSize(2);
    RangeFunction both = from(RangeFunction.class, "f() t (a int)");
    assertThat(both.alias().aliasname()).isEqualTo("t");
    assertThat(both.coldeflist()).hasSize(1);
    RangeFunction names =
        from(
            RangeFunction.class,
            "LATERAL ROWS FROM (f(1) AS (a int), g()) WITH ORDINALITY t (a, b)");
    assertThat(names.alias().colnames()).containsExactly("a", "b");
    assertThat(names.ordinality()).isTrue();
    assertThat(names.functions()).hasSize(2);
  }

  @Test
  void wordsThatBeginTableFunctionsAreNames() {
    assertThat(
            parse(Select.class, "SELECT FROM rows, xmltable, json_table j, rows.f()").fromClause())
        .hasSize(4);
  }

  @Test
  void jsonTablesColumnsNest() {
    String table =
        "JSON_TABLE('1', '$' AS p COLUMNS (a FOR ORDINALITY, nested int PATH '$.b' WITH WRAPPER"
            + " NULL ON EMPTY, NESTED 'c' AS n COLUMNS (d text EXISTS)) ERROR ON ERROR) j";
    assertThat(printed("SELECT FROM " + table)).contains("NESTED PATH 'c' AS n");
    assertThat(error("SELECT FROM JSON_TABLE('1', jsonpath '$' COLUMNS (a int))").reason())
        .contains("only string constants");
  }

  @Test
  void xmlTablesColumnOptionsStandOnceEach() {
    assertThat(
            printed("SELECT FROM XMLTABLE('/r' PASSING BY REF d COLUMNS a int DEFAULT 1 PATH 'x')"))
        .contains("PATH 'x' DEFAULT 1");
    assertThat(
            error("SELECT FROM XMLTABLE('/r' PASSING d COLUMNS a int PATH 'x' PATH 'y')").reason())
        .isEqualTo("only one PATH value per column is allowed");
    assertThat(error("SELECT FROM XMLTABLE('/r' PASSING d COLUMNS a int NULL NOT NULL)").reason())
        .startsWith("conflicting or redundant NULL");
  }

  // --- data changes --------------------------------------------------------------------------

  @Test
  void aConflictHasAnArbiterAndAnAction() {
    InsertStmt insert =
        parse(
            InsertStmt.class,
            "INSERT INTO t AS x (a, b[1].c) OVERRIDING USER VALUE VALUES (1, 2) ON CONFLICT"
                + " (lower(a) COLLATE \"C\") WHERE b DO UPDATE SET (a, b) = (1, 2), c = DEFAULT"
                + " WHERE d RETURNING WITH (OLD AS o, NEW AS n) o.a, n.*");
    assertThat(insert.relation().alias().aliasname()).isEqualTo("x");
    assertThat(insert.cols().get(1).indirection()).hasSize(2);
    assertThat(insert.onConflictClause().infer().indexElems()).hasSize(1);
    assertThat(insert.onConflictClause().targetList().get(0)).isInstanceOf(MultiAssignment.class);
    assertThat(insert.returningClause().options()).hasSize(2);
    assertThat(error("INSERT INTO t x VALUES (1)")).isNotNull();
  }

  @Test
  void setIsNoAliasWithoutAs() {
    assertThat(parse(UpdateStmt.class, "UPDATE t SET set = 1").relation().alias()).isNull();
    assertThat(parse(UpdateStmt.class, "UPDATE t AS set SET a = 1").relation().alias()).isNotNull();
    assertThat(error("UPDATE t set SET a = 1")).isNotNull();
  }

  @Test
  void mergeMakesRowsOnlyWhereThereAreNone() {
    MergeStmt merge =
        parse(
            MergeStmt.class,
            "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED AND s.b THEN UPDATE SET a = 1 WHEN NOT"
                + " MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT DEFAULT VALUES");
    assertThat(merge.mergeWhenClauses()).hasSize(3);
    assertThat(merge.mergeWhenClauses().get(2).action()).isInstanceOf(MergeAction.Insert.class);
    assertThat(error("MERGE INTO t USING s ON x WHEN MATCHED THEN INSERT DEFAULT VALUES"))
        .isNotNull();
    assertThat(error("MERGE INTO t USING s ON x WHEN NOT MATCHED THEN DELETE")).isNotNull();
  }

  // --- size and depth ------------------------------------------------------------------------

  @Test
  void rowsOfValuesAreUnlimited() {
    Values values =
        (Values)
            parse(InsertStmt.class, "INSERT INTO t VALUES (1)" + ", (2)".repeat(99_999))
                .selectStmt();
    assertThat(values.valuesLists()).hasSize(100_000);
  }

  @Test
  void chainsAreReadByLoopsUpToALimit() {
    assertThat(parse(SetOperation.class, "SELECT 1" + " UNION ALL SELECT 1".repeat(1_900)))
        .isNotNull();
    assertThat(parse(Select.class, "SELECT FROM a" + " JOIN b ON c".repeat(1_900))).isNotNull();
    assertThat(error("SELECT 1" + " UNION ALL SELECT 1".repeat(100_000)).limit()).isTrue();
    assertThat(error("SELECT FROM a" + " CROSS JOIN b".repeat(100_000)).limit()).isTrue();
    String nested = "(a" + " CROSS JOIN b".repeat(100) + ")";
    for (int i = 0; i < 100; i++) {
      nested = "(" + nested + " CROSS JOIN b".repeat(100) + ")";
    }
    assertThat(error("SELECT FROM " + nested).limit()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "SELECT (",
        "SELECT FROM (",
        "SELECT FROM a JOIN ",
        "WITH a AS (",
        "SELECT ((SELECT ",
        "SELECT FROM a GROUP BY GROUPING SETS (",
        "EXPLAIN (",
        "INSERT INTO t (",
      })
  void hostileNestingIsAnErrorAtOnce(String opening) {
    assertThat(error(opening.repeat(100_000))).isNotNull();
    assertThat(error(opening + "(".repeat(100_000))).isNotNull();
  }

  private static <T> T from(Class<T> type, String item) {
    Select select = parse(Select.class, "SELECT FROM " + item);
    assertThat(select.fromClause()).hasSize(1);
    return type.cast(select.fromClause().get(0));
  }

  private static String printed(String sql) {
    return SqlPrinter.print(parse(Statement.class, sql));
  }

  private static <T> T parse(Class<T> type, String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    assertThat(script.statements()).hasSize(1);
    return type.cast(script.statements().get(0));
  }

  private static SyntaxError error(String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).as(sql.substring(0, Math.min(200, sql.length()))).hasSize(1);
    return script.errors().get(0);
  }
}
