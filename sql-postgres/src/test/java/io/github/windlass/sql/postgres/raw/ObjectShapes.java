package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over objects of any kind. */
final class ObjectShapes {

  private ObjectShapes() {}

  static void register(RawTree tree) {
    tree.change(
        ObjectStatement.DropStmt.class,
        (drop, node) -> {
          List<@Nullable Object> objects = new ArrayList<>();
          for (ObjectReference object : drop.objects()) {
            objects.add(named(drop.removeType(), object));
          }
          node.put("objects", objects);
        });
    tree.change(
        ObjectStatement.RenameStmt.class,
        (rename, node) -> {
          node.put("object", named(rename.renameType(), rename.object()));
          // PostgreSQL leaves relationType unset, which is the first constant of ObjectType.
          if (rename.relationType() == null) {
            node.put("relationType", ObjectType.ACCESS_METHOD);
          }
        });
    tree.change(
        ObjectStatement.AlterOwnerStmt.class,
        (alter, node) -> node.put("object", named(alter.objectType(), alter.object())));
    tree.change(
        ObjectStatement.AlterObjectSchemaStmt.class,
        (alter, node) -> node.put("object", named(alter.objectType(), alter.object())));
    tree.change(
        ObjectStatement.AlterObjectDependsStmt.class,
        (alter, node) -> node.put("object", named(alter.objectType(), alter.object())));
    tree.change(
        ObjectStatement.CommentStmt.class,
        (comment, node) -> node.put("object", named(comment.objtype(), comment.object())));
    tree.change(
        ObjectStatement.SecLabelStmt.class,
        (label, node) -> node.put("object", named(label.objtype(), label.object())));
    tree.shape(ObjectReference.Cast.class, cast -> new Kept(List.of(cast.source(), cast.target())));
    tree.shape(
        ObjectReference.Transform.class,
        transform -> new Kept(List.of(transform.type(), transform.language())));
    tree.shape(
        ObjectReference.OperatorSet.class,
        set -> new Kept(concat(List.of(set.accessMethod()), set.names())));
    tree.shape(
        ObjectReference.OnRelation.class,
        object -> new Kept(concat(object.relation(), List.of(object.name()))));
    tree.shape(
        ObjectReference.OnDomain.class,
        object -> new Kept(List.of(object.domain(), object.name())));
    tree.shape(ObjectReference.LargeObject.class, object -> object.oid());
  }

  private static List<Object> concat(List<String> first, List<String> second) {
    List<Object> names = new ArrayList<>(first);
    names.addAll(second);
    return names;
  }

  /** Objects without a schema are named by one string, all others by a list of strings. */
  static @Nullable Object named(ObjectType type, @Nullable ObjectReference object) {
    if (!(object instanceof QualifiedName name)) {
      return object;
    }
    return switch (type) {
      case ACCESS_METHOD,
          DATABASE,
          EVENT_TRIGGER,
          EXTENSION,
          FDW,
          FOREIGN_SERVER,
          LANGUAGE,
          PARAMETER_ACL,
          PUBLICATION,
          ROLE,
          SCHEMA,
          SUBSCRIPTION,
          TABLESPACE ->
          new Kept(name.last());
      default -> object;
    };
  }
}
