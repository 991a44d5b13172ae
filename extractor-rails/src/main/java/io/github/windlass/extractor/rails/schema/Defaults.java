package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as literals of a type: {@code quote_default_expression} and {@code quote}. */
public final class Defaults {

  private static final int DEPTH = 8;

  private Defaults() {}

  /**
   * The default of a column.
   *
   * @param sqlType the column's type as the statement has it; null: unknown
   */
  static Text expression(
      Value value, @Nullable String type, @Nullable String sqlType, Database database, Origin at) {
    if (value instanceof RubyProc proc) {
      return database.text(proc.run(Arguments.NONE, at.run(), at.place()), at);
    }
    if ("uuid".equals(type) && value instanceof Text text && text.text().contains("()")) {
      return text;
    }
    return literal(value, sqlType, database, at);
  }

  /**
   * A value as it is bound to a parameter of a type.
   *
   * @param sqlType null: unknown
   */
  public static Value bound(Value value, @Nullable String sqlType, Database database, Origin at) {
    if (value instanceof Symbol symbol) {
      return symbol.text();
    }
    String type = sqlType == null ? "" : sqlType.toLowerCase(Locale.ROOT);
    if (value instanceof Text text && text.isKnown() && type.startsWith("timestamp")) {
      Text moment = moment(value, database, at);
      return moment.text().equals("NULL")
          ? Value.Nothing.NULL
          : moment.slice(1, moment.length() - 1);
    }
    boolean json = type.equals("json") || type.equals("jsonb");
    if (json && !(value instanceof Unknown) && !(value instanceof Value.Nothing)) {
      return json(value, database, at, DEPTH);
    }
    if (value instanceof ListValue list && type.endsWith("[]")) {
      Unknown uncertain = list.uncertain();
      return uncertain == null ? elements(list, database, at, DEPTH) : uncertain;
    }
    if (value instanceof RubyHash hash && type.equals("hstore")) {
      Text quoted = hstore(hash, database, at);
      return quoted.slice(1, quoted.length() - 1);
    }
    return value instanceof Text
            || value instanceof Unknown
            || value instanceof Value.Nothing
            || value instanceof Value.Bool
            || value instanceof Value.BigInt
            || value instanceof Value.Num
        ? value
        : new Unknown(
            (value instanceof io.github.windlass.script.HostObject host
                    ? host.describe()
                    : "a list")
                + " as the column's type has it",
            at.place());
  }

  /** A value as a type serializes it, quoted. */
  public static Text literal(Value value, @Nullable String sqlType, Database database, Origin at) {
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    String type = sqlType == null ? "" : sqlType.toLowerCase(Locale.ROOT);
    if (value instanceof Value.Nothing) {
      return Text.of("NULL");
    }
    if (type.endsWith("[]")) {
      return value instanceof ListValue list
          ? array(list, database, at)
          : Names.literal(database.text(value, at));
    }
    int bracket = type.indexOf('(');
    String base = (bracket < 0 ? type : type.substring(0, bracket)).strip();
    switch (base) {
      case "integer", "bigint", "smallint", "int", "serial", "bigserial", "oid":
        return whole(value, database, at);
      case "boolean", "bool":
        return truth(value, database, at);
      case "decimal", "numeric":
        return decimal(value, database, at);
      case "float", "double precision", "real":
        return floating(value, database, at);
      case "json", "jsonb":
        return Names.literal(json(value, database, at, DEPTH));
      case "hstore":
        return value instanceof RubyHash hash
            ? hstore(hash, database, at)
            : Names.literal(database.text(value, at));
      case "timestamp", "timestamptz", "timestamp without time zone", "timestamp with time zone":
        return moment(value, database, at);
      case "time", "time without time zone":
        String time = database.text(value, at).known();
        return time != null && time.length() == 5 && time.charAt(2) == ':'
            ? Names.literal(Text.of(time + ":00"))
            : textual(value, database, at);
      default:
        return base.isEmpty() || !isText(base)
            ? quoted(value, database, at)
            : textual(value, database, at);
    }
  }

  private static boolean isText(String base) {
    return switch (base) {
      case "character varying",
          "varchar",
          "text",
          "character",
          "char",
          "citext",
          "uuid",
          "inet",
          "cidr",
          "date",
          "time",
          "interval",
          "macaddr",
          "ltree",
          "xml",
          "name" ->
          true;
      default -> false;
    };
  }

  /** A value of a type that is not known: as it is. */
  public static Text quoted(Value value, Database database, Origin at) {
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Nothing) {
      return Text.of("NULL");
    }
    if (value instanceof Value.Bool) {
      return Text.of(value == Value.Bool.TRUE ? "TRUE" : "FALSE");
    }
    if (value instanceof Value.BigInt || value instanceof Value.Num) {
      return database.text(value, at);
    }
    return Names.literal(database.text(value, at));
  }

  private static Text textual(Value value, Database database, Origin at) {
    if (value instanceof Value.Bool) {
      return Text.of(value == Value.Bool.TRUE ? "'t'" : "'f'");
    }
    return Names.literal(database.text(value, at));
  }

  private static Text whole(Value value, Database database, Origin at) {
    if (value instanceof Value.BigInt) {
      return database.text(value, at);
    }
    if (value instanceof Value.Num number) {
      return Text.of(Long.toString((long) number.value()));
    }
    if (value instanceof Value.Bool) {
      return Text.of(value == Value.Bool.TRUE ? "1" : "0");
    }
    Text text = database.text(value, at);
    String known = text.known();
    if (known == null) {
      return text;
    }
    if (known.isBlank()) {
      return Text.of("NULL");
    }
    Value number = at.run().invoke(Text.of(known), "to_i", List.of(), at.place());
    return database.text(number, at);
  }

  private static Text truth(Value value, Database database, Origin at) {
    if (value instanceof Value.Bool) {
      return Text.of(value == Value.Bool.TRUE ? "TRUE" : "FALSE");
    }
    Text text = database.text(value, at);
    String known = text.known();
    if (known == null) {
      return text;
    }
    return switch (known) {
      case "" -> Text.of("NULL");
      case "0", "f", "F", "false", "FALSE", "off", "OFF" -> Text.of("FALSE");
      default -> Text.of("TRUE");
    };
  }

  private static Text decimal(Value value, Database database, Origin at) {
    Text text = database.text(value, at);
    String known = text.known();
    if (known == null) {
      return text;
    }
    try {
      String plain = new BigDecimal(known.strip()).stripTrailingZeros().toPlainString();
      return Text.of(plain.contains(".") ? plain : plain + ".0");
    } catch (NumberFormatException none) {
      return Text.of(known.isBlank() ? "NULL" : "0.0");
    }
  }

  private static Text floating(Value value, Database database, Origin at) {
    if (Operators.whole(value) instanceof Integer number && value instanceof Value.BigInt) {
      return Text.of(number + ".0");
    }
    if (value instanceof Value.Num) {
      return database.text(value, at);
    }
    Text text = database.text(value, at);
    String known = text.known();
    return known == null
        ? text
        : database.text(at.run().invoke(Text.of(known), "to_f", List.of(), at.place()), at);
  }

  private static Text moment(Value value, Database database, Origin at) {
    Text text = database.text(value, at);
    String known = text.known();
    if (known == null) {
      return Names.literal(text);
    }
    String trimmed = known.strip();
    if (trimmed.length() >= 10
        && trimmed.charAt(4) == '-'
        && trimmed.charAt(7) == '-'
        && Character.isDigit(trimmed.charAt(0))) {
      return Names.literal(
          Text.of(
              trimmed.length() == 10
                  ? trimmed + " 00:00:00"
                  : trimmed.length() == 16 ? trimmed + ":00" : trimmed));
    }
    // What is no time becomes nil, such as the text "now()".
    return Text.of("NULL");
  }

  private static Text array(ListValue list, Database database, Origin at) {
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      return Names.literal(Text.hole(uncertain));
    }
    return Names.literal(elements(list, database, at, DEPTH));
  }

  private static Text elements(ListValue list, Database database, Origin at, int depth) {
    Text.Builder all = new Text.Builder().add("{");
    for (int i = 0; i < list.size(); i++) {
      Value item = list.get(i);
      all.add(i == 0 ? "" : ",");
      if (item instanceof ListValue inner && depth > 0) {
        all.add(elements(inner, database, at, depth - 1));
      } else if (item instanceof Value.Nothing) {
        all.add("NULL");
      } else {
        Text text = database.text(item, at);
        all.add(text.isKnown() ? Text.of(element(text.text())) : text);
      }
    }
    return all.add("}").build();
  }

  /** An array's element with the quotes that it needs. */
  private static String element(String text) {
    boolean plain = !text.isEmpty() && !text.equalsIgnoreCase("null");
    for (int i = 0; i < text.length() && plain; i++) {
      plain = "{},\"\\ \t\n\r".indexOf(text.charAt(i)) < 0;
    }
    return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Text hstore(RubyHash hash, Database database, Origin at) {
    Text.Builder all = new Text.Builder();
    boolean first = true;
    for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
      all.add(first ? "\"" : ", \"").add(database.text(entry.getKey(), at)).add("\"=>");
      if (entry.getValue() instanceof Value.Nothing) {
        all.add("NULL");
      } else {
        all.add("\"").add(database.text(entry.getValue(), at)).add("\"");
      }
      first = false;
    }
    return Names.literal(all.build());
  }

  /** A value as JSON. */
  static Text json(Value value, Database database, Origin at, int depth) {
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Nothing) {
      return Text.of("null");
    }
    if (value instanceof RubyHash hash && depth > 0) {
      Text.Builder all = new Text.Builder().add("{");
      boolean first = true;
      for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
        all.add(first ? "" : ",")
            .add(string(database.text(entry.getKey(), at)))
            .add(":")
            .add(json(entry.getValue(), database, at, depth - 1));
        first = false;
      }
      Unknown uncertain = hash.uncertain();
      return uncertain == null ? all.add("}").build() : Text.hole(uncertain);
    }
    if (value instanceof ListValue list && depth > 0) {
      Unknown uncertain = list.uncertain();
      if (uncertain != null) {
        return Text.hole(uncertain);
      }
      Text.Builder all = new Text.Builder().add("[");
      for (int i = 0; i < list.size(); i++) {
        all.add(i == 0 ? "" : ",").add(json(list.get(i), database, at, depth - 1));
      }
      return all.add("]").build();
    }
    if (value instanceof Text || value instanceof Symbol) {
      return string(database.text(value, at));
    }
    return Strings.text(value, at.run(), at.place());
  }

  private static Text string(Text text) {
    String known = text.known();
    if (known == null) {
      return Text.of("\"").concat(text).concat(Text.of("\""));
    }
    StringBuilder all = new StringBuilder("\"");
    for (int i = 0; i < known.length(); i++) {
      char c = known.charAt(i);
      switch (c) {
        case '"' -> all.append("\\\"");
        case '\\' -> all.append("\\\\");
        case '\n' -> all.append("\\n");
        case '\r' -> all.append("\\r");
        case '\t' -> all.append("\\t");
        case '<', '>', '&' -> all.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        default -> all.append(c);
      }
    }
    return Text.of(all.append('"').toString());
  }

  /** Names given as one value or as a list. */
  static List<Text> names(Value value, Database database, Origin at) {
    List<Text> names = new ArrayList<>();
    if (value instanceof ListValue list) {
      for (Value item : list.items()) {
        names.add(database.text(item, at));
      }
      Unknown uncertain = list.uncertain();
      if (uncertain != null && names.isEmpty()) {
        names.add(Text.hole(uncertain));
      }
    } else {
      names.add(database.text(value, at));
    }
    return names;
  }
}
