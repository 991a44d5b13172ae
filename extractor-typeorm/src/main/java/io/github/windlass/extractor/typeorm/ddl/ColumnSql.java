package io.github.windlass.extractor.typeorm.ddl;

import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/** How TypeORM writes columns: {@code buildCreateColumnSql} and {@code createFullType}. */
final class ColumnSql {

  private static final List<String> INTEGERS = List.of("integer", "int", "int4");
  private static final List<String> SMALL_INTEGERS = List.of("smallint", "int2");
  private static final List<String> BIG_INTEGERS = List.of("bigint", "int8");
  private static final List<String> SPATIAL = List.of("geometry", "geography");
  private static final List<String> VECTORS = List.of("vector", "halfvec");

  private ColumnSql() {}

  /** A column as in CREATE TABLE and after ADD. */
  static Text definition(Session session, Table table, Column column) {
    Options options = column.options();
    Value generated = options.get("isGenerated");
    Truth isGenerated = Values.truth(generated);
    Value strategy = options.get("generationStrategy");
    Sql sql = new Sql().name(column.name());
    Truth isUuid = Values.is(strategy, "uuid");
    Truth isSerial = Values.and(Values.isTrue(generated), Values.not(isUuid));
    if (isSerial == Truth.TRUE) {
      if (Values.is(strategy, "identity") == Truth.TRUE) {
        Value how = options.get("generatedIdentity");
        sql.add(" ").add(column.type()).add(" GENERATED ");
        sql.add(Values.mayBeThere(how) ? how : Text.of("BY DEFAULT")).add(" AS IDENTITY");
      } else {
        sql.add(serial(column.type()));
      }
    }
    if (column.isEnum() == Truth.TRUE) {
      sql.add(" ").add(EnumTypes.quoted(session, table, column));
      sql.addIf(options.truth("isArray"), options.get("isArray"), " array");
    } else if (isSerial == Truth.UNKNOWN
        || isGenerated != Truth.TRUE
        || Values.is(column.type(), "uuid") == Truth.TRUE) {
      sql.add(" ").add(fullType(column));
    }
    if (isSerial == Truth.UNKNOWN) {
      sql.addIf(isSerial, generated == Value.Bool.TRUE ? strategy : generated, Text.EMPTY);
    }
    Value expression = options.get("asExpression");
    if (Values.truth(expression) != Truth.FALSE) {
      Value kind = options.get("generatedType");
      Text words = Sql.of(" GENERATED ALWAYS AS (").add(expression).add(") STORED").build();
      sql.addIf(Values.is(kind, "STORED"), kind, words);
    }
    Value charset = options.get("charset");
    sql.addIf(Values.truth(charset), charset, Sql.of(" CHARACTER SET ").name(charset).build());
    Value collation = options.get("collation");
    sql.addIf(Values.truth(collation), collation, Sql.of(" COLLATE ").name(collation).build());
    Value nullable = options.get("isNullable");
    sql.addIf(Values.not(Values.isTrue(nullable)), nullable, " NOT NULL");
    Value otherwise = options.get("default");
    sql.addIf(Values.isThere(otherwise), otherwise, Sql.of(" DEFAULT ").add(otherwise).build());
    if (Values.truth(otherwise) == Truth.FALSE && isSerial != Truth.UNKNOWN) {
      Text words = Sql.of(" DEFAULT ").add(session.uuidGenerator()).build();
      sql.addIf(Values.and(isGenerated, isUuid), generated, words);
    }
    return sql.build();
  }

  private static Text serial(Value type) {
    if (Values.isOneOf(type, INTEGERS) == Truth.TRUE) {
      return Text.of(" SERIAL");
    }
    if (Values.isOneOf(type, SMALL_INTEGERS) == Truth.TRUE) {
      return Text.of(" SMALLSERIAL");
    }
    if (Values.isOneOf(type, BIG_INTEGERS) == Truth.TRUE) {
      return Text.of(" BIGSERIAL");
    }
    // Of other types TypeORM writes none at all.
    return Values.isOneOf(type, INTEGERS) == Truth.UNKNOWN
        ? Sql.of(" ").add(type).build()
        : Text.EMPTY;
  }

  /** A type with length, precision and the like. */
  static Text fullType(Column column) {
    Options options = column.options();
    Value type = column.type();
    String known = Values.known(type);
    Sql sql = new Sql();
    switch (known == null ? "" : known) {
      case "time without time zone" -> sql.add("TIME").add(precision(options));
      case "time with time zone" -> sql.add("TIME").add(precision(options)).add(" WITH TIME ZONE");
      case "timestamp without time zone" -> sql.add("TIMESTAMP").add(precision(options));
      case "timestamp with time zone" ->
          sql.add("TIMESTAMP").add(precision(options)).add(" WITH TIME ZONE");
      default -> {
        sql.add(type);
        if (known != null && SPATIAL.contains(known)) {
          sql.add(spatial(options));
        } else if (known != null && VECTORS.contains(known)) {
          sql.add(inParentheses(options, "length"));
        } else {
          sql.add(modifiers(options));
        }
      }
    }
    return sql.addIf(options.truth("isArray"), options.get("isArray"), " array").build();
  }

  private static Text modifiers(Options options) {
    if (options.truth("length") != Truth.FALSE) {
      return inParentheses(options, "length");
    }
    if (Values.mayBeThere(options.get("precision")) && Values.mayBeThere(options.get("scale"))) {
      return Sql.of("(")
          .add(options.get("precision"))
          .add(",")
          .add(options.get("scale"))
          .add(")")
          .build();
    }
    return precision(options);
  }

  private static Text precision(Options options) {
    return Values.mayBeThere(options.get("precision"))
        ? Sql.of("(").add(options.get("precision")).add(")").build()
        : Text.EMPTY;
  }

  private static Text inParentheses(Options options, String option) {
    return options.truth(option) == Truth.FALSE
        ? Text.EMPTY
        : Sql.of("(").add(options.get(option)).add(")").build();
  }

  private static Text spatial(Options options) {
    Value feature = options.get("spatialFeatureType");
    Value srid = options.get("srid");
    if (!Values.mayBeThere(feature)) {
      return Text.EMPTY;
    }
    Sql sql = Sql.of("(").add(feature);
    return (Values.mayBeThere(srid) ? sql.add(",").add(srid) : sql).add(")").build();
  }
}
