package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.GroupingElement;
import io.github.windlass.sql.postgres.tree.GroupingElement.GroupingSet;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.DistinctClause;
import io.github.windlass.sql.postgres.tree.SelectStmt.Select;
import io.github.windlass.sql.postgres.tree.SelectStmt.SetOperation;
import io.github.windlass.sql.postgres.tree.SelectStmt.SetOperation.Operator;
import io.github.windlass.sql.postgres.tree.SelectStmt.Tail;
import io.github.windlass.sql.postgres.tree.SelectStmt.Values;
import io.github.windlass.sql.postgres.tree.SelectStmt.ValuesRow;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WindowDef;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code SelectStmt}: SELECT, VALUES, TABLE and the set operations over them. */
final class SelectGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final SelectTailGrammar tails;

  SelectGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.tails = new SelectTailGrammar(grammar);
  }

  /**
   * {@code select_no_parens} or {@code select_with_parens} behind its WITH clause.
   *
   * @param start where the statement starts, WITH included
   */
  SelectStmt select(@Nullable WithClause with, int start) {
    cursor.enter();
    int first = cursor.start();
    int outer = grammar.expressions().beginNested();
    SelectStmt query = unions(operand(), first);
    grammar.expressions().endNested(outer);
    SelectStmt select = tails.tail(query, with, start);
    cursor.leave();
    return select;
  }

  /** The query that {@code first}, in parentheses from {@code start}, begins. */
  SelectStmt continued(SelectStmt first, int start) {
    return tails.tail(unions(first, start), null, start);
  }

  /** {@code UNION} and {@code EXCEPT}, which bind weakest, from left to right. */
  private SelectStmt unions(SelectStmt first, int start) {
    SelectStmt left = intersections(first, start);
    while (cursor.at(Token.UNION) || cursor.at(Token.EXCEPT)) {
      Operator op = cursor.at(Token.UNION) ? Operator.UNION : Operator.EXCEPT;
      cursor.advance();
      boolean all = quantifier() == Token.ALL;
      int second = cursor.start();
      SelectStmt right = intersections(operand(), second);
      left = setOperation(op, all, left, right, start);
    }
    return left;
  }

  private SelectStmt intersections(SelectStmt first, int start) {
    SelectStmt left = first;
    while (cursor.accept(Token.INTERSECT)) {
      boolean all = quantifier() == Token.ALL;
      left = setOperation(Operator.INTERSECT, all, left, operand(), start);
    }
    return left;
  }

  private SetOperation setOperation(
      Operator op, boolean all, SelectStmt left, SelectStmt right, int start) {
    grammar.expressions().grow();
    return new SetOperation(op, all, left, right, Tail.NONE, cursor.spanFrom(start));
  }

  /** {@code set_quantifier}: ALL, DISTINCT, or EOF for nothing. */
  private Token quantifier() {
    if (cursor.accept(Token.ALL)) {
      return Token.ALL;
    }
    return cursor.accept(Token.DISTINCT) ? Token.DISTINCT : Token.EOF;
  }

  /** {@code select_clause} without set operations. */
  private SelectStmt operand() {
    return switch (cursor.token()) {
      case SELECT -> simpleSelect();
      case VALUES -> values();
      case TABLE -> table();
      case LEFT_PAREN -> grammar.queries().selectWithParentheses();
      default -> throw cursor.error();
    };
  }

  /** {@code SELECT …}. */
  private Select simpleSelect() {
    int start = cursor.start();
    cursor.expect(Token.SELECT);
    DistinctClause distinct = cursor.at(Token.DISTINCT) ? distinct() : null;
    if (distinct == null) {
      cursor.accept(Token.ALL);
    }
    List<ResTarget> targets =
        distinct == null && atTargetsEnd() ? List.of() : grammar.queries().targetList();
    IntoClause into = cursor.at(Token.INTO) ? intoClause() : null;
    List<TableReference> from = grammar.queries().fromClause();
    Expression where = grammar.queries().whereClause();
    List<GroupingElement> group = List.of();
    boolean groupDistinct = false;
    if (cursor.accept(Token.GROUP)) {
      cursor.expect(Token.BY);
      groupDistinct = quantifier() == Token.DISTINCT;
      group = groupingElements();
    }
    Expression having = cursor.accept(Token.HAVING) ? grammar.expressions().expression() : null;
    List<WindowDef> windows = grammar.windows().windowClause();
    return new Select(
        distinct,
        targets,
        into,
        from,
        where,
        group,
        groupDistinct,
        having,
        windows,
        Tail.NONE,
        cursor.spanFrom(start));
  }

  /** Whether a SELECT without targets goes on or ends here; no expression starts so. */
  private boolean atTargetsEnd() {
    return switch (cursor.token()) {
      case SEMICOLON,
          EOF,
          RIGHT_PAREN,
          INTO,
          FROM,
          WHERE,
          GROUP,
          HAVING,
          WINDOW,
          UNION,
          INTERSECT,
          EXCEPT,
          ORDER,
          LIMIT,
          OFFSET,
          FETCH,
          FOR,
          ON,
          RETURNING,
          WITH,
          FORMAT_LA,
          CREATE,
          GRANT ->
          true;
      default -> false;
    };
  }

  /** {@code distinct_clause}. */
  private DistinctClause distinct() {
    int start = cursor.start();
    cursor.expect(Token.DISTINCT);
    List<Expression> on = List.of();
    if (cursor.accept(Token.ON)) {
      cursor.expect(Token.LEFT_PAREN);
      on = grammar.expressions().expressionList();
      cursor.expect(Token.RIGHT_PAREN);
    }
    return new DistinctClause(on, cursor.spanFrom(start));
  }

  /** {@code into_clause} with {@code OptTempTableName}. */
  private IntoClause intoClause() {
    int start = cursor.start();
    cursor.expect(Token.INTO);
    Persistence persistence = persistence();
    cursor.accept(Token.TABLE);
    RangeVar relation = grammar.names().qualifiedName(persistence);
    return new IntoClause(
        relation,
        List.of(),
        null,
        List.of(),
        OnCommitAction.NOOP,
        null,
        false,
        cursor.spanFrom(start));
  }

  /** The words before the name; without a name behind them, they are names themselves. */
  private Persistence persistence() {
    Token next = cursor.peek(1);
    switch (cursor.token()) {
      case LOCAL, GLOBAL -> {
        if (next != Token.TEMPORARY && next != Token.TEMP) {
          return Persistence.PERMANENT;
        }
        cursor.advance();
        cursor.advance();
        return Persistence.TEMPORARY;
      }
      case TEMPORARY, TEMP, UNLOGGED -> {
        if (next != Token.TABLE && !NameGrammar.isColId(next)) {
          return Persistence.PERMANENT;
        }
        boolean unlogged = cursor.at(Token.UNLOGGED);
        cursor.advance();
        return unlogged ? Persistence.UNLOGGED : Persistence.TEMPORARY;
      }
      default -> {
        return Persistence.PERMANENT;
      }
    }
  }

  /** {@code group_by_list}. */
  private List<GroupingElement> groupingElements() {
    List<GroupingElement> elements = new ArrayList<>(4);
    do {
      elements.add(groupingElement());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(elements);
  }

  /** {@code group_by_item}. */
  private GroupingElement groupingElement() {
    int start = cursor.start();
    if (cursor.accept(Token.LEFT_PAREN, Token.RIGHT_PAREN)) {
      return new GroupingSet(GroupingSet.Kind.EMPTY, List.of(), cursor.spanFrom(start));
    }
    if (cursor.accept(Token.ROLLUP, Token.LEFT_PAREN)) {
      return groupingSet(GroupingSet.Kind.ROLLUP, start);
    }
    if (cursor.accept(Token.CUBE, Token.LEFT_PAREN)) {
      return groupingSet(GroupingSet.Kind.CUBE, start);
    }
    if (cursor.accept(Token.GROUPING, Token.SETS)) {
      cursor.enter();
      cursor.expect(Token.LEFT_PAREN);
      List<GroupingElement> content = groupingElements();
      cursor.expect(Token.RIGHT_PAREN);
      cursor.leave();
      return new GroupingSet(GroupingSet.Kind.SETS, content, cursor.spanFrom(start));
    }
    return grammar.expressions().expression();
  }

  private GroupingSet groupingSet(GroupingSet.Kind kind, int start) {
    List<GroupingElement> content = List.copyOf(grammar.expressions().expressionList());
    cursor.expect(Token.RIGHT_PAREN);
    return new GroupingSet(kind, content, cursor.spanFrom(start));
  }

  /** {@code values_clause}. */
  private Values values() {
    int start = cursor.start();
    cursor.expect(Token.VALUES);
    List<ValuesRow> rows = new ArrayList<>(2);
    do {
      int row = cursor.start();
      cursor.expect(Token.LEFT_PAREN);
      List<Expression> items = grammar.expressions().expressionList();
      cursor.expect(Token.RIGHT_PAREN);
      rows.add(new ValuesRow(items, cursor.spanFrom(row)));
    } while (cursor.accept(Token.COMMA));
    return new Values(List.copyOf(rows), Tail.NONE, cursor.spanFrom(start));
  }

  /** {@code TABLE relation_expr}. */
  private Select table() {
    int start = cursor.start();
    Span word = cursor.tokenSpan();
    cursor.expect(Token.TABLE);
    RangeVar relation = grammar.names().relationExpr();
    ResTarget all = new ResTarget(null, List.of(), new ColumnRef(List.of(), true, word), word);
    return new Select(
        null,
        List.of(all),
        null,
        List.of(relation),
        null,
        List.of(),
        false,
        null,
        List.of(),
        Tail.NONE,
        cursor.spanFrom(start));
  }
}
