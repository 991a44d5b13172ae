package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.ReassignOwnedStmt;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;

/** Roles, privileges, policies. */
final class AccessGrammar {

  private final TokenCursor cursor;
  private final NameGrammar names;
  private final RoleGrammar roles;
  private final GrantGrammar grants;
  private final PolicyGrammar policies;

  AccessGrammar(Grammar grammar) {
    this.cursor = grammar.cursor;
    this.names = grammar.names();
    this.roles = new RoleGrammar(grammar);
    this.grants = new GrantGrammar(grammar);
    this.policies = new PolicyGrammar(grammar);
  }

  Statement create() {
    return cursor.peek(1) == Token.POLICY ? policies.create() : roles.create();
  }

  Statement alter() {
    return cursor.peek(1) == Token.POLICY ? policies.alter() : roles.alter();
  }

  Statement alterDefaultPrivileges() {
    return grants.alterDefaultPrivileges();
  }

  /** {@code DropRoleStmt}, behind DROP ROLE, USER or GROUP. */
  Statement dropRole(int start) {
    return roles.drop(start);
  }

  Statement statement() {
    return switch (cursor.token()) {
      case GRANT -> grants.grant();
      case REVOKE -> grants.revoke();
      case REASSIGN -> reassignOwned();
      default -> throw cursor.error();
    };
  }

  private Statement reassignOwned() {
    int start = cursor.start();
    cursor.expect(Token.REASSIGN);
    cursor.expect(Token.OWNED, Token.BY);
    List<RoleSpec> from = names.roleList();
    cursor.expect(Token.TO);
    RoleSpec to = names.roleSpec();
    return new ReassignOwnedStmt(from, to, cursor.spanFrom(start));
  }
}
