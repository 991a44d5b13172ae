package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action of ALTER TABLE, of ALTER INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW and FOREIGN TABLE,
 * which share the grammar, and of ALTER TYPE on a composite type: one record for each {@code AT_*}
 * of {@code AlterTableType} that the grammar makes, under its name. {@code missingOk} is IF EXISTS.
 */
public sealed interface AlterTableCmd extends Node {

  // Columns

  /**
   * {@code ADD [COLUMN] column}, {@code ADD ATTRIBUTE column}.
   *
   * @param ifNotExists {@code missing_ok} in PostgreSQL's tree
   * @param behavior CASCADE only with ADD ATTRIBUTE
   */
  record AddColumn(ColumnDef column, boolean ifNotExists, DropBehavior behavior, Span span)
      implements AlterTableCmd {}

  /** {@code DROP [COLUMN] name}, {@code DROP ATTRIBUTE name}. */
  record DropColumn(String name, boolean missingOk, DropBehavior behavior, Span span)
      implements AlterTableCmd {}

  /**
   * {@code ALTER [COLUMN] name [SET DATA] TYPE typeName COLLATE … USING rawDefault}, {@code ALTER
   * ATTRIBUTE name …}.
   *
   * @param rawDefault the expression of USING; PostgreSQL keeps it in this field of a {@code
   *     ColumnDef}
   * @param behavior CASCADE only with ALTER ATTRIBUTE
   */
  record AlterColumnType(
      String name,
      TypeName typeName,
      Expression.@Nullable CollateClause collClause,
      @Nullable Expression rawDefault,
      DropBehavior behavior,
      Span span)
      implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET DEFAULT expr}; without {@code expr} DROP DEFAULT. */
  record ColumnDefault(String name, @Nullable Expression expr, Span span)
      implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name DROP NOT NULL}. */
  record DropNotNull(String name, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET NOT NULL}. */
  record SetNotNull(String name, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET EXPRESSION AS (expr)}. */
  record SetExpression(String name, Expression expr, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name DROP EXPRESSION}. */
  record DropExpression(String name, boolean missingOk, Span span) implements AlterTableCmd {}

  /**
   * {@code ALTER [COLUMN] {name | num} SET STATISTICS value}.
   *
   * @param name null when the column is given by number
   * @param num the number of an index's column, or 0
   * @param value null for DEFAULT
   */
  record SetStatistics(@Nullable String name, int num, @Nullable Integer value, Span span)
      implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET (options)}. */
  record SetOptions(String name, List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name RESET (options)}. */
  record ResetOptions(String name, List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET STORAGE storage}; {@code default} for DEFAULT. */
  record SetStorage(String name, String storage, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name SET COMPRESSION method}; {@code default} for DEFAULT. */
  record SetCompression(String name, String method, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name ADD identity}. */
  record AddIdentity(String name, Constraint.Identity identity, Span span)
      implements AlterTableCmd {}

  /**
   * {@code ALTER [COLUMN] name {SET GENERATED … | SET option | RESTART} …}.
   *
   * @param options a sequence's options, and {@code generated} with the character code of {@code
   *     ATTRIBUTE_IDENTITY_ALWAYS} ({@code a}) or {@code _BY_DEFAULT} ({@code d})
   */
  record SetIdentity(String name, List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name DROP IDENTITY}. */
  record DropIdentity(String name, boolean missingOk, Span span) implements AlterTableCmd {}

  /** {@code ALTER [COLUMN] name OPTIONS (…)}. */
  record AlterColumnGenericOptions(String name, List<DefElem> options, Span span)
      implements AlterTableCmd {}

  // Constraints

  /** {@code ADD constraint}. */
  record AddConstraint(Constraint constraint, Span span) implements AlterTableCmd {}

  /**
   * {@code ALTER CONSTRAINT conname …}. Each {@code alter*} says whether the statement speaks of
   * what follows it.
   */
  record AlterConstraint(
      String conname,
      boolean alterEnforceability,
      boolean isEnforced,
      boolean alterDeferrability,
      boolean deferrable,
      boolean initdeferred,
      boolean alterInheritability,
      boolean noinherit,
      Span span)
      implements AlterTableCmd {}

  /** {@code VALIDATE CONSTRAINT name}. */
  record ValidateConstraint(String name, Span span) implements AlterTableCmd {}

  /** {@code DROP CONSTRAINT name}. */
  record DropConstraint(String name, boolean missingOk, DropBehavior behavior, Span span)
      implements AlterTableCmd {}

  // The table

  /** {@code OWNER TO newowner}. */
  record ChangeOwner(RoleSpec newowner, Span span) implements AlterTableCmd {}

  /** {@code CLUSTER ON name}: an index. */
  record ClusterOn(String name, Span span) implements AlterTableCmd {}

  /** {@code SET WITHOUT CLUSTER}. */
  record DropCluster(Span span) implements AlterTableCmd {}

  /** {@code SET LOGGED}. */
  record SetLogged(Span span) implements AlterTableCmd {}

  /** {@code SET UNLOGGED}. */
  record SetUnLogged(Span span) implements AlterTableCmd {}

  /** {@code SET WITH OIDS}, in PostgreSQL 10 and 11. */
  record AddOids(Span span) implements AlterTableCmd {}

  /** {@code SET WITHOUT OIDS}. */
  record DropOids(Span span) implements AlterTableCmd {}

  /** {@code SET ACCESS METHOD name}; null for DEFAULT. */
  record SetAccessMethod(@Nullable String name, Span span) implements AlterTableCmd {}

  /** {@code SET TABLESPACE name}. */
  record SetTableSpace(String name, Span span) implements AlterTableCmd {}

  /** {@code SET (options)}. */
  record SetRelOptions(List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code RESET (options)}. */
  record ResetRelOptions(List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code OPTIONS (…)} of a foreign table. */
  record GenericOptions(List<DefElem> options, Span span) implements AlterTableCmd {}

  /** {@code INHERIT parent}. */
  record AddInherit(RangeVar parent, Span span) implements AlterTableCmd {}

  /** {@code NO INHERIT parent}. */
  record DropInherit(RangeVar parent, Span span) implements AlterTableCmd {}

  /** {@code OF typeName}. */
  record AddOf(TypeName typeName, Span span) implements AlterTableCmd {}

  /** {@code NOT OF}. */
  record DropOf(Span span) implements AlterTableCmd {}

  /**
   * {@code REPLICA IDENTITY …}.
   *
   * @param name the index of USING INDEX; else null
   */
  record ReplicaIdentity(IdentityType identityType, @Nullable String name, Span span)
      implements AlterTableCmd {

    /** {@code REPLICA_IDENTITY_*}. */
    public enum IdentityType {
      NOTHING,
      FULL,
      DEFAULT,
      INDEX
    }
  }

  // Triggers and rules

  /** {@code ENABLE TRIGGER name}. */
  record EnableTrig(String name, Span span) implements AlterTableCmd {}

  /** {@code ENABLE ALWAYS TRIGGER name}. */
  record EnableAlwaysTrig(String name, Span span) implements AlterTableCmd {}

  /** {@code ENABLE REPLICA TRIGGER name}. */
  record EnableReplicaTrig(String name, Span span) implements AlterTableCmd {}

  /** {@code DISABLE TRIGGER name}. */
  record DisableTrig(String name, Span span) implements AlterTableCmd {}

  /** {@code ENABLE TRIGGER ALL}. */
  record EnableTrigAll(Span span) implements AlterTableCmd {}

  /** {@code DISABLE TRIGGER ALL}. */
  record DisableTrigAll(Span span) implements AlterTableCmd {}

  /** {@code ENABLE TRIGGER USER}. */
  record EnableTrigUser(Span span) implements AlterTableCmd {}

  /** {@code DISABLE TRIGGER USER}. */
  record DisableTrigUser(Span span) implements AlterTableCmd {}

  /** {@code ENABLE RULE name}. */
  record EnableRule(String name, Span span) implements AlterTableCmd {}

  /** {@code ENABLE ALWAYS RULE name}. */
  record EnableAlwaysRule(String name, Span span) implements AlterTableCmd {}

  /** {@code ENABLE REPLICA RULE name}. */
  record EnableReplicaRule(String name, Span span) implements AlterTableCmd {}

  /** {@code DISABLE RULE name}. */
  record DisableRule(String name, Span span) implements AlterTableCmd {}

  // Row level security

  /** {@code ENABLE ROW LEVEL SECURITY}. */
  record EnableRowSecurity(Span span) implements AlterTableCmd {}

  /** {@code DISABLE ROW LEVEL SECURITY}. */
  record DisableRowSecurity(Span span) implements AlterTableCmd {}

  /** {@code FORCE ROW LEVEL SECURITY}. */
  record ForceRowSecurity(Span span) implements AlterTableCmd {}

  /** {@code NO FORCE ROW LEVEL SECURITY}. */
  record NoForceRowSecurity(Span span) implements AlterTableCmd {}

  // Partitions

  /**
   * {@code ATTACH PARTITION name bound}.
   *
   * @param bound null when an index is attached
   */
  record AttachPartition(RangeVar name, @Nullable PartitionBoundSpec bound, Span span)
      implements AlterTableCmd {}

  /** {@code DETACH PARTITION name [CONCURRENTLY]}. */
  record DetachPartition(RangeVar name, boolean concurrent, Span span) implements AlterTableCmd {}

  /** {@code DETACH PARTITION name FINALIZE}. */
  record DetachPartitionFinalize(RangeVar name, Span span) implements AlterTableCmd {}
}
