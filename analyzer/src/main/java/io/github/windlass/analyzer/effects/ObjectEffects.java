package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;

/** RENAME, SET SCHEMA, COMMENT and their like; DROP apart. */
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
      case ObjectStatement.DropStmt drop -> {
        if (drop.removeType() == ObjectType.INDEX) {
          new IndexEffects(effects, inTransactionBlock).drop(drop);
        } else {
          DropEffects.predict(effects, drop);
        }
      }
      case ObjectStatement.RenameStmt rename -> rename(rename);
      case ObjectStatement.AlterObjectSchemaStmt move -> {
        if (catalog.completeness().lacks(move.newschema())) {
          effects.fail("3F000", "schema " + move.newschema() + " does not exist");
        }
        if (move.relation() != null) {
          RelationName name = catalog.resolve(move.relation());
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
          RelationName moved = new RelationName(move.newschema(), name.name());
          if (!moved.equals(name) && catalog.relation(moved).isPresent()) {
            effects.fail("42P07", "relation " + moved + " exists already");
          }
          if (catalog.relation(name).orElse(null) instanceof Sequence sequence
              && sequence.ownerTable() != null) {
            effects.fail("0A000", "a sequence moves with the table that owns it");
          }
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
        if (object instanceof QualifiedName named) {
          RelationName name = catalog.resolve(named.names());
          effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
          effects.isOf(Kinds.of(type), name, Kinds.label(type));
        }
      }
      case COLUMN -> {
        if (object instanceof QualifiedName named && named.names().size() > 1) {
          RelationName name = catalog.resolve(named.names().subList(0, named.names().size() - 1));
          effects.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
          Table table = catalog.table(name).orElse(null);
          if (table != null && table.columnsKnown() && table.column(named.last()).isEmpty()) {
            effects.fail("42703", "column " + named.last() + " of " + name + " does not exist");
          }
        }
      }
      case TRIGGER -> new AttachmentEffects(effects).describe(object, Attachment.Kind.TRIGGER);
      case RULE -> new AttachmentEffects(effects).describe(object, Attachment.Kind.RULE);
      case POLICY -> new AttachmentEffects(effects).describe(object, Attachment.Kind.POLICY);
      case TABCONSTRAINT -> {
        if (object instanceof ObjectReference.OnRelation part) {
          RelationName name = catalog.resolve(part.relation());
          effects.lock(name, LockMode.ACCESS_SHARE);
          // The server names NOT NULL constraints too, from 18 on.
          Table table = catalog.table(name).orElse(null);
          if (table != null
              && table.columnsKnown()
              && version < 18
              && table.constraint(part.name()).isEmpty()) {
            effects.fail("42704", "constraint " + part.name() + " of " + name + " does not exist");
          }
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
      renameOther(rename);
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
        if (effects.isOf(Kinds.of(rename.renameType()), name, Kinds.label(rename.renameType()))) {
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        }
      }
      case TRIGGER -> attachments.rename(rename, name, Attachment.Kind.TRIGGER);
      case RULE -> attachments.rename(rename, name, Attachment.Kind.RULE);
      case POLICY -> attachments.rename(rename, name, Attachment.Kind.POLICY);
      case COLUMN, ATTRIBUTE -> new PartRenameEffects(effects, rename, name).column();
      case TABCONSTRAINT -> new PartRenameEffects(effects, rename, name).constraint();
      case TABLE -> {
        if (catalog.userType(renamed).isPresent()) {
          // A table's row type has its name.
          effects.fail("42710", "type " + renamed + " exists already");
        }
        effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
      }
      default -> effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void renameOther(ObjectStatement.RenameStmt rename) {
    if (rename.renameType() == ObjectType.SCHEMA && rename.subname() != null) {
      if (catalog.completeness().lacks(rename.subname())) {
        effects.fail("3F000", "schema " + rename.subname() + " does not exist");
      } else if (catalog.completeness().covers(rename.newname())) {
        effects.fail("42P06", "schema " + rename.newname() + " exists already");
      }
    }
    if (rename.renameType() == ObjectType.DOMCONSTRAINT
        && rename.object() instanceof QualifiedName named
        && rename.subname() != null
        && catalog.userType(catalog.resolveType(named.names())).orElse(null)
            instanceof UserType.DomainType domain
        && !TypeEffects.has(domain, rename.subname())) {
      effects.fail("42704", "constraint " + rename.subname() + " does not exist");
    }
    if ((rename.renameType() == ObjectType.TYPE || rename.renameType() == ObjectType.DOMAIN)
        && rename.object() instanceof QualifiedName named) {
      RelationName renamed =
          new RelationName(catalog.resolveType(named.names()).schema(), rename.newname());
      if (catalog.userType(renamed).isPresent()) {
        effects.fail("42710", "type " + renamed + " exists already");
      }
    }
  }

  /** An index keeps its readers while it gets a name, from 12 on. */
  private LockMode renamedIndex() {
    return version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
  }
}
