package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.AlterPolicyStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.CreatePolicyStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.RoleSpec.RoleSpecType;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE POLICY and ALTER POLICY. */
final class PolicyGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;

  PolicyGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names();
  }

  /** {@code CreatePolicyStmt}. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE, Token.POLICY);
    String name = names.colId();
    cursor.expect(Token.ON);
    RangeVar table = names.qualifiedName();
    boolean permissive = permissive();
    String command = cursor.accept(Token.FOR) ? command() : "all";
    List<RoleSpec> roles = roles();
    if (roles.isEmpty()) {
      // As PostgreSQL has it: a role without a place of its own.
      int end = cursor.spanFrom(start).end();
      roles = List.of(new RoleSpec(RoleSpecType.PUBLIC, null, cursor.spanFrom(end)));
    }
    Expression qual = using();
    Expression withCheck = withCheck();
    return new CreatePolicyStmt(
        name, table, command, permissive, roles, qual, withCheck, cursor.spanFrom(start));
  }

  /** {@code AlterPolicyStmt}, and RENAME of a policy. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER, Token.POLICY);
    boolean missingOk = names.ifExists();
    QualifiedName name = names.name();
    cursor.expect(Token.ON);
    RangeVar table = names.qualifiedName();
    Statement renamed =
        grammar.alterTails().onRelation(start, ObjectType.POLICY, name, table, missingOk);
    if (renamed != null) {
      return renamed;
    }
    if (missingOk) {
      throw cursor.error();
    }
    List<RoleSpec> roles = roles();
    Expression qual = using();
    Expression withCheck = withCheck();
    return new AlterPolicyStmt(name.last(), table, roles, qual, withCheck, cursor.spanFrom(start));
  }

  private boolean permissive() {
    if (!cursor.accept(Token.AS)) {
      return true;
    }
    if (!cursor.at(Token.IDENT)) {
      throw cursor.error();
    }
    String word = cursor.identifier();
    boolean permissive =
        switch (word) {
          case "permissive" -> true;
          case "restrictive" -> false;
          default -> throw cursor.error("unrecognized row security option \"" + word + "\"");
        };
    cursor.advance();
    return permissive;
  }

  private String command() {
    String command =
        switch (cursor.token()) {
          case ALL -> "all";
          case SELECT -> "select";
          case INSERT -> "insert";
          case UPDATE -> "update";
          case DELETE -> "delete";
          default -> throw cursor.error();
        };
    cursor.advance();
    return command;
  }

  private List<RoleSpec> roles() {
    return cursor.accept(Token.TO) ? names.roleList() : List.of();
  }

  private @Nullable Expression using() {
    return cursor.accept(Token.USING) ? parenthesised() : null;
  }

  private @Nullable Expression withCheck() {
    if (!cursor.accept(Token.WITH)) {
      return null;
    }
    cursor.expect(Token.CHECK);
    return parenthesised();
  }

  private Expression parenthesised() {
    cursor.expect(Token.LEFT_PAREN);
    Expression expression = grammar.expressions().expression();
    cursor.expect(Token.RIGHT_PAREN);
    return expression;
  }
}
