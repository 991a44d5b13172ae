package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;
import java.util.Map;

/** How TypeORM writes constraints, in a table's definition and in ALTER TABLE. */
public final class Constraints {

  private Constraints() {}

  /** {@code ALTER TABLE … }, to be gone on with. */
  static Sql alter(Session session, Table table) {
    return Sql.of("ALTER TABLE ").add(session.quoted(table)).add(" ");
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT}, of any kind. */
  private static Text add(Session session, Table table, Text constraint) {
    return alter(session, table).add("ADD ").add(constraint).build();
  }

  /** {@code ALTER TABLE … DROP CONSTRAINT}, of any kind. */
  public static Text drop(Session session, Table table, Value name, Truth ifExists) {
    return alter(session, table)
        .add("DROP CONSTRAINT ")
        .add(ifExists == Truth.TRUE ? "IF EXISTS " : "")
        .name(name)
        .build();
  }

  /** {@code ALTER TABLE … RENAME CONSTRAINT}. */
  static Text rename(Session session, Table table, Value name, Value newName) {
    return alter(session, table)
        .add("RENAME CONSTRAINT ")
        .name(name)
        .add(" TO ")
        .name(newName)
        .build();
  }

  // Primary keys.

  /** The name of a table's primary key: that of its first column's option, else TypeORM's own. */
  static Value primaryKeyName(Session session, Table table, Several<Column> columns) {
    if (!columns.known().isEmpty()) {
      Value given = columns.known().get(0).options().get("primaryKeyConstraintName");
      if (Values.mayBeThere(given)) {
        return given;
      }
    }
    return session.naming().primaryKeyName(table.name(), names(columns));
  }

  static Several<Value> names(Several<Column> columns) {
    return new Several<>(columns.known().stream().map(Column::name).toList(), columns.others());
  }

  /** {@code CONSTRAINT … PRIMARY KEY}. */
  static Text primaryKey(Session session, Table table, Several<Column> columns) {
    return primaryKey(primaryKeyName(session, table, columns), names(columns));
  }

  private static Text primaryKey(Value name, Several<Value> columns) {
    return Sql.of("CONSTRAINT ")
        .name(name)
        .add(" PRIMARY KEY (")
        .names(columns, ", ")
        .add(")")
        .build();
  }

  static Text addPrimaryKey(Session session, Table table, Several<Column> columns) {
    return add(session, table, primaryKey(session, table, columns));
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT … PRIMARY KEY}. */
  public static Text addPrimaryKey(
      Session session, Table table, Several<Value> columns, Value givenName) {
    Value name =
        Values.mayBeThere(givenName)
            ? givenName
            : session.naming().primaryKeyName(table.name(), columns);
    return add(session, table, primaryKey(name, columns));
  }

  static Text dropPrimaryKey(Session session, Table table, Several<Column> columns) {
    return drop(session, table, primaryKeyName(session, table, columns), Truth.FALSE);
  }

  /** {@code ALTER TABLE … DROP CONSTRAINT} of the primary key. */
  public static Text dropPrimaryKey(Session session, Table table, Truth ifExists) {
    Value name = primaryKeyName(session, table, table.primaryColumns());
    return drop(session, table, name, ifExists);
  }

  // Unique constraints.

  /** With the name that it gets. */
  public static Unique named(Session session, Table table, Unique unique) {
    return Values.mayBeThere(unique.name())
        ? unique
        : unique.named(session.naming().uniqueConstraintName(table.name(), unique.columnNames()));
  }

  /** TypeORM's own unique constraint of one column. */
  static Unique uniqueOf(Session session, Table table, Value column) {
    Options none = Options.of(Map.of());
    Unique unique = new Unique(none).over(Several.all(List.of(column)));
    return named(session, table, unique);
  }

  static Text unique(Session session, Table table, Unique unique) {
    return Sql.of("CONSTRAINT ")
        .name(named(session, table, unique).name())
        .add(" UNIQUE (")
        .names(unique.columnNames(), ", ")
        .add(")")
        .add(deferrable(unique.options()))
        .build();
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT … UNIQUE}. */
  public static Text addUnique(Session session, Table table, Unique unique) {
    return add(session, table, unique(session, table, unique));
  }

  // Checks.

  /** With the name that it gets. */
  public static Check named(Session session, Table table, Check check) {
    return Values.mayBeThere(check.name())
        ? check
        : check.named(
            session.naming().checkConstraintName(table.name(), check.options().get("expression")));
  }

  static Text check(Session session, Table table, Check check) {
    return Sql.of("CONSTRAINT ")
        .name(named(session, table, check).name())
        .add(" CHECK (")
        .add(check.options().get("expression"))
        .add(")")
        .build();
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT … CHECK}. */
  public static Text addCheck(Session session, Table table, Check check) {
    return add(session, table, check(session, table, check));
  }

  // Exclusions.

  /** With the name that it gets. */
  public static Exclusion named(Session session, Table table, Exclusion exclusion) {
    return Values.mayBeThere(exclusion.name())
        ? exclusion
        : exclusion.named(
            session
                .naming()
                .exclusionConstraintName(table.name(), exclusion.options().get("expression")));
  }

  static Text exclusion(Session session, Table table, Exclusion exclusion) {
    return Sql.of("CONSTRAINT ")
        .name(named(session, table, exclusion).name())
        .add(" EXCLUDE ")
        .add(exclusion.options().get("expression"))
        .add(deferrable(exclusion.options()))
        .build();
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT … EXCLUDE}. */
  public static Text addExclusion(Session session, Table table, Exclusion exclusion) {
    return add(session, table, exclusion(session, table, exclusion));
  }

  // Foreign keys.

  /** With the name that it gets. */
  public static ForeignKey named(Session session, Table table, ForeignKey key) {
    return Values.mayBeThere(key.name()) ? key : key.named(ownName(session, table, key));
  }

  static Value ownName(Session session, Table table, ForeignKey key) {
    return session
        .naming()
        .foreignKeyName(
            table.name(),
            key.columnNames(),
            key.referenced().in(session.schema()).joined(),
            key.referencedColumnNames());
  }

  static Text foreignKey(Session session, Table table, ForeignKey key) {
    return foreignKey(session, table, key, " (", ", ");
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY}. */
  public static Text addForeignKey(Session session, Table table, ForeignKey key) {
    return add(session, table, foreignKey(session, table, key, "(", ","));
  }

  private static Text foreignKey(
      Session session, Table table, ForeignKey key, String open, String separator) {
    Sql sql =
        Sql.of("CONSTRAINT ")
            .name(named(session, table, key).name())
            .add(" FOREIGN KEY (")
            .names(key.columnNames(), ", ")
            .add(") REFERENCES ")
            .add(session.quoted(key.referenced()))
            .add(open)
            .names(key.referencedColumnNames(), separator)
            .add(")");
    Options options = key.options();
    Value onDelete = options.get("onDelete");
    Value onUpdate = options.get("onUpdate");
    sql.addIf(Values.truth(onDelete), onDelete, Sql.of(" ON DELETE ").add(onDelete).build());
    sql.addIf(Values.truth(onUpdate), onUpdate, Sql.of(" ON UPDATE ").add(onUpdate).build());
    return sql.add(deferrable(options)).build();
  }

  private static Text deferrable(Options options) {
    Value deferrable = options.get("deferrable");
    return new Sql()
        .addIf(Values.truth(deferrable), deferrable, Sql.of(" DEFERRABLE ").add(deferrable).build())
        .build();
  }
}
