package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values within SQL: {@code escape}, and {@code stringify} of the data types. */
public final class Literals {

  private Literals() {}

  /** A value without a column, as {@code sequelize.escape} gives it. */
  public static Text escaped(Call call, Value value) {
    return escape(call, value, Value.Nothing.UNDEFINED);
  }

  /**
   * A value, as a type has it.
   *
   * @param type of the column; undefined where it has none
   */
  static Text escape(Call call, Value value, Value type) {
    if (value instanceof Expression expression) {
      return Conditions.expression(call, expression);
    }
    if (value instanceof Value.Nothing || !(type instanceof DataType of) || !of.isMade()) {
      return plain(call, value, false);
    }
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    return typed(call, value, of);
  }

  private static Text typed(Call call, Value value, DataType type) {
    return switch (type.key()) {
      case "NUMBER", "TINYINT", "SMALLINT", "MEDIUMINT", "INTEGER", "BIGINT", "DECIMAL" ->
          switch (value) {
            case Value.Num num -> plain(call, num, false);
            case Value.BigInt big -> plain(call, big, false);
            case Value.Bool bool -> plain(call, bool, false);
            default -> plain(call, call.text(value), false);
          };
      case "FLOAT", "REAL", "DOUBLE PRECISION" ->
          Text.of("'").concat(floating(call, value)).concat(Text.of("'"));
      case "DATE" -> quoted(Dates.dateTime(call, value));
      case "DATEONLY" -> quoted(Dates.date(call, value));
      case "JSON", "JSONB" -> plain(call, call.json(value), false);
      case "HSTORE" -> hstore(call, value);
      case "BLOB" -> bytes(call, value);
      case "ARRAY" -> array(call, value, type);
      case "RANGE" -> Ranges.literal(call, value, type);
      case "GEOMETRY", "GEOGRAPHY" ->
          Text.of("ST_GeomFromGeoJSON(")
              .concat(plain(call, call.json(value), false))
              .concat(Text.of(")"));
      default -> plain(call, value, false);
    };
  }

  /**
   * A value of a type that is sent beside the text, as far as the type lets it: {@code bindParam}.
   */
  static Text bound(Call call, Value value, DataType type, @Nullable Binds binds) {
    if (binds == null || value instanceof Expression) {
      return escape(call, value, type);
    }
    return switch (type.key()) {
      case "JSON", "JSONB" -> binds.add(call.json(value));
      case "DATE" -> binds.add(value instanceof Unknown ? value : Dates.dateTime(call, value));
      case "DATEONLY" -> binds.add(value instanceof Unknown ? value : Dates.date(call, value));
      case "ARRAY", "RANGE", "HSTORE", "GEOMETRY", "GEOGRAPHY", "BLOB" ->
          binds.add(call.unknown("a value of type " + type.key()));
      default -> binds.add(value);
    };
  }

  private static Text floating(Call call, Value value) {
    Text text = call.text(value);
    String known = text.known();
    if (known == null || !(value instanceof Text)) {
      return text;
    }
    try {
      double number = known.isBlank() ? 0 : Double.parseDouble(known.strip());
      return Double.isNaN(number) ? Text.of("NaN") : text;
    } catch (NumberFormatException e) {
      return Text.of("NaN");
    }
  }

  /** {@code pg-hstore}, with {@code sanitize}. */
  private static Text hstore(Call call, Value value) {
    if (!(value instanceof ObjectValue object)) {
      return Text.hole(call.unknown("an hstore of " + Values.text(value).text()));
    }
    List<Text> pairs = new ArrayList<>();
    for (String key : object.keys()) {
      Value item = call.get(object, key);
      Text text =
          item instanceof Value.Nothing
              ? Text.of("NULL")
              : Text.of("\"")
                  .concat(
                      hstoreEscaped(
                          item instanceof ObjectValue
                              ? call.text(call.json(item))
                              : call.text(item)))
                  .concat(Text.of("\""));
      pairs.add(
          Text.of("\"").concat(hstoreEscaped(Text.of(key))).concat(Text.of("\"=>")).concat(text));
    }
    return quoted(Words.joined(pairs, ","));
  }

  private static Text hstoreEscaped(Text text) {
    return Words.each(Words.each(Words.doubled(text, '\''), '\\', "\\\\"), '"', "\\\"");
  }

  private static Text bytes(Call call, Value value) {
    Text hex;
    if (isBuffer(value)) {
      hex = call.text(call.run().invoke(value, "toString", List.of(Text.of("hex")), call.place()));
    } else {
      Text text = call.text(value);
      String known = text.known();
      hex =
          known == null
              ? Text.hole(call.unknown("the bytes of " + text.text()))
              : Text.of(
                  java.util.HexFormat.of()
                      .formatHex(known.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    return Text.of("E'\\\\x").concat(hex).concat(Text.of("'"));
  }

  private static Text array(Call call, Value value, @Nullable DataType type) {
    if (!(value instanceof ListValue list)) {
      throw call.fails("values.map is not a function");
    }
    DataType element = type == null ? null : type.element();
    if (element != null && element.is("ENUM")) {
      throw call.fails("Cannot read properties of undefined (reading 'getTableName')");
    }
    List<Text> items = new ArrayList<>();
    for (Value item : call.items(list)) {
      items.add(element == null ? plain(call, item, false) : item(call, item, element));
    }
    Text all = Text.of("ARRAY[").concat(Words.joined(items, ",")).concat(Text.of("]"));
    return type == null || element == null
        ? all
        : all.concat(Text.of("::")).concat(type.toSql(true, call));
  }

  private static Text item(Call call, Value item, DataType element) {
    return item instanceof Unknown unknown ? Text.hole(unknown) : typed(call, item, element);
  }

  /**
   * A value of no type: {@code escape} of {@code sql-string}.
   *
   * @param list whether a list is items between commas; else it is an array
   */
  static Text plain(Call call, Value value, boolean list) {
    return switch (value) {
      case Value.Nothing nothing -> Text.of("NULL");
      case Value.Bool bool -> Values.text(bool);
      case Value.Num num -> call.text(num);
      case Value.BigInt big -> Values.text(big);
      case Text text -> quoted(Words.doubled(Words.each(text, '\0', "\\0"), '\''));
      case Unknown unknown -> Text.hole(unknown);
      case ListValue items -> list ? list(call, items) : array(call, items, null);
      case HostObject host when Dates.isDate(host) -> quoted(Dates.dateTime(call, host));
      case HostObject host when isBuffer(host) -> bytes(call, host);
      case HostObject host -> throw call.fails("Invalid value " + host.describe());
      case ObjectValue object -> throw call.fails("Invalid value " + call.text(call.json(object)));
      default -> throw call.fails("Invalid value");
    };
  }

  private static Text list(Call call, ListValue list) {
    List<Text> items = new ArrayList<>();
    for (Value item : call.items(list)) {
      items.add(
          item instanceof ListValue inner
              ? Text.of("(").concat(list(call, inner)).concat(Text.of(")"))
              : plain(call, item, true));
    }
    return Words.joined(items, ", ");
  }

  private static boolean isBuffer(Value value) {
    return value instanceof HostObject host && host.describe().equals("Buffer");
  }

  private static Text quoted(Text text) {
    return Text.of("'").concat(text).concat(Text.of("'"));
  }
}
