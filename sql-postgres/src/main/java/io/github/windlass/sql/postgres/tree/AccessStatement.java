package io.github.windlass.sql.postgres.tree;

import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles, privileges, policies: CREATE ROLE, GRANT, CREATE POLICY … */
public sealed interface AccessStatement extends Statement {

  /**
   * {@code ROLESTMT_*}: which word was used; a USER may log in unless its options say otherwise.
   */
  enum RoleStmtType {
    ROLE,
    USER,
    GROUP
  }

  /**
   * {@code CREATE ROLE role options}.
   *
   * @param options named as PostgreSQL names them: {@code superuser}, {@code canlogin}, {@code
   *     connectionlimit}, {@code rolemembers} …; a list of roles is a {@link Value.ListValue}
   */
  record CreateRoleStmt(RoleStmtType stmtType, String role, List<DefElem> options, Span span)
      implements AccessStatement {}

  /**
   * {@code ALTER ROLE role options}; {@code ALTER GROUP role ADD USER …}.
   *
   * @param action what happens to {@code rolemembers} in the options: 1 adds them, -1 takes them
   *     out
   */
  record AlterRoleStmt(RoleSpec role, List<DefElem> options, int action, Span span)
      implements AccessStatement {}

  /**
   * {@code ALTER ROLE role IN DATABASE database SET …}.
   *
   * @param role null for {@code ALL}
   */
  record AlterRoleSetStmt(
      @Nullable RoleSpec role, @Nullable String database, VariableSetStmt setstmt, Span span)
      implements AccessStatement {}

  /** {@code DROP ROLE roles}. */
  record DropRoleStmt(List<RoleSpec> roles, boolean missingOk, Span span)
      implements AccessStatement {}

  /** {@code DROP OWNED BY roles}. */
  record DropOwnedStmt(List<RoleSpec> roles, DropBehavior behavior, Span span)
      implements AccessStatement {}

  /** {@code REASSIGN OWNED BY roles TO newrole}. */
  record ReassignOwnedStmt(List<RoleSpec> roles, RoleSpec newrole, Span span)
      implements AccessStatement {}

  /** {@code ACL_TARGET_*}: what the objects of a GRANT are. */
  enum GrantTargetType {
    /** The objects themselves. */
    OBJECT,
    /** All objects of a kind in the schemas named. */
    ALL_IN_SCHEMA,
    /** Objects still to be made, in ALTER DEFAULT PRIVILEGES; none is named. */
    DEFAULTS
  }

  /**
   * A privilege, or a role where roles are granted.
   *
   * @param privName null for {@code ALL (cols)}
   */
  record AccessPriv(@Nullable String privName, List<String> cols, Span span) implements Node {}

  /**
   * {@code GRANT privileges ON objects TO grantees}, and the REVOKE of it.
   *
   * @param privileges empty for ALL
   * @param grantOption WITH GRANT OPTION, or REVOKE GRANT OPTION FOR
   */
  record GrantStmt(
      boolean isGrant,
      GrantTargetType targtype,
      ObjectType objtype,
      List<ObjectReference> objects,
      List<AccessPriv> privileges,
      List<RoleSpec> grantees,
      boolean grantOption,
      @Nullable RoleSpec grantor,
      DropBehavior behavior,
      Span span)
      implements AccessStatement {}

  /**
   * {@code GRANT roles TO roles}, and the REVOKE of it.
   *
   * @param opt options with a {@link Value.BooleanValue}; for {@code REVOKE ADMIN OPTION FOR} it is
   *     {@code admin}, false
   */
  record GrantRoleStmt(
      List<AccessPriv> grantedRoles,
      List<RoleSpec> granteeRoles,
      boolean isGrant,
      List<DefElem> opt,
      @Nullable RoleSpec grantor,
      DropBehavior behavior,
      Span span)
      implements AccessStatement {}

  /**
   * {@code ALTER DEFAULT PRIVILEGES options action}.
   *
   * @param options {@code schemas} and {@code roles}, with a {@link Value.ListValue} each
   */
  record AlterDefaultPrivilegesStmt(List<DefElem> options, GrantStmt action, Span span)
      implements AccessStatement {}

  /**
   * {@code CREATE POLICY policyName ON table …}.
   *
   * @param cmdName {@code all}, {@code select}, {@code insert}, {@code update} or {@code delete}
   * @param roles PUBLIC where none is written
   */
  record CreatePolicyStmt(
      String policyName,
      RangeVar table,
      String cmdName,
      boolean permissive,
      List<RoleSpec> roles,
      @Nullable Expression qual,
      @Nullable Expression withCheck,
      Span span)
      implements AccessStatement {}

  /** {@code ALTER POLICY policyName ON table …}; what is not written stays as it is. */
  record AlterPolicyStmt(
      String policyName,
      RangeVar table,
      List<RoleSpec> roles,
      @Nullable Expression qual,
      @Nullable Expression withCheck,
      Span span)
      implements AccessStatement {}
}
