package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over objects of any kind: DROP, RENAME, SET SCHEMA, COMMENT. */
final class ObjectStatementFold {

  /** A trigger of a partitioned table gets another name in the partitions too from here on. */
  private static final int TRIGGERS_OF_PARTITIONS = 15;

  private final int version;
  private Catalog catalog;

  private ObjectStatementFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  static Catalog fold(Catalog before, int version, ObjectStatement statement) {
    ObjectStatementFold fold = new ObjectStatementFold(before, version);
    fold.fold(statement);
    return fold.catalog;
  }

  private void fold(ObjectStatement statement) {
    switch (statement) {
      case ObjectStatement.DropStmt drop -> {
        boolean cascade = drop.behavior() == DropBehavior.CASCADE;
        for (ObjectReference reference : drop.objects()) {
          drop(drop.removeType(), reference, cascade);
        }
      }
      case ObjectStatement.RenameStmt rename -> rename(rename);
      case ObjectStatement.AlterObjectSchemaStmt move -> move(move);
      case ObjectStatement.DropSubscriptionStmt drop -> remove("subscription", drop.subname());
      case ObjectStatement.DropUserMappingStmt drop ->
          remove("user mapping", drop.servername() + " " + ObjectFold.role(drop.user()));
      case ObjectStatement.CommentStmt comment -> comment(comment);
      case ObjectStatement.AlterOwnerStmt ignored -> {}
      case ObjectStatement.AlterObjectDependsStmt ignored -> {}
      case ObjectStatement.SecLabelStmt ignored -> {}
    }
  }

  private void remove(String kind, String name) {
    catalog.object(kind, name).ifPresent(object -> catalog = catalog.without(object));
  }

  // --- DROP ----------------------------------------------------------------------------------

  private void drop(ObjectType type, ObjectReference reference, boolean cascade) {
    DropFold fold = new DropFold(catalog, cascade);
    switch (reference) {
      case QualifiedName name -> {
        switch (type) {
          case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE ->
              fold.relation(catalog.resolve(name.names()));
          case TYPE, DOMAIN -> fold.type(catalog.resolveType(name.names()));
          case SCHEMA -> fold.schema(name.last());
          case EXTENSION -> fold.extension(name.last());
          case PUBLICATION -> {
            catalog = catalog.withoutPublication(name.last());
            return;
          }
          case STATISTIC_EXT -> {
            catalog
                .statistics(name.names())
                .ifPresent(each -> catalog = catalog.withoutStatistics(each.name()));
            return;
          }
          default -> {
            dropObject(type, name, cascade);
            return;
          }
        }
      }
      case TypeName name -> fold.type(catalog.resolveType(name.names()));
      case ObjectWithArgs object -> {
        if (type == ObjectType.OPERATOR) {
          remove("operator", ObjectFold.operator(catalog, object));
          return;
        }
        Routine routine = RoutineFold.find(catalog, object);
        if (routine != null) {
          fold.routine(routine);
        }
        List<ColumnType> types = null;
        if (!object.argsUnspecified() && catalog.functions(last(object.objname())).size() > 1) {
          types = new ArrayList<>();
          for (TypeName argument : object.objargs()) {
            if (argument != null) {
              types.add(catalog.typeOf(argument));
            }
          }
        }
        catalog = fold.catalog().withoutFunction(last(object.objname()), types);
        return;
      }
      case ObjectReference.OnRelation part -> {
        detach(type, part);
        return;
      }
      case ObjectReference.Cast cast -> {
        remove("cast", ObjectFold.cast(catalog, cast.source(), cast.target()));
        return;
      }
      case ObjectReference.Transform transform -> {
        remove("transform", catalog.typeOf(transform.type()) + " " + transform.language());
        return;
      }
      case ObjectReference.OperatorSet set -> {
        String name = catalog.nameForNew(set.names()) + " " + set.accessMethod();
        remove(type == ObjectType.OPCLASS ? "operator class" : "operator family", name);
        return;
      }
      case RangeVar relation -> fold.relation(catalog.resolve(relation));
      case ObjectReference.OnDomain ignored -> {}
      case ObjectReference.LargeObject ignored -> {}
    }
    catalog = fold.catalog();
  }

  private void dropObject(ObjectType type, QualifiedName name, boolean cascade) {
    String kind = ObjectFold.kind(type);
    if (kind == null) {
      return;
    }
    String full = fullName(type, name.names());
    remove(kind, full);
    if (cascade && type == ObjectType.COLLATION) {
      List<String> collation = List.of(full.split("\\.", 2));
      DropFold fold = new DropFold(catalog, true);
      for (Table table : catalog.tablesMentioning(last(collation))) {
        for (Column column : table.columns()) {
          if (column.collation().equals(collation)) {
            fold.column(table.name(), column.name());
          }
        }
      }
      catalog = fold.catalog();
    } else if (cascade && type == ObjectType.FOREIGN_SERVER) {
      dropServer(name.last());
    } else if (cascade && type == ObjectType.FDW) {
      for (SchemaObject object : catalog.objectsMentioning(name.last())) {
        if (object.kind().equals("server") && object.detail().equals(name.last())) {
          catalog = catalog.without(object);
          dropServer(object.name());
        }
      }
    }
  }

  private void dropServer(String server) {
    DropFold fold = new DropFold(catalog, true);
    for (Table table : catalog.tablesMentioning(server)) {
      TableProperties.Foreign foreign = table.properties().foreign();
      if (foreign != null && foreign.server().equals(server)) {
        fold.relation(table.name());
      }
    }
    catalog = fold.catalog();
    for (SchemaObject object : catalog.objectsMentioning(server)) {
      if (object.kind().equals("user mapping") && object.name().startsWith(server + " ")) {
        catalog = catalog.without(object);
      }
    }
  }

  private String fullName(ObjectType type, List<String> names) {
    return ObjectFold.isInSchema(type) ? catalog.nameForNew(names).toString() : last(names);
  }

  private void detach(ObjectType type, ObjectReference.OnRelation part) {
    Attachment.Kind kind = kind(type);
    if (kind != null) {
      catalog = AttachmentFold.detach(catalog, catalog.resolve(part.relation()), kind, part.name());
    }
  }

  private static Attachment.@Nullable Kind kind(ObjectType type) {
    return switch (type) {
      case TRIGGER -> Attachment.Kind.TRIGGER;
      case RULE -> Attachment.Kind.RULE;
      case POLICY -> Attachment.Kind.POLICY;
      default -> null;
    };
  }

  // --- RENAME --------------------------------------------------------------------------------

  private void rename(ObjectStatement.RenameStmt statement) {
    RangeVar relation = statement.relation();
    RenameFold fold = new RenameFold(catalog);
    String newName = statement.newname();
    String part = statement.subname();
    if (relation == null) {
      renameObject(statement, fold, newName);
      return;
    }
    RelationName name = catalog.resolve(relation);
    switch (statement.renameType()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, INDEX, SEQUENCE ->
          fold.relation(name, new RelationName(name.schema(), newName));
      case COLUMN, ATTRIBUTE -> {
        if (part != null) {
          fold.column(name, part, newName);
        }
      }
      case TABCONSTRAINT -> {
        if (part != null) {
          fold.constraint(name, part, newName);
        }
      }
      case TRIGGER, RULE, POLICY -> {
        Attachment.Kind kind = kind(statement.renameType());
        if (part != null && kind != null) {
          catalog =
              AttachmentFold.rename(
                  catalog, name, kind, part, newName, version >= TRIGGERS_OF_PARTITIONS);
        }
        return;
      }
      default -> {
        // No relation has other parts.
      }
    }
    catalog = fold.catalog();
  }

  private void renameObject(ObjectStatement.RenameStmt statement, RenameFold fold, String newName) {
    ObjectType type = statement.renameType();
    ObjectReference object = statement.object();
    String part = statement.subname();
    switch (type) {
      case SCHEMA -> {
        if (part != null) {
          fold.schema(part, newName);
        }
      }
      case TYPE, DOMAIN -> {
        List<String> names = names(object);
        if (names != null) {
          RelationName old = catalog.resolveType(names);
          fold.type(old, new RelationName(old.schema(), newName));
        }
      }
      case DOMCONSTRAINT -> {
        List<String> names = names(object);
        if (names != null
            && part != null
            && catalog.userType(catalog.resolveType(names)).orElse(null)
                instanceof UserType.DomainType domain) {
          catalog = catalog.with(DomainFold.rename(catalog, domain, part, newName));
        }
        return;
      }
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> {
        Routine routine =
            object instanceof ObjectWithArgs meant ? RoutineFold.find(catalog, meant) : null;
        if (routine != null) {
          fold.routine(routine, new RelationName(routine.name().schema(), newName));
        }
      }
      case STATISTIC_EXT -> {
        List<String> names = names(object);
        Statistics known = names == null ? null : catalog.statistics(names).orElse(null);
        if (known != null) {
          catalog =
              catalog
                  .withoutStatistics(known.name())
                  .with(known.named(new RelationName(known.name().schema(), newName)));
        }
        return;
      }
      case PUBLICATION -> {
        List<String> names = names(object);
        String old = part != null ? part : names == null ? "" : last(names);
        catalog
            .publication(old)
            .ifPresent(publication ->
                catalog = catalog.withoutPublication(old).with(publication.named(newName)));
        return;
      }
      default -> {
        renameSchemaObject(type, object, part, newName);
        return;
      }
    }
    catalog = fold.catalog();
  }

  private void renameSchemaObject(
      ObjectType type, @Nullable ObjectReference object, @Nullable String part, String newName) {
    String kind = ObjectFold.kind(type);
    if (kind == null) {
      return;
    }
    SchemaObject known = catalog.object(kind, oldName(type, object, part)).orElse(null);
    if (known == null) {
      return;
    }
    String schema =
        ObjectFold.isInSchema(type) ? known.name().substring(0, known.name().indexOf('.') + 1) : "";
    String method =
        object instanceof ObjectReference.OperatorSet set ? " " + set.accessMethod() : "";
    catalog = catalog.without(known).with(known.named(schema + newName + method));
    if (type == ObjectType.COLLATION) {
      collated(known.name(), schema + newName);
    } else if (type == ObjectType.FOREIGN_SERVER) {
      renameServer(known.name(), newName);
    } else if (type == ObjectType.FDW) {
      for (SchemaObject server : catalog.objectsMentioning(known.name())) {
        if (server.kind().equals("server") && server.detail().equals(known.name())) {
          catalog = catalog.with(server.detailed(newName));
        }
      }
    }
  }

  /** Columns go on under a collation that got another name. */
  private void collated(String old, String renamed) {
    List<String> before = List.of(old.split("\\.", 2));
    List<String> after = List.of(renamed.split("\\.", 2));
    for (Table table : catalog.tablesMentioning(last(before))) {
      catalog =
          catalog.with(
              table.withColumns(
                  table.columns().stream()
                      .map(c -> c.collation().equals(before) ? c.collated(after) : c)
                      .toList()));
    }
  }

  private String oldName(ObjectType type, @Nullable ObjectReference object, @Nullable String part) {
    return switch (object) {
      case QualifiedName name -> fullName(type, name.names());
      case ObjectReference.OperatorSet set ->
          catalog.nameForNew(set.names()) + " " + set.accessMethod();
      case null, default -> part == null ? "" : part;
    };
  }

  private void renameServer(String old, String renamed) {
    for (Table table : catalog.tablesMentioning(old)) {
      TableProperties.Foreign foreign = table.properties().foreign();
      if (foreign != null && foreign.server().equals(old)) {
        catalog =
            catalog.with(
                table.with(
                    table
                        .properties()
                        .from(new TableProperties.Foreign(renamed, foreign.options()))));
      }
    }
    for (SchemaObject object : catalog.objectsMentioning(old)) {
      if (object.kind().equals("user mapping") && object.name().startsWith(old + " ")) {
        catalog =
            catalog
                .without(object)
                .with(object.named(renamed + object.name().substring(old.length())));
      }
    }
  }

  // --- SET SCHEMA ----------------------------------------------------------------------------

  private void move(ObjectStatement.AlterObjectSchemaStmt statement) {
    RangeVar relation = statement.relation();
    ObjectReference object = statement.object();
    String schema = statement.newschema();
    RenameFold fold = new RenameFold(catalog);
    if (relation != null) {
      fold.move(catalog.resolve(relation), schema);
      catalog = fold.catalog();
      return;
    }
    switch (statement.objectType()) {
      case TYPE, DOMAIN -> {
        List<String> names = names(object);
        if (names != null) {
          RelationName type = catalog.resolveType(names);
          fold.type(type, new RelationName(schema, type.name()));
          catalog = fold.catalog();
        }
      }
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> {
        Routine routine =
            object instanceof ObjectWithArgs meant ? RoutineFold.find(catalog, meant) : null;
        if (routine != null) {
          fold.routine(routine, new RelationName(schema, routine.name().name()));
          catalog = fold.catalog();
        }
      }
      case STATISTIC_EXT -> {
        List<String> names = names(object);
        Statistics known = names == null ? null : catalog.statistics(names).orElse(null);
        if (known != null) {
          catalog =
              catalog
                  .withoutStatistics(known.name())
                  .with(known.named(new RelationName(schema, known.name().name())));
        }
      }
      case EXTENSION -> {
        if (object instanceof QualifiedName name) {
          catalog
              .object("extension", name.last())
              .ifPresent(extension -> catalog = catalog.with(extension.detailed(schema)));
        }
      }
      default -> moveSchemaObject(statement.objectType(), object, schema);
    }
  }

  private void moveSchemaObject(ObjectType type, @Nullable ObjectReference object, String schema) {
    String kind = ObjectFold.kind(type);
    SchemaObject known =
        kind == null ? null : catalog.object(kind, oldName(type, object, null)).orElse(null);
    if (known != null) {
      String own = known.name().substring(known.name().indexOf('.') + 1);
      catalog = catalog.without(known).with(known.named(schema + "." + own));
      if (type == ObjectType.COLLATION) {
        collated(known.name(), schema + "." + own);
      }
    }
  }

  /** The name of a type that ALTER TYPE or ALTER DOMAIN names; null for other objects. */
  private static @Nullable List<String> names(@Nullable ObjectReference object) {
    return switch (object) {
      case QualifiedName name -> name.names();
      case TypeName type -> type.names();
      case ObjectReference.OnDomain constraint -> constraint.domain().names();
      case null, default -> null;
    };
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }

  // --- COMMENT -------------------------------------------------------------------------------

  private void comment(ObjectStatement.CommentStmt statement) {
    if (!(statement.object() instanceof QualifiedName object)) {
      return;
    }
    switch (statement.objtype()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW -> {
        Relation relation = catalog.relation(catalog.resolve(object.names())).orElse(null);
        if (relation instanceof Table table) {
          catalog = catalog.with(table.withComment(statement.comment()));
        } else if (relation instanceof View view) {
          catalog = catalog.with(view.withComment(statement.comment()));
        }
      }
      case COLUMN -> {
        int parts = object.names().size();
        if (parts > 1) {
          catalog =
              catalog.changing(
                  catalog.resolve(object.names().subList(0, parts - 1)),
                  table -> table.changing(object.last(), c -> c.commented(statement.comment())));
        }
      }
      default -> {
        // Objects whose comments the catalog does not hold.
      }
    }
  }
}
