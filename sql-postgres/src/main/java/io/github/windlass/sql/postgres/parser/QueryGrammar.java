package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries and data changes. */
final class QueryGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  QueryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** SELECT, INSERT, UPDATE, DELETE or MERGE, with or without WITH before it. */
  QueryStatement statement() {
    throw cursor.error();
  }

  /** {@code PreparableStmt}: what WITH, PREPARE and COPY may hold. */
  QueryStatement preparableStatement() {
    return statement();
  }

  /** Whether a {@link #preparableStatement} can start here. */
  boolean atStatement() {
    return switch (cursor.token()) {
      case SELECT, VALUES, TABLE, WITH, LEFT_PAREN, INSERT, UPDATE, DELETE, MERGE -> true;
      default -> false;
    };
  }

  /** {@code SelectStmt}: a query, in parentheses or not, with all that may surround it. */
  SelectStmt selectStatement() {
    throw cursor.error();
  }

  /**
   * {@code select_with_parens}: the cursor is at the opening parenthesis. Parentheses leave no
   * node: this is the query in them.
   */
  SelectStmt selectWithParentheses() {
    throw cursor.error();
  }

  /**
   * Whether the opening parenthesis at the cursor opens a query, and not an expression or a joined
   * table: behind it and further ones stands SELECT, VALUES, TABLE or WITH.
   */
  boolean atSelectWithParentheses() {
    throw cursor.error();
  }

  /** Whether a query starts here that no parenthesis opens. */
  boolean atSelect() {
    return switch (cursor.token()) {
      case SELECT, TABLE, WITH -> true;
      case VALUES -> cursor.peek(1) == Token.LEFT_PAREN;
      default -> false;
    };
  }

  /** {@code select_no_parens}; {@link #atSelect} holds here. */
  SelectStmt selectNoParentheses() {
    throw cursor.error();
  }

  /** Whether what stands here goes on with a query in parentheses that was just read. */
  boolean atContinuation() {
    return switch (cursor.token()) {
      case UNION, INTERSECT, EXCEPT, ORDER, LIMIT, OFFSET, FETCH, FOR -> true;
      default -> false;
    };
  }

  /**
   * {@code select_no_parens} whose first {@code select_with_parens} was read: goes on with set
   * operations, ORDER BY, LIMIT, locking; {@link #atContinuation} holds here.
   */
  SelectStmt continued(SelectStmt first, int start) {
    throw cursor.error();
  }

  /** {@code WITH …}; the cursor is at WITH. */
  WithClause withClause() {
    throw cursor.error();
  }

  /** {@code INTO [TEMP …] name}; the cursor is at INTO. */
  IntoClause intoClause() {
    throw cursor.error();
  }

  /** {@code target_list}. */
  List<ResTarget> targetList() {
    throw cursor.error();
  }

  /** {@code FROM from_list}, or nothing. */
  List<TableReference> fromClause() {
    throw cursor.error();
  }

  /** {@code WHERE a_expr}, or nothing. */
  @Nullable Expression whereClause() {
    throw cursor.error();
  }

  /** {@code WHERE a_expr}, {@code WHERE CURRENT OF cursor}, or nothing. */
  @Nullable Expression whereOrCurrentClause() {
    throw cursor.error();
  }

  /** {@code relation_expr_opt_alias}: {@code [ONLY] name [*] [[AS] alias]}, SET being no alias. */
  RangeVar relationWithAlias() {
    throw cursor.error();
  }
}
