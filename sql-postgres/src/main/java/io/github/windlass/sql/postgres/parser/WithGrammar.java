package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.BooleanConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.WithClause;
import io.github.windlass.sql.postgres.tree.WithClause.CTECycleClause;
import io.github.windlass.sql.postgres.tree.WithClause.CTESearchClause;
import io.github.windlass.sql.postgres.tree.WithClause.CommonTableExpr;
import io.github.windlass.sql.postgres.tree.WithClause.Materialize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code with_clause}: named queries before a statement. */
final class WithGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  WithGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The cursor is at WITH. */
  WithClause withClause() {
    int start = cursor.start();
    cursor.expect(Token.WITH);
    boolean recursive = NameGrammar.isColId(cursor.peek(1)) && cursor.accept(Token.RECURSIVE);
    List<CommonTableExpr> ctes = new ArrayList<>(2);
    do {
      ctes.add(commonTable());
    } while (cursor.accept(Token.COMMA));
    return new WithClause(List.copyOf(ctes), recursive, cursor.spanFrom(start));
  }

  /** {@code common_table_expr}. */
  private CommonTableExpr commonTable() {
    int start = cursor.start();
    String name = grammar.names().colId();
    List<String> columns = grammar.names().optionalColumns();
    cursor.expect(Token.AS);
    Materialize materialized = Materialize.DEFAULT;
    if (cursor.accept(Token.MATERIALIZED)) {
      materialized = Materialize.ALWAYS;
    } else if (cursor.accept(Token.NOT)) {
      cursor.expect(Token.MATERIALIZED);
      materialized = Materialize.NEVER;
    }
    cursor.enter();
    cursor.expect(Token.LEFT_PAREN);
    QueryStatement query = grammar.queries().preparableStatement();
    cursor.expect(Token.RIGHT_PAREN);
    cursor.leave();
    CTESearchClause search = searchClause();
    CTECycleClause cycle = cycleClause();
    return new CommonTableExpr(
        name, columns, materialized, query, search, cycle, cursor.spanFrom(start));
  }

  /** {@code opt_search_clause}. */
  private @Nullable CTESearchClause searchClause() {
    int start = cursor.start();
    if (!cursor.accept(Token.SEARCH)) {
      return null;
    }
    boolean breadth = cursor.accept(Token.BREADTH);
    if (!breadth) {
      cursor.expect(Token.DEPTH);
    }
    cursor.expect(Token.FIRST, Token.BY);
    List<String> columns = grammar.names().nameList();
    cursor.expect(Token.SET);
    String sequence = grammar.names().colId();
    return new CTESearchClause(columns, breadth, sequence, cursor.spanFrom(start));
  }

  /** {@code opt_cycle_clause}. */
  private @Nullable CTECycleClause cycleClause() {
    int start = cursor.start();
    if (!cursor.accept(Token.CYCLE)) {
      return null;
    }
    List<String> columns = grammar.names().nameList();
    cursor.expect(Token.SET);
    String mark = grammar.names().colId();
    Expression value;
    Expression otherwise;
    if (cursor.accept(Token.TO)) {
      value = grammar.expressions().constant();
      cursor.expect(Token.DEFAULT);
      otherwise = grammar.expressions().constant();
    } else {
      Span here = cursor.spanFrom(cursor.start());
      value = new BooleanConstant(true, here);
      otherwise = new BooleanConstant(false, here);
    }
    cursor.expect(Token.USING);
    String path = grammar.names().colId();
    return new CTECycleClause(columns, mark, value, otherwise, path, cursor.spanFrom(start));
  }
}
