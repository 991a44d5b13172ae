package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.extractor.sequelize.generator.ModelTable.Column;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statements that a model sends, as far as they do not depend on rows ({@code model}). Null stands
 * for one that is not known.
 */
public record ModelRows(Call call, ModelTable model) {

  /** {@code create}. */
  public @Nullable Statement create(Value values, Value options) {
    ObjectValue row = row(values, options);
    if (row == null) {
      return null;
    }
    Binds binds = new Binds();
    List<Text> names = new ArrayList<>();
    List<Text> items = new ArrayList<>();
    for (Map.Entry<String, Column> each : model.columns().entrySet()) {
      Column column = each.getValue();
      Value value = row.get(column.field());
      if (value == Value.Nothing.UNDEFINED) {
        continue;
      }
      names.add(Names.identifier(Text.produced(column.field(), call.place())));
      if (column.autoIncrement() && value instanceof Value.Nothing) {
        items.add(Text.of("DEFAULT"));
      } else if (column.type() instanceof DataType type && !(value instanceof Value.Nothing)) {
        items.add(Literals.bound(call, value, type, binds));
      } else {
        items.add(
            value instanceof Expression
                ? Literals.escape(call, value, Value.Nothing.UNDEFINED)
                : binds.add(value));
      }
    }
    Text sql =
        Text.of("INSERT INTO ")
            .concat(Names.table(call, model.table()))
            .concat(Text.of(" ("))
            .concat(Words.joined(names, ","))
            .concat(Text.of(") VALUES ("))
            .concat(Words.joined(items, ","))
            .concat(Text.of(")"))
            .concat(
                call.when(
                    call.get(options, "ignoreDuplicates"), Text.of(" ON CONFLICT DO NOTHING")))
            .concat(returned(options))
            .concat(Text.of(";"));
    return new Statement(sql, binds.values());
  }

  /** {@code RETURNING} of all columns, unless that is not wanted. */
  private Text returned(Value options) {
    Value returning = call.get(options, "returning");
    if (returning == Value.Bool.FALSE) {
      return Text.EMPTY;
    }
    List<Text> names = new ArrayList<>();
    for (Column column : model.columns().values()) {
      if (!column.isVirtual()) {
        names.add(Names.identifier(Text.of(column.field())));
      }
    }
    return Text.of(" RETURNING ").concat(Words.joined(names, ","));
  }

  /** A new row, by the names of the table. */
  private @Nullable ObjectValue row(Value values, Value options) {
    if (!(values instanceof ObjectValue given)
        || given.uncertain() != null
        || options instanceof Unknown
        || Values.truth(call.get(options, "include")) != Truth.FALSE
        || Values.truth(call.get(options, "fields")) != Truth.FALSE) {
      return null;
    }
    ObjectValue row = call.run().object();
    for (Map.Entry<String, Column> each : model.columns().entrySet()) {
      Column column = each.getValue();
      if (column.isVirtual()) {
        continue;
      }
      String key = each.getKey();
      Value value = call.get(given, key);
      if (value == Value.Nothing.UNDEFINED) {
        value = ModelTable.defaultOf(call, column);
      }
      boolean time = key.equals(model.createdAt()) || key.equals(model.updatedAt());
      if (time && (value instanceof Value.Nothing || key.equals(model.updatedAt()))) {
        value = now();
      }
      if (value == Value.Nothing.UNDEFINED && column.primaryKey()) {
        value = Value.Nothing.NULL;
      }
      if (value != Value.Nothing.UNDEFINED) {
        row.put(column.field(), value);
      }
    }
    return row;
  }

  private Unknown now() {
    return call.unknown("the time at which it runs");
  }

  /** {@code bulkCreate}. */
  public @Nullable Text bulkCreate(Value records, Value options) {
    if (!(records instanceof ListValue list)
        || list.uncertain() != null
        || list.size() == 0
        || Values.truth(call.get(options, "updateOnDuplicate")) != Truth.FALSE) {
      return null;
    }
    List<Value> rows = new ArrayList<>();
    for (Value each : list.items()) {
      ObjectValue row = row(each, options);
      if (row == null) {
        return null;
      }
      rows.add(row);
    }
    ObjectValue own = call.run().object();
    own.put("ignoreDuplicates", call.get(options, "ignoreDuplicates"));
    Value returning = call.get(options, "returning");
    own.put("returning", returning == Value.Nothing.UNDEFINED ? Value.Bool.TRUE : returning);
    return Rows.bulkInsert(call, model.table(), call.run().list(rows), own, model.described(call));
  }

  /** {@code update} of all rows that fulfil a condition. */
  public @Nullable Statement update(Value values, Value options) {
    if (!(values instanceof ObjectValue given)
        || given.uncertain() != null
        || Values.truth(call.get(options, "fields")) != Truth.FALSE
        || Values.truth(call.get(options, "individualHooks")) != Truth.FALSE
        || Values.truth(call.get(options, "limit")) != Truth.FALSE) {
      return null;
    }
    Value where = model.condition(call, call.get(options, "where"));
    if (where == null) {
      return null;
    }
    ObjectValue set = call.run().object();
    for (String key : given.keys()) {
      Column column = model.columns().get(key);
      Value value = call.get(given, key);
      if (column != null && !column.isVirtual() && value != Value.Nothing.UNDEFINED) {
        set.put(column.field(), value);
      }
    }
    String updatedAt = model.updatedAt();
    if (updatedAt != null && call.truth(options, "silent") != Truth.TRUE) {
      Column column = model.columns().get(updatedAt);
      if (column != null) {
        set.put(column.field(), now());
      }
    }
    Value living = call.get(options, "paranoid") == Value.Bool.FALSE ? where : living(where);
    return Rows.bulkUpdate(
        call, model.table(), set, living, returning(options), model.described(call));
  }

  private ObjectValue returning(Value options) {
    ObjectValue own = call.run().object();
    own.put("returning", call.get(options, "returning"));
    return own;
  }

  /** Of rows that are marked as deleted, nothing is known to a model ({@code _paranoidClause}). */
  private Value living(Value where) {
    Column deletedAt = deletedAt();
    if (deletedAt == null) {
      return where;
    }
    ObjectValue isNull = call.run().object();
    isNull.put(Operator.key("eq"), Value.Nothing.NULL);
    ObjectValue lives = call.run().object();
    lives.put(deletedAt.field(), isNull);
    if (where instanceof Value.Nothing
        || (where instanceof ObjectValue object && object.keys().isEmpty())) {
      return lives;
    }
    ObjectValue both = call.run().object();
    both.put(Operator.key("and"), call.run().list(List.of(lives, where)));
    return both;
  }

  private @Nullable Column deletedAt() {
    String attribute = model.deletedAt();
    return attribute == null ? null : model.columns().get(attribute);
  }

  /** {@code destroy}. */
  public @Nullable Statement destroy(Value options) {
    Value given = call.get(options, "where");
    if (Values.truth(given) == Truth.FALSE && call.truth(options, "truncate") == Truth.FALSE) {
      throw call.fails(
          "Missing where or truncate attribute in the options parameter of model.destroy.");
    }
    Value where = model.condition(call, given);
    if (where == null
        || Values.truth(call.get(options, "individualHooks")) != Truth.FALSE
        || Values.truth(call.get(options, "limit")) != Truth.FALSE) {
      return null;
    }
    Column deletedAt = deletedAt();
    if (deletedAt == null || call.truth(options, "force") == Truth.TRUE) {
      return Statement.of(Rows.bulkDelete(call, model.table(), where, options));
    }
    ObjectValue condition = call.run().object();
    condition.put(deletedAt.field(), Value.Nothing.NULL);
    if (where instanceof ObjectValue object) {
      for (String key : object.keys()) {
        condition.put(key, call.get(object, key));
      }
    }
    ObjectValue set = call.run().object();
    set.put(deletedAt.field(), now());
    return Rows.bulkUpdate(
        call, model.table(), set, condition, returning(options), model.described(call));
  }

  /** {@code truncate}: a deletion of all rows. */
  public @Nullable Statement truncate(Value options) {
    ObjectValue all = call.run().object();
    for (String option : List.of("cascade", "restartIdentity", "force")) {
      all.put(option, call.get(options, option));
    }
    all.put("truncate", Value.Bool.TRUE);
    return options instanceof Unknown ? null : destroy(all);
  }
}
