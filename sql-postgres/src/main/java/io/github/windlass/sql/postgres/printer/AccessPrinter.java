package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.AccessStatement.AccessPriv;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterDefaultPrivilegesStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterPolicyStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterRoleSetStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.CreatePolicyStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.CreateRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.DropOwnedStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.DropRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantRoleStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.GrantStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.ReassignOwnedStmt;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles, privileges, policies. */
final class AccessPrinter {

  /** Privileges that are reserved words, and stand unquoted all the same. */
  private static final Set<String> RESERVED_PRIVILEGES =
      Set.of("select", "references", "create", "alter system");

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final ReferencePrinter references;

  AccessPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.references = new ReferencePrinter(printer, out);
  }

  void statement(AccessStatement statement) {
    switch (statement) {
      case CreateRoleStmt create -> {
        out.write("CREATE").write(create.stmtType().name()).name(create.role());
        roleOptions(create.options());
      }
      case AlterRoleStmt alter -> alterRole(alter);
      case AlterRoleSetStmt alter -> {
        out.write("ALTER ROLE");
        if (alter.role() == null) {
          out.write("ALL");
        } else {
          names.role(alter.role());
        }
        if (alter.database() != null) {
          out.write("IN DATABASE").name(alter.database());
        }
        printer.statement(alter.setstmt());
      }
      case DropRoleStmt drop -> {
        out.write("DROP ROLE").writeIf(drop.missingOk(), "IF EXISTS");
        references.roles(drop.roles());
      }
      case DropOwnedStmt drop -> {
        out.write("DROP OWNED BY");
        references.roles(drop.roles());
        names.behavior(drop.behavior());
      }
      case ReassignOwnedStmt reassign -> {
        out.write("REASSIGN OWNED BY");
        references.roles(reassign.roles());
        out.write("TO");
        names.role(reassign.newrole());
      }
      case GrantStmt grant -> grant(grant);
      case GrantRoleStmt grant -> grantRole(grant);
      case AlterDefaultPrivilegesStmt alter -> alterDefaultPrivileges(alter);
      case CreatePolicyStmt create -> createPolicy(create);
      case AlterPolicyStmt alter -> {
        out.write("ALTER POLICY").name(alter.policyName()).write("ON");
        names.qualifiedName(alter.table());
        if (!alter.roles().isEmpty()) {
          out.write("TO");
          references.roles(alter.roles());
        }
        conditions(alter.qual(), alter.withCheck());
      }
    }
  }

  // --- roles ---------------------------------------------------------------------------------

  private void alterRole(AlterRoleStmt alter) {
    out.write("ALTER").write(alter.action() < 0 ? "GROUP" : "ROLE");
    names.role(alter.role());
    if (alter.action() < 0) {
      out.write("DROP USER");
      alter.options().forEach(members -> roleList(members.arg()));
    } else {
      roleOptions(alter.options());
    }
  }

  private void roleOptions(List<DefElem> options) {
    for (DefElem option : options) {
      roleOption(option);
    }
  }

  private void roleOption(DefElem option) {
    Node arg = option.arg();
    switch (option.defname()) {
      case "password" -> {
        out.write("PASSWORD");
        if (arg instanceof Value.StringValue string) {
          out.string(string.sval());
        } else {
          out.write("NULL");
        }
      }
      case "validUntil" -> {
        out.write("VALID UNTIL");
        if (arg instanceof Value.StringValue string) {
          out.string(string.sval());
        }
      }
      case "connectionlimit" -> number("CONNECTION LIMIT", arg);
      case "sysid" -> number("SYSID", arg);
      case "rolemembers" -> {
        out.write("USER");
        roleList(arg);
      }
      case "adminmembers" -> {
        out.write("ADMIN");
        roleList(arg);
      }
      case "addroleto" -> {
        out.write("IN ROLE");
        roleList(arg);
      }
      case "isreplication" -> flag("REPLICATION", arg);
      case "canlogin" -> flag("LOGIN", arg);
      default -> flag(option.defname().toUpperCase(Locale.ROOT), arg);
    }
  }

  private void flag(String word, @Nullable Node arg) {
    boolean on = arg instanceof Value.BooleanValue value && value.boolval();
    out.write(on ? word : "NO" + word);
  }

  private void number(String words, @Nullable Node arg) {
    out.write(words);
    if (arg instanceof Value.IntegerValue integer) {
      out.number(integer.ival());
    }
  }

  private void roleList(@Nullable Node arg) {
    if (arg instanceof Value.ListValue list) {
      out.list(list.items(), this::roleOrName);
    }
  }

  private void roleOrName(Node item) {
    if (item instanceof RoleSpec role) {
      names.role(role);
    } else if (item instanceof Value.StringValue name) {
      out.name(name.sval());
    }
  }

  // --- privileges ----------------------------------------------------------------------------

  private void grant(GrantStmt grant) {
    out.write(grant.isGrant() ? "GRANT" : "REVOKE");
    out.writeIf(!grant.isGrant() && grant.grantOption(), "GRANT OPTION FOR");
    if (grant.privileges().isEmpty()) {
      out.write("ALL");
    }
    out.list(grant.privileges(), this::privilege);
    out.write("ON");
    target(grant);
    out.write(grant.isGrant() ? "TO" : "FROM");
    references.roles(grant.grantees());
    out.writeIf(grant.isGrant() && grant.grantOption(), "WITH GRANT OPTION");
    grantedBy(grant.grantor());
    names.behavior(grant.behavior());
  }

  private void privilege(AccessPriv privilege) {
    String name = privilege.privName();
    if (name == null) {
      out.write("ALL");
    } else if (RESERVED_PRIVILEGES.contains(name)) {
      out.write(name.toUpperCase(Locale.ROOT));
    } else {
      out.name(name);
    }
    out.namesInParentheses(privilege.cols());
  }

  private void target(GrantStmt grant) {
    ObjectType type = grant.objtype();
    switch (grant.targtype()) {
      case OBJECT -> {
        out.write(
            type == ObjectType.FOREIGN_SERVER ? "FOREIGN SERVER" : ReferencePrinter.kind(type));
        out.list(grant.objects(), object -> references.reference(type, object));
      }
      case ALL_IN_SCHEMA -> {
        out.write("ALL").write(plural(type)).write("IN SCHEMA");
        out.list(grant.objects(), object -> references.reference(ObjectType.SCHEMA, object));
      }
      case DEFAULTS -> out.write(plural(type));
    }
  }

  private static String plural(ObjectType type) {
    return ReferencePrinter.kind(type) + "S";
  }

  private void grantedBy(@Nullable RoleSpec grantor) {
    if (grantor != null) {
      out.write("GRANTED BY");
      names.role(grantor);
    }
  }

  private void grantRole(GrantRoleStmt grant) {
    out.write(grant.isGrant() ? "GRANT" : "REVOKE");
    if (!grant.isGrant() && !grant.opt().isEmpty()) {
      out.name(grant.opt().get(0).defname()).write("OPTION FOR");
    }
    out.list(grant.grantedRoles(), this::privilege);
    out.write(grant.isGrant() ? "TO" : "FROM");
    references.roles(grant.granteeRoles());
    if (grant.isGrant() && !grant.opt().isEmpty()) {
      out.write("WITH").list(grant.opt(), this::grantOption);
    }
    grantedBy(grant.grantor());
    names.behavior(grant.behavior());
  }

  private void grantOption(DefElem option) {
    boolean on = option.arg() instanceof Value.BooleanValue value && value.boolval();
    out.name(option.defname()).write(on ? "TRUE" : "FALSE");
  }

  private void alterDefaultPrivileges(AlterDefaultPrivilegesStmt alter) {
    out.write("ALTER DEFAULT PRIVILEGES");
    for (DefElem option : alter.options()) {
      out.write(option.defname().equals("schemas") ? "IN SCHEMA" : "FOR ROLE");
      roleList(option.arg());
    }
    grant(alter.action());
  }

  // --- policies ------------------------------------------------------------------------------

  private void createPolicy(CreatePolicyStmt create) {
    out.write("CREATE POLICY").name(create.policyName()).write("ON");
    names.qualifiedName(create.table());
    out.writeIf(!create.permissive(), "AS RESTRICTIVE");
    if (!create.cmdName().equals("all")) {
      out.write("FOR").write(create.cmdName().toUpperCase(Locale.ROOT));
    }
    out.write("TO");
    references.roles(create.roles());
    conditions(create.qual(), create.withCheck());
  }

  private void conditions(@Nullable Expression qual, @Nullable Expression withCheck) {
    condition("USING", qual);
    condition("WITH CHECK", withCheck);
  }

  private void condition(String words, @Nullable Expression expression) {
    if (expression != null) {
      out.write(words).write("(");
      printer.expressions().expression(expression);
      out.join(")");
    }
  }
}
