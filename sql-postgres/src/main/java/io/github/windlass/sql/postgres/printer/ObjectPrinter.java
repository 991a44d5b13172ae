package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterObjectDependsStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterObjectSchemaStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterOwnerStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.CommentStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropSubscriptionStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropUserMappingStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.SecLabelStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RangeVar;
import org.jspecify.annotations.Nullable;

/** Statements over objects of any kind. */
final class ObjectPrinter {

  private final SqlWriter out;
  private final NamePrinter names;
  private final ReferencePrinter references;

  ObjectPrinter(SqlPrinter printer, SqlWriter out) {
    this.out = out;
    this.names = new NamePrinter(out);
    this.references = new ReferencePrinter(printer, out);
  }

  void statement(ObjectStatement statement) {
    switch (statement) {
      case DropStmt drop -> drop(drop);
      case DropSubscriptionStmt drop -> {
        out.write("DROP SUBSCRIPTION").writeIf(drop.missingOk(), "IF EXISTS").name(drop.subname());
        names.behavior(drop.behavior());
      }
      case DropUserMappingStmt drop -> {
        out.write("DROP USER MAPPING").writeIf(drop.missingOk(), "IF EXISTS").write("FOR");
        names.role(drop.user());
        out.write("SERVER").name(drop.servername());
      }
      case RenameStmt rename -> rename(rename);
      case AlterOwnerStmt alter -> {
        alter(alter.objectType(), null, alter.object(), false);
        out.write("OWNER TO");
        names.role(alter.newowner());
      }
      case AlterObjectSchemaStmt alter -> {
        alter(alter.objectType(), alter.relation(), alter.object(), alter.missingOk());
        out.write("SET SCHEMA").name(alter.newschema());
      }
      case AlterObjectDependsStmt alter -> {
        alter(alter.objectType(), alter.relation(), alter.object(), false);
        out.writeIf(alter.remove(), "NO").write("DEPENDS ON EXTENSION").name(alter.extname());
      }
      case CommentStmt comment -> {
        out.write("COMMENT ON").write(ReferencePrinter.kind(comment.objtype()));
        references.reference(comment.objtype(), comment.object());
        is(comment.comment());
      }
      case SecLabelStmt label -> {
        out.write("SECURITY LABEL");
        if (label.provider() != null) {
          out.write("FOR").string(label.provider());
        }
        out.write("ON").write(ReferencePrinter.kind(label.objtype()));
        references.reference(label.objtype(), label.object());
        is(label.label());
      }
    }
  }

  private void drop(DropStmt drop) {
    ObjectType type = drop.removeType();
    out.write("DROP").write(ReferencePrinter.kind(type));
    out.writeIf(drop.concurrent(), "CONCURRENTLY").writeIf(drop.missingOk(), "IF EXISTS");
    out.list(drop.objects(), object -> references.reference(type, object));
    names.behavior(drop.behavior());
  }

  private void is(@Nullable String text) {
    out.write("IS");
    if (text == null) {
      out.write("NULL");
    } else {
      out.string(text);
    }
  }

  /** {@code ALTER kind object}. */
  private void alter(
      ObjectType type,
      @Nullable RangeVar relation,
      @Nullable ObjectReference object,
      boolean missingOk) {
    out.write("ALTER").write(ReferencePrinter.kind(type)).writeIf(missingOk, "IF EXISTS");
    if (object != null) {
      references.reference(type, object);
      out.writeIf(relation != null, "ON");
    }
    if (relation != null) {
      names.relation(relation);
    }
  }

  private void rename(RenameStmt rename) {
    RangeVar relation = rename.relation();
    String subname = rename.subname();
    switch (rename.renameType()) {
      case COLUMN, TABCONSTRAINT -> {
        ObjectType holder =
            rename.relationType() == null ? ObjectType.TABLE : rename.relationType();
        alter(holder, relation, null, rename.missingOk());
        renamePart(rename.renameType() == ObjectType.COLUMN ? "COLUMN" : "CONSTRAINT", subname);
      }
      case ATTRIBUTE -> {
        out.write("ALTER TYPE");
        if (relation != null) {
          names.qualifiedName(relation);
        }
        renamePart("ATTRIBUTE", subname);
      }
      case DOMCONSTRAINT -> {
        alter(ObjectType.DOMAIN, null, rename.object(), false);
        renamePart("CONSTRAINT", subname);
      }
      default -> {
        out.write("ALTER").write(ReferencePrinter.kind(rename.renameType()));
        out.writeIf(rename.missingOk(), "IF EXISTS");
        if (subname != null) {
          // A policy, rule or trigger of a relation, or a name in the whole cluster.
          out.name(subname).writeIf(relation != null, "ON");
        }
        if (rename.object() != null) {
          references.reference(rename.renameType(), rename.object());
        }
        if (relation != null) {
          names.relation(relation);
        }
        out.write("RENAME");
      }
    }
    out.write("TO").name(rename.newname());
    names.behavior(rename.behavior());
  }

  private void renamePart(String kind, @Nullable String name) {
    out.write("RENAME").write(kind);
    if (name != null) {
      out.name(name);
    }
  }
}
