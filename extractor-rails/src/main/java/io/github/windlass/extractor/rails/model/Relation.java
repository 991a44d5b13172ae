package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyMethod;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table: {@code User.where(state: nil)}.
 *
 * @param conditions what WHERE has, joined by AND
 * @param obstacle why an UPDATE or DELETE of the rows cannot be written down; null: it can
 */
record Relation(
    Models models,
    RubyModule model,
    Text table,
    List<Conditions.Condition> conditions,
    @Nullable String obstacle)
    implements HostObject {

  Relation {
    conditions = List.copyOf(conditions);
  }

  static boolean isMethod(String name) {
    return switch (name) {
      case "all",
          "where",
          "not",
          "rewhere",
          "unscoped",
          "order",
          "reorder",
          "limit",
          "offset",
          "joins",
          "left_joins",
          "left_outer_joins",
          "includes",
          "preload",
          "eager_load",
          "references",
          "distinct",
          "select",
          "group",
          "having",
          "from",
          "lock",
          "readonly",
          "none",
          "or",
          "and",
          "merge",
          "unscope",
          "with_deleted",
          "load",
          "extending",
          "reverse_order",
          "in_order_of",
          "missing",
          "associated",
          "find_each",
          "find_in_batches",
          "in_batches",
          "each",
          "each_with_index",
          "map",
          "flat_map",
          "each_slice",
          "find",
          "find_by",
          "find_by!",
          "find_sole_by",
          "first",
          "first!",
          "last",
          "last!",
          "take",
          "take!",
          "pluck",
          "pick",
          "ids",
          "count",
          "size",
          "length",
          "sum",
          "average",
          "minimum",
          "maximum",
          "exists?",
          "any?",
          "none?",
          "empty?",
          "many?",
          "present?",
          "blank?",
          "to_a",
          "to_sql",
          "update_all",
          "delete_all",
          "destroy_all",
          "touch_all",
          "find_or_initialize_by",
          "group_by",
          "index_by",
          "first_or_create",
          "first_or_create!",
          "first_or_initialize",
          "select_all",
          "reject",
          "select_map",
          "update_each",
          "load_async",
          "delete_by",
          "destroy_by",
          "calculate",
          "annotate" ->
          true;
      default -> false;
    };
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
    List<Conditions.Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Relation(models, model, table, all, obstacle);
  }

  private Relation hindered(String why) {
    return new Relation(models, model, table, conditions, obstacle == null ? why : obstacle);
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
            ? block.run(run, place)
            : new Relation(models, model, table, List.of(), null);
      case "all",
      "readonly",
      "lock",
      "preload",
      "load",
      "extending",
      "with_deleted",
      "load_async",
      "reorder",
      "order",
      "includes",
      "reverse_order",
      "annotate":
        return this;
      case "where", "rewhere":
        if (arguments.size() == 0 && arguments.keywords() == null) {
          return new Negation(this);
        }
        return with(Conditions.of(table, arguments, false, database, place));
      case "not":
        return with(Conditions.of(table, arguments, true, database, place));
      case "none",
      "limit",
      "offset",
      "joins",
      "left_joins",
      "left_outer_joins",
      "eager_load",
      "references",
      "distinct",
      "select",
      "group",
      "having",
      "from",
      "or",
      "and",
      "merge",
      "unscope",
      "in_order_of",
      "missing",
      "associated":
        if (name.equals("select") && arguments.block() != null) {
          return rows(name, arguments, run, place);
        }
        return hindered(name);
      case "update_all":
        return updateAll(arguments, run, place);
      case "delete_all":
        return deleteAll(place);
      case "delete_by":
        return with(Conditions.of(table, arguments, false, database, place)).deleteAll(place);
      case "touch_all",
      "destroy_all",
      "destroy_by",
      "first_or_create",
      "first_or_create!",
      "create",
      "create!",
      "insert_all",
      "find_or_create_by",
      "find_or_create_by!",
      "update_each",
      "update",
      "update!",
      "destroy",
      "delete",
      "upsert_all":
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
      case "find_or_initialize_by", "first_or_initialize":
        return row(place);
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
      Value value = scope.call(model, arguments, run, place);
      if (value instanceof Relation other) {
        List<Conditions.Condition> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new Relation(
            models, model, table, all, obstacle == null ? other.obstacle : obstacle);
      }
      return value;
    }
    if (arguments.block() != null) {
      return rows(name, arguments, run, place);
    }
    if (!isRead(name)) {
      models
          .database()
          .gap(GapCode.UNSUPPORTED, name + " of rows of " + table.text() + " is not known", place);
    }
    return hindered(name);
  }

  /** Whether a name is that of a method of Enumerable or Array, which sends no more than SELECT. */
  private static boolean isRead(String name) {
    return switch (name) {
      case "to_set",
          "sort_by",
          "sort",
          "uniq",
          "compact",
          "flatten",
          "reverse",
          "lazy",
          "each_entry",
          "each_slice",
          "each_cons",
          "with_index",
          "each_with_object",
          "in_groups_of",
          "in_groups",
          "zip",
          "partition",
          "sample",
          "shuffle",
          "slice",
          "[]",
          "second",
          "third",
          "include?",
          "member?",
          "one?",
          "all?",
          "max_by",
          "min_by",
          "+",
          "-",
          "&",
          "|",
          "!",
          "!=",
          "dup",
          "clone",
          "reload",
          "reset",
          "respond_to?",
          "arel",
          "except",
          "only",
          "with",
          "strict_loading",
          "optimizer_hints",
          "skip_query_cache!",
          "cache_key",
          "explain",
          "to_json",
          "as_json",
          "table",
          "arel_table",
          "column_names",
          "quoted_table_name",
          "primary_key",
          "name" ->
          true;
      default -> false;
    };
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

  private Row row(Place place) {
    return new Row(this, new Unknown("a row of " + table.text(), place));
  }

  /** A part of the rows, by their keys. */
  private Relation batch(Place place) {
    return with(
        new Conditions.Condition(
            new Sql()
                .table(table)
                .add(".\"id\" IN (")
                .add(Text.hole(new Unknown("keys of rows of " + table.text(), place)))
                .add(")")
                .text(),
            List.of()));
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
      boolean first = true;
      for (Map.Entry<Value, Value> entry : changes.entries().entrySet()) {
        sql.add(first ? "" : ", ").name(Strings.text(entry.getKey(), run, place)).add(" = ");
        Conditions.bind(sql, bound, entry.getValue(), models.database(), place);
        first = false;
      }
      if (uncertain != null) {
        sql.add(first ? "" : ", ").add(Text.hole(uncertain));
      }
    } else {
      sql.add(Conditions.sanitizedText(arguments.get(0), models.database(), place));
    }
    Conditions.where(sql, bound, conditions);
    models.database().send(sql.text(), bound, place);
    return new Unknown(place.text(), place);
  }

  Value deleteAll(Place place) {
    if (cannot("deleted", place)) {
      return new Unknown(place.text(), place);
    }
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("DELETE FROM ").table(table);
    Conditions.where(sql, bound, conditions);
    models.database().send(sql.text(), bound, place);
    return new Unknown(place.text(), place);
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

  /** {@code in_batches} without a block. */
  private record Batches(Relation relation) implements HostObject {

    @Override
    public String describe() {
      return "batches";
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      Relation batch = relation.batch(place);
      Arguments arguments = Arguments.of(values);
      switch (name) {
        case "update_all", "delete_all":
          relation
              .models
              .database()
              .gap(
                  GapCode.DYNAMIC,
                  "rows of " + relation.table.text() + " are changed in batches by their keys",
                  place);
          run.repeatedly(
              () ->
                  name.equals("update_all")
                      ? batch.updateAll(arguments, run, place)
                      : batch.deleteAll(place),
              place);
          return new Unknown(place.text(), place);
        case "each", "each_with_index":
          if (arguments.block() instanceof RubyProc block) {
            Unknown index = new Unknown("an index of batches", place);
            run.repeatedly(() -> block.run(run, place, batch, index), place);
          }
          return Nothing.NULL;
        case "each_record":
          return relation.invoke("find_each", values, run, place);
        default:
          return run.invoke(relation, name, values, place);
      }
    }
  }

  /** Rows that were read. */
  private record RowList(Row row, ListValue rows) implements HostObject {

    @Override
    public String describe() {
      return "rows";
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      if (Arguments.of(values).block() instanceof RubyProc block) {
        run.repeatedly(() -> block.run(run, place, row), place);
        return rows;
      }
      return run.invoke(rows, name, values, place);
    }
  }

  /** A row that was read: which values it has is unknown. */
  record Row(Relation relation, Unknown value) implements HostObject {

    @Override
    public String describe() {
      return "a row of " + relation.table.text();
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

    private Sql ofRow(Sql sql, List<Value> bound) {
      sql.add(" WHERE ").table(relation.table).add(".\"id\" = ");
      bound.add(value);
      return sql.add("$" + bound.size());
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return invoke(name, List.of(), run, place);
    }

    @Override
    public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
      Arguments arguments = Arguments.of(values);
      Database database = relation.models.database();
      List<Value> bound = new ArrayList<>();
      switch (name) {
        case "update_columns", "update_column":
          Sql update = new Sql().add("UPDATE ").table(relation.table).add(" SET ");
          RubyHash changes = arguments.options();
          if (name.equals("update_column")) {
            update.name(Strings.text(arguments.get(0), run, place)).add(" = ");
            Conditions.bind(update, bound, arguments.get(1), database, place);
          } else if (changes != null && changes.uncertain() == null) {
            boolean first = true;
            for (Map.Entry<Value, Value> entry : changes.entries().entrySet()) {
              update
                  .add(first ? "" : ", ")
                  .name(Strings.text(entry.getKey(), run, place))
                  .add(" = ");
              Conditions.bind(update, bound, entry.getValue(), database, place);
              first = false;
            }
          } else {
            return lost(name, arguments, run, place);
          }
          database.send(ofRow(update, bound).text(), bound, place);
          return Bool.TRUE;
        case "delete":
          database.send(
              ofRow(new Sql().add("DELETE FROM ").table(relation.table), bound).text(),
              bound,
              place);
          return this;
        case "update",
        "update!",
        "save",
        "save!",
        "update_attribute",
        "update_attributes",
        "update_attributes!",
        "destroy",
        "destroy!",
        "touch",
        "toggle!",
        "increment!",
        "decrement!",
        "build",
        "create",
        "create!",
        "destroy_all",
        "delete_all":
          return lost(name, arguments, run, place);
        case "try":
          if (arguments.size() > 0) {
            return World.of(run).objectMethod(this, name, arguments, place);
          }
          return arguments.block() instanceof RubyProc block ? block.run(run, place, this) : this;
        case "present?", "blank?", "nil?", "==", "is_a?", "respond_to?", "!":
          return new Unknown(place.text(), place);
        case "transaction", "with_lock", "tap", "then", "instance_eval":
          return arguments.block() instanceof RubyProc block ? block.run(run, place, this) : this;
        case "reload", "becomes", "lock!", "presence", "increment", "decrement", "toggle", "itself":
          return this;
        case "send", "public_send", "__send__", "try!":
          return World.of(run).objectMethod(this, name, arguments, place);
        case "class":
          return relation.model;
        default:
          break;
      }
      Callable own = relation.model.method(name);
      if (own instanceof RubyMethod) {
        return own.call(this, arguments, run, place);
      }
      if (arguments.block() instanceof RubyProc block) {
        Unknown given =
            new Unknown(
                "what " + name + " of a row of " + relation.table.text() + " passes", place, true);
        run.repeatedly(() -> block.run(run, place, given), place);
      }
      if (name.endsWith("!") || name.equals("encrypt") || name.equals("decrypt")) {
        return lost(name, arguments, run, place);
      }
      boolean attribute = name.endsWith("=") || name.startsWith("[]");
      return attribute
          ? arguments.get(arguments.size() - 1)
          : new Unknown(place.text(), place, isAssociation(name));
    }

    /** Calls a method for what it does. */
    Value effect(String name, Evaluation run, Place place) {
      return relation.model.method(name) instanceof RubyMethod || isChange(name)
          ? invoke(name, List.of(), run, place)
          : lost(name, Arguments.NONE, run, place);
    }

    private static boolean isChange(String name) {
      return name.equals("delete") || name.equals("reload");
    }

    /** Whether a name may be that of other rows, through which more may be sent. */
    private static boolean isAssociation(String name) {
      return name.endsWith("s") && !name.endsWith("_options") && !name.endsWith("ss");
    }

    private Value lost(String name, Arguments arguments, Evaluation run, Place place) {
      return World.of(run)
          .lost(
              GapCode.DYNAMIC,
              "a row of " + relation.table.text() + " is changed by " + name,
              arguments.keywords() == null
                  ? arguments
                  : new Arguments(arguments.positional(), null, arguments.block()),
              place);
    }
  }
}
