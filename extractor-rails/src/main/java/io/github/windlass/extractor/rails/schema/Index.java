package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.ObjectMethods;
import io.github.windlass.script.ruby.object.RubyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index as it is defined.
 *
 * @param columns names; of an expression, the one expression
 * @param expression whether it is one
 */
record Index(Text table, Text name, List<Text> columns, boolean expression, Options options) {

  /** {@code add_index_options}. */
  static Index of(Text table, Value given, Options options, Database database, Origin at) {
    boolean expression = isExpression(given, database);
    List<Text> columns = Defaults.names(given, database, at);
    if (expression && columns.size() > 1) {
      columns = List.of(Names.join(columns, ", "));
    }
    Value named = options.get("name");
    Text name =
        named == null || named instanceof Value.Nothing
            ? name(table, columns, expression, database)
            : database.text(named, at);
    if (name.isKnown() && name.length() > Names.IDENTIFIER) {
      throw database.error(
          "ArgumentError",
          "Index name '"
              + name.text()
              + "' on table '"
              + table.text()
              + "' is too long ("
              + name.length()
              + " characters); the limit is 63 characters",
          at);
    }
    return new Index(table, name, columns, expression, options);
  }

  /** Whether what stands for columns is an expression: a string with more than a word in it. */
  static boolean isExpression(Value given, Database database) {
    if (given instanceof ListValue list) {
      if (!database.installed().from(8, 0)) {
        return false;
      }
      for (Value item : list.items()) {
        if (item instanceof Text text && isExpression(text)) {
          return true;
        }
      }
      return false;
    }
    return given instanceof Text text && isExpression(text);
  }

  private static boolean isExpression(Text text) {
    String known = text.text();
    if (!text.isKnown()) {
      return text.pieces().size() > 1;
    }
    for (int i = 0; i < known.length(); i++) {
      char c = known.charAt(i);
      if (!(c == '_' || (c < 128 && Character.isLetterOrDigit(c)))) {
        return true;
      }
    }
    return false;
  }

  /** The name that ActiveRecord gives it. */
  static Text name(Text table, List<Text> columns, boolean expression, Database database) {
    List<Text> words = expression ? List.of(words(columns.get(0))) : columns;
    List<Text> parts = Names.parts(table);
    Text bare = database.installed().from(7, 1) ? parts.get(parts.size() - 1) : table;
    Text name =
        Text.of("index_").concat(bare).concat(Text.of("_on_")).concat(Names.join(words, "_and_"));
    String known = name.known();
    if (known == null || !database.installed().from(7, 1)) {
      return name;
    }
    return known.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= Names.INDEX
        ? name
        : Text.of(shortened(known, words));
  }

  /** The name in the time before long ones were shortened. */
  static Text legacyName(Text table, Value given, Database database, Origin at) {
    List<Text> columns = Defaults.names(given, database, at);
    boolean expression = given instanceof Text text && isExpression(text);
    List<Text> words = expression ? List.of(words(columns.get(0))) : columns;
    return Text.of("index_")
        .concat(table)
        .concat(Text.of("_on_"))
        .concat(Names.join(words, "_and_"));
  }

  private static String shortened(String name, List<Text> columns) {
    String hash = "_" + Names.hash(name);
    String columnNames = Names.join(columns, "_").text();
    return Names.shortened("idx_on_" + columnNames, Names.INDEX - hash.length()) + hash;
  }

  /** The words of an expression. */
  private static Text words(Text expression) {
    String text = expression.text();
    if (!expression.isKnown()) {
      return expression;
    }
    StringBuilder all = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = c == '_' || (c < 128 && Character.isLetterOrDigit(c));
      if (word) {
        all.append(!within && !all.isEmpty() ? "_" : "").append(c);
      }
      within = word;
    }
    return Text.of(all.toString());
  }

  /** CREATE INDEX. */
  Text sql(boolean ifNotExists, Database database, Origin at) {
    Sql sql = new Sql().add("CREATE");
    sql.add(options.isTrue("unique") ? " UNIQUE INDEX" : " INDEX");
    Value algorithm = options.get("algorithm");
    if (algorithm != null && !(algorithm instanceof Value.Nothing)) {
      String how = database.known(algorithm, at);
      if (how == null) {
        sql.add(" ").add(database.text(algorithm, at));
      } else if (how.equals("concurrently")) {
        sql.add(" CONCURRENTLY");
      } else {
        throw database.error(
            "ArgumentError", "Algorithm must be one of the following: :concurrently", at);
      }
    }
    sql.add(ifNotExists ? " IF NOT EXISTS " : " ");
    if (options.isSet("type")) {
      sql.add(text("type", database, at)).add(" ");
    }
    sql.name(name).add(" ON ").table(table);
    if (options.isSet("using")) {
      sql.add(" USING ").add(text("using", database, at));
    }
    sql.add(" (").add(keys(database, at)).add(")");
    if (options.isSet("include")) {
      sql.add(" INCLUDE (").add(included(database, at)).add(")");
    }
    if (options.isTrue("nulls_not_distinct")) {
      sql.add(" NULLS NOT DISTINCT");
    }
    if (options.isSet("where")) {
      sql.add(" WHERE ").add(text("where", database, at));
    }
    return sql.text();
  }

  private Text text(String option, Database database, Origin at) {
    Value value = options.get(option);
    return value == null ? Text.EMPTY : database.text(value, at);
  }

  private Text included(Database database, Origin at) {
    Value given = options.get("include");
    return given == null ? Text.EMPTY : Names.quoted(Defaults.names(given, database, at), ", ");
  }

  private Text keys(Database database, Origin at) {
    if (expression) {
      return columns.get(0);
    }
    List<Text> keys = new ArrayList<>();
    for (Text column : columns) {
      Sql key = new Sql().name(column);
      Text operators = each("opclass", column, database, at);
      if (operators != null) {
        key.add(" ").add(operators);
      }
      Text order = each("order", column, database, at);
      if (order != null && order.length() > 0) {
        key.add(" ").add(order.isKnown() ? Text.of(order.text().toUpperCase(Locale.ROOT)) : order);
      }
      keys.add(key.text());
    }
    return Names.join(keys, ", ");
  }

  /** What an option says of a column: one thing for all, or of each by name. */
  private @Nullable Text each(String option, Text column, Database database, Origin at) {
    Value given = options.get(option);
    if (given == null || given instanceof Value.Nothing) {
      return null;
    }
    if (given instanceof RubyHash hash) {
      for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
        if (ObjectMethods.name(entry.getKey()).equals(column.text())) {
          return database.text(entry.getValue(), at);
        }
      }
      Unknown uncertain = hash.uncertain();
      return uncertain == null ? null : Text.hole(uncertain);
    }
    return database.text(given, at);
  }

  @Nullable Value comment() {
    Value comment = options.get("comment");
    return comment instanceof Value.Nothing ? null : comment;
  }
}
