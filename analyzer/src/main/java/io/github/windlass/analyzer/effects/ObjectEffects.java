package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** DROP, RENAME, SET SCHEMA, COMMENT and their like. */
final class ObjectEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;

  ObjectEffects(EffectsBuilder effects, boolean inTransactionBlock) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.inTransactionBlock = inTransactionBlock;
  }

  void predict(ObjectStatement statement) {
    switch (statement) {
      case ObjectStatement.DropStmt drop -> drop(drop);
      case ObjectStatement.RenameStmt rename -> rename(rename);
      case ObjectStatement.AlterObjectSchemaStmt move -> {
        if (move.relation() != null) {
          RelationName name = catalog.resolve(move.relation());
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
          catalog
              .sequencesOf(name)
              .forEach(sequence -> effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE));
        }
      }
      case ObjectStatement.AlterObjectDependsStmt depends -> {
        if (depends.relation() != null) {
          // A trigger's table is only looked at (get_object_address_rv).
          effects.lock(
              catalog.resolve(depends.relation()),
              depends.objectType() == ObjectType.TRIGGER
                  ? LockMode.ACCESS_SHARE
                  : LockMode.ACCESS_EXCLUSIVE);
        }
      }
      case ObjectStatement.CommentStmt comment -> described(comment.objtype(), comment.object());
      case ObjectStatement.SecLabelStmt label -> described(label.objtype(), label.object());
      case ObjectStatement.AlterOwnerStmt ignored -> {}
      case ObjectStatement.DropSubscriptionStmt ignored -> {}
      case ObjectStatement.DropUserMappingStmt ignored -> {}
    }
  }

  /** COMMENT and SECURITY LABEL lock the relation, or the one that holds what they describe. */
  private void described(ObjectType type, ObjectReference object) {
    switch (type) {
      case TABLE, VIEW, MATVIEW, FOREIGN_TABLE, INDEX, SEQUENCE -> {
        if (object instanceof QualifiedName name) {
          effects.lock(catalog.resolve(name.names()), LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
      }
      case COLUMN -> {
        if (object instanceof QualifiedName name && name.names().size() > 1) {
          effects.lock(
              catalog.resolve(name.names().subList(0, name.names().size() - 1)),
              LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
      }
      case TABCONSTRAINT, TRIGGER, RULE, POLICY -> {
        if (object instanceof ObjectReference.OnRelation part) {
          effects.lock(catalog.resolve(part.relation()), LockMode.ACCESS_SHARE);
        }
      }
      default -> {
        // No relation is locked.
      }
    }
  }

  private void rename(ObjectStatement.RenameStmt rename) {
    RangeVar relation = rename.relation();
    if (relation == null) {
      return;
    }
    AttachmentEffects attachments = new AttachmentEffects(effects);
    RelationName name = catalog.resolve(relation);
    RelationName renamed = new RelationName(name.schema(), rename.newname());
    boolean relationRenamed =
        switch (rename.renameType()) {
          case TABLE, VIEW, MATVIEW, FOREIGN_TABLE, INDEX, SEQUENCE -> true;
          default -> false;
        };
    if (relationRenamed && catalog.relation(renamed).isPresent()) {
      effects.fail("42P07", "relation " + renamed + " exists already");
    }
    if (effects.isMissing(name, rename.missingOk())) {
      return;
    }
    switch (rename.renameType()) {
      case INDEX -> {
        // ALTER INDEX takes other relations too, and locks them as ALTER TABLE does.
        boolean index =
            catalog.relation(name).isEmpty() || catalog.relation(name).get() instanceof Index;
        effects.lock(name, index ? renamedIndex() : LockMode.ACCESS_EXCLUSIVE);
      }
      case VIEW, MATVIEW, SEQUENCE, FOREIGN_TABLE -> {
        if (effects.isOf(kinds(rename.renameType()), name, wanted(rename.renameType()))) {
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        }
      }
      case TRIGGER -> attachments.rename(rename, name, Attachment.Kind.TRIGGER);
      case RULE -> attachments.rename(rename, name, Attachment.Kind.RULE);
      case POLICY -> attachments.rename(rename, name, Attachment.Kind.POLICY);
      case COLUMN, ATTRIBUTE -> {
        effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        catalog
            .descendantsOf(name)
            .forEach(child -> effects.lock(child.name(), LockMode.ACCESS_EXCLUSIVE));
        if (rename.renameType() == ObjectType.ATTRIBUTE) {
          for (Table typed : catalog.tables(table -> name.toString().equals(table.ofType()))) {
            effects.lock(typed.name(), LockMode.ACCESS_EXCLUSIVE);
          }
        }
      }
      case TABCONSTRAINT -> {
        effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        TableConstraint constraint =
            catalog
                .table(name)
                .flatMap(table -> table.constraint(String.valueOf(rename.subname())))
                .orElse(null);
        switch (constraint) {
          case TableConstraint.Check ignored -> effects.lockFamily(name, LockMode.ACCESS_EXCLUSIVE);
          case TableConstraint.NotNull ignored ->
              effects.lockFamily(name, LockMode.ACCESS_EXCLUSIVE);
          case TableConstraint.Key key -> effects.lock(key.index(), renamedIndex());
          case TableConstraint.Exclusion key -> effects.lock(key.index(), renamedIndex());
          case TableConstraint.ForeignKey ignored -> {}
          case null -> {}
        }
      }
      default -> effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    }
  }

  /** An index keeps its readers while it gets a name, from 12 on. */
  private LockMode renamedIndex() {
    return version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
  }

  // --- DROP -----------------------------------------------------------------------------------

  private void drop(ObjectStatement.DropStmt drop) {
    if (drop.removeType() == ObjectType.INDEX) {
      new IndexEffects(effects, inTransactionBlock).drop(drop);
      return;
    }
    AttachmentEffects attachments = new AttachmentEffects(effects);
    boolean cascade = drop.behavior() == DropBehavior.CASCADE;
    Set<RelationName> together = new HashSet<>();
    for (ObjectReference object : drop.objects()) {
      if (object instanceof QualifiedName name) {
        together.add(catalog.resolve(name.names()));
      }
    }
    for (ObjectReference object : drop.objects()) {
      switch (drop.removeType()) {
        case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, SEQUENCE -> {
          if (object instanceof QualifiedName name) {
            RelationName relation = catalog.resolve(name.names());
            if (!effects.isMissing(relation, drop.missingOk())
                && effects.isOf(kinds(drop.removeType()), relation, wanted(drop.removeType()))) {
              dropRelation(relation, cascade, together);
            }
          }
        }
        case TRIGGER -> attachments.drop(object, Attachment.Kind.TRIGGER, drop.missingOk());
        case RULE -> attachments.drop(object, Attachment.Kind.RULE, drop.missingOk());
        case POLICY -> attachments.drop(object, Attachment.Kind.POLICY, drop.missingOk());
        case FUNCTION -> {
          if (object instanceof ObjectWithArgs function) {
            dropFunction(function.objname().get(function.objname().size() - 1), cascade);
          }
        }
        case STATISTIC_EXT -> {
          if (object instanceof QualifiedName name && version >= 12) {
            catalog
                .statisticsTable(name.last())
                .ifPresentOrElse(
                    table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE),
                    () ->
                        effects.assume("the table of statistics " + name.last() + " is not known"));
          }
        }
        case SCHEMA -> {
          if (object instanceof QualifiedName name) {
            dropSchema(name.last(), cascade);
          }
        }
        case TYPE, DOMAIN -> {
          if (object instanceof TypeName type) {
            dropType(type, cascade);
          }
        }
        default -> {
          // Other objects are no relations.
        }
      }
    }
  }

  private static Set<RelationKind> kinds(ObjectType type) {
    return switch (type) {
      case FOREIGN_TABLE -> Kinds.FOREIGN_TABLES;
      case VIEW -> Kinds.VIEWS;
      case MATVIEW -> Kinds.MATERIALIZED_VIEWS;
      case INDEX -> Kinds.INDEXES;
      case SEQUENCE -> Kinds.SEQUENCES;
      default -> Kinds.TABLES;
    };
  }

  private static String wanted(ObjectType type) {
    return switch (type) {
      case FOREIGN_TABLE -> "a foreign table";
      case VIEW -> "a view";
      case MATVIEW -> "a materialized view";
      case INDEX -> "an index";
      case SEQUENCE -> "a sequence";
      default -> "a table";
    };
  }

  private void dropFunction(String function, boolean cascade) {
    for (Table table : catalog.tables(candidate -> true)) {
      for (Attachment attachment : table.attachments()) {
        if (attachment.function().equals(function)) {
          effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
          if (!cascade) {
            effects.fail(
                "2BP01",
                "trigger " + attachment.name() + " of " + table.name() + " calls " + function);
          }
        }
      }
    }
  }

  private void dropSchema(String schema, boolean cascade) {
    List<Relation> relations = catalog.relationsIn(schema);
    if (!cascade && !relations.isEmpty()) {
      effects.fail("2BP01", "schema " + schema + " holds " + relations.get(0).name());
      return;
    }
    Set<RelationName> together = new HashSet<>();
    relations.forEach(relation -> together.add(relation.name()));
    relations.forEach(relation -> dropRelation(relation.name(), true, together));
  }

  private void dropType(TypeName type, boolean cascade) {
    String written = ColumnType.of(type).name();
    String last = type.names().get(type.names().size() - 1);
    for (Table table : catalog.tables(candidate -> true)) {
      boolean uses =
          table.columns().stream()
              .map(Column::type)
              .anyMatch(used ->
                  used != null && (used.name().equals(written) || used.name().equals(last)));
      if (uses) {
        effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
        if (!cascade) {
          effects.fail("2BP01", "type " + last + " is used by " + table.name());
        }
      }
    }
    RelationName composite = catalog.resolve(type.names());
    if (catalog.relation(composite).isPresent()) {
      effects.lock(composite, LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void dropRelation(RelationName name, boolean cascade, Set<RelationName> together) {
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(name, LockMode.ACCESS_EXCLUSIVE);
    for (Sequence sequence : catalog.sequencesOf(name)) {
      effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE);
    }
    Table table = catalog.table(name).orElse(null);
    if (table != null) {
      for (TableConstraint.ForeignKey key : table.foreignKeys()) {
        effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
      }
      if (table.partition() != Table.Partition.NONE) {
        for (RelationName parent : table.parents()) {
          effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
          catalog
              .defaultPartitionOf(parent)
              .ifPresent(other -> effects.lock(other.name(), LockMode.ACCESS_EXCLUSIVE));
        }
      }
    }
    for (Table referencing : catalog.referencing(name)) {
      if (referencing.name().equals(name)) {
        continue;
      }
      if (cascade || together.contains(referencing.name())) {
        effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
      } else {
        effects.fail("2BP01", referencing.name() + " refers to " + name + " by a foreign key");
      }
    }
    for (View view : catalog.viewsOf(name)) {
      if (cascade || together.contains(view.name())) {
        if (!together.contains(view.name())) {
          dropRelation(view.name(), true, together);
        }
      } else {
        effects.fail("2BP01", view.name() + " depends on " + name);
      }
    }
    for (Table child : catalog.childrenOf(name)) {
      if (child.partition() != Table.Partition.NONE || cascade) {
        dropRelation(child.name(), cascade, together);
      } else if (!together.contains(child.name())) {
        effects.fail("2BP01", child.name() + " inherits from " + name);
      }
    }
  }
}
