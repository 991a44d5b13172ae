package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Literals;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition of a column ({@code columncompiler.js}, {@code pg-columncompiler.js}). */
final class ColumnCompiler {

  /** The modifiers that become SQL, in the order in which they do. */
  private static final List<String> MODIFIERS =
      List.of(
          "nullable",
          "defaultTo",
          "comment",
          "check",
          "checkPositive",
          "checkNegative",
          "checkIn",
          "checkNotIn",
          "checkBetween",
          "checkLength",
          "checkRegex");

  final ColumnBuilderObject column;
  private final TableCompiler table;
  private final Connection connection;
  private final Evaluation run;
  private final Formatter formatter;
  private final Literals literals;
  private final Place place;
  private @Nullable Text compiledType;
  private int checks;

  /** Statements that follow those of the table. */
  final List<Sql> additional = new ArrayList<>();

  ColumnCompiler(TableCompiler table, ColumnBuilderObject column) {
    this.table = table;
    this.column = column;
    this.connection = column.table.connection;
    this.run = connection.run();
    this.place = column.place;
    this.formatter = connection.formatter(place);
    this.literals = connection.literals(place);
  }

  /** Its definition: name, type, modifiers. */
  Sql definition() {
    Sql out = new Sql().at(place);
    out.add(name()).add(" ").add(type());
    for (String modifier : MODIFIERS) {
      if (!column.isIncrements() || modifier.equals("comment")) {
        Value given = column.modifiers.get(modifier);
        if (given instanceof ListValue list && list.uncertain() == null) {
          modifier(modifier, list.items(), out);
        } else if (given instanceof Unknown unknown) {
          uncertain(modifier, unknown, out);
        }
      }
    }
    return out;
  }

  private void uncertain(String modifier, Unknown unknown, Sql out) {
    if (modifier.equals("comment")) {
      connection.unsupported("whether a column has a comment: " + unknown.reason(), place);
    } else {
      out.add(" ").add(Text.hole(unknown));
    }
  }

  /** The name, quoted; {@code id} if it is none and the column counts up. */
  Text name() {
    return formatter.wrapped(nameText());
  }

  private Text nameText() {
    Value name = Arguments.at(column.arguments, 0);
    if (Flags.isGiven(name)) {
      return formatter.text(name);
    }
    if (!column.isIncrements()) {
      throw error("You did not specify a column name for the " + column.type + " column.");
    }
    return Text.produced("id", place);
  }

  private RuntimeException error(String message) {
    return run.language().error(message, run, place).meant();
  }

  // Types.

  /** The type; made once, since a native enum sends a statement. */
  Text type() {
    Text known = compiledType;
    if (known == null) {
      Sql out = new Sql().at(place);
      type(Arguments.from(column.arguments, 1), out);
      known = out.text();
      compiledType = known;
    }
    return known;
  }

  private void type(List<Value> options, Sql out) {
    Value first = Arguments.at(options, 0);
    Value second = Arguments.at(options, 1);
    switch (column.type) {
      case "increments" -> key("serial", first, true, out);
      case "bigincrements" -> key("bigserial", first, true, out);
      case "uuid" -> key("uuid", first, false, out);
      case "integer", "mediumint" -> out.add("integer");
      case "tinyint", "smallint" -> out.add("smallint");
      case "biginteger" -> out.add("bigint");
      case "floating" -> out.add("real");
      case "double" -> out.add("double precision");
      case "bool" -> out.add("boolean");
      case "binary" -> out.add("bytea");
      case "date", "time", "text", "json", "jsonb", "geometry", "geography", "point" ->
          json(first, out);
      case "varchar" -> {
        out.add("varchar(").add(number(first, "255")).add(")");
      }
      case "decimal" -> {
        out.add("decimal");
        if (first != Value.Nothing.NULL) {
          out.add("(").add(number(first, "8")).add(", ").add(number(second, "2")).add(")");
        }
      }
      case "datetime", "timestamp" -> timestamp(first, second, out);
      case "bit" -> bit(first, out);
      case "enu" -> enumeration(first, second, out);
      case "specifictype" -> out.add(formatter.text(first));
      default -> out.add("undefined");
    }
  }

  private void json(Value first, Sql out) {
    boolean binary = column.type.equals("json") && run.language().truth(first) == Truth.TRUE;
    out.add(binary ? "jsonb" : column.type);
  }

  /** A type that may be the primary key by itself, if the table has no other. */
  private void key(String type, Value options, boolean byDefault, Sql out) {
    out.add(type);
    Value primary =
        options == Value.Nothing.UNDEFINED
            ? Value.Bool.of(byDefault)
            : run.member(options, "primaryKey", place);
    if (!table.hasPrimaryKey()) {
      Flags.words(primary, " primary key", run, out);
    }
  }

  /** {@code parseInt}, or something else where it is none. */
  private Text number(Value value, String fallback) {
    return number(value, Text.of(fallback));
  }

  private Text number(Value value, Text fallback) {
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Num num) {
      return Double.isNaN(num.value())
          ? fallback
          : formatter.text(
              new Value.Num(num.value() < 0 ? Math.ceil(num.value()) : Math.floor(num.value())));
    }
    if (value instanceof Value.Nothing) {
      return fallback;
    }
    Text text = run.language().text(value, run, place);
    String known = text.known();
    if (known == null) {
      return text;
    }
    String stripped = known.strip();
    int end = stripped.startsWith("-") || stripped.startsWith("+") ? 1 : 0;
    int digits = end;
    while (end < stripped.length() && Character.isDigit(stripped.charAt(end))) {
      end++;
    }
    return end == digits ? fallback : Text.produced(stripped.substring(0, end), place);
  }

  private void timestamp(Value first, Value second, Sql out) {
    Value useTz;
    Value precision = second;
    if (first instanceof io.github.windlass.script.ObjectValue) {
      useTz = run.member(first, "useTz", place);
      precision = run.member(first, "precision", place);
      useTz = useTz instanceof Unknown || useTz instanceof Value.Bool ? useTz : Value.Bool.TRUE;
    } else {
      Truth without = run.language().truth(first);
      useTz = without == Truth.UNKNOWN ? first : Value.Bool.of(without == Truth.FALSE);
    }
    if (useTz instanceof Value.Bool tz) {
      out.add(tz == Value.Bool.TRUE ? "timestamptz" : "timestamp");
    } else {
      out.add("timestamp");
      Flags.unknown(useTz, out);
    }
    if (!Arguments.mayBeThere(precision)) {
      precision = connection.precisionOfTimes();
    }
    if (Arguments.mayBeThere(precision)) {
      out.add("(").add(formatter.text(precision)).add(")");
    }
  }

  private void bit(Value options, Sql out) {
    if (options instanceof Value.Nothing) {
      throw error("Cannot read properties of undefined (reading 'length')");
    }
    Value length =
        options instanceof io.github.windlass.script.ObjectValue
            ? run.member(options, "length", place)
            : options instanceof Unknown ? options : Value.Nothing.UNDEFINED;
    out.add("bit");
    if (length != Value.Bool.FALSE) {
      out.add("(").add(formatter.text(length)).add(")");
    }
  }

  private void enumeration(Value allowed, Value options, Sql out) {
    Truth isNative = run.language().truth(option(options, "useNative"));
    Truth exists = run.language().truth(option(options, "existingType"));
    if (isNative == Truth.FALSE) {
      out.add("text check (").add(name()).add(" in ('").add(allowed(allowed)).add("'))");
      return;
    }
    Sql type = new Sql().at(place);
    Value schema = option(options, "schemaName");
    if (!Flags.isGiven(schema)) {
      schema = column.table.schema;
    }
    if (Flags.isGiven(schema)) {
      type.add("\"").add(formatter.text(schema)).add("\".");
    }
    type.add("\"").add(formatter.text(option(options, "enumName"))).add("\"");
    if (isNative == Truth.UNKNOWN || exists == Truth.UNKNOWN) {
      connection.unsupported("whether the type of an enum is made is not known", place);
    } else if (exists == Truth.FALSE) {
      table.first(
          new Sql()
              .at(place)
              .add("create type ")
              .add(type.text())
              .add(" as enum ('")
              .add(allowed(allowed))
              .add("')"),
          column);
    }
    out.add(type.text());
  }

  private Value option(Value options, String name) {
    return options instanceof Value.Nothing
        ? Value.Nothing.UNDEFINED
        : run.member(options, name, place);
  }

  private Text allowed(Value allowed) {
    List<Value> items = Arguments.items(allowed);
    if (items == null) {
      if (allowed instanceof Value.Nothing) {
        throw error("Cannot read properties of undefined (reading 'join')");
      }
      return allowed instanceof ListValue list && list.uncertain() != null
          ? Text.hole(list.uncertain())
          : formatter.text(allowed);
    }
    Text.Builder joined = new Text.Builder();
    for (int i = 0; i < items.size(); i++) {
      joined.add(i == 0 ? "" : "', '").add(formatter.text(items.get(i)));
    }
    return joined.build();
  }

  // Modifiers.

  private void modifier(String modifier, List<Value> given, Sql out) {
    Value first = Arguments.at(given, 0);
    Value second = Arguments.at(given, 1);
    switch (modifier) {
      case "nullable" -> {
        if (first instanceof Unknown unknown) {
          out.add(" ").add(Text.hole(unknown));
        } else {
          out.add(first == Value.Bool.FALSE ? " not null" : " null");
        }
      }
      case "defaultTo" -> out.add(" default ").add(literals.byDefault(first, column.type));
      case "comment" -> comment(first);
      case "checkPositive" -> check(predicate().add(" > 0"), first, out);
      case "checkNegative" -> check(predicate().add(" < 0"), first, out);
      case "checkIn" -> checkIn("", first, second, out);
      case "checkNotIn" -> checkIn("not ", first, second, out);
      case "checkBetween" -> checkBetween(first, second, out);
      case "checkLength" -> {
        Sql length = new Sql().at(place).add("length(").add(name()).add(") ");
        formatter.operator(first, length);
        length.add(" ").add(number(second, "undefined"));
        check(length, Arguments.at(given, 2), out);
      }
      case "checkRegex" -> check(predicate().add(" ~ ").add(literals.of(first)), second, out);
      default -> throw error("Cannot read properties of undefined (reading 'apply')");
    }
  }

  /** The text after SET for a default. */
  @Nullable Text defaultSetting() {
    Value given = column.modifiers.get("defaultTo");
    if (given instanceof ListValue list) {
      return literals.byDefault(list.get(0), column.type);
    }
    return given instanceof Unknown unknown ? Text.hole(unknown) : null;
  }

  private void comment(Value comment) {
    Sql out =
        new Sql()
            .at(place)
            .add("comment on column ")
            .add(table.name())
            .add(".")
            .add(name())
            .add(" is ");
    if (Flags.isGiven(comment)) {
      out.add("'").add(Comments.escaped(formatter.text(comment))).add("'");
    } else {
      out.add("NULL");
    }
    additional.add(out);
  }

  private Sql predicate() {
    return new Sql().at(place).add(name());
  }

  private void checkIn(String not, Value values, Value constraint, Sql out) {
    Sql predicate = predicate().add(" " + not + "in (");
    List<Value> items = Arguments.items(values);
    if (items == null) {
      predicate.add(formatter.text(values));
    } else {
      for (int i = 0; i < items.size(); i++) {
        predicate.add(i == 0 ? "" : ",").add(literals.of(items.get(i)));
      }
    }
    check(predicate.add(")"), constraint, out);
  }

  private void checkBetween(Value given, Value constraint, Sql out) {
    List<Value> intervals = Arguments.items(given);
    if (intervals == null) {
      check(predicate().add(" between ").add(formatter.text(given)), constraint, out);
      return;
    }
    boolean one =
        intervals.size() == 2
            && !(intervals.get(0) instanceof ListValue)
            && !(intervals.get(1) instanceof ListValue);
    Sql predicate = new Sql().at(place);
    for (Value interval : one ? List.of(given) : intervals) {
      predicate.add(predicate.isEmpty() ? "" : " or ").add(name()).add(" between ");
      predicate.add(literals.of(item(interval, 0))).add(" and ");
      predicate.add(literals.of(item(interval, 1)));
    }
    check(predicate, constraint, out);
  }

  private static Value item(Value interval, int index) {
    return interval instanceof ListValue list ? list.get(index) : interval;
  }

  /** A check within the definition; of a column that is altered, a statement of its own. */
  private void check(Sql predicate, Value constraint, Sql out) {
    boolean named = Flags.isGiven(constraint);
    if (column.altering() instanceof Value.Nothing) {
      out.add(" ");
      if (named) {
        out.add("constraint ").add(formatter.text(constraint)).add(" ");
      }
      out.add("check (").add(predicate.build()).add(")");
      return;
    }
    Sql added = new Sql().at(place).add("alter table ").add(table.name()).add(" add constraint ");
    if (named) {
      added.add(formatter.text(constraint));
    } else {
      added.add(formatter.text(column.table.name)).add("_").add(nameText()).add("_" + ++checks);
    }
    additional.add(added.add(" check(").add(predicate.build()).add(")"));
  }
}
