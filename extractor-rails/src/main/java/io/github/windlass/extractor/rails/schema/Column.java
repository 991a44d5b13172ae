package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import org.jspecify.annotations.Nullable;

/** A column as it is defined. */
record Column(Text name, Text type, Options options) implements HostObject {

  @Override
  public String describe() {
    return "a column";
  }

  /** {@code new_column_definition}. */
  static Column of(Text name, Text type, Options given, Database database) {
    Options options = given;
    String kind = type.known();
    if ("virtual".equals(kind)) {
      Value real = options.get("type");
      return of(
          name,
          real instanceof Value.Nothing || real == null
              ? type
              : io.github.windlass.script.ruby.builtin.Strings.text(
                  real,
                  database.run(),
                  io.github.windlass.script.ruby.object.World.of(database.run()).start()),
          options.without("type"),
          database);
    }
    Text used = type;
    boolean key = options.isTrue("primary_key");
    if (key && ("integer".equals(kind) || "bigint".equals(kind)) && !options.has("default")) {
      Value limit = options.get("limit");
      boolean big =
          "bigint".equals(kind)
              || (limit != null && Integer.valueOf(8).equals(Operators.whole(limit)));
      used = Text.of(big ? "bigserial" : "serial");
      options = options.without("limit");
    }
    if ("datetime".equals(kind) && !options.has("precision") && database.installed().from(7, 0)) {
      options = options.with("precision", Operators.of(6));
    }
    if (key || "primary_key".equals(kind)) {
      options = options.with("primary_key", Value.Bool.TRUE).with("null", Value.Bool.FALSE);
    }
    return new Column(name, used, options);
  }

  boolean isPrimaryKey() {
    return options.isTrue("primary_key");
  }

  /** The definition within CREATE TABLE or ADD. */
  Text sql(Database database, Origin at) {
    Text sqlType = Types.sql(type, options, database, at);
    Sql sql = new Sql().name(name).add(" ").add(sqlType);
    if ("primary_key".equals(type.known())) {
      return sql.text();
    }
    if (options.isSet("collation")) {
      sql.add(" COLLATE \"").add(database.text(value("collation"), at)).add("\"");
    }
    if (options.isSet("as")) {
      sql.add(" GENERATED ALWAYS AS (")
          .add(database.text(value("as"), at))
          .add(options.isTrue("stored") ? ") STORED" : ") VIRTUAL");
    }
    Value otherwise = options.get("default");
    if (otherwise != null && !(otherwise instanceof Value.Nothing && options.isFalse("null"))) {
      sql.add(" DEFAULT ")
          .add(Defaults.expression(otherwise, type.known(), sqlType.known(), database, at));
    }
    if (options.isFalse("null")) {
      sql.add(" NOT NULL");
    }
    if (options.isTrue("primary_key")) {
      sql.add(" PRIMARY KEY");
    }
    return sql.text();
  }

  /** What ALTER TABLE does where {@code change_column} changes a column to this. */
  Text changes(Database database, Origin at) {
    Text sqlType = Types.sql(type, options, database, at);
    Sql sql = new Sql().add("ALTER COLUMN ").name(name).add(" TYPE ").add(sqlType);
    if (options.isSet("collation")) {
      sql.add(" COLLATE \"").add(database.text(value("collation"), at)).add("\"");
    }
    if (options.isSet("using")) {
      sql.add(" USING ").add(database.text(value("using"), at));
    } else if (options.isSet("cast_as")) {
      sql.add(" USING CAST(")
          .name(name)
          .add(" AS ")
          .add(Types.sql(database.text(value("cast_as"), at), options, database, at))
          .add(")");
    }
    Value otherwise = options.get("default");
    if (otherwise != null) {
      sql.add(", ALTER COLUMN ").name(name);
      if (otherwise instanceof Value.Nothing) {
        sql.add(" DROP DEFAULT");
      } else {
        sql.add(" SET DEFAULT ")
            .add(Defaults.expression(otherwise, type.known(), sqlType.known(), database, at));
      }
    }
    Value nullable = options.get("null");
    if (nullable != null) {
      sql.add(", ALTER COLUMN ")
          .name(name)
          .add(options.isTrue("null") ? " DROP NOT NULL" : " SET NOT NULL");
    }
    return sql.text();
  }

  private Value value(String option) {
    Value value = options.get(option);
    return value == null ? Value.Nothing.NULL : value;
  }

  /** The comment; null: none. */
  @Nullable Value comment() {
    Value comment = options.get("comment");
    return comment == null
            || comment instanceof Value.Nothing
            || (comment instanceof Text text && text.text().isBlank())
        ? null
        : comment;
  }
}
