package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over objects of any kind: DROP, COMMENT, RENAME, OWNER TO, SET SCHEMA … */
public sealed interface ObjectStatement extends Statement {

  /** {@code DROP removeType objects}; for TRANSFORM, CAST and the like as for tables. */
  record DropStmt(
      List<ObjectReference> objects,
      ObjectType removeType,
      DropBehavior behavior,
      boolean missingOk,
      boolean concurrent,
      Span span)
      implements ObjectStatement {}

  /** {@code DROP SUBSCRIPTION subname}. */
  record DropSubscriptionStmt(String subname, boolean missingOk, DropBehavior behavior, Span span)
      implements ObjectStatement {}

  /** {@code DROP USER MAPPING FOR user SERVER servername}. */
  record DropUserMappingStmt(RoleSpec user, String servername, boolean missingOk, Span span)
      implements ObjectStatement {}

  /**
   * {@code ALTER … RENAME}.
   *
   * @param relationType for a column or attribute, the kind of what holds it; else null
   * @param relation the relation renamed, or which holds what is renamed
   * @param object what is renamed when it is no relation
   * @param subname the column, attribute, constraint, trigger, rule or policy renamed
   */
  record RenameStmt(
      ObjectType renameType,
      @Nullable ObjectType relationType,
      @Nullable RangeVar relation,
      @Nullable ObjectReference object,
      @Nullable String subname,
      String newname,
      DropBehavior behavior,
      boolean missingOk,
      Span span)
      implements ObjectStatement {}

  /** {@code ALTER … OWNER TO newowner}, where it is a statement of its own. */
  record AlterOwnerStmt(ObjectType objectType, ObjectReference object, RoleSpec newowner, Span span)
      implements ObjectStatement {}

  /** {@code ALTER … SET SCHEMA newschema}. */
  record AlterObjectSchemaStmt(
      ObjectType objectType,
      @Nullable RangeVar relation,
      @Nullable ObjectReference object,
      String newschema,
      boolean missingOk,
      Span span)
      implements ObjectStatement {}

  /** {@code ALTER … [NO] DEPENDS ON EXTENSION extname}. */
  record AlterObjectDependsStmt(
      ObjectType objectType,
      @Nullable RangeVar relation,
      @Nullable ObjectReference object,
      String extname,
      boolean remove,
      Span span)
      implements ObjectStatement {}

  /** {@code COMMENT ON object IS comment}; null removes it. */
  record CommentStmt(
      ObjectType objtype, ObjectReference object, @Nullable String comment, Span span)
      implements ObjectStatement {}

  /** {@code SECURITY LABEL FOR provider ON object IS label}; null removes it. */
  record SecLabelStmt(
      ObjectType objtype,
      ObjectReference object,
      @Nullable String provider,
      @Nullable String label,
      Span span)
      implements ObjectStatement {}
}
