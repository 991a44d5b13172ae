package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of columns: {@code NATIVE_DATABASE_TYPES} and {@code type_to_sql}. */
final class Types {

  /** Names that PostgreSQL has another name for; all others are sent as they are. */
  private static final Map<String, String> NATIVE =
      Map.ofEntries(
          Map.entry("primary_key", "bigserial primary key"),
          Map.entry("string", "character varying"),
          Map.entry("datetime", "timestamp"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("timestamptz", "timestamptz"),
          Map.entry("binary", "bytea"),
          Map.entry("blob", "bytea"),
          Map.entry("numeric", "decimal"),
          Map.entry("bit_varying", "bit varying"));

  private Types() {}

  /** A type as a statement has it. */
  static Text sql(Text type, Options options, Database database, Origin at) {
    Text sql = scalar(type, options, database, at);
    return options.isTrue("array") && !type.text().equals("primary_key")
        ? sql.concat(Text.of("[]"))
        : sql;
  }

  private static Text scalar(Text type, Options options, Database database, Origin at) {
    String name = type.known();
    if (name == null) {
      return type;
    }
    switch (name) {
      case "binary", "blob":
        return Text.of("bytea");
      case "text":
        return Text.of("text");
      case "integer":
        return integer(options.get("limit"), at);
      case "enum":
        Value given = options.get("enum_type");
        if (given == null) {
          return options.uncertain() == null
              ? Text.hole(new Unknown("enum_type is not given", at.place()))
              : Text.hole(options.uncertain());
        }
        return database.text(given, at);
      default:
        break;
    }
    String known = NATIVE.get(name);
    Text sql = known == null ? type : Text.of(known);
    switch (name) {
      case "decimal", "numeric":
        if (options.isSet("precision")) {
          Text precision = number(options, "precision", database, at);
          return options.isSet("scale")
              ? sized(
                  sql,
                  precision.concat(Text.of(",")).concat(number(options, "scale", database, at)))
              : sized(sql, precision);
        }
        if (options.isSet("scale")) {
          throw database.error(
              "ArgumentError",
              "Error adding decimal column: precision cannot be empty if scale is specified",
              at);
        }
        return sql;
      case "datetime", "timestamp", "time", "interval":
        return options.isSet("precision")
            ? sized(sql, number(options, "precision", database, at))
            : limited(sql, options, database, at);
      case "primary_key":
        return sql;
      default:
        return isNative(name) ? limited(sql, options, database, at) : type;
    }
  }

  private static Text limited(Text sql, Options options, Database database, Origin at) {
    return options.isSet("limit") ? sized(sql, number(options, "limit", database, at)) : sql;
  }

  private static Text sized(Text sql, Text size) {
    return sql.concat(Text.of("(")).concat(size).concat(Text.of(")"));
  }

  private static Text number(Options options, String name, Database database, Origin at) {
    Value value = options.get(name);
    return value == null ? Text.EMPTY : database.text(value, at);
  }

  private static Text integer(@Nullable Value limit, Origin at) {
    if (limit == null || limit instanceof Value.Nothing) {
      return Text.of("integer");
    }
    Integer bytes = Operators.whole(limit);
    if (bytes == null) {
      return Text.hole(new Unknown("the limit of an integer", at.place()));
    }
    return Text.of(bytes <= 2 ? "smallint" : bytes <= 4 ? "integer" : "bigint");
  }

  /** Whether ActiveRecord knows a type, so that it may have a limit. */
  static boolean isNative(String name) {
    return switch (name) {
      case "primary_key",
          "string",
          "text",
          "integer",
          "bigint",
          "float",
          "decimal",
          "numeric",
          "datetime",
          "timestamp",
          "timestamptz",
          "time",
          "date",
          "daterange",
          "numrange",
          "tsrange",
          "tstzrange",
          "int4range",
          "int8range",
          "binary",
          "blob",
          "boolean",
          "xml",
          "tsvector",
          "hstore",
          "inet",
          "cidr",
          "macaddr",
          "uuid",
          "json",
          "jsonb",
          "ltree",
          "citext",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "bit",
          "bit_varying",
          "money",
          "interval",
          "oid",
          "enum" ->
          true;
      default -> false;
    };
  }

  /** Whether a name is a method that adds a column of that type. */
  static boolean isColumnMethod(String name, Version installed) {
    return switch (name) {
      case "timestamptz", "enum", "blob" -> installed.from(7, 0);
      case "primary_key" -> false;
      case "bigserial", "serial", "virtual" -> true;
      default -> isNative(name);
    };
  }
}
