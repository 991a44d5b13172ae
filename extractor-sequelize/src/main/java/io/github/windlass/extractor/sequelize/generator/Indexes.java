package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/** Statements about indexes. */
public final class Indexes {

  private Indexes() {}

  /** {@code addIndex}. Its last parameter, a table's raw name, reaches nothing. */
  public static Text add(Call call, Value table, Value fields, Value options) {
    List<Text> parts = new ArrayList<>();
    List<Text> words = new ArrayList<>();
    switch (fields) {
      case ListValue list -> {
        for (Value field : call.items(list)) {
          parts.add(field(call, field, options));
          words.add(word(call, field));
        }
      }
      case Unknown unknown -> {
        parts.add(Text.hole(unknown));
        words.add(Text.hole(unknown));
      }
      default -> throw call.fails("Cannot read properties of undefined (reading 'map')");
    }
    Value given = call.get(options, "name");
    Text name;
    if (Values.truth(given) != Truth.FALSE) {
      name = Values.text(given);
    } else if (options instanceof ObjectValue object && object.has("name")) {
      throw call.fails("Cannot read properties of undefined (reading 'includes')");
    } else {
      name = Underscore.of(prefix(call, options, table), words);
    }
    Value type = call.get(options, "type");
    Value unique = call.get(options, "unique");
    if (type instanceof Text text && "unique".equalsIgnoreCase(text.known())) {
      unique = Value.Bool.TRUE;
    }
    Text.Builder sql = new Text.Builder().add("CREATE");
    sql.add(call.when(unique, Text.of(" UNIQUE"))).add(" INDEX");
    sql.add(call.when(call.get(options, "concurrently"), Text.of(" CONCURRENTLY")));
    sql.add(" ").add(Names.identifiers(name)).add(" ON ").add(Names.tableOfPath(call, table));
    Value using = call.get(options, "using");
    if (Values.truth(using) != Truth.FALSE) {
      sql.add(" USING ").add(Values.text(using));
    }
    sql.add(" (").add(Words.joined(parts, ", ")).add(")");
    Value where = call.get(options, "where");
    if (Values.truth(where) != Truth.FALSE) {
      Text clause = Conditions.clause(call, where, null);
      if (clause.length() > 0) {
        sql.add(" ").add(clause);
      }
    }
    return sql.build();
  }

  /** What an index's own name begins with. */
  private static Text prefix(Call call, Value options, Value table) {
    Value prefix = call.get(options, "prefix");
    if (Values.truth(prefix) == Truth.FALSE) {
      prefix = table;
    }
    if (prefix instanceof Text text) {
      return Words.without(Words.without(Words.each(text, '.', "_"), '"'), '\'');
    }
    Value name = call.get(prefix, "tableName");
    return Values.truth(name) == Truth.FALSE ? call.text(prefix) : Values.text(name);
  }

  /** What a field gives to an index's own name. */
  private static Text word(Call call, Value field) {
    if (field instanceof Text text) {
      return text;
    }
    if (field instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    Value name = call.get(field, "name");
    if (Values.truth(name) == Truth.FALSE) {
      name = call.get(field, "attribute");
    }
    return name == Value.Nothing.UNDEFINED ? Text.EMPTY : Values.text(name);
  }

  private static Text field(Call call, Value field, Value options) {
    if (field instanceof Expression expression) {
      return Conditions.expression(call, expression);
    }
    if (field instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    Text.Builder sql = new Text.Builder();
    if (field instanceof Text text) {
      sql.add(Names.identifier(text));
    } else {
      Value name = call.get(field, "attribute");
      if (Values.truth(name) == Truth.FALSE) {
        name = call.get(field, "name");
      }
      if (Values.truth(name) == Truth.FALSE) {
        throw call.fails("The following index field has no name: " + Values.text(field).text());
      }
      sql.add(Names.identifier(call, name));
      Value collate = call.get(field, "collate");
      if (Values.truth(collate) != Truth.FALSE) {
        sql.add(" COLLATE ").add(Names.identifier(call, collate));
      }
    }
    Value operator = field instanceof Text ? Value.Nothing.UNDEFINED : call.get(field, "operator");
    if (Values.truth(operator) == Truth.FALSE) {
      operator = call.get(options, "operator");
    }
    if (Values.truth(operator) != Truth.FALSE) {
      sql.add(" ").add(Values.text(operator));
    }
    Value order = field instanceof Text ? Value.Nothing.UNDEFINED : call.get(field, "order");
    if (Values.truth(order) != Truth.FALSE) {
      sql.add(" ").add(Values.text(order));
    }
    return sql.build();
  }

  /** {@code removeIndex}. */
  public static Text remove(Call call, Value table, Value nameOrFields, Value options) {
    Text name;
    if (nameOrFields instanceof ListValue list) {
      List<Text> words = new ArrayList<>();
      for (Value field : call.items(list)) {
        words.add(Values.text(field));
      }
      name = Underscore.of(call.text(table), words);
    } else {
      name = Names.text(call, nameOrFields);
    }
    return Text.of("DROP INDEX")
        .concat(call.when(call.get(options, "concurrently"), Text.of(" CONCURRENTLY")))
        .concat(Text.of(" IF EXISTS "))
        .concat(Names.identifiers(name));
  }
}
