package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign keys, checks, exclusions and uniques as they are defined, without ADD. */
final class Constraints {

  private Constraints() {}

  /** The column that references a table by default. */
  static Text foreignKeyColumn(Text table, String key, Database database) {
    String known = table.known();
    List<Text> parts = Names.parts(table);
    Text last = parts.get(parts.size() - 1);
    if (known == null) {
      return last.concat(Text.of("_" + key));
    }
    String name = database.installed().from(7, 0) ? last.text() : known;
    return Text.of(Inflector.singularOfLast(name) + "_" + key);
  }

  /** The last word as a plural. */
  static String plural(String name) {
    int at = name.lastIndexOf('_') + 1;
    return name.substring(0, at) + Inflector.plural(name.substring(at));
  }

  /** {@code foreign_key_options}: with the column and the name. */
  static Options foreignKey(Text from, Text to, Options given, Database database, Origin at) {
    Options options = given;
    if (options.get("deferrable") == Value.Bool.TRUE && database.installed().from(7, 1)) {
      options = options.with("deferrable", Symbol.of("immediate"));
    }
    if (!options.isSet("column")) {
      if (options.get("primary_key") instanceof ListValue keys) {
        List<Value> columns = new ArrayList<>();
        for (Value key : keys.items()) {
          columns.add(foreignKeyColumn(to, database.text(key, at).text(), database));
        }
        options = options.with("column", at.run().list(columns));
      } else {
        options = options.with("column", foreignKeyColumn(to, "id", database));
      }
    }
    if (!options.isSet("name")) {
      options = options.with("name", foreignKeyName(from, options, database, at));
    }
    return options;
  }

  static Text foreignKeyName(Text from, Options options, Database database, Origin at) {
    Value column = options.get("column");
    List<Text> columns = column == null ? List.of() : Defaults.names(column, database, at);
    return Names.hashed(
        "fk_rails_",
        from.concat(Text.of("_")).concat(Names.join(columns, "_and_")).concat(Text.of("_fk")));
  }

  /** A foreign key with all its options. */
  static Text foreignKeySql(Text to, Options options, Database database, Origin at) {
    Value column = options.get("column");
    Value key = options.get("primary_key");
    List<Text> columns = column == null ? List.of() : Defaults.names(column, database, at);
    List<Text> keys =
        key == null || key instanceof Value.Nothing
            ? List.of(Text.of("id"))
            : Defaults.names(key, database, at);
    Sql sql =
        new Sql()
            .add("CONSTRAINT ")
            .name(text(options, "name", database, at))
            .add("\nFOREIGN KEY (")
            .add(Names.quoted(columns, ", "))
            .add(")\n  REFERENCES ")
            .table(to)
            .add(" (")
            .add(Names.quoted(keys, ", "))
            .add(")\n");
    action(sql, "DELETE", options.get("on_delete"), database, at);
    action(sql, "UPDATE", options.get("on_update"), database, at);
    if (database.installed().from(7, 0)) {
      deferrable(sql, options, database, at);
    }
    if (options.isFalse("enforced")) {
      sql.add(" NOT ENFORCED");
    }
    return sql.text();
  }

  private static void action(
      Sql sql, String event, @Nullable Value value, Database database, Origin at) {
    if (value == null || value instanceof Value.Nothing || value == Value.Bool.FALSE) {
      return;
    }
    String name = value instanceof Symbol ? database.known(value, at) : null;
    if (value instanceof Unknown unknown) {
      sql.add(" ON " + event + " ").add(Text.hole(unknown));
      return;
    }
    String words =
        name == null
            ? null
            : switch (name) {
              case "nullify" -> "SET NULL";
              case "cascade" -> "CASCADE";
              case "restrict" -> "RESTRICT";
              default -> null;
            };
    if (words == null) {
      throw database.error(
          "ArgumentError",
          "'" + database.text(value, at).text() + "' is not supported for :on_update or :on_delete",
          at);
    }
    sql.add(" ON " + event + " " + words);
  }

  static void deferrable(Sql sql, Options options, Database database, Origin at) {
    if (!options.isSet("deferrable") || options.isFalse("deferrable")) {
      return;
    }
    if (options.get("deferrable") == Value.Bool.TRUE) {
      sql.add(" DEFERRABLE");
      return;
    }
    Text when = text(options, "deferrable", database, at);
    sql.add(" DEFERRABLE INITIALLY ")
        .add(when.isKnown() ? Text.of(when.text().toUpperCase(java.util.Locale.ROOT)) : when);
  }

  static Text checkName(
      Text table, Text expression, Options options, Database database, Origin at) {
    return options.isSet("name")
        ? text(options, "name", database, at)
        : Names.check(table, expression);
  }

  /** A check; its name is not quoted. */
  static Text check(Text table, Text expression, Options options, Database database, Origin at) {
    Sql sql =
        new Sql()
            .add("CONSTRAINT ")
            .add(checkName(table, expression, options, database, at))
            .add(" CHECK (")
            .add(expression)
            .add(")");
    if (options.isFalse("validate")) {
      sql.add(" NOT VALID");
    }
    return sql.text();
  }

  static Text exclusionName(
      Text table, Text expression, Options options, Database database, Origin at) {
    return options.isSet("name")
        ? text(options, "name", database, at)
        : Names.hashed(
            "excl_rails_", table.concat(Text.of("_")).concat(expression).concat(Text.of("_excl")));
  }

  static Text exclusion(
      Text table, Text expression, Options options, Database database, Origin at) {
    Sql sql =
        new Sql()
            .add("CONSTRAINT ")
            .name(exclusionName(table, expression, options, database, at))
            .add(" EXCLUDE");
    if (options.isSet("using")) {
      sql.add(" USING ").add(text(options, "using", database, at));
    }
    sql.add(" (").add(expression).add(")");
    if (options.isSet("where")) {
      sql.add(" WHERE (").add(text(options, "where", database, at)).add(")");
    }
    deferrable(sql, options, database, at);
    return sql.text();
  }

  static Text uniqueName(Text table, Value columns, Options options, Database database, Origin at) {
    if (options.isSet("name")) {
      return text(options, "name", database, at);
    }
    Value given = columns instanceof Value.Nothing ? options.get("using_index") : columns;
    List<Text> names = given == null ? List.of() : Defaults.names(given, database, at);
    return Names.hashed(
        "uniq_rails_",
        table.concat(Text.of("_")).concat(Names.join(names, "_and_")).concat(Text.of("_unique")));
  }

  static Text unique(Text table, Value columns, Options options, Database database, Origin at) {
    Sql sql =
        new Sql()
            .add("CONSTRAINT ")
            .name(uniqueName(table, columns, options, database, at))
            .add(" UNIQUE");
    if (options.isTrue("nulls_not_distinct")) {
      sql.add(" NULLS NOT DISTINCT");
    }
    if (options.isSet("using_index")) {
      sql.add(" USING INDEX ").name(text(options, "using_index", database, at));
    } else {
      sql.add(" (").add(Names.quoted(Defaults.names(columns, database, at), ", ")).add(")");
    }
    deferrable(sql, options, database, at);
    return sql.text();
  }

  static Text text(Options options, String name, Database database, Origin at) {
    Value value = options.get(name);
    return value == null ? Text.EMPTY : database.text(value, at);
  }
}
