package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.Routine;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Triggers, rules and policies: {@code commands/trigger.c}, {@code rewrite/rewriteDefine.c}, {@code
 * commands/policy.c}.
 */
final class AttachmentEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  AttachmentEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
  }

  private @Nullable RelationKind kind(RelationName name) {
    Relation known = catalog.relation(name).orElse(null);
    return known == null ? null : known.kind();
  }

  /** The triggers, rules and policies of a relation; null where not all need be known. */
  private @Nullable List<Attachment> attachments(RelationName name) {
    return switch (catalog.relation(name).orElse(null)) {
      case Table table -> table.columnsKnown() ? table.attachments() : null;
      case View view -> view.properties().attachments();
      case null, default -> null;
    };
  }

  private @Nullable Attachment find(RelationName name, Attachment.Kind kind, String part) {
    List<Attachment> all = attachments(name);
    if (all != null) {
      for (Attachment each : all) {
        if (each.kind() == kind && each.name().equals(part)) {
          return each;
        }
      }
    }
    return null;
  }

  /** Whether a relation, of which all such parts are known, has none of a name. */
  private boolean lacks(RelationName name, Attachment.Kind kind, String part) {
    return attachments(name) != null && find(name, kind, part) == null;
  }

  private boolean has(RelationName name, Attachment.Kind kind, String part) {
    return find(name, kind, part) != null;
  }

  private boolean isInherited(RelationName name, String trigger) {
    Attachment known = find(name, Attachment.Kind.TRIGGER, trigger);
    return known != null
        && known.definition() instanceof Attachment.Trigger definition
        && definition.inherited();
  }

  private static String word(Attachment.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void refuseTaken(RelationName name, Attachment.Kind kind, String part) {
    if (has(name, kind, part)) {
      effects.fail("42710", word(kind) + " " + part + " of " + name + " exists already");
    }
  }

  private void refuseMissing(RelationName name, Attachment.Kind kind, String part) {
    if (lacks(name, kind, part)) {
      effects.fail("42704", word(kind) + " " + part + " of " + name + " does not exist");
    }
  }

  // --- CREATE ---------------------------------------------------------------------------------

  void createTrigger(RoutineStatement.CreateTrigStmt create) {
    RelationName name = catalog.resolve(create.relation());
    RelationKind kind = kind(name);
    effects.lock(name, LockMode.SHARE_ROW_EXCLUSIVE);
    triggerFits(create, name, kind);
    if (kind == RelationKind.PARTITIONED_TABLE && create.row() && version >= 11) {
      // Each partition gets the trigger too (CreateTriggerFiringOn).
      effects.lockFamily(name, LockMode.SHARE_ROW_EXCLUSIVE);
      if (!create.replace()) {
        for (Table child : catalog.descendantsOf(name)) {
          refuseTaken(child.name(), Attachment.Kind.TRIGGER, create.trigname());
        }
      }
    }
    if (create.constrrel() != null) {
      effects.lock(catalog.resolve(create.constrrel()), LockMode.ACCESS_SHARE);
    }
    if (!create.replace()) {
      refuseTaken(name, Attachment.Kind.TRIGGER, create.trigname());
    }
    if (create.whenClause() != null) {
      new QueryEffects(effects).query(create.whenClause(), QueryEffects.Stage.ANALYZED);
    }
  }

  private void triggerFits(
      RoutineStatement.CreateTrigStmt create, RelationName name, @Nullable RelationKind kind) {
    boolean instead = create.timing() == RoutineStatement.TriggerTiming.INSTEAD;
    boolean before = create.timing() == RoutineStatement.TriggerTiming.BEFORE;
    switch (kind) {
      case null -> {}
      case TABLE, FOREIGN_TABLE -> {
        if (instead) {
          effects.fail("42809", "an INSTEAD OF trigger is of a view, and " + name + " is a table");
        }
        Table table = catalog.table(name).orElse(null);
        if (create.row()
            && !create.transitionRels().isEmpty()
            && table != null
            && !table.parents().isEmpty()) {
          effects.fail("0A000", "a row trigger with transition tables cannot be of a child");
        }
      }
      case PARTITIONED_TABLE -> {
        if (instead) {
          effects.fail("42809", "an INSTEAD OF trigger is of a view, and " + name + " is a table");
        } else if (create.row() && version < 11) {
          effects.fail("42809", "a partitioned table has no row triggers before PostgreSQL 11");
        } else if (create.row() && before && version < 13) {
          effects.fail(
              "42809", "a partitioned table has no BEFORE ROW triggers before PostgreSQL 13");
        } else if (create.row() && !create.transitionRels().isEmpty()) {
          effects.fail("0A000", "a row trigger of a partitioned table has no transition tables");
        }
      }
      case VIEW -> {
        if (!instead && create.row()) {
          effects.fail("42809", "a view's row triggers are INSTEAD OF, and " + name + " is a view");
        }
      }
      case MATERIALIZED_VIEW, INDEX, SEQUENCE, COMPOSITE_TYPE ->
          effects.fail("42809", name + " is a " + kind.label() + ", which has no triggers");
    }
    if (create.row() && create.events().contains(RoutineStatement.TriggerEvent.TRUNCATE)) {
      effects.fail("0A000", "a TRUNCATE trigger is FOR EACH STATEMENT");
    }
    function(create.funcname());
    Table table = catalog.table(name).orElse(null);
    if (table != null && table.columnsKnown()) {
      for (String column : create.columns()) {
        if (table.column(column).isEmpty()) {
          effects.fail("42703", "column " + column + " of " + name + " does not exist");
        }
      }
    }
  }

  /** The function of a trigger gives {@code trigger}. */
  private void function(List<String> written) {
    String name = written.get(written.size() - 1);
    for (Routine routine : catalog.routinesMentioning(name)) {
      if (routine.name().name().equals(name) && routine.arguments().isEmpty()) {
        if (routine.returns() == null || !routine.returns().name().equals("trigger")) {
          effects.fail("42P17", "function " + name + " does not give a trigger");
        }
        return;
      }
    }
  }

  void createRule(RoutineStatement.RuleStmt create) {
    RelationName name = catalog.resolve(create.relation());
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (kind(name) == RelationKind.MATERIALIZED_VIEW) {
      effects.fail("0A000", "a materialized view has no rules");
    }
    if (!create.replace()) {
      refuseTaken(name, Attachment.Kind.RULE, create.rulename());
    }
    if (create.event() == RoutineStatement.RuleEvent.SELECT
        && version >= 16
        && kind(name) != null
        && kind(name) != RelationKind.VIEW) {
      effects.fail("42809", "a rule ON SELECT is that of a view");
    }
    if (effects.fails()) {
      return;
    }
    QueryEffects queries = new QueryEffects(effects);
    if (create.whereClause() != null) {
      queries.query(create.whereClause(), QueryEffects.Stage.ANALYZED);
    }
    for (Statement action : create.actions()) {
      queries.rule(action);
    }
  }

  void createPolicy(AccessStatement.CreatePolicyStmt create) {
    if (create.qual() != null && create.cmdName().equals("insert")) {
      effects.fail("42601", "a policy FOR INSERT has WITH CHECK only");
    }
    if (create.withCheck() != null
        && (create.cmdName().equals("select") || create.cmdName().equals("delete"))) {
      effects.fail("42601", "a policy FOR SELECT or DELETE has USING only");
    }
    RelationName name = catalog.resolve(create.table());
    if (effects.fails() || !effects.isOf(Kinds.TABLES, name, "a table")) {
      return;
    }
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    conditions(create.qual(), create.withCheck());
    refuseTaken(name, Attachment.Kind.POLICY, create.policyName());
  }

  void alterPolicy(AccessStatement.AlterPolicyStmt alter) {
    RelationName name = catalog.resolve(alter.table());
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    conditions(alter.qual(), alter.withCheck());
    refuseMissing(name, Attachment.Kind.POLICY, alter.policyName());
  }

  /** Relations of subqueries are locked as a query's are. */
  private void conditions(@Nullable Expression qual, @Nullable Expression withCheck) {
    QueryEffects queries = new QueryEffects(effects);
    if (qual != null) {
      queries.query(qual, QueryEffects.Stage.ANALYZED);
    }
    if (withCheck != null) {
      queries.query(withCheck, QueryEffects.Stage.ANALYZED);
    }
  }

  // --- DROP, RENAME, DEPENDS ------------------------------------------------------------------

  /** {@code get_object_address_relobject}: what is not there is found missing under a weak lock. */
  void drop(ObjectReference object, Attachment.Kind kind, boolean missingOk) {
    if (!(object instanceof ObjectReference.OnRelation part)) {
      return;
    }
    RelationName name = catalog.resolve(part.relation());
    if (effects.isMissing(name, missingOk)) {
      return;
    }
    if (kind == Attachment.Kind.RULE && part.name().equals("_RETURN")) {
      effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
      effects.fail("2BP01", "a view is its rule _RETURN");
      return;
    }
    if (lacks(name, kind, part.name())) {
      effects.assume(
          word(kind) + " " + part.name() + " of " + name + " is not in the known schema");
      if (!missingOk) {
        effects.lock(name, LockMode.ACCESS_SHARE);
        refuseMissing(name, kind, part.name());
      }
      return;
    }
    if (kind == Attachment.Kind.TRIGGER && isInherited(name, part.name())) {
      effects.lock(name, LockMode.ACCESS_SHARE);
      effects.fail("2BP01", "the partitioned table requires its trigger " + part.name());
      return;
    }
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    lockClones(name, kind, part.name());
  }

  /** A partitioned table's row trigger is one of each partition too. */
  private void lockClones(RelationName name, Attachment.Kind kind, String part) {
    for (Table child : catalog.descendantsOf(name)) {
      if (child.partition() != Table.Partition.NONE && has(child.name(), kind, part)) {
        effects.lock(child.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  /** COMMENT and SECURITY LABEL. */
  void describe(ObjectReference object, Attachment.Kind kind) {
    if (object instanceof ObjectReference.OnRelation part) {
      RelationName name = catalog.resolve(part.relation());
      effects.lock(name, LockMode.ACCESS_SHARE);
      refuseMissing(name, kind, part.name());
    }
  }

  void rename(ObjectStatement.RenameStmt rename, RelationName name, Attachment.Kind kind) {
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (rename.subname() != null) {
      refuseMissing(name, kind, rename.subname());
      if (kind == Attachment.Kind.TRIGGER && version >= 15) {
        if (isInherited(name, rename.subname())) {
          effects.fail(
              version >= 18 ? "0A000" : "XX000", "a partition's trigger has its parent's name");
        }
        lockClones(name, kind, rename.subname());
      }
    }
    refuseTaken(name, kind, rename.newname());
  }
}
