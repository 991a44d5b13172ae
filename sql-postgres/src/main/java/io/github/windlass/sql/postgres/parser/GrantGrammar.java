package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.AccessStatement.AccessPriv;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterDefaultPrivilegesStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantTargetType;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefElem.DefElemAction;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GRANT and REVOKE of privileges and of roles, ALTER DEFAULT PRIVILEGES. */
final class GrantGrammar {

  private record Target(
      GrantTargetType type, ObjectType objtype, List<? extends ObjectReference> objects) {}

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final NameGrammar names;

  GrantGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.names = grammar.names();
  }

  /** {@code GrantStmt}, {@code GrantRoleStmt}. */
  Statement grant() {
    int start = cursor.start();
    cursor.expect(Token.GRANT);
    boolean all = cursor.at(Token.ALL);
    List<AccessPriv> privileges = privileges();
    return !all && cursor.at(Token.TO)
        ? grantRole(start, privileges)
        : grantPrivileges(start, privileges, false);
  }

  private GrantStmt grantPrivileges(int start, List<AccessPriv> privileges, boolean defaults) {
    cursor.expect(Token.ON);
    Target target = defaults ? defaultTarget() : target();
    cursor.expect(Token.TO);
    List<RoleSpec> grantees = grantees();
    boolean option = cursor.accept(Token.WITH);
    if (option) {
      cursor.expect(Token.GRANT, Token.OPTION);
    }
    RoleSpec grantor = defaults ? null : grantedBy();
    return new GrantStmt(
        true,
        target.type,
        target.objtype,
        List.copyOf(target.objects),
        privileges,
        grantees,
        option,
        grantor,
        DropBehavior.RESTRICT,
        cursor.spanFrom(start));
  }

  private Statement grantRole(int start, List<AccessPriv> roles) {
    cursor.expect(Token.TO);
    List<RoleSpec> grantees = names.roleList();
    List<DefElem> options = cursor.accept(Token.WITH) ? roleOptions() : List.of();
    RoleSpec grantor = grantedBy();
    return new GrantRoleStmt(
        roles, grantees, true, options, grantor, DropBehavior.RESTRICT, cursor.spanFrom(start));
  }

  /** {@code grant_role_opt_list}. */
  private List<DefElem> roleOptions() {
    List<DefElem> options = new ArrayList<>(2);
    do {
      int start = cursor.start();
      String name = names.colLabel();
      Span value = cursor.tokenSpan();
      boolean on = !cursor.at(Token.FALSE);
      if (on && !cursor.at(Token.TRUE) && !cursor.at(Token.OPTION)) {
        throw cursor.error();
      }
      cursor.advance();
      options.add(roleOption(name, on, value, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(options);
  }

  private static DefElem roleOption(String name, boolean on, Span value, Span span) {
    return new DefElem(null, name, new Value.BooleanValue(on, value), DefElemAction.UNSPEC, span);
  }

  /** {@code RevokeStmt}, {@code RevokeRoleStmt}. */
  Statement revoke() {
    int start = cursor.start();
    cursor.expect(Token.REVOKE);
    if (cursor.at(Token.GRANT)) {
      return revokePrivileges(start, grantOptionFor(), privileges(), false);
    }
    List<DefElem> options = List.of();
    boolean optionOnly = NameGrammar.isColId(cursor.token()) && cursor.peek(1) == Token.OPTION;
    if (optionOnly) {
      Span span = cursor.tokenSpan();
      options = List.of(roleOption(names.colId(), false, span, span));
      cursor.expect(Token.OPTION, Token.FOR);
      if (cursor.at(Token.ALL)) {
        throw cursor.error();
      }
    }
    boolean all = cursor.at(Token.ALL);
    List<AccessPriv> privileges = privileges();
    return optionOnly || (!all && cursor.at(Token.FROM))
        ? revokeRole(start, options, privileges)
        : revokePrivileges(start, false, privileges, false);
  }

  private boolean grantOptionFor() {
    if (!cursor.accept(Token.GRANT)) {
      return false;
    }
    cursor.expect(Token.OPTION, Token.FOR);
    return true;
  }

  private GrantStmt revokePrivileges(
      int start, boolean option, List<AccessPriv> privileges, boolean defaults) {
    cursor.expect(Token.ON);
    Target target = defaults ? defaultTarget() : target();
    cursor.expect(Token.FROM);
    List<RoleSpec> grantees = grantees();
    RoleSpec grantor = defaults ? null : grantedBy();
    DropBehavior behavior = names.dropBehavior();
    return new GrantStmt(
        false,
        target.type,
        target.objtype,
        List.copyOf(target.objects),
        privileges,
        grantees,
        option,
        grantor,
        behavior,
        cursor.spanFrom(start));
  }

  private Statement revokeRole(int start, List<DefElem> options, List<AccessPriv> roles) {
    cursor.expect(Token.FROM);
    List<RoleSpec> grantees = names.roleList();
    RoleSpec grantor = grantedBy();
    DropBehavior behavior = names.dropBehavior();
    return new GrantRoleStmt(
        roles, grantees, false, options, grantor, behavior, cursor.spanFrom(start));
  }

  private @Nullable RoleSpec grantedBy() {
    if (!cursor.accept(Token.GRANTED)) {
      return null;
    }
    cursor.expect(Token.BY);
    return names.roleSpec();
  }

  /** {@code grantee_list}. */
  private List<RoleSpec> grantees() {
    List<RoleSpec> list = new ArrayList<>(2);
    do {
      cursor.accept(Token.GROUP);
      list.add(names.roleSpec());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  // --- privileges ----------------------------------------------------------------------------

  /** {@code privileges}: empty for ALL without columns. */
  private List<AccessPriv> privileges() {
    int start = cursor.start();
    if (cursor.accept(Token.ALL)) {
      cursor.accept(Token.PRIVILEGES);
      if (!cursor.at(Token.LEFT_PAREN)) {
        return List.of();
      }
      List<String> columns = names.columnsInParentheses();
      return List.of(new AccessPriv(null, columns, cursor.spanFrom(start)));
    }
    List<AccessPriv> list = new ArrayList<>(4);
    do {
      list.add(privilege());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code privilege}: also a role's name, as GRANT does not know yet which it is. */
  private AccessPriv privilege() {
    int start = cursor.start();
    if (cursor.accept(Token.ALTER, Token.SYSTEM)) {
      return new AccessPriv("alter system", List.of(), cursor.spanFrom(start));
    }
    String name =
        switch (cursor.token()) {
          case SELECT, REFERENCES, CREATE -> names.colLabel();
          default -> names.colId();
        };
    List<String> columns = names.optionalColumns();
    return new AccessPriv(name, columns, cursor.spanFrom(start));
  }

  // --- targets -------------------------------------------------------------------------------

  /** {@code privilege_target}. */
  private Target target() {
    if (cursor.accept(Token.ALL)) {
      return allInSchema();
    }
    if (cursor.accept(Token.TABLE)) {
      return objects(ObjectType.TABLE, names.qualifiedNameList());
    }
    if (cursor.accept(Token.FOREIGN)) {
      if (cursor.accept(Token.SERVER)) {
        return objects(ObjectType.FOREIGN_SERVER, names());
      }
      cursor.expect(Token.DATA, Token.WRAPPER);
      return objects(ObjectType.FDW, names());
    }
    // Most kinds are no reserved words, so that a table may be called the same.
    Token next = cursor.peek(1);
    return NameGrammar.isColId(next) || NameGrammar.isTypeFunctionName(next)
        ? ofKind()
        : objects(ObjectType.TABLE, names.qualifiedNameList());
  }

  private Target ofKind() {
    Token kind = cursor.token();
    cursor.advance();
    return switch (kind) {
      case SEQUENCE -> objects(ObjectType.SEQUENCE, names.qualifiedNameList());
      case FUNCTION -> objects(ObjectType.FUNCTION, grammar.routines().functionWithArgtypesList());
      case PROCEDURE ->
          objects(ObjectType.PROCEDURE, grammar.routines().functionWithArgtypesList());
      case ROUTINE -> objects(ObjectType.ROUTINE, grammar.routines().functionWithArgtypesList());
      case DATABASE -> objects(ObjectType.DATABASE, names());
      case DOMAIN -> objects(ObjectType.DOMAIN, names.anyNameList());
      case LANGUAGE -> objects(ObjectType.LANGUAGE, names());
      case LARGE -> largeObjects();
      case PARAMETER -> parameters();
      case SCHEMA -> objects(ObjectType.SCHEMA, names());
      case TABLESPACE -> objects(ObjectType.TABLESPACE, names());
      case TYPE -> objects(ObjectType.TYPE, names.anyNameList());
      default -> throw cursor.error();
    };
  }

  private Target allInSchema() {
    ObjectType type =
        switch (cursor.token()) {
          case TABLES -> ObjectType.TABLE;
          case SEQUENCES -> ObjectType.SEQUENCE;
          case FUNCTIONS -> ObjectType.FUNCTION;
          case PROCEDURES -> ObjectType.PROCEDURE;
          case ROUTINES -> ObjectType.ROUTINE;
          default -> throw cursor.error();
        };
    cursor.advance();
    cursor.expect(Token.IN, Token.SCHEMA);
    return new Target(GrantTargetType.ALL_IN_SCHEMA, type, names());
  }

  private Target largeObjects() {
    cursor.expect(Token.OBJECT);
    List<ObjectReference> list = new ArrayList<>(2);
    do {
      list.add(grammar.objects().largeObject());
    } while (cursor.accept(Token.COMMA));
    return objects(ObjectType.LARGEOBJECT, list);
  }

  /** {@code parameter_name_list}. */
  private Target parameters() {
    List<ObjectReference> list = new ArrayList<>(2);
    do {
      int start = cursor.start();
      List<String> parts = new ArrayList<>(2);
      do {
        parts.add(names.colId());
      } while (cursor.accept(Token.DOT));
      list.add(new QualifiedName(List.copyOf(parts), cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return objects(ObjectType.PARAMETER_ACL, list);
  }

  private List<QualifiedName> names() {
    List<QualifiedName> list = new ArrayList<>(2);
    do {
      list.add(names.name());
    } while (cursor.accept(Token.COMMA));
    return list;
  }

  private static Target objects(ObjectType type, List<? extends ObjectReference> objects) {
    return new Target(GrantTargetType.OBJECT, type, objects);
  }

  // --- default privileges --------------------------------------------------------------------

  /** {@code AlterDefaultPrivilegesStmt}. */
  Statement alterDefaultPrivileges() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    cursor.expect(Token.DEFAULT, Token.PRIVILEGES);
    List<DefElem> options = new ArrayList<>(2);
    while (cursor.at(Token.IN) || cursor.at(Token.FOR)) {
      options.add(defaultOption());
    }
    GrantStmt action = defaultAction();
    return new AlterDefaultPrivilegesStmt(List.copyOf(options), action, cursor.spanFrom(start));
  }

  private DefElem defaultOption() {
    int start = cursor.start();
    String name;
    Value.ListValue list;
    if (cursor.accept(Token.IN)) {
      cursor.expect(Token.SCHEMA);
      name = "schemas";
      list = schemas();
    } else {
      cursor.expect(Token.FOR);
      if (!cursor.accept(Token.USER)) {
        cursor.expect(Token.ROLE);
      }
      name = "roles";
      int first = cursor.start();
      List<RoleSpec> roles = names.roleList();
      list = new Value.ListValue(roles, cursor.spanFrom(first));
    }
    return new DefElem(null, name, list, DefElemAction.UNSPEC, cursor.spanFrom(start));
  }

  private Value.ListValue schemas() {
    int start = cursor.start();
    List<Value> list = new ArrayList<>(2);
    do {
      Span span = cursor.tokenSpan();
      list.add(new Value.StringValue(names.colId(), span));
    } while (cursor.accept(Token.COMMA));
    return new Value.ListValue(List.copyOf(list), cursor.spanFrom(start));
  }

  /** {@code DefACLAction}. */
  private GrantStmt defaultAction() {
    int start = cursor.start();
    if (cursor.accept(Token.GRANT)) {
      return grantPrivileges(start, privileges(), true);
    }
    cursor.expect(Token.REVOKE);
    boolean option = grantOptionFor();
    return revokePrivileges(start, option, privileges(), true);
  }

  /** {@code defacl_privilege_target}. */
  private Target defaultTarget() {
    ObjectType type =
        switch (cursor.token()) {
          case TABLES -> ObjectType.TABLE;
          case FUNCTIONS, ROUTINES -> ObjectType.FUNCTION;
          case SEQUENCES -> ObjectType.SEQUENCE;
          case TYPES -> ObjectType.TYPE;
          case SCHEMAS -> ObjectType.SCHEMA;
          case LARGE -> {
            cursor.advance();
            if (!cursor.at(Token.OBJECTS)) {
              throw cursor.error();
            }
            yield ObjectType.LARGEOBJECT;
          }
          default -> throw cursor.error();
        };
    cursor.advance();
    return new Target(GrantTargetType.DEFAULTS, type, List.of());
  }
}
