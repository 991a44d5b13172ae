package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Names;
import io.github.windlass.extractor.rails.schema.Options;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table: {@code User.where(state: nil)}.
 *
 * @param conditions what WHERE has, joined by AND
 * @param equal the attributes that a row made through it has
 * @param query what it has beside them
 * @param obstacle why an UPDATE or DELETE of the rows cannot be written down; null: it can
 * @param owned the column with an owner's key, which {@code delete_all} sets to NULL; null: it
 *     deletes
 */
record Relation(
    Models models,
    RubyModule model,
    Text table,
    List<Conditions.Condition> conditions,
    Map<String, Value> equal,
    Query query,
    @Nullable String obstacle,
    @Nullable String owned)
    implements HostObject {

  Relation {
    conditions = List.copyOf(conditions);
    equal = Collections.unmodifiableMap(new LinkedHashMap<>(equal));
  }

  Relation(
      Models models,
      RubyModule model,
      Text table,
      List<Conditions.Condition> conditions,
      Map<String, Value> equal,
      Query query,
      @Nullable String obstacle) {
    this(models, model, table, conditions, equal, query, obstacle, null);
  }

  /** The rows of an owner as a whole, which {@code delete_all} leaves there, without it. */
  Relation owned(String column) {
    return new Relation(models, model, table, conditions, equal, query, obstacle, column);
  }

  @Override
  public String describe() {
    return "rows of " + table.text();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public boolean sends() {
    return true;
  }

  private Relation with(Conditions.Condition condition) {
    if (condition.sql().length() == 0) {
      return this;
    }
    List<Conditions.Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Relation(models, model, table, all, equal, query, obstacle);
  }

  Relation hindered(String why) {
    return new Relation(
        models, model, table, conditions, equal, query, obstacle == null ? why : obstacle);
  }

  private Relation hinderedIf(boolean is, String why) {
    return is ? hindered(why) : this;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    Database database = models.database();
    switch (name) {
      case "unscoped":
        return arguments.block() instanceof RubyProc block
            ? models.within(models.unscoped(model, place), () -> block.run(run, place))
            : models.unscoped(model, place);
      case "scoping":
        return arguments.block() instanceof RubyProc block
            ? models.within(this, () -> block.run(run, place))
            : this;
      case "all",
      "readonly",
      "lock",
      "preload",
      "load",
      "extending",
      "with_deleted",
      "load_async",
      "includes",
      "annotate":
        return this;
      case "order", "reorder":
        Query before = name.equals("order") ? query : query.unordered();
        return with(before.ordered(table, arguments, database, place), name);
      case "limit":
        return with(query.limited(arguments.get(0)), name);
      case "offset":
        return with(query.from(arguments.get(0)), name);
      case "joins", "left_joins", "left_outer_joins":
        return with(joined(name, arguments, place), name);
      case "or":
        return or(arguments.get(0));
      case "where", "rewhere":
        if (arguments.size() == 0 && arguments.keywords() == null) {
          return new Negation(this);
        }
        return where(arguments, place)
            .hinderedIf(name.equals("rewhere") && !conditions.isEmpty(), name);
      case "not":
        return with(Conditions.of(this, arguments, true, place));
      case "create_with":
        return new Relation(
            models, model, table, conditions, with(equal, arguments, place), query, obstacle);
      case "none",
      "reverse_order",
      "eager_load",
      "references",
      "distinct",
      "select",
      "group",
      "having",
      "from",
      "and",
      "merge",
      "unscope",
      "in_order_of",
      "missing",
      "associated":
        if (name.equals("select")) {
          Text columns = Query.columns(table, arguments);
          return arguments.block() != null
              ? rows(name, arguments, run, place)
              : columns == null ? this : with(query.selecting(columns), name);
        }
        return hindered(name);
      case "update_all":
        return updateAll(arguments, run, place);
      case "delete_all":
        if (owned != null && arguments.size() == 0) {
          RubyHash none = RubyHash.empty(run);
          none.put(Text.of(owned), Nothing.NULL);
          return updateAll(Arguments.positional(none), run, place);
        }
        return deleteAll(place);
      case "delete_by":
        return where(arguments, place).deleteAll(place);
      case "destroy_by":
        return where(arguments, place).destroyAll(place);
      case "destroy_all":
        return destroyAll(place);
      case "create",
      "create!",
      "create_or_find_by",
      "create_or_find_by!",
      "<<",
      "push",
      "append",
      "concat":
        return create(name, arguments, run, place);
      case "new", "build":
        return made(arguments, run, place);
      case "find_or_create_by", "find_or_create_by!":
        return unlessFound(
            where(arguments, place), Arguments.NONE.withBlock(arguments.block()), run, place);
      case "first_or_create", "first_or_create!":
        return unlessFound(this, arguments, run, place);
      case "insert", "insert!", "insert_all", "insert_all!", "upsert", "upsert_all":
        return Insertion.all(
            models,
            model,
            arguments.get(0),
            equal,
            name,
            Options.of(arguments.size() > 1 ? arguments.options() : arguments.keywords()),
            place);
      case "touch_all":
        return touchAll(arguments, run, place);
      case "update_counters":
        return counted(arguments, 1, run, place);
      case "update", "update!":
        if (arguments.size() == 1 && arguments.options() != null) {
          return run.repeatedly(() -> row(place).invoke(name, values, run, place), place);
        }
        return World.of(run)
            .lost(
                GapCode.DYNAMIC,
                "rows of " + table.text() + " are changed by " + name,
                arguments,
                place);
      case "update_each", "destroy", "delete":
        return World.of(run)
            .lost(
                GapCode.DYNAMIC,
                "rows of " + table.text() + " are changed by " + name,
                arguments,
                place);
      case "in_batches":
        if (arguments.block() instanceof RubyProc block) {
          Relation batch = batch(place);
          run.repeatedly(() -> block.run(run, place, batch), place);
          return Nothing.NULL;
        }
        return new Batches(this);
      case "find_in_batches", "each_slice":
        if (arguments.block() instanceof RubyProc block) {
          ListValue records = run.list(List.of());
          records.becomeUncertain(new Unknown("rows of " + table.text(), place));
          run.repeatedly(() -> block.run(run, place, new RowList(row(place), records)), place);
        }
        return Nothing.NULL;
      case "find_each",
      "each",
      "each_with_index",
      "map",
      "flat_map",
      "group_by",
      "index_by",
      "reject",
      "select_map",
      "collect",
      "filter_map",
      "find_all":
        return rows(name, arguments, run, place);
      case "find", "find_by", "find_by!", "find_sole_by", "first!", "take!", "last!":
        return row(place);
      case "first", "last", "take":
        return arguments.size() > 0 ? hindered(name) : row(place);
      case "find_or_initialize_by":
        return where(arguments, place).perhapsNew(place);
      case "first_or_initialize":
        return perhapsNew(place);
      case "exists?",
      "any?",
      "none?",
      "empty?",
      "many?",
      "present?",
      "blank?",
      "count",
      "size",
      "length",
      "sum",
      "average",
      "minimum",
      "maximum",
      "pluck",
      "pick",
      "ids",
      "to_sql",
      "calculate",
      "nil?",
      "is_a?",
      "==",
      "inspect",
      "to_s",
      "class",
      "select_all":
        return name.equals("nil?") ? Bool.FALSE : new Unknown(place.text(), place);
      case "tap":
        if (arguments.block() instanceof RubyProc block) {
          block.run(run, place, this);
        }
        return this;
      case "then", "yield_self":
        return arguments.block() instanceof RubyProc block ? block.run(run, place, this) : this;
      case "to_a", "presence", "records", "itself":
        return this;
      case "table_name":
        return table;
      case "model", "klass":
        return model;
      case "connection", "transaction":
        return run.invoke(model, name, values, place);
      case "try", "send", "public_send":
        return World.of(run).objectMethod(this, name, arguments, place);
      default:
        break;
    }
    Callable scope = model.singleton(name);
    if (scope != null) {
      return models.within(this, () -> scope.call(model, arguments, run, place));
    }
    if (arguments.block() != null) {
      return rows(name, arguments, run, place);
    }
    if (!RelationNames.isRead(name)) {
      models
          .database()
          .gap(GapCode.UNSUPPORTED, name + " of rows of " + table.text() + " is not known", place);
    }
    return hindered(name);
  }

  /** Runs a block for each row. */
  private Value rows(String name, Arguments arguments, Evaluation run, Place place) {
    Row row = row(place);
    if (arguments.block() instanceof RubyProc block) {
      Unknown index = new Unknown("an index of " + place.text(), place);
      Symbol called = block.symbol();
      if (called != null && (name.equals("find_each") || name.equals("each"))) {
        // Called for what it does: of which nothing is known, if it is no method of ActiveRecord.
        run.repeatedly(() -> row.effect(called.text().text(), run, place), place);
        return Nothing.NULL;
      }
      run.repeatedly(() -> block.run(run, place, row, index), place);
      return new Unknown(place.text(), place);
    }
    return this;
  }

  Row row(Place place) {
    return new Row(this, new Unknown("a row of " + table.text(), place));
  }

  /** A part of the rows, by their keys. */
  Relation batch(Place place) {
    List<String> key = models.shape(model, place).key();
    Text column = Query.column(table, Text.of(key.isEmpty() ? "id" : key.get(0))).text();
    if (conditions.isEmpty() && query.isPlain() && models.database().installed().from(7, 1)) {
      // All rows go by ranges of their keys.
      return with(
          new Conditions.Condition(
              new Sql().add(column).add(" > \0 AND ").add(column).add(" <= \0").text(),
              List.of(
                  new Unknown("the last key of the rows before", place),
                  new Unknown("the last key of these rows", place))));
    }
    return with(
        new Conditions.Condition(
            new Sql()
                .add(column)
                .add(" IN (")
                .add(Text.hole(new Unknown("keys of rows of " + table.text(), place)))
                .add(")")
                .text(),
            List.of()));
  }

  private Relation with(@Nullable Query changed, String name) {
    return changed == null
        ? hindered(name)
        : new Relation(models, model, table, conditions, equal, changed, obstacle);
  }

  /** The query joined with others; null: how is not known. */
  private @Nullable Query joined(String name, Arguments arguments, Place place) {
    Query changed = query;
    for (Value each : arguments.all()) {
      Text join =
          each instanceof Text text
              ? text
              : each instanceof Symbol symbol
                  ? Associations.join(
                      models, this, symbol.text().text(), !name.equals("joins"), place)
                  : null;
      if (join == null) {
        return null;
      }
      changed = changed.joined(join);
    }
    return changed;
  }

  /** Rows of either: what both have stands before what only one has. */
  private Relation or(Value given) {
    if (!(given instanceof Relation other) || !other.query.equals(query)) {
      return hindered("or");
    }
    List<Conditions.Condition> common = new ArrayList<>();
    List<Conditions.Condition> left = new ArrayList<>();
    List<Conditions.Condition> right = new ArrayList<>(other.conditions);
    for (Conditions.Condition each : conditions) {
      (right.remove(each) ? common : left).add(each);
    }
    if (!left.isEmpty() && !right.isEmpty()) {
      common.add(Conditions.either(left, right));
    }
    return new Relation(
        models,
        model,
        table,
        common,
        Map.of(),
        query,
        obstacle == null ? other.obstacle : obstacle);
  }

  /** The query as it stands within another; null: it cannot be written down. */
  Conditions.@Nullable Condition selected(Place place) {
    if (obstacle != null) {
      return null;
    }
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("SELECT ");
    Text columns = query.columns();
    List<String> key = models.shape(model, place).key();
    if (columns != null) {
      sql.add(columns);
    } else {
      sql.add(Query.column(table, Text.of(key.isEmpty() ? "id" : key.get(0))).text());
    }
    sql.add(" FROM ").table(table).add(query.joins());
    if (!conditions.isEmpty()) {
      Conditions.all(conditions, sql.add(" WHERE "), bound);
    }
    query.end(sql, bound);
    return new Conditions.Condition(sql.text(), bound);
  }

  /** Adds WHERE: where a query has more than conditions, with that query in it. */
  private void where(Sql sql, List<Value> bound, Place place) {
    if (query.isPlain()) {
      Conditions.where(sql, bound, conditions);
      return;
    }
    List<String> key = models.shape(model, place).key();
    Text column = Query.column(table, Text.of(key.isEmpty() ? "id" : key.get(0))).text();
    Query keyed = query.selecting(column);
    Conditions.Condition rows =
        new Relation(models, model, table, conditions, equal, keyed, null).selected(place);
    if (rows != null) {
      Conditions.Condition within =
          new Conditions.Condition(
              new Sql().add(column).add(" IN (").add(rows.sql()).add(")").text(), rows.bound());
      Conditions.where(sql, bound, List.of(within));
    }
  }

  private boolean cannot(String what, Place place) {
    if (obstacle == null) {
      return false;
    }
    models
        .database()
        .gap(
            GapCode.DYNAMIC,
            "rows of " + table.text() + " are " + what + ", which of them depends on " + obstacle,
            place);
    return true;
  }

  Value updateAll(Arguments arguments, Evaluation run, Place place) {
    if (cannot("updated", place)) {
      return new Unknown(place.text(), place);
    }
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("UPDATE ").table(table).add(" SET ");
    RubyHash changes = arguments.options();
    if (changes != null) {
      Unknown uncertain = changes.uncertain();
      Map<String, Value> values = with(Map.of(), arguments, place);
      Shape shape = models.shape(model, place);
      Conditions.set(
          sql, bound, models.columns(model, values, shape, place), shape, models.database(), place);
      if (uncertain != null) {
        sql.add(values.isEmpty() ? "" : ", ").add(Text.hole(uncertain));
      }
    } else {
      sql.add(Conditions.sanitizedText(arguments.get(0), models.database(), place));
    }
    where(sql, bound, place);
    models.database().send(sql.text(), bound, place);
    return new Unknown(place.text(), place);
  }

  Value deleteAll(Place place) {
    if (cannot("deleted", place)) {
      return new Unknown(place.text(), place);
    }
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("DELETE FROM ").table(table);
    where(sql, bound, place);
    models.database().send(sql.text(), bound, place);
    return new Unknown(place.text(), place);
  }

  /** Attributes, and those of a call. */
  private Map<String, Value> with(Map<String, Value> attributes, Arguments given, Place place) {
    Map<String, Value> all = new LinkedHashMap<>(attributes);
    RubyHash hash = given.options();
    if (hash != null) {
      hash.entries()
          .forEach((key, value) ->
              all.put(Strings.text(key, models.database().run(), place).text(), value));
    }
    return all;
  }

  private Relation where(Arguments arguments, Place place) {
    Relation rows = with(Conditions.of(this, arguments, false, place));
    RubyHash hash = arguments.options();
    if (hash == null || arguments.size() > 1) {
      return rows;
    }
    Map<String, Value> all = new LinkedHashMap<>(equal);
    hash.entries()
        .forEach((key, value) -> {
          String name = Strings.text(key, models.database().run(), place).text();
          boolean one =
              !(value instanceof ListValue
                  || value instanceof RubyHash
                  || value instanceof Relation
                  || value instanceof io.github.windlass.script.ruby.object.RubyRange);
          if (one && name.indexOf('.') < 0) {
            all.put(name, value);
          }
        });
    return new Relation(models, model, table, rows.conditions, all, query, obstacle);
  }

  /** The rows that have a value in a column. */
  Relation equal(String column, Value value) {
    Relation rows =
        with(
            new Conditions.Condition(
                new Sql().table(table).add(".").name(Text.of(column)).add(" = \0").text(),
                List.of(value)));
    Map<String, Value> all = new LinkedHashMap<>(equal);
    all.put(column, value);
    return new Relation(models, model, table, rows.conditions, all, query, obstacle);
  }

  /** An instance that has no row yet. */
  private RubyObject made(Arguments arguments, Evaluation run, Place place) {
    RubyObject made = models.records().made(model, with(equal, arguments, place), place);
    RubyHash hash = arguments.options();
    Unknown uncertain = hash == null ? null : hash.uncertain();
    if (uncertain != null || (hash == null && arguments.size() > 0)) {
      run.invoke(made, "assign_attributes", arguments.withBlock(null).values(), place);
    }
    if (arguments.block() instanceof RubyProc block) {
      block.run(run, place, made);
    }
    return made;
  }

  private Value create(String name, Arguments arguments, Evaluation run, Place place) {
    if (arguments.get(0) instanceof ListValue list) {
      if (list.uncertain() != null) {
        return models.lost("rows are inserted into " + table.text() + " by " + name, place);
      }
      for (int i = 0; i < list.size(); i++) {
        Value each = list.get(i);
        run.forItem(
            list,
            i,
            () -> create(name, Arguments.positional(each).withBlock(arguments.block()), run, place),
            place);
      }
      return list;
    }
    if (arguments.get(0) instanceof RubyObject object && object.type().isA(model)) {
      equal.forEach((key, value) -> run.assign(object, key, value, place));
      models.records().save(object, place);
      return this;
    }
    if (arguments.get(0) instanceof Row row) {
      equal.forEach((key, value) -> run.assign(row, key, value, place));
      return run.invoke(row, "save", List.of(), place);
    }
    if (arguments.size() > 0 && arguments.options() == null) {
      return models.lost("rows are inserted into " + table.text() + " by " + name, place);
    }
    RubyObject made = made(arguments, run, place);
    models.records().save(made, place);
    return made;
  }

  /** Makes a row if there is none: the SELECT that looks for it locks nothing. */
  private Value unlessFound(Relation wanted, Arguments arguments, Evaluation run, Place place) {
    run.perhaps(
        "there is no such row of " + table.text(),
        () -> wanted.create("create", arguments, run, place),
        place);
    return wanted.row(place);
  }

  private Value touchAll(Arguments arguments, Evaluation run, Place place) {
    Map<String, Value> times = new LinkedHashMap<>();
    for (String name : models.shape(model, place).updated()) {
      times.put(name, new Unknown("the time", place));
    }
    for (Value name : arguments.withoutOptions()) {
      times.put(Strings.text(name, run, place).text(), new Unknown("the time", place));
    }
    if (times.isEmpty()) {
      return models.lost("rows of " + table.text() + " are changed by touch_all", place);
    }
    RubyHash hash = RubyHash.empty(run);
    times.forEach((name, value) -> hash.put(Text.of(name), value));
    return updateAll(Arguments.positional(hash), run, place);
  }

  /** Adds to columns: {@code update_counters(age: 2)}, {@code increment!(:age)}. */
  Value counted(Arguments arguments, int sign, Evaluation run, Place place) {
    RubyHash given = arguments.options();
    if (given == null || given.uncertain() != null || cannot("updated", place)) {
      return models.lost("rows of " + table.text() + " are changed by update_counters", place);
    }
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("UPDATE ").table(table).add(" SET ");
    boolean first = true;
    for (Map.Entry<Value, Value> entry : given.entries().entrySet()) {
      String name = Strings.text(entry.getKey(), run, place).text();
      if (name.equals("touch")) {
        continue;
      }
      Integer by = Operators.whole(entry.getValue());
      bound.add(by == null ? entry.getValue() : Operators.of(Math.abs(by)));
      Text column = Names.quoted(Text.of(name));
      sql.add(first ? "" : ", ")
          .add(column)
          .add(" = COALESCE(")
          .add(column)
          .add(", 0) " + ((by != null && by < 0) != sign < 0 ? "-" : "+") + " $" + bound.size());
      first = false;
    }
    if (given.option("touch") != null && given.option("touch") != Bool.FALSE) {
      for (String name : models.shape(model, place).updated()) {
        bound.add(new Unknown("the time", place));
        sql.add(first ? "" : ", ").name(Text.of(name)).add(" = $" + bound.size());
        first = false;
      }
    }
    where(sql, bound, place);
    models.database().send(sql.text(), bound, place);
    return new Unknown(place.text(), place);
  }

  /** The rows with some keys: of {@code User.delete(3)}, {@code User.update(3, …)}. */
  Relation keyed(Value keys, Place place) {
    List<String> key = models.shape(model, place).key();
    RubyHash hash = RubyHash.empty(models.database().run());
    hash.put(Text.of(key.isEmpty() ? "id" : key.get(0)), keys);
    return with(Conditions.of(this, Arguments.positional(hash), false, place));
  }

  /** A row that was read, or is made when it is saved. */
  private Row perhapsNew(Place place) {
    return new Row(this, new Unknown("a row of " + table.text(), place), true);
  }

  /** Reads all rows, and deletes one after another. */
  private Value destroyAll(Place place) {
    Evaluation run = models.database().run();
    return run.repeatedly(() -> row(place).invoke("destroy", List.of(), run, place), place);
  }

  /** {@code where.not}. */
  private record Negation(Relation relation) implements HostObject {

    @Override
    public String describe() {
      return "where";
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      return relation.invoke(name, values, run, place);
    }
  }
}
