package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rules, which rewrite queries. */
final class RuleGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  RuleGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code RuleStmt}; the cursor is at RULE. */
  RoutineStatement create(int start, boolean replace) {
    cursor.expect(Token.RULE);
    String name = grammar.names().colId();
    cursor.expect(Token.AS, Token.ON);
    RuleEvent event =
        switch (cursor.token()) {
          case SELECT -> RuleEvent.SELECT;
          case UPDATE -> RuleEvent.UPDATE;
          case DELETE -> RuleEvent.DELETE;
          case INSERT -> RuleEvent.INSERT;
          default -> throw cursor.error();
        };
    cursor.advance();
    cursor.expect(Token.TO);
    RangeVar relation = grammar.names().qualifiedName();
    Expression where = grammar.queries().whereClause();
    cursor.expect(Token.DO);
    boolean instead = cursor.accept(Token.INSTEAD);
    if (!instead) {
      cursor.accept(Token.ALSO);
    }
    List<Statement> actions = actions();
    return new RuleStmt(
        replace, name, relation, event, where, instead, actions, cursor.spanFrom(start));
  }

  /** {@code RuleActionList}. */
  private List<Statement> actions() {
    if (cursor.accept(Token.NOTHING)) {
      return List.of();
    }
    if (!cursor.at(Token.LEFT_PAREN) || parenthesesBelongToQuery()) {
      return List.of(action());
    }
    cursor.expect(Token.LEFT_PAREN);
    List<Statement> actions = new ArrayList<>(2);
    while (!cursor.at(Token.RIGHT_PAREN)) {
      if (!cursor.at(Token.SEMICOLON)) {
        actions.add(action());
        if (cursor.at(Token.RIGHT_PAREN)) {
          break;
        }
      }
      cursor.expect(Token.SEMICOLON);
    }
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(actions);
  }

  /**
   * Whether the parenthesis here opens a query, which goes on behind the closing one ({@code
   * (SELECT …) UNION …}), rather than a list of actions.
   */
  private boolean parenthesesBelongToQuery() {
    int depth = 0;
    for (int ahead = 0; ; ahead++) {
      switch (cursor.peek(ahead)) {
        case LEFT_PAREN -> depth++;
        case RIGHT_PAREN -> {
          if (--depth == 0) {
            Token next = cursor.peek(ahead + 1);
            return next != Token.SEMICOLON && next != Token.EOF;
          }
        }
        // Only a list of actions has semicolons in it.
        case SEMICOLON, EOF -> {
          return false;
        }
        default -> {}
      }
    }
  }

  /** {@code RuleActionStmt}: all of these but MERGE. */
  private Statement action() {
    if (cursor.at(Token.NOTIFY)) {
      return grammar.sessions().statement();
    }
    if (!grammar.queries().atStatement()) {
      throw cursor.error();
    }
    int first = cursor.mark();
    QueryStatement statement = grammar.queries().statement();
    if (statement instanceof MergeStmt) {
      cursor.rewind(first);
      throw cursor.error();
    }
    return statement;
  }

  /** {@code ALTER RULE}; the cursor is at RULE. */
  Statement alter(int start) {
    cursor.expect(Token.RULE);
    return grammar.alterTails().onRelation(start, ObjectType.RULE);
  }
}
