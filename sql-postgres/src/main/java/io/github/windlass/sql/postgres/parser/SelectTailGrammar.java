package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.NullConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.LimitOption;
import io.github.windlass.sql.postgres.tree.SelectStmt.LockingClause;
import io.github.windlass.sql.postgres.tree.SelectStmt.LockingClause.Strength;
import io.github.windlass.sql.postgres.tree.SelectStmt.LockingClause.WaitPolicy;
import io.github.windlass.sql.postgres.tree.SelectStmt.Tail;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind a query: ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE. */
final class SelectTailGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  SelectTailGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code select_limit}, while it is read. */
  private static final class Limit {
    @Nullable Expression offset;
    @Nullable Expression count;
    @Nullable Span ties;
    @Nullable Span offsetAt;
    @Nullable Span countAt;
  }

  /**
   * Reads what follows the query and joins it, and the WITH before it, to the query. A query in
   * parentheses may have a tail of its own; no clause may be given twice ({@code
   * insertSelectOptions}).
   */
  SelectStmt tail(SelectStmt query, @Nullable WithClause with, int start) {
    int orderStart = cursor.start();
    List<SortBy> sort = cursor.at(Token.ORDER) ? grammar.expressions().sortClause() : List.of();
    Span order = cursor.spanFrom(orderStart);
    List<LockingClause> locking = List.of();
    Limit limit = null;
    if (cursor.at(Token.FOR)) {
      locking = locking();
      limit = atLimit() ? limit() : null;
    } else if (atLimit()) {
      limit = limit();
      locking = cursor.at(Token.FOR) ? locking() : List.of();
    }
    Span span = cursor.spanFrom(start);
    if (with == null && sort.isEmpty() && limit == null && locking.isEmpty()) {
      return query;
    }
    return query.with(merge(query.tail(), with, sort, order, limit, locking), span);
  }

  private Tail merge(
      Tail tail,
      @Nullable WithClause with,
      List<SortBy> sort,
      Span order,
      @Nullable Limit limit,
      List<LockingClause> locking) {
    if (!sort.isEmpty() && !tail.sortClause().isEmpty()) {
      throw cursor.error("multiple ORDER BY clauses not allowed", order);
    }
    List<SortBy> allSort = sort.isEmpty() ? tail.sortClause() : sort;
    List<LockingClause> allLocking = concat(tail.lockingClause(), locking);
    Expression offset = tail.limitOffset();
    Expression count = tail.limitCount();
    LimitOption option = tail.limitOption();
    if (limit != null) {
      if (limit.offsetAt != null) {
        if (offset != null) {
          throw cursor.error("multiple OFFSET clauses not allowed", limit.offsetAt);
        }
        offset = limit.offset;
      }
      if (limit.countAt != null) {
        if (count != null) {
          throw cursor.error("multiple LIMIT clauses not allowed", limit.countAt);
        }
        count = limit.count;
      }
      option = LimitOption.COUNT;
      if (limit.ties != null) {
        checkTies(limit.ties, allSort, allLocking);
        option = LimitOption.WITH_TIES;
      }
    }
    if (with != null && tail.withClause() != null) {
      throw cursor.error("multiple WITH clauses not allowed", with.span());
    }
    return new Tail(
        with == null ? tail.withClause() : with, allSort, offset, count, option, allLocking);
  }

  private static List<LockingClause> concat(List<LockingClause> first, List<LockingClause> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<LockingClause> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }

  private void checkTies(Span ties, List<SortBy> sort, List<LockingClause> locking) {
    if (sort.isEmpty()) {
      throw cursor.error("WITH TIES cannot be specified without ORDER BY clause", ties);
    }
    for (LockingClause lock : locking) {
      if (lock.waitPolicy() == WaitPolicy.SKIP) {
        throw cursor.error("SKIP LOCKED and WITH TIES options cannot be used together", ties);
      }
    }
  }

  private boolean atLimit() {
    return switch (cursor.token()) {
      case LIMIT, OFFSET, FETCH -> true;
      default -> false;
    };
  }

  /** {@code select_limit}: a count and an offset, in either order. */
  private Limit limit() {
    Limit limit = new Limit();
    if (cursor.at(Token.OFFSET)) {
      offset(limit);
      if (cursor.at(Token.LIMIT) || cursor.at(Token.FETCH)) {
        count(limit);
      }
    } else {
      count(limit);
      if (cursor.at(Token.OFFSET)) {
        offset(limit);
      }
    }
    return limit;
  }

  /**
   * {@code offset_clause}: {@code select_offset_value}, or {@code select_fetch_first_value} with
   * ROW or ROWS behind it, which takes no operators.
   */
  private void offset(Limit limit) {
    limit.offsetAt = cursor.tokenSpan();
    cursor.expect(Token.OFFSET);
    if (atSignedNumber() && isRows(cursor.peek(2))) {
      limit.offset = signedNumber();
      cursor.advance();
    } else if (atPrefix()) {
      limit.offset = grammar.expressions().expression();
    } else {
      int start = cursor.start();
      Expression operand = grammar.expressions().cExpression();
      if (isRows(cursor.token())) {
        limit.offset = operand;
        cursor.advance();
      } else {
        limit.offset = grammar.expressions().continued(operand, start);
      }
    }
  }

  /** Whether an {@code a_expr} that is no {@code c_expr} begins here. */
  private boolean atPrefix() {
    return switch (cursor.token()) {
      case PLUS, MINUS, OP, OPERATOR, NOT, DEFAULT, UNIQUE -> true;
      default -> false;
    };
  }

  /** {@code limit_clause}. */
  private void count(Limit limit) {
    limit.countAt = cursor.tokenSpan();
    if (cursor.accept(Token.LIMIT)) {
      if (cursor.at(Token.ALL)) {
        limit.count = new NullConstant(cursor.tokenSpan());
        cursor.advance();
      } else {
        limit.count = grammar.expressions().expression();
      }
      if (cursor.at(Token.COMMA)) {
        throw cursor.error("LIMIT #,# syntax is not supported", limit.countAt);
      }
      return;
    }
    cursor.expect(Token.FETCH);
    if (!cursor.accept(Token.FIRST)) {
      cursor.expect(Token.NEXT);
    }
    if (isRows(cursor.token()) && (cursor.peek(1) == Token.ONLY || cursor.peek(1) == Token.WITH)) {
      limit.count = new IntegerConstant(1, cursor.spanFrom(cursor.start()));
    } else if (atSignedNumber()) {
      limit.count = signedNumber();
    } else {
      limit.count = grammar.expressions().cExpression();
    }
    if (!isRows(cursor.token())) {
      throw cursor.error();
    }
    cursor.advance();
    if (cursor.at(Token.WITH)) {
      int start = cursor.start();
      cursor.expect(Token.WITH, Token.TIES);
      limit.ties = cursor.spanFrom(start);
    } else {
      cursor.expect(Token.ONLY);
    }
  }

  private static boolean isRows(Token token) {
    return token == Token.ROW || token == Token.ROWS;
  }

  private boolean atSignedNumber() {
    return (cursor.at(Token.PLUS) || cursor.at(Token.MINUS))
        && (cursor.peek(1) == Token.ICONST || cursor.peek(1) == Token.FCONST);
  }

  /** {@code '+' I_or_F_const} is an operation, {@code '-' I_or_F_const} a number. */
  private Expression signedNumber() {
    int start = cursor.start();
    boolean negative = cursor.at(Token.MINUS);
    cursor.advance();
    Span digits = cursor.tokenSpan();
    if (cursor.at(Token.ICONST)) {
      int value = cursor.integer();
      cursor.advance();
      Span span = cursor.spanFrom(start);
      return negative
          ? new IntegerConstant(-value, span)
          : plus(new IntegerConstant(value, digits), span);
    }
    String value = cursor.spelling();
    cursor.advance();
    Span span = cursor.spanFrom(start);
    return negative
        ? new FloatConstant("-" + value, span)
        : plus(new FloatConstant(value, digits), span);
  }

  private static Expression plus(Expression number, Span span) {
    return new AExpr(AExpr.Kind.OP, List.of("+"), null, number, span);
  }

  /** {@code for_locking_clause}: {@code FOR READ ONLY} leaves nothing. */
  private List<LockingClause> locking() {
    if (cursor.accept(Token.FOR, Token.READ)) {
      cursor.expect(Token.ONLY);
      return List.of();
    }
    List<LockingClause> items = new ArrayList<>(1);
    do {
      items.add(lockingItem());
    } while (cursor.at(Token.FOR));
    return List.copyOf(items);
  }

  /** {@code for_locking_item}. */
  private LockingClause lockingItem() {
    int start = cursor.start();
    cursor.expect(Token.FOR);
    Strength strength = strength();
    List<RangeVar> relations =
        cursor.accept(Token.OF) ? grammar.names().qualifiedNameList() : List.of();
    WaitPolicy policy = WaitPolicy.BLOCK;
    if (cursor.accept(Token.NOWAIT)) {
      policy = WaitPolicy.ERROR;
    } else if (cursor.accept(Token.SKIP)) {
      cursor.expect(Token.LOCKED);
      policy = WaitPolicy.SKIP;
    }
    return new LockingClause(relations, strength, policy, cursor.spanFrom(start));
  }

  private Strength strength() {
    if (cursor.accept(Token.UPDATE)) {
      return Strength.FORUPDATE;
    }
    if (cursor.accept(Token.SHARE)) {
      return Strength.FORSHARE;
    }
    if (cursor.accept(Token.KEY)) {
      cursor.expect(Token.SHARE);
      return Strength.FORKEYSHARE;
    }
    cursor.expect(Token.NO, Token.KEY);
    cursor.expect(Token.UPDATE);
    return Strength.FORNOKEYUPDATE;
  }
}
