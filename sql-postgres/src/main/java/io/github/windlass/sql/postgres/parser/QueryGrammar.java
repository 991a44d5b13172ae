package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.Expression.CurrentOfExpr;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries and data changes: which statement it is, and the clauses that they share. */
final class QueryGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final SelectGrammar selects;
  private final WithGrammar withs;
  private final FromGrammar froms;
  private final ModificationGrammar modifications;

  QueryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.selects = new SelectGrammar(grammar);
    this.withs = new WithGrammar(grammar);
    this.froms = new FromGrammar(grammar);
    this.modifications = new ModificationGrammar(grammar);
  }

  /** {@code PreparableStmt}: any statement of this family, with or without WITH before it. */
  QueryStatement statement() {
    int start = cursor.start();
    WithClause with = cursor.at(Token.WITH) ? withs.withClause() : null;
    return switch (cursor.token()) {
      case INSERT -> modifications.insert(with, start);
      case UPDATE -> modifications.update(with, start);
      case DELETE -> modifications.delete(with, start);
      case MERGE -> modifications.merge(with, start);
      default -> selects.select(with, start);
    };
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
    int start = cursor.start();
    WithClause with = cursor.at(Token.WITH) ? withs.withClause() : null;
    return selects.select(with, start);
  }

  /**
   * {@code select_with_parens}: the cursor is at the opening parenthesis. Parentheses leave no
   * node: this is the query in them.
   */
  SelectStmt selectWithParentheses() {
    cursor.enterParentheses();
    cursor.expect(Token.LEFT_PAREN);
    SelectStmt select = selectStatement();
    cursor.expect(Token.RIGHT_PAREN);
    cursor.leaveParentheses();
    return select;
  }

  /** {@code select_no_parens}: the cursor is at SELECT, VALUES, TABLE or WITH. */
  SelectStmt selectNoParentheses() {
    return selectStatement();
  }

  /** Whether a query without parentheses starts here: VALUES alone can be a column's name. */
  boolean atSelect() {
    return selectStartsAt(0);
  }

  /** The same for the token {@code ahead} places further. */
  boolean selectStartsAt(int ahead) {
    return switch (cursor.peek(ahead)) {
      case SELECT, WITH, TABLE -> true;
      case VALUES -> cursor.peek(ahead + 1) == Token.LEFT_PAREN;
      default -> false;
    };
  }

  /**
   * Whether a query in parentheses, just read, is part of a larger one. Otherwise it may be the
   * operand of an expression: {@code ((SELECT 1) UNION (SELECT 2))} and {@code ((SELECT 1) + 1)}
   * differ only here.
   */
  boolean atContinuation() {
    return switch (cursor.token()) {
      case UNION, INTERSECT, EXCEPT, ORDER, LIMIT, OFFSET, FETCH, FOR -> true;
      default -> false;
    };
  }

  /**
   * The query that {@code first} begins.
   *
   * @param first a query whose parentheses were read
   * @param start where these parentheses open
   */
  SelectStmt continued(SelectStmt first, int start) {
    return selects.continued(first, start);
  }

  /** {@code target_list}. */
  List<ResTarget> targetList() {
    List<ResTarget> targets = new ArrayList<>(4);
    do {
      targets.add(target());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(targets);
  }

  /** {@code target_el}. */
  private ResTarget target() {
    int start = cursor.start();
    if (cursor.accept(Token.STAR)) {
      ColumnRef all = new ColumnRef(List.of(), true, cursor.spanFrom(start));
      return new ResTarget(null, List.of(), all, all.span());
    }
    Expression value = grammar.expressions().expression();
    String label = null;
    if (cursor.accept(Token.AS)) {
      label = grammar.names().colLabel();
    } else if (NameGrammar.isBareColLabel(cursor.token())) {
      label = grammar.names().bareColLabel();
    }
    return new ResTarget(label, List.of(), value, cursor.spanFrom(start));
  }

  /** {@code FROM from_list}, or nothing. */
  List<TableReference> fromClause() {
    return cursor.accept(Token.FROM) ? froms.fromList() : List.of();
  }

  /** {@code from_list}, as FROM and USING have it. */
  List<TableReference> fromList() {
    return froms.fromList();
  }

  /** {@code table_ref}. */
  TableReference tableReference() {
    return froms.tableReference();
  }

  /** {@code WHERE a_expr}, or nothing. */
  @Nullable Expression whereClause() {
    return cursor.accept(Token.WHERE) ? grammar.expressions().expression() : null;
  }

  /** {@code WHERE a_expr}, {@code WHERE CURRENT OF cursor}, or nothing. */
  @Nullable Expression whereOrCurrentClause() {
    if (cursor.at(Token.WHERE, Token.CURRENT, Token.OF)) {
      cursor.advance();
      int start = cursor.start();
      cursor.expect(Token.CURRENT, Token.OF);
      String name = grammar.names().colId();
      return new CurrentOfExpr(name, cursor.spanFrom(start));
    }
    return whereClause();
  }

  /** {@code relation_expr_opt_alias}: {@code [ONLY] name [*] [[AS] alias]}, SET being no alias. */
  RangeVar relationWithAlias() {
    RangeVar relation = grammar.names().relationExpr();
    int start = cursor.start();
    if (cursor.accept(Token.AS) || (NameGrammar.isColId(cursor.token()) && !cursor.at(Token.SET))) {
      String name = grammar.names().colId();
      return withAlias(relation, new Alias(name, List.of(), cursor.spanFrom(start)));
    }
    return relation;
  }

  static RangeVar withAlias(RangeVar relation, Alias alias) {
    return new RangeVar(
        relation.catalogname(),
        relation.schemaname(),
        relation.relname(),
        relation.inh(),
        relation.relpersistence(),
        alias,
        relation.span().to(alias.span()));
  }
}
