package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.CollateClause;
import io.github.windlass.sql.postgres.tree.FromItem.JoinExpr;
import io.github.windlass.sql.postgres.tree.FromItem.JoinType;
import io.github.windlass.sql.postgres.tree.FromItem.RangeFunction;
import io.github.windlass.sql.postgres.tree.FromItem.RangeSubselect;
import io.github.windlass.sql.postgres.tree.FromItem.RangeTableSample;
import io.github.windlass.sql.postgres.tree.FromItem.RowsFromItem;
import io.github.windlass.sql.postgres.tree.FromItem.TableFuncElement;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code from_list}: relations, joins, queries and functions in FROM. */
final class FromGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final TableFunctionGrammar tableFunctions;

  FromGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.tableFunctions = new TableFunctionGrammar(grammar, this);
  }

  /** {@code from_list}. */
  List<TableReference> fromList() {
    List<TableReference> list = new ArrayList<>(2);
    do {
      list.add(tableReference());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code table_ref}. */
  TableReference tableReference() {
    cursor.enter();
    int outer = grammar.expressions().beginNested();
    int start = cursor.start();
    TableReference table = joins(operand(), start);
    grammar.expressions().endNested(outer);
    cursor.leave();
    return table;
  }

  // --- joins ---------------------------------------------------------------------------------

  /** All the joins that follow {@code first}, from left to right. */
  private TableReference joins(TableReference first, int start) {
    TableReference left = first;
    while (true) {
      switch (cursor.token()) {
        case CROSS -> {
          cursor.advance();
          cursor.expect(Token.JOIN);
          left = join(JoinType.INNER, false, left, operand(), start);
        }
        case NATURAL -> {
          cursor.advance();
          JoinType type = joinType();
          left = join(type, true, left, operand(), start);
        }
        case JOIN, INNER, LEFT, RIGHT, FULL -> left = qualified(joinType(), left, start);
        default -> {
          return left;
        }
      }
      grammar.expressions().grow();
    }
  }

  /** {@code join_type JOIN}; JOIN alone is an inner one. */
  private JoinType joinType() {
    JoinType type =
        switch (cursor.token()) {
          case LEFT -> JoinType.LEFT;
          case RIGHT -> JoinType.RIGHT;
          case FULL -> JoinType.FULL;
          default -> JoinType.INNER;
        };
    if (!cursor.accept(Token.INNER) && type != JoinType.INNER) {
      cursor.advance();
      cursor.accept(Token.OUTER);
    }
    cursor.expect(Token.JOIN);
    return type;
  }

  private JoinExpr join(
      JoinType type, boolean natural, TableReference left, TableReference right, int start) {
    return new JoinExpr(
        type, natural, left, right, List.of(), null, null, null, cursor.spanFrom(start));
  }

  /**
   * The right side and {@code join_qual}. Joins that come before the condition belong to the right
   * side: {@code a JOIN b JOIN c ON x ON y}.
   */
  private JoinExpr qualified(JoinType type, TableReference left, int start) {
    TableReference right = tableReference();
    List<String> columns = List.of();
    Alias alias = null;
    Expression condition = null;
    if (cursor.accept(Token.USING)) {
      columns = grammar.names().columnsInParentheses();
      int aliasStart = cursor.start();
      if (cursor.accept(Token.AS)) {
        String name = grammar.names().colId();
        alias = new Alias(name, List.of(), cursor.spanFrom(aliasStart));
      }
    } else {
      cursor.expect(Token.ON);
      condition = grammar.expressions().expression();
    }
    return new JoinExpr(
        type, false, left, right, columns, alias, condition, null, cursor.spanFrom(start));
  }

  // --- operands ------------------------------------------------------------------------------

  /** {@code table_ref} without joins after it. */
  private TableReference operand() {
    int start = cursor.start();
    boolean lateral = cursor.accept(Token.LATERAL);
    return switch (cursor.token()) {
      case LEFT_PAREN ->
          lateral
              ? subselect(grammar.queries().selectWithParentheses(), true, start)
              : parenthesised();
      case XMLTABLE ->
          cursor.peek(1) == Token.LEFT_PAREN
              ? tableFunctions.xmlTable(lateral, start)
              : relation(lateral);
      case JSON_TABLE ->
          cursor.peek(1) == Token.LEFT_PAREN
              ? tableFunctions.jsonTable(lateral, start)
              : relation(lateral);
      case ROWS ->
          cursor.peek(1) == Token.FROM && cursor.peek(2) == Token.LEFT_PAREN
              ? rowsFrom(lateral, start)
              : relationOrFunction(lateral, start);
      case ONLY -> relation(lateral);
      default -> relationOrFunction(lateral, start);
    };
  }

  private TableReference relationOrFunction(boolean lateral, int start) {
    return atRelation() ? relation(lateral) : function(lateral, start);
  }

  /** Whether a relation's name stands here: no parenthesis follows it. */
  private boolean atRelation() {
    if (!NameGrammar.isColId(cursor.token())) {
      return false;
    }
    int next = 1;
    while (cursor.peek(next) == Token.DOT) {
      next += 2;
    }
    return cursor.peek(next) != Token.LEFT_PAREN;
  }

  /** {@code relation_expr} with alias and TABLESAMPLE. */
  private TableReference relation(boolean lateral) {
    if (lateral) {
      throw cursor.error();
    }
    int start = cursor.start();
    RangeVar relation = grammar.names().relationExpr();
    Alias alias = optionalAlias();
    if (alias != null) {
      relation = QueryGrammar.withAlias(relation, alias);
    }
    if (!cursor.accept(Token.TABLESAMPLE)) {
      return relation;
    }
    List<String> method = grammar.names().functionName();
    List<Expression> args = grammar.expressions().expressionsInParentheses();
    Expression repeatable =
        cursor.accept(Token.REPEATABLE) ? grammar.expressions().parenthesised() : null;
    return new RangeTableSample(relation, method, args, repeatable, cursor.spanFrom(start));
  }

  /** A query or a join in parentheses, with its alias. */
  private TableReference parenthesised() {
    int start = cursor.start();
    return switch (parentheses()) {
      case SelectStmt select -> subselect(select, false, start);
      case JoinExpr join -> withAlias(join, start);
      default -> throw cursor.error();
    };
  }

  /**
   * What stands in parentheses: a {@link SelectStmt} or a {@link JoinExpr} without alias. Which of
   * the two it is, where it begins with further parentheses, is known behind these only.
   */
  private Node parentheses() {
    cursor.enterParentheses();
    cursor.expect(Token.LEFT_PAREN);
    int start = cursor.start();
    Node content;
    if (grammar.queries().atSelect()) {
      content = grammar.queries().selectNoParentheses();
    } else if (cursor.at(Token.LEFT_PAREN)) {
      content = parentheses();
      if (content instanceof SelectStmt select) {
        if (grammar.queries().atContinuation()) {
          content = grammar.queries().continued(select, start);
        } else if (!cursor.at(Token.RIGHT_PAREN)) {
          content = joins(subselect(select, false, start), start);
        }
      } else if (content instanceof JoinExpr join) {
        content = joins(withAlias(join, start), start);
      }
    } else {
      content = tableReference();
    }
    if (!(content instanceof SelectStmt)
        && !(content instanceof JoinExpr join && join.alias() == null)) {
      throw cursor.error();
    }
    cursor.expect(Token.RIGHT_PAREN);
    cursor.leaveParentheses();
    return content;
  }

  private RangeSubselect subselect(SelectStmt select, boolean lateral, int start) {
    Alias alias = optionalAlias();
    return new RangeSubselect(lateral, select, alias, cursor.spanFrom(start));
  }

  private JoinExpr withAlias(JoinExpr join, int start) {
    Alias alias = optionalAlias();
    return alias == null
        ? join
        : new JoinExpr(
            join.jointype(),
            join.isNatural(),
            join.larg(),
            join.rarg(),
            join.usingClause(),
            join.joinUsingAlias(),
            join.quals(),
            alias,
            cursor.spanFrom(start));
  }

  // --- functions -----------------------------------------------------------------------------

  /** {@code func_table} with one function. */
  private RangeFunction function(boolean lateral, int start) {
    Expression call = grammar.expressions().functionExpressionWindowless();
    RowsFromItem item = new RowsFromItem(call, List.of(), cursor.spanFrom(start));
    return function(lateral, false, List.of(item), start);
  }

  /** {@code ROWS FROM (…)}. */
  private RangeFunction rowsFrom(boolean lateral, int start) {
    cursor.expect(Token.ROWS, Token.FROM);
    cursor.expect(Token.LEFT_PAREN);
    List<RowsFromItem> items = new ArrayList<>(2);
    do {
      int item = cursor.start();
      Expression call = grammar.expressions().functionExpressionWindowless();
      List<TableFuncElement> columns = List.of();
      if (cursor.accept(Token.AS)) {
        columns = columnDefinitions();
      }
      items.add(new RowsFromItem(call, columns, cursor.spanFrom(item)));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return function(lateral, true, List.copyOf(items), start);
  }

  /** {@code opt_ordinality} and {@code func_alias_clause}. */
  private RangeFunction function(
      boolean lateral, boolean rowsFrom, List<RowsFromItem> functions, int start) {
    boolean ordinality = cursor.accept(Token.WITH, Token.ORDINALITY);
    Alias alias = null;
    List<TableFuncElement> columns = List.of();
    int aliasStart = cursor.start();
    boolean as = cursor.accept(Token.AS);
    if (as && cursor.at(Token.LEFT_PAREN)) {
      columns = columnDefinitions();
    } else if (as || NameGrammar.isColId(cursor.token())) {
      String name = grammar.names().colId();
      List<String> names = List.of();
      if (cursor.at(Token.LEFT_PAREN)) {
        if (atColumnNames()) {
          names = grammar.names().columnsInParentheses();
        } else {
          columns = columnDefinitions();
        }
      }
      alias = new Alias(name, names, cursor.spanFrom(aliasStart));
    }
    return new RangeFunction(
        lateral, ordinality, rowsFrom, functions, alias, columns, cursor.spanFrom(start));
  }

  /** Whether the parenthesis here holds names and not definitions, which have types. */
  private boolean atColumnNames() {
    return cursor.peek(2) == Token.COMMA || cursor.peek(2) == Token.RIGHT_PAREN;
  }

  /** {@code '(' TableFuncElementList ')'}. */
  private List<TableFuncElement> columnDefinitions() {
    cursor.expect(Token.LEFT_PAREN);
    List<TableFuncElement> columns = tableFuncElements();
    cursor.expect(Token.RIGHT_PAREN);
    return columns;
  }

  /** {@code TableFuncElementList}. */
  List<TableFuncElement> tableFuncElements() {
    List<TableFuncElement> columns = new ArrayList<>(4);
    do {
      int start = cursor.start();
      String name = grammar.names().colId();
      TypeName type = grammar.types().typeName();
      CollateClause collation = null;
      int collateStart = cursor.start();
      if (cursor.accept(Token.COLLATE)) {
        List<String> names = grammar.names().anyName().names();
        collation = new CollateClause(null, names, cursor.spanFrom(collateStart));
      }
      columns.add(new TableFuncElement(name, type, collation, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(columns);
  }

  // --- aliases -------------------------------------------------------------------------------

  /** {@code opt_alias_clause}. */
  @Nullable Alias optionalAlias() {
    int start = cursor.start();
    if (!cursor.accept(Token.AS) && !NameGrammar.isColId(cursor.token())) {
      return null;
    }
    String name = grammar.names().colId();
    List<String> columns = grammar.names().optionalColumns();
    return new Alias(name, columns, cursor.spanFrom(start));
  }
}
