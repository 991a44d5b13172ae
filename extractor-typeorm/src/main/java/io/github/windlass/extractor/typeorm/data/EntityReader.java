package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.extractor.typeorm.data.EntityColumn.Relation;
import io.github.windlass.extractor.typeorm.data.EntityColumn.Role;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.ClassValue.Decoration;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Bool;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads entities from their decorators (TypeORM: metadata-builder, metadata/ColumnMetadata). */
final class EntityReader {

  private static final int DEPTH_LIMIT = 16;

  private final EntityNames names;
  private final Evaluation run;
  private final Place place;
  private @Nullable String problem;

  EntityReader(EntityNames names, Evaluation run, Place place) {
    this.names = names;
    this.run = run;
    this.place = place;
  }

  @Nullable EntityMetadata read(ClassValue type) {
    ClassValue root = root(type);
    DecoratorObject entity = root == null ? null : ofClass(root, "Entity");
    if (root == null || entity == null) {
      return null;
    }
    Value first = argument(entity, 0);
    Value options = first instanceof Text ? argument(entity, 1) : first;
    String name = first instanceof Text ? named(first) : string(options, "name");
    String table = tableName(root.name(), name == null || name.isEmpty() ? null : name);
    String schema = string(options, "schema");
    List<EntityColumn> columns = new ArrayList<>();
    List<EntityColumn> joined = new ArrayList<>();
    columns(type, "", List.of(), columns, joined, 0);
    joined.forEach(column -> join(column, columns));
    DecoratorObject shared = ofClass(root, "TableInheritance");
    if (shared != null) {
      columns.add(discriminator(shared));
    }
    DecoratorObject child = ofClass(type, "ChildEntity");
    String mark = child == null ? null : named(argument(child, 0));
    String marked = mark == null ? type.name() : mark;
    return new EntityMetadata(
        type.name(), path(table, schema), columns, shared == null ? null : marked, child != null);
  }

  /** The class whose table an entity has: itself, or one above; null: it is no entity. */
  private static @Nullable ClassValue root(ClassValue type) {
    ClassValue at = type;
    for (int depth = 0; ofClass(at, "Entity") == null && depth < DEPTH_LIMIT; depth++) {
      if (ofClass(at, "ChildEntity") == null || !(at.superclass() instanceof ClassValue above)) {
        return null;
      }
      at = above;
    }
    return at;
  }

  /** TypeORM: EntityMetadataBuilder, for single table inheritance. */
  private EntityColumn discriminator(DecoratorObject shared) {
    String name = string(option(argument(shared, 0), "column"), "name");
    String column = name == null ? "type" : name;
    return new EntityColumn(
        column,
        column,
        Role.DISCRIMINATOR,
        false,
        null,
        true,
        true,
        false,
        "varchar",
        Nothing.UNDEFINED,
        null);
  }

  /**
   * The entity of a schema; null: its columns cannot be told (TypeORM: EntitySchemaTransformer).
   */
  @Nullable EntityMetadata read(EntitySchemaObject schema) {
    Value options = schema.options();
    String name = string(options, "name");
    if (name == null || !(option(options, "columns") instanceof ObjectValue described)) {
      return null;
    }
    List<EntityColumn> columns = new ArrayList<>();
    for (String property : described.keys()) {
      Value column = run.member(described, property, place);
      String databaseName = string(column, "name");
      Role role =
          flag(column, "createDate")
              ? Role.CREATE_DATE
              : flag(column, "updateDate")
                  ? Role.UPDATE_DATE
                  : flag(column, "deleteDate")
                      ? Role.DELETE_DATE
                      : flag(column, "version") ? Role.VERSION : Role.REGULAR;
      columns.add(column(property, columnName(property, databaseName, List.of()), role, column));
    }
    String table = string(options, "tableName");
    String path = tableName(name, table);
    return new EntityMetadata(name, path(path, string(options, "schema")), columns, null, false);
  }

  /** A table's path: in its own schema, or in the data source's. */
  private String path(String table, @Nullable String schema) {
    String in = schema == null ? names.schema(run, place) : schema;
    return in == null ? table : in + "." + table;
  }

  /** A join column may have a property of its own, beside the relation's. */
  private static void join(EntityColumn joined, List<EntityColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      EntityColumn column = columns.get(i);
      if (column.databaseName().equals(joined.databaseName())) {
        columns.set(i, column.with(joined.relation()));
        return;
      }
    }
    columns.add(joined);
  }

  private EntityColumn column(String property, String databaseName, Role role, Value options) {
    Value generated = option(options, "generated");
    String strategy =
        generated instanceof Text text ? text.text() : generated == Bool.TRUE ? "increment" : null;
    String type = text(option(options, "type"));
    return new EntityColumn(
        property,
        databaseName,
        role,
        flag(options, "primary"),
        strategy,
        option(options, "insert") != Bool.FALSE,
        option(options, "update") != Bool.FALSE,
        strategy != null
            || role != Role.REGULAR
            || !(option(options, "default") instanceof Nothing),
        type == null ? "" : type,
        option(options, "transformer"),
        null);
  }

  /** The columns of a class and of those above it; the columns that relations make. */
  private void columns(
      ClassValue type,
      String path,
      List<String> prefixes,
      List<EntityColumn> columns,
      List<EntityColumn> joined,
      int depth) {
    if (depth > DEPTH_LIMIT) {
      return;
    }
    if (type.superclass() instanceof ClassValue above) {
      columns(above, path, prefixes, columns, joined, depth + 1);
    }
    for (Decoration decoration : type.decorations()) {
      String member = decoration.member();
      if (member != null && decoration.decorator() instanceof DecoratorObject decorator) {
        switch (decorator.name()) {
          case "ManyToOne", "OneToOne" -> join(type, member, decorator, path, prefixes, joined);
          default -> column(type, decoration, decorator, path, prefixes, columns, joined, depth);
        }
      }
    }
  }

  private void column(
      ClassValue type,
      Decoration decoration,
      DecoratorObject decorator,
      String path,
      List<String> prefixes,
      List<EntityColumn> columns,
      List<EntityColumn> joined,
      int depth) {
    String member = decoration.member();
    if (member == null) {
      return;
    }
    Role role =
        switch (decorator.name()) {
          case "Column", "PrimaryColumn", "PrimaryGeneratedColumn" -> Role.REGULAR;
          case "CreateDateColumn" -> Role.CREATE_DATE;
          case "UpdateDateColumn" -> Role.UPDATE_DATE;
          case "DeleteDateColumn" -> Role.DELETE_DATE;
          case "VersionColumn" -> Role.VERSION;
          default -> null;
        };
    if (role == null) {
      return;
    }
    Value first = argument(decorator, 0);
    if (first instanceof Closure embedded
        && run.call(embedded, Nothing.UNDEFINED, List.of(), place) instanceof ClassValue inner) {
      Value prefix = option(argument(decorator, 1), "prefix");
      String given = named(prefix);
      String own = prefix == Bool.FALSE ? "" : given == null ? member : given;
      List<String> all = new ArrayList<>(prefixes);
      if (!own.isEmpty()) {
        all.add(own);
      }
      columns(inner, path + member + ".", all, columns, joined, depth + 1);
      return;
    }
    Value options = first instanceof Text ? argument(decorator, 1) : first;
    boolean increments = decorator.name().equals("PrimaryGeneratedColumn");
    String given = text(first);
    String generated =
        increments ? given == null ? "increment" : given : generated(type, member, options);
    String declared = increments ? text(option(options, "type")) : given;
    String columnType = declared == null ? text(option(options, "type")) : declared;
    String name = string(options, "name");
    boolean defaults = !(option(options, "default") instanceof Nothing);
    boolean computed = !(option(options, "asExpression") instanceof Nothing);
    columns.add(
        new EntityColumn(
            path + member,
            columnName(member, name, prefixes),
            role,
            decorator.name().startsWith("Primary") || flag(options, "primary"),
            generated,
            option(options, "insert") != Bool.FALSE,
            option(options, "update") != Bool.FALSE,
            defaults || computed || generated != null || role != Role.REGULAR,
            columnType == null ? declaredType(decoration.declaredType()) : columnType,
            option(options, "transformer"),
            null));
  }

  private @Nullable String generated(ClassValue type, String member, Value options) {
    DecoratorObject decorator = ofMember(type, member, "Generated");
    if (decorator != null) {
      return argument(decorator, 0) instanceof Text text ? text.text() : "increment";
    }
    Value generated = option(options, "generated");
    return switch (generated) {
      case Text text -> text.text();
      case Bool truth -> truth == Bool.TRUE ? "increment" : null;
      default -> null;
    };
  }

  /** The column that keeps the key of the other side (TypeORM: RelationJoinColumnBuilder). */
  private void join(
      ClassValue type,
      String member,
      DecoratorObject relation,
      String path,
      List<String> prefixes,
      List<EntityColumn> joined) {
    DecoratorObject join = ofMember(type, member, "JoinColumn");
    if (join == null && relation.name().equals("OneToOne")) {
      return; // the other side has the column
    }
    Value options = join == null ? Nothing.UNDEFINED : argument(join, 0);
    String referenced = string(options, "referencedColumnName");
    String key = referenced == null ? primaryKey(relation) : referenced;
    String name = string(options, "name");
    String base = name == null ? joinColumnName(member, key) : name;
    joined.add(
        new EntityColumn(
            path + member,
            prefixes.isEmpty() ? base : columnName(member, base, prefixes),
            Role.REGULAR,
            flag(argument(relation, relation.arguments().size() - 1), "primary"),
            null,
            true,
            true,
            false,
            "",
            Nothing.UNDEFINED,
            new Relation(path + member, key)));
  }

  /** The property of the other entity's primary key; {@code id} where it cannot be told. */
  private String primaryKey(DecoratorObject relation) {
    Value other = argument(relation, 0);
    Value type =
        other instanceof Closure closure
            ? run.call(closure, Nothing.UNDEFINED, List.of(), place)
            : other;
    for (int depth = 0; type instanceof ClassValue known && depth < DEPTH_LIMIT; depth++) {
      for (Decoration decoration : known.decorations()) {
        if (decoration.decorator() instanceof DecoratorObject decorator
            && decorator.name().startsWith("Primary")
            && decoration.member() != null) {
          return decoration.member();
        }
      }
      Value above = known.superclass();
      type = above == null ? Nothing.UNDEFINED : above;
    }
    return "id";
  }

  /** TypeORM: DefaultNamingStrategy.joinTableColumnName. */
  private static String joinTableColumn(String table, EntityMetadata entity) {
    return Names.camelCase(table + "_" + entity.primaryColumns().get(0).propertyPath());
  }

  /**
   * A relation of an entity.
   *
   * @param kind the decorator's name
   * @param other the other entity
   * @param inverse the property of the other entity that leads back; null: none is named
   * @param junction the table between the two; null: there is none, or it cannot be told
   */
  record RelationOf(
      String kind, ClassValue other, @Nullable String inverse, @Nullable Junction junction) {}

  /** The table of a many-to-many relation, and its two columns. */
  record Junction(String table, String owner, String inverse) {}

  /** The relation that a property holds; null: it holds none that can be told. */
  @Nullable RelationOf relation(ClassValue type, String property) {
    for (Decoration decoration : type.decorations()) {
      if (property.equals(decoration.member())
          && decoration.decorator() instanceof DecoratorObject decorator
          && argument(decorator, 0) instanceof Closure other
          && run.call(other, Nothing.UNDEFINED, List.of(), place) instanceof ClassValue known) {
        switch (decorator.name()) {
          case "ManyToOne", "OneToOne", "OneToMany" -> {
            return new RelationOf(decorator.name(), known, inverse(decorator, known), null);
          }
          case "ManyToMany" -> {
            return new RelationOf(decorator.name(), known, null, junction(type, property, known));
          }
          default -> {
            // says something else of the property
          }
        }
      }
    }
    return null;
  }

  /** The properties whose entities' rows have the key of this one, or are joined by a table. */
  static List<String> heldElsewhere(ClassValue type) {
    List<String> properties = new ArrayList<>();
    Value at = type;
    for (int depth = 0; at instanceof ClassValue known && depth < DEPTH_LIMIT; depth++) {
      for (Decoration decoration : known.decorations()) {
        String member = decoration.member();
        if (member != null && decoration.decorator() instanceof DecoratorObject decorator) {
          switch (decorator.name()) {
            case "OneToMany", "ManyToMany" -> properties.add(member);
            case "OneToOne" -> {
              if (ofMember(known, member, "JoinColumn") == null) {
                properties.add(member);
              }
            }
            default -> {
              // held in the entity's own row
            }
          }
        }
      }
      Value above = known.superclass();
      at = above == null ? Nothing.UNDEFINED : above;
    }
    return properties;
  }

  /** What {@code (book) => book.author} names. */
  private @Nullable String inverse(DecoratorObject relation, ClassValue other) {
    Value given = argument(relation, 1);
    if (given instanceof Closure closure) {
      ObjectValue names = run.object();
      for (Decoration decoration : other.decorations()) {
        String member = decoration.member();
        if (member != null) {
          names.put(member, Text.of(member));
        }
      }
      given = run.call(closure, Nothing.UNDEFINED, List.of(names), place);
    }
    return given instanceof Text text ? text.text() : null;
  }

  /** TypeORM: JunctionEntityMetadataBuilder, for names that TypeORM makes. */
  private @Nullable Junction junction(ClassValue type, String property, ClassValue other) {
    DecoratorObject join = ofMember(type, property, "JoinTable");
    EntityMetadata owner = read(type);
    EntityMetadata inverse = read(other);
    if (join == null
        || owner == null
        || inverse == null
        || owner.primaryColumns().size() != 1
        || inverse.primaryColumns().size() != 1
        || argument(join, 0) instanceof ObjectValue
        || !(names.strategy() instanceof Nothing)) {
      return null;
    }
    String first = name(owner.tablePath());
    String second = name(inverse.tablePath());
    String table =
        argument(join, 0) instanceof Text named
            ? named.text()
            : Names.snakeCase(first + "_" + property.replace('.', '_') + "_" + second);
    String ownColumn = joinTableColumn(first, owner);
    String otherColumn = joinTableColumn(second, inverse);
    return first.equals(second) ? null : new Junction(table, ownColumn, otherColumn);
  }

  private static String name(String tablePath) {
    return tablePath.substring(tablePath.lastIndexOf('.') + 1);
  }

  /** The types that reflection gives TypeORM for a property without a type of its own. */
  private static String declaredType(@Nullable String declared) {
    if (declared == null) {
      return "";
    }
    String first = declared.split("[ |]", 2)[0].toLowerCase(Locale.ROOT);
    return switch (first) {
      case "date" -> "timestamp";
      case "boolean" -> "Boolean";
      case "number" -> "integer";
      case "string" -> "character varying";
      default -> "";
    };
  }

  private static @Nullable DecoratorObject ofClass(ClassValue type, String name) {
    for (Decoration decoration : type.decorations()) {
      if (decoration.member() == null
          && decoration.decorator() instanceof DecoratorObject decorator
          && decorator.name().equals(name)) {
        return decorator;
      }
    }
    return null;
  }

  private static @Nullable DecoratorObject ofMember(ClassValue type, String member, String name) {
    for (Decoration decoration : type.decorations()) {
      if (member.equals(decoration.member())
          && decoration.decorator() instanceof DecoratorObject decorator
          && decorator.name().equals(name)) {
        return decorator;
      }
    }
    return null;
  }

  private static Value argument(DecoratorObject decorator, int index) {
    return index >= 0 && index < decorator.arguments().size()
        ? decorator.arguments().get(index)
        : Nothing.UNDEFINED;
  }

  private Value option(Value options, String key) {
    return options instanceof Nothing ? Nothing.UNDEFINED : run.member(options, key, place);
  }

  /** A text; null: it is none. */
  private static @Nullable String text(Value value) {
    return value instanceof Text text ? text.text() : null;
  }

  /** An option that names something; null: it is not given. */
  private @Nullable String string(Value options, String key) {
    return named(option(options, key));
  }

  /** A text that names something; null: it is none. Where it is unknown, the entity is. */
  private @Nullable String named(Value value) {
    if (value instanceof Unknown unknown) {
      problem = problem == null ? unknown.reason() : problem;
    }
    if (value instanceof Text text && !text.isKnown()) {
      problem = problem == null ? text.text() : problem;
    }
    return text(value);
  }

  private String tableName(String type, @Nullable String given) {
    return told(names.table(type, given, run, place), "table of " + type);
  }

  private String columnName(String property, @Nullable String given, List<String> prefixes) {
    return told(names.column(property, given, prefixes, run, place), "column of " + property);
  }

  private String joinColumnName(String relation, String key) {
    return told(names.joinColumn(relation, key, run, place), "column of " + relation);
  }

  private String told(@Nullable String name, String what) {
    if (name == null) {
      problem = problem == null ? "the name that a naming strategy gives to the " + what : problem;
      return "";
    }
    return name;
  }

  /** Why the entities that were read cannot be told; null: they can. */
  @Nullable String problem() {
    return problem;
  }

  private boolean flag(Value options, String key) {
    return option(options, key) == Bool.TRUE;
  }
}
