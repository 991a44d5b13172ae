package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data type: a class of {@code DataTypes}, or what it makes. The facts are those of {@code
 * data-types} and {@code dialects/postgres/data-types}.
 *
 * @param key the name by which the types of a dialect take a type's place
 * @param options what it was made with; null: it is the class
 */
public record DataType(String key, @Nullable Map<String, Value> options) implements HostObject {

  private static final Set<String> KEYS =
      Set.of(
          "ABSTRACT",
          "STRING",
          "CHAR",
          "TEXT",
          "NUMBER",
          "TINYINT",
          "SMALLINT",
          "MEDIUMINT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "TIME",
          "DATE",
          "DATEONLY",
          "BOOLEAN",
          "NOW",
          "BLOB",
          "DECIMAL",
          "UUID",
          "UUIDV1",
          "UUIDV4",
          "HSTORE",
          "JSON",
          "JSONB",
          "VIRTUAL",
          "ARRAY",
          "ENUM",
          "RANGE",
          "REAL",
          "DOUBLE PRECISION",
          "GEOMETRY",
          "GEOGRAPHY",
          "CIDR",
          "INET",
          "MACADDR",
          "CITEXT",
          "TSVECTOR");

  /** The class of a name; null: there is none. */
  public static @Nullable DataType named(String name) {
    String key =
        switch (name) {
          case "NUMERIC" -> "DECIMAL";
          case "DOUBLE" -> "DOUBLE PRECISION";
          default -> name;
        };
    return KEYS.contains(key) ? new DataType(key, null) : null;
  }

  /** {@code Sequelize.DataTypes}. */
  public record All() implements HostObject {

    @Override
    public String describe() {
      return "DataTypes";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      DataType type = named(name);
      if (type != null) {
        return type;
      }
      return name.equals("postgres") || name.equals("DataTypes") ? this : Nothing.UNDEFINED;
    }
  }

  /** Whether it is what a class made. */
  boolean isMade() {
    return options != null;
  }

  boolean is(String name) {
    return key.equals(name);
  }

  Value option(String name) {
    Map<String, Value> given = options;
    return given == null ? Nothing.UNDEFINED : given.getOrDefault(name, Nothing.UNDEFINED);
  }

  private DataType with(String name, Value value) {
    Map<String, Value> changed = new LinkedHashMap<>(options == null ? Map.of() : options);
    changed.put(name, value);
    return new DataType(key, changed);
  }

  /** What is used of a class where an instance is needed: what it makes without arguments. */
  DataType made() {
    return isMade() ? this : new DataType(key, Map.of());
  }

  // As the script has it.

  @Override
  public String describe() {
    return key;
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return construct(arguments, run, place);
  }

  @Override
  public Value construct(List<Value> arguments, Evaluation run, Place place) {
    return new DataType(key, made(arguments, new Call(run, place)));
  }

  private Map<String, Value> made(List<Value> arguments, Call call) {
    Map<String, Value> made = new LinkedHashMap<>();
    List<String> names =
        switch (key) {
          case "STRING", "CHAR" -> List.of("length", "binary");
          case "FLOAT", "REAL", "DOUBLE PRECISION" -> List.of("length", "decimals");
          case "DECIMAL" -> List.of("precision", "scale");
          case "TEXT", "BLOB", "DATE" -> List.of("length");
          case "NUMBER", "TINYINT", "SMALLINT", "MEDIUMINT", "INTEGER", "BIGINT" ->
              List.of("length", "zerofill", "decimals", "precision", "scale", "unsigned");
          case "RANGE" -> List.of("subtype");
          case "ENUM" -> List.of("values");
          case "ARRAY" -> List.of("type");
          case "GEOMETRY", "GEOGRAPHY" -> List.of("type", "srid");
          default -> List.of();
        };
    Value first = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0);
    if (first instanceof ObjectValue object) {
      for (String name : names) {
        Value value = call.get(object, name);
        if (value != Nothing.UNDEFINED) {
          made.put(name, value);
        }
      }
      return made;
    }
    if (key.equals("ENUM")) {
      made.put("values", values(arguments, call));
      return made;
    }
    for (int i = 0; i < names.size() && i < arguments.size(); i++) {
      made.put(names.get(i), arguments.get(i));
    }
    return made;
  }

  /** {@code ENUM('a', 'b')} and {@code ENUM(['a', 'b'])}, and both mixed. */
  private static Value values(List<Value> arguments, Call call) {
    List<Value> values = new ArrayList<>();
    Unknown uncertain = null;
    for (Value argument : arguments) {
      if (argument instanceof ListValue list) {
        values.addAll(list.items());
        uncertain = uncertain == null ? list.uncertain() : uncertain;
      } else if (argument instanceof Unknown unknown && arguments.size() == 1) {
        return unknown;
      } else {
        values.add(argument);
      }
    }
    ListValue all = call.run().list(values);
    if (uncertain != null) {
      all.becomeUncertain(uncertain);
    }
    return all;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "BINARY" -> is("STRING") || is("CHAR") ? with("binary", Bool.TRUE) : Nothing.UNDEFINED;
      case "UNSIGNED" -> with("unsigned", Bool.TRUE);
      case "ZEROFILL" -> with("zerofill", Bool.TRUE);
      case "key", "name" -> Text.of(key);
      case "options" -> {
        ObjectValue all = run.object();
        if (options != null) {
          options.forEach(all::put);
        }
        yield isMade() ? all : Nothing.UNDEFINED;
      }
      case "prototype" -> isMade() ? Nothing.UNDEFINED : run.object();
      case "values", "type" -> option(name);
      case "toString", "toSql" ->
          new NativeFunction(
              name, (self, arguments, within, at) -> made().toSql(false, new Call(within, at)));
      default -> Nothing.UNDEFINED;
    };
  }

  // As SQL.

  /** An element's type, as {@code ARRAY} makes it; null: it is none of ours. */
  @Nullable DataType element() {
    return is("ARRAY") && option("type") instanceof DataType type ? type.made() : null;
  }

  /** The enum that it is or is an array of; null: neither. */
  @Nullable DataType enumeration() {
    if (is("ENUM")) {
      return this;
    }
    DataType element = element();
    return element != null && element.is("ENUM") ? element : null;
  }

  /**
   * The type as SQL.
   *
   * @param postgres whether PostgreSQL's types have taken the place of the general ones: that is so
   *     for a column's type and an array's element, not for what is within that
   */
  Text toSql(boolean postgres, Call call) {
    return switch (key) {
      case "STRING", "CHAR" -> characters(postgres);
      case "TEXT", "BLOB" -> large(postgres, call);
      case "INTEGER", "TINYINT", "SMALLINT", "BIGINT", "REAL", "DOUBLE PRECISION" ->
          postgres ? Text.of(key) : number();
      case "NUMBER", "MEDIUMINT" -> number();
      case "FLOAT" -> postgres ? aFloat() : number();
      case "DECIMAL" -> decimal();
      case "BOOLEAN" -> Text.of(postgres ? "BOOLEAN" : "TINYINT(1)");
      case "DATE" -> Text.of(postgres ? "TIMESTAMP WITH TIME ZONE" : "DATETIME");
      case "DATEONLY" -> Text.of("DATE");
      case "RANGE" -> range(call);
      case "ARRAY" -> array(call);
      case "GEOMETRY", "GEOGRAPHY" -> postgres ? spatial() : Text.of(key);
      default -> Text.of(key);
    };
  }

  private Text characters(boolean postgres) {
    String name = is("STRING") ? "VARCHAR(" : "CHAR(";
    Truth binary = Values.truth(option("binary"));
    if (binary == Truth.TRUE && postgres) {
      return Text.of("BYTEA");
    }
    if (binary == Truth.UNKNOWN) {
      return Values.text(option("binary"));
    }
    Value length = option("length");
    Text size = Values.truth(length) == Truth.FALSE ? Text.of("255") : Values.text(length);
    return Text.of(name).concat(size).concat(Text.of(binary == Truth.TRUE ? ") BINARY" : ")"));
  }

  private Text large(boolean postgres, Call call) {
    if (postgres) {
      return Text.of(is("TEXT") ? "TEXT" : "BYTEA");
    }
    String length = Words.masked(call.text(option("length")));
    return Text.of(
        switch (length.toLowerCase(Locale.ROOT)) {
          case "tiny" -> "TINY" + key;
          case "medium" -> "MEDIUM" + key;
          case "long" -> "LONG" + key;
          default -> key;
        });
  }

  private Text number() {
    Text.Builder out = new Text.Builder().add(key);
    if (Values.truth(option("length")) != Truth.FALSE) {
      out.add("(").add(Values.text(option("length")));
      if (option("decimals") instanceof Num decimals) {
        out.add(",").add(Values.text(decimals));
      }
      out.add(")");
    }
    if (Values.truth(option("unsigned")) == Truth.TRUE) {
      out.add(" UNSIGNED");
    }
    if (Values.truth(option("zerofill")) == Truth.TRUE) {
      out.add(" ZEROFILL");
    }
    return out.build();
  }

  private Text aFloat() {
    return Values.truth(option("decimals")) == Truth.FALSE
            && Values.truth(option("length")) != Truth.FALSE
        ? Text.of("FLOAT(").concat(Values.text(option("length"))).concat(Text.of(")"))
        : Text.of("FLOAT");
  }

  /** A scale of zero is left out. */
  private Text decimal() {
    List<Text> parts = new ArrayList<>();
    for (String name : List.of("precision", "scale")) {
      if (Values.truth(option(name)) != Truth.FALSE) {
        parts.add(Values.text(option(name)));
      }
    }
    return parts.isEmpty()
        ? Text.of("DECIMAL")
        : Text.of("DECIMAL(").concat(Words.joined(parts, ",")).concat(Text.of(")"));
  }

  private Text range(Call call) {
    String subtype = option("subtype") instanceof DataType type ? type.key() : "INTEGER";
    if (option("subtype") instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    String name = ranged(subtype, "int4range", "numrange", "tstzrange", "daterange", "int8range");
    if (name == null) {
      throw call.fails("there is no range of " + subtype);
    }
    return Text.of(name);
  }

  /** What a range's bounds are cast to; null: there is no such range. */
  @Nullable String rangeBound() {
    String subtype = option("subtype") instanceof DataType type ? type.key() : "INTEGER";
    return ranged(subtype, "int4", "numeric", "timestamptz", "date", "int8");
  }

  private static @Nullable String ranged(
      String subtype, String integer, String decimal, String date, String dateOnly, String big) {
    return switch (subtype) {
      case "INTEGER" -> integer;
      case "DECIMAL" -> decimal;
      case "DATE" -> date;
      case "DATEONLY" -> dateOnly;
      case "BIGINT" -> big;
      default -> null;
    };
  }

  private Text array(Call call) {
    DataType element = element();
    if (element == null) {
      if (option("type") instanceof Unknown unknown) {
        return Text.hole(unknown).concat(Text.of("[]"));
      }
      throw call.fails("ARRAY is missing type definition for its values.");
    }
    return elementSql(element, call).concat(Text.of("[]"));
  }

  /** The types of PostgreSQL take the place of an array's element, not of what is within it. */
  private static Text elementSql(DataType element, Call call) {
    if (!element.is("ARRAY")) {
      return element.toSql(true, call);
    }
    DataType inner = element.element();
    return inner == null || inner.is("ARRAY")
        ? element.toSql(false, call)
        : inner.toSql(false, call).concat(Text.of("[]"));
  }

  private Text spatial() {
    Text.Builder out = new Text.Builder().add(key);
    if (Values.truth(option("type")) != Truth.FALSE) {
      out.add("(").add(Values.text(option("type")));
      if (Values.truth(option("srid")) != Truth.FALSE) {
        out.add(",").add(Values.text(option("srid")));
      }
      out.add(")");
    }
    return out.build();
  }
}
