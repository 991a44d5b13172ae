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
import org.jspecify.annotations.Nullable;

/** Statements that add, change and remove rows. */
public final class Rows {

  private Rows() {}

  /**
   * {@code bulkInsert}.
   *
   * @return null: it is unknown which rows there are
   */
  public static @Nullable Text bulkInsert(
      Call call, Value table, Value records, Value options, Value attributes) {
    if (!(records instanceof ListValue list)) {
      if (records instanceof Unknown) {
        return null;
      }
      throw call.fails("fieldValueHashes is not iterable");
    }
    if (list.uncertain() != null && list.size() == 0) {
      return null;
    }
    List<String> columns = new ArrayList<>();
    List<Text> tuples = new ArrayList<>();
    for (Value row : list.items()) {
      if (row instanceof ObjectValue object) {
        for (String key : object.keys()) {
          if (!columns.contains(key)) {
            columns.add(key);
          }
        }
      }
    }
    for (Value row : list.items()) {
      tuples.add(
          row instanceof Unknown unknown
              ? Text.of("(").concat(Text.hole(unknown)).concat(Text.of(")"))
              : tuple(call, row, columns, attributes));
    }
    List<Text> names = new ArrayList<>();
    for (String column : columns) {
      names.add(Names.identifier(Text.produced(column, call.place())));
    }
    return Words.fragments(
        List.of(
            Text.of("INSERT INTO"),
            Names.table(call, table),
            Text.of("(").concat(Words.joined(names, ",")).concat(Text.of(")")),
            Text.of("VALUES"),
            Words.joined(tuples, ","),
            onConflict(call, options, false),
            call.when(call.get(options, "ignoreDuplicates"), Text.of(" ON CONFLICT DO NOTHING")),
            returning(call, attributes, options),
            Text.of(";")));
  }

  private static Text tuple(Call call, Value row, List<String> columns, Value attributes) {
    List<Text> values = new ArrayList<>();
    for (String column : columns) {
      Value attribute = call.get(attributes, column);
      Value value = call.get(row, column);
      if (call.get(attribute, "autoIncrement") == Value.Bool.TRUE) {
        values.add(value instanceof Value.Nothing ? Text.of("DEFAULT") : Values.text(value));
      } else {
        values.add(Literals.escape(call, value, call.get(attribute, "type")));
      }
    }
    return Text.of("(").concat(Words.joined(values, ",")).concat(Text.of(")"));
  }

  private static Text onConflict(Call call, Value options, boolean mayDoNothing) {
    Value update = call.get(options, "updateOnDuplicate");
    if (Values.truth(update) == Truth.FALSE) {
      return Text.EMPTY;
    }
    List<Text> sets = new ArrayList<>();
    for (Text name : Tables.names(call, update)) {
      sets.add(name.concat(Text.of("=EXCLUDED.")).concat(name));
    }
    Value where = call.get(options, "conflictWhere");
    return Words.fragments(
        List.of(
            Text.of("ON CONFLICT"),
            Text.of("("),
            Words.joined(Tables.names(call, call.get(options, "upsertKeys")), ","),
            Text.of(")"),
            Values.truth(where) == Truth.FALSE ? Text.EMPTY : Conditions.clause(call, where, null),
            sets.isEmpty() && mayDoNothing ? Text.of("DO NOTHING") : Text.of("DO UPDATE SET"),
            Words.joined(sets, ",")));
  }

  /** {@code generateReturnValues}. */
  private static Text returning(Call call, Value attributes, Value options) {
    Value returning = call.get(options, "returning");
    if (Values.truth(returning) == Truth.FALSE) {
      return Text.EMPTY;
    }
    List<Text> names = new ArrayList<>();
    if (returning instanceof ListValue) {
      names = Tables.names(call, returning);
    } else if (attributes instanceof ObjectValue object) {
      for (String key : object.keys()) {
        Value attribute = call.get(object, key);
        if (!(call.get(attribute, "type") instanceof DataType type && type.is("VIRTUAL"))) {
          names.add(Names.identifier(call, call.get(attribute, "field")));
        }
      }
    }
    return call.when(
        returning,
        Text.of(" RETURNING ").concat(names.isEmpty() ? Text.of("*") : Words.joined(names, ",")));
  }

  /** {@code insertQuery} without a model. */
  public static Statement insert(Call call, Value table, Value values, Value options) {
    Binds binds = new Binds();
    boolean bound = call.get(options, "bindParam") != Value.Bool.FALSE;
    List<Text> names = new ArrayList<>();
    List<Text> items = new ArrayList<>();
    if (values instanceof ObjectValue object) {
      for (String key : object.keys()) {
        names.add(Names.identifier(Text.produced(key, call.place())));
        items.add(value(call, call.get(object, key), bound ? binds : null));
      }
      if (object.uncertain() != null) {
        names.add(Text.hole(object.uncertain()));
        items.add(Text.hole(object.uncertain()));
      }
    } else if (values instanceof Unknown unknown) {
      names.add(Text.hole(unknown));
      items.add(Text.hole(unknown));
    }
    Text sql = Text.of("INSERT INTO ").concat(Names.table(call, table));
    Text conflict = onConflict(call, options, true);
    if (conflict.length() > 0) {
      conflict = Text.of(" ").concat(conflict);
    }
    conflict =
        conflict.concat(
            call.when(call.get(options, "ignoreDuplicates"), Text.of(" ON CONFLICT DO NOTHING")));
    sql =
        names.isEmpty()
            ? sql.concat(conflict).concat(Text.of(" DEFAULT VALUES"))
            : sql.concat(Text.of(" ("))
                .concat(Words.joined(names, ","))
                .concat(Text.of(") VALUES ("))
                .concat(Words.joined(items, ","))
                .concat(Text.of(")"))
                .concat(conflict);
    return new Statement(
        sql.concat(returning(call, Value.Nothing.UNDEFINED, options)).concat(Text.of(";")),
        binds.values());
  }

  private static Text value(Call call, Value value, @Nullable Binds binds) {
    return binds == null || value instanceof Expression
        ? Literals.escape(call, value, Value.Nothing.UNDEFINED)
        : binds.add(value);
  }

  /**
   * {@code bulkUpdate}.
   *
   * @return null: nothing is changed, and an empty text is sent
   */
  public static @Nullable Statement bulkUpdate(
      Call call, Value table, Value values, Value where, Value options, Value attributes) {
    Binds binds = new Binds();
    boolean bound = call.get(options, "bindParam") != Value.Bool.FALSE;
    List<Text> sets = new ArrayList<>();
    if (values instanceof ObjectValue object) {
      for (String key : object.keys()) {
        Value value = call.get(object, key);
        Value type = call.get(call.get(attributes, key), "type");
        sets.add(
            Names.identifier(Text.produced(key, call.place()))
                .concat(Text.of("="))
                .concat(
                    type instanceof DataType of && of.isMade() && !(value instanceof Value.Nothing)
                        ? Literals.bound(call, value, of, bound ? binds : null)
                        : value(call, value, bound ? binds : null)));
      }
      if (object.uncertain() != null) {
        sets.add(Text.hole(object.uncertain()));
      }
    } else if (values instanceof Unknown unknown) {
      sets.add(Text.hole(unknown));
    }
    if (sets.isEmpty()) {
      return null;
    }
    Text sql =
        Text.of("UPDATE ")
            .concat(Names.table(call, table))
            .concat(Text.of(" SET "))
            .concat(Words.joined(sets, ","))
            .concat(Text.of(" "))
            .concat(Conditions.clause(call, where, bound ? binds : null))
            .concat(returning(call, attributes, options));
    return new Statement(Words.trim(sql), binds.values());
  }

  /** {@code bulkDelete}. */
  public static Text bulkDelete(Call call, Value table, Value where, Value options) {
    if (call.get(options, "truncate") == Value.Bool.TRUE) {
      return Tables.truncate(call, table, options);
    }
    if (Values.truth(call.get(options, "limit")) == Truth.TRUE) {
      throw call.fails("Cannot LIMIT delete without a model.");
    }
    Text condition = Conditions.of(call, where, Text.EMPTY);
    Text sql = Text.of("DELETE FROM ").concat(Names.table(call, table));
    return condition.length() == 0 ? sql : sql.concat(Text.of(" WHERE ")).concat(condition);
  }

  /** {@code increment} and {@code decrement}. */
  public static Text count(
      Call call,
      String operator,
      Value table,
      Value where,
      Value amounts,
      Value more,
      Value options) {
    List<Text> sets = new ArrayList<>();
    if (amounts instanceof ObjectValue object) {
      for (String key : object.keys()) {
        Text name = Names.identifier(Text.produced(key, call.place()));
        sets.add(
            name.concat(Text.of("="))
                .concat(name)
                .concat(Text.of(operator + " "))
                .concat(Literals.escape(call, call.get(object, key), Value.Nothing.UNDEFINED)));
      }
    }
    if (more instanceof ObjectValue object) {
      for (String key : object.keys()) {
        sets.add(
            Names.identifier(Text.produced(key, call.place()))
                .concat(Text.of("="))
                .concat(Literals.escape(call, call.get(object, key), Value.Nothing.UNDEFINED)));
      }
    }
    Value returning = call.get(options, "returning");
    return Words.fragments(
        List.of(
            Text.of("UPDATE"),
            Names.table(call, table),
            Text.of("SET"),
            Words.joined(sets, ","),
            Conditions.clause(call, where, null),
            returning == Value.Nothing.UNDEFINED
                ? Text.of("RETURNING *")
                : returning(call, Value.Nothing.UNDEFINED, options)));
  }

  /**
   * {@code selectQuery} of one table without a model, as {@code rawSelect} and {@code select} use
   * it.
   *
   * @return null: there is something in the options that is not rendered
   */
  public static @Nullable Text select(Call call, Value table, Value options) {
    for (String option :
        List.of("include", "group", "having", "order", "lock", "tableAs", "groupedLimit")) {
      if (Values.truth(call.get(options, option)) != Truth.FALSE) {
        return null;
      }
    }
    List<Text> columns = new ArrayList<>();
    Value attributes = call.get(options, "attributes");
    switch (attributes) {
      case Value.Nothing nothing -> columns.add(Text.of("*"));
      case ListValue list -> {
        for (Value item : call.items(list)) {
          if (item instanceof Text name) {
            columns.add(Names.identifier(name));
          } else if (item instanceof ListValue pair
              && pair.size() == 2
              && pair.get(0) instanceof Expression expression) {
            columns.add(
                Conditions.expression(call, expression)
                    .concat(Text.of(" AS "))
                    .concat(Names.identifier(call, pair.get(1))));
          } else {
            return null;
          }
        }
      }
      default -> {
        return null;
      }
    }
    Text.Builder sql =
        new Text.Builder()
            .add("SELECT ")
            .add(Words.joined(columns, ", "))
            .add(" FROM ")
            .add(Names.table(call, table));
    Value where = call.get(options, "where");
    Text condition =
        Values.truth(where) == Truth.FALSE
            ? Text.EMPTY
            : Conditions.of(call, where, Names.table(call, table).concat(Text.of(".")));
    if (condition.length() > 0) {
      sql.add(" WHERE ").add(condition);
    }
    for (String bound : List.of("limit", "offset")) {
      Value value = call.get(options, bound);
      if (!(value instanceof Value.Nothing)) {
        sql.add(bound.equals("limit") ? " LIMIT " : " OFFSET ");
        sql.add(Literals.escape(call, value, Value.Nothing.UNDEFINED));
      }
    }
    return sql.add(";").build();
  }
}
