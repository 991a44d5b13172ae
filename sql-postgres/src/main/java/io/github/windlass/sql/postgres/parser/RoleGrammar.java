package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.AlterRoleSetStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.CreateRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.DropRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.RoleStmtType;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefElem.DefElemAction;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP of roles, also by their older names USER and GROUP. */
final class RoleGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;

  RoleGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names();
  }

  /** {@code CreateRoleStmt}, {@code CreateUserStmt}, {@code CreateGroupStmt}. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE);
    RoleStmtType type =
        switch (cursor.token()) {
          case ROLE -> RoleStmtType.ROLE;
          case USER -> RoleStmtType.USER;
          case GROUP -> RoleStmtType.GROUP;
          default -> throw cursor.error();
        };
    cursor.advance();
    String role = names.roleId();
    cursor.accept(Token.WITH);
    List<DefElem> options = options(true);
    return new CreateRoleStmt(type, role, options, cursor.spanFrom(start));
  }

  /** {@code AlterRoleStmt}, {@code AlterRoleSetStmt}, and RENAME of a role. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    if (cursor.accept(Token.GROUP)) {
      return alterGroup(start);
    }
    if (!cursor.accept(Token.USER)) {
      cursor.expect(Token.ROLE);
    }
    if (cursor.accept(Token.ALL)) {
      return set(start, null);
    }
    RoleSpec role = names.roleSpec();
    return switch (cursor.token()) {
      case RENAME -> grammar.alterTails().renameRole(start, names.roleId(role));
      case IN, SET, RESET -> set(start, role);
      default -> {
        cursor.accept(Token.WITH);
        List<DefElem> options = options(false);
        yield new AlterRoleStmt(role, options, 1, cursor.spanFrom(start));
      }
    };
  }

  private Statement set(int start, @Nullable RoleSpec role) {
    String database = cursor.accept(Token.IN, Token.DATABASE) ? names.colId() : null;
    VariableSetStmt setting = grammar.sessions().setReset();
    return new AlterRoleSetStmt(role, database, setting, cursor.spanFrom(start));
  }

  private Statement alterGroup(int start) {
    RoleSpec role = names.roleSpec();
    if (cursor.at(Token.RENAME)) {
      return grammar.alterTails().renameRole(start, names.roleId(role));
    }
    int action = cursor.at(Token.DROP) ? -1 : 1;
    if (!cursor.accept(Token.DROP)) {
      cursor.expect(Token.ADD);
    }
    cursor.expect(Token.USER);
    DefElem members = roles("rolemembers", cursor.start());
    return new AlterRoleStmt(role, List.of(members), action, cursor.spanFrom(start));
  }

  /** {@code DropRoleStmt}, behind DROP ROLE, USER or GROUP. */
  Statement drop(int start) {
    boolean missingOk = names.ifExists();
    List<RoleSpec> roles = names.roleList();
    return new DropRoleStmt(roles, missingOk, cursor.spanFrom(start));
  }

  /** {@code OptRoleList} if {@code creating}, else {@code AlterOptRoleList}. */
  private List<DefElem> options(boolean creating) {
    if (cursor.atEnd()) {
      return List.of();
    }
    List<DefElem> options = new ArrayList<>(4);
    while (true) {
      DefElem option = option(creating);
      if (option == null) {
        return List.copyOf(options);
      }
      options.add(option);
    }
  }

  /** {@code AlterOptRoleElem}, {@code CreateOptRoleElem}; null if none is here. */
  private @Nullable DefElem option(boolean creating) {
    int start = cursor.start();
    return switch (cursor.token()) {
      case PASSWORD -> {
        cursor.advance();
        yield password(start);
      }
      case ENCRYPTED -> {
        cursor.advance();
        cursor.expect(Token.PASSWORD);
        yield option("password", grammar.options().stringValue(), start);
      }
      case UNENCRYPTED -> {
        if (cursor.peek(1) == Token.PASSWORD && cursor.peek(2) == Token.SCONST) {
          throw cursor.error("UNENCRYPTED PASSWORD is no longer supported");
        }
        cursor.advance();
        throw cursor.error();
      }
      case INHERIT -> {
        cursor.advance();
        yield option("inherit", true, start);
      }
      case CONNECTION -> {
        cursor.advance();
        cursor.expect(Token.LIMIT);
        int first = cursor.start();
        yield number("connectionlimit", grammar.options().signedInteger(), first, start);
      }
      case VALID -> {
        cursor.advance();
        cursor.expect(Token.UNTIL);
        yield option("validUntil", grammar.options().stringValue(), start);
      }
      case USER -> {
        cursor.advance();
        yield roles("rolemembers", start);
      }
      case IDENT -> named(start);
      case SYSID, ADMIN, ROLE, IN -> creating ? creationOption(start) : null;
      default -> null;
    };
  }

  private DefElem creationOption(int start) {
    if (cursor.accept(Token.SYSID)) {
      int first = cursor.start();
      return number("sysid", grammar.options().integer(), first, start);
    }
    if (cursor.accept(Token.ADMIN)) {
      return roles("adminmembers", start);
    }
    if (cursor.accept(Token.ROLE)) {
      return roles("rolemembers", start);
    }
    cursor.expect(Token.IN);
    if (!cursor.accept(Token.GROUP)) {
      cursor.expect(Token.ROLE);
    }
    return roles("addroleto", start);
  }

  private DefElem password(int start) {
    return cursor.accept(Token.NULL)
        ? option("password", (Node) null, start)
        : option("password", grammar.options().stringValue(), start);
  }

  /** Options that are no keywords. */
  private DefElem named(int start) {
    String word = cursor.identifier();
    boolean value = true;
    String name;
    switch (word) {
      case "superuser", "createrole", "createdb", "bypassrls" -> name = word;
      case "nosuperuser", "nocreaterole", "nocreatedb", "nobypassrls", "noinherit" -> {
        name = word.substring(2);
        value = false;
      }
      case "replication" -> name = "isreplication";
      case "noreplication" -> {
        name = "isreplication";
        value = false;
      }
      case "login" -> name = "canlogin";
      case "nologin" -> {
        name = "canlogin";
        value = false;
      }
      default -> throw cursor.error("unrecognized role option \"" + word + "\"");
    }
    cursor.advance();
    return option(name, value, start);
  }

  private DefElem roles(String name, int start) {
    int first = cursor.start();
    List<RoleSpec> roles = names.roleList();
    return option(name, new Value.ListValue(roles, cursor.spanFrom(first)), start);
  }

  private DefElem number(String name, int number, int first, int start) {
    return option(name, new Value.IntegerValue(number, cursor.spanFrom(first)), start);
  }

  private DefElem option(String name, boolean value, int start) {
    Span span = cursor.spanFrom(start);
    return new DefElem(null, name, new Value.BooleanValue(value, span), DefElemAction.UNSPEC, span);
  }

  private DefElem option(String name, @Nullable Node value, int start) {
    return new DefElem(null, name, value, DefElemAction.UNSPEC, cursor.spanFrom(start));
  }
}
