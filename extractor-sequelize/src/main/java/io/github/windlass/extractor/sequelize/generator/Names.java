package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import org.jspecify.annotations.Nullable;

/** How names are quoted. */
public final class Names {

  private Names() {}

  /**
   * A table by its parts ({@code extractTableDetails}).
   *
   * @param schema where none is given, that of the options, else {@code public}
   */
  record Table(Text schema, Text name) {

    static Table of(Call call, Value table, Value options) {
      // A table that is not known is taken for a name.
      Value own = isObject(table) ? call.get(table, "schema") : Value.Nothing.UNDEFINED;
      Value schema = Values.mayBeThere(own) ? own : call.get(options, "schema");
      Value name = isObject(table) ? call.get(table, "tableName") : table;
      return new Table(
          Values.mayBeThere(schema) ? Values.text(schema) : Text.of("public"), text(call, name));
    }

    Text quoted() {
      return identifier(schema).concat(Text.of(".")).concat(identifier(name));
    }
  }

  static boolean isObject(Value value) {
    return value instanceof ObjectValue || value instanceof HostObject;
  }

  /** A name: Sequelize fails on what is none. */
  static Text text(Call call, Value name) {
    if (name instanceof Text || name instanceof Unknown) {
      return Values.text(name);
    }
    throw call.fails("a name is expected, not " + Values.text(name).text());
  }

  /** {@code quoteIdentifier}: quotes within are taken away. */
  public static Text identifier(Text name) {
    if ("*".equals(name.known())) {
      return name;
    }
    return Text.of("\"").concat(Words.without(name, '"')).concat(Text.of("\""));
  }

  static Text identifier(Call call, Value name) {
    return identifier(text(call, name));
  }

  /** {@code quoteIdentifiers}: the last point parts a name, those before become arrows. */
  public static Text identifiers(Text name) {
    int point = Words.masked(name).lastIndexOf('.');
    if (point < 0) {
      return identifier(name);
    }
    Text head = Words.each(name.slice(0, point), '.', "->");
    return identifier(head)
        .concat(Text.of("."))
        .concat(identifier(name.slice(point + 1, name.length())));
  }

  static Text identifiers(Call call, Value name) {
    return identifiers(text(call, name));
  }

  /** {@code quoteTable}: points in a name part nothing. */
  public static Text table(Call call, Value table) {
    if (!isObject(table)) {
      return identifier(call, table);
    }
    Text name = identifier(call, call.get(table, "tableName"));
    Value schema = call.get(table, "schema");
    return switch (Values.truth(schema)) {
      case TRUE -> identifier(call, schema).concat(Text.of(".")).concat(name);
      case FALSE -> name;
      case UNKNOWN -> Text.of("\"").concat(Values.text(schema)).concat(Text.of("\".")).concat(name);
    };
  }

  /** As indexes and constraints take it: points in a name part it. */
  static Text tableOfPath(Call call, Value table) {
    return table instanceof Text path ? identifiers(path) : table(call, table);
  }

  /** The schema that a table is given with; null: none. */
  static @Nullable Value schemaOf(Call call, Value table) {
    Value schema = isObject(table) ? call.get(table, "schema") : Value.Nothing.UNDEFINED;
    return Values.mayBeThere(schema) ? schema : null;
  }

  /** {@code addSchema}: a table in the schema of the options, if it has none of its own. */
  static Value inSchema(Call call, Value table, Value schema) {
    if (schemaOf(call, table) != null || !Values.mayBeThere(schema)) {
      return table;
    }
    ObjectValue inSchema = call.run().object();
    inSchema.put("tableName", table);
    inSchema.put("schema", schema);
    return inSchema;
  }
}
