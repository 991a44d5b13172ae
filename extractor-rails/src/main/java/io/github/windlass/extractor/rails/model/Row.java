package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.Callable;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyMethod;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that was read: which values it has is unknown. */
final class Row implements HostObject {

  private final Relation relation;
  private final Unknown value;
  private final boolean perhapsNew;
  private final Cell<Map<String, Value>> assigned;

  Row(Relation relation, Unknown value) {
    this(relation, value, false);
  }

  /**
   * @param perhapsNew whether there may be no row yet
   */
  Row(Relation relation, Unknown value, boolean perhapsNew) {
    this.perhapsNew = perhapsNew;
    this.relation = relation;
    this.value = value;
    this.assigned = relation.models().database().run().cell(Map.of(), Row::either);
  }

  /** After two ways, what either assigned may be assigned. */
  private static Map<String, Value> either(Map<String, Value> one, Map<String, Value> other) {
    Map<String, Value> both = new LinkedHashMap<>(one);
    other.forEach(both::putIfAbsent);
    return both;
  }

  @Override
  public String describe() {
    return "a row of " + relation.table().text();
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  private Models models() {
    return relation.models();
  }

  private Sql ofRow(Sql sql, List<Value> bound, Place place) {
    List<String> key = models().shape(relation.model(), place).key();
    sql.add(" WHERE ");
    if (key.isEmpty()) {
      return sql.add(Text.hole(value));
    }
    for (int i = 0; i < key.size(); i++) {
      sql.add(i == 0 ? "" : " AND ").table(relation.table()).add(".").name(Text.of(key.get(i)));
      bound.add(value);
      sql.add(" = $" + bound.size());
    }
    return sql;
  }

  private void assign(String name, Value given) {
    Map<String, Value> changed = new LinkedHashMap<>(assigned.get());
    changed.put(name, given);
    assigned.set(changed);
  }

  /**
   * The UPDATE of some attributes, which ActiveRecord sends if any of them changes by it.
   *
   * @param uncertain why there may be others; null: there are none
   */
  Value update(Map<String, Value> given, @Nullable Unknown uncertain, Place place) {
    Models models = models();
    Shape shape = models.shape(relation.model(), place);
    Models.Written written = models.written(relation.model(), given, uncertain, shape, place);
    Map<String, Value> values = written.columns();
    if (values.isEmpty() && written.others() == null) {
      return Bool.TRUE;
    }
    models.callbacks(relation.model(), place);
    if (models.recordsTimes(relation.model())) {
      for (String name : shape.updated()) {
        values.putIfAbsent(name, new Unknown("the time", place));
      }
    }
    return models
        .database()
        .run()
        .perhaps(
            place.text() + " changes the row",
            () -> send(values, written.others(), shape, place),
            place);
  }

  private Value send(
      Map<String, Value> values, @Nullable Unknown uncertain, Shape shape, Place place) {
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("UPDATE ").table(relation.table()).add(" SET ");
    Conditions.set(sql, bound, values, shape, models().database(), place);
    if (uncertain != null) {
      sql.add(values.isEmpty() ? "" : ", ").add(Text.hole(uncertain));
    }
    models().database().send(ofRow(sql, bound, place).text(), bound, place);
    return Bool.TRUE;
  }

  /** The attributes that a call names; null: they are not known. */
  private static @Nullable Map<String, Value> attributes(
      Arguments arguments, Evaluation run, Place place) {
    RubyHash given = arguments.options();
    if (given == null || given.uncertain() != null) {
      return null;
    }
    Map<String, Value> all = new LinkedHashMap<>();
    given.entries().forEach((key, each) -> all.put(Strings.text(key, run, place).text(), each));
    return all;
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    switch (name) {
      case "update_columns":
        Map<String, Value> columns = attributes(arguments, run, place);
        return columns == null
            ? lost(name, arguments, run, place)
            : send(columns, null, models().shape(relation.model(), place), place);
      case "update_column":
        return send(
            Map.of(Strings.text(arguments.get(0), run, place).text(), arguments.get(1)),
            null,
            models().shape(relation.model(), place),
            place);
      case "delete", "destroy", "destroy!":
        return delete(name, place);
      case "update", "update!", "update_attributes", "update_attributes!":
        Map<String, Value> given = attributes(arguments, run, place);
        if (given == null) {
          return lost(name, arguments, run, place);
        }
        given.forEach(this::assign);
        return save(name, arguments, run, place);
      case "update_attribute", "update_attribute!":
        assign(Strings.text(arguments.get(0), run, place).text(), arguments.get(1));
        return save(name, arguments, run, place);
      case "assign_attributes", "attributes=":
        Map<String, Value> all = attributes(arguments, run, place);
        if (all != null) {
          all.forEach(this::assign);
        } else {
          assign("", new Unknown("attributes that are not known", place));
        }
        return Nothing.NULL;
      case "[]=", "write_attribute":
        assign(Strings.text(arguments.get(0), run, place).text(), arguments.get(1));
        return arguments.get(1);
      case "save", "save!":
        return save(name, arguments, run, place);
      case "touch":
        return touch(arguments, run, place);
      case "increment!", "decrement!":
        RubyHash counter = RubyHash.empty(run);
        counter.put(
            Strings.text(arguments.get(0), run, place),
            arguments.has(1) && !(arguments.get(1) instanceof RubyHash)
                ? arguments.get(1)
                : Operators.of(1));
        List<String> key = models().shape(relation.model(), place).key();
        return models()
            .unscoped(relation.model(), place)
            .equal(key.isEmpty() ? "id" : key.get(0), value)
            .counted(Arguments.positional(counter), name.startsWith("i") ? 1 : -1, run, place);
      case "toggle!":
        assign(
            Strings.text(arguments.get(0), run, place).text(),
            new Unknown("not what it was", place));
        return save(name, arguments, run, place);
      case "delete_all", "destroy_all":
        return lost(name, arguments, run, place);
      case "build", "create", "create!":
        return lost(name, arguments, run, place);
      case "try":
        if (arguments.size() > 0) {
          return World.of(run).objectMethod(this, name, arguments, place);
        }
        return arguments.block() instanceof RubyProc block ? block.run(run, place, this) : this;
      case "present?", "blank?", "nil?", "==", "!=", "is_a?", "respond_to?", "!":
        return new Unknown(place.text(), place);
      case "tap":
        if (arguments.block() instanceof RubyProc block) {
          block.run(run, place, this);
        }
        return this;
      case "transaction", "with_lock":
        return arguments.block() instanceof RubyProc block
            ? models().database().transaction(() -> block.run(run, place, this), false, place)
            : this;
      case "then", "instance_eval":
        return arguments.block() instanceof RubyProc block ? block.run(run, place, this) : this;
      case "increment", "decrement", "toggle":
        assign(
            Strings.text(arguments.get(0), run, place).text(),
            new Unknown("not what it was", place));
        return this;
      case "reload", "becomes", "lock!", "presence", "itself":
        return this;
      case "send", "public_send", "__send__", "try!":
        return World.of(run).objectMethod(this, name, arguments, place);
      case "class":
        return relation.model();
      default:
        return other(name, arguments, run, place);
    }
  }

  /** Sets the times of the row, and of columns that are named. */
  private Value touch(Arguments arguments, Evaluation run, Place place) {
    Shape shape = models().shape(relation.model(), place);
    Map<String, Value> times = new LinkedHashMap<>();
    for (String column : shape.updated()) {
      times.put(column, new Unknown("the time", place));
    }
    for (Value column : arguments.withoutOptions()) {
      times.put(Strings.text(column, run, place).text(), new Unknown("the time", place));
    }
    return times.isEmpty() ? lost("touch", arguments, run, place) : send(times, null, shape, place);
  }

  private Value save(String name, Arguments arguments, Evaluation run, Place place) {
    Map<String, Value> changes = assigned.get();
    if (perhapsNew && !changes.containsKey("")) {
      Map<String, Value> all = new LinkedHashMap<>(relation.equal());
      all.putAll(changes);
      run.perhaps(
          "there is no such row of " + relation.table().text(),
          () -> {
            Insertion.row(models(), relation.model(), all, null, place);
            return Nothing.NULL;
          },
          place);
      assigned.set(Map.of());
      return changes.isEmpty() ? Bool.TRUE : update(changes, null, place);
    }
    if (changes.isEmpty() || changes.containsKey("")) {
      return lost(name, arguments, run, place);
    }
    assigned.set(Map.of());
    return update(changes, null, place);
  }

  private Value delete(String name, Place place) {
    List<Value> bound = new ArrayList<>();
    if (!name.equals("delete")) {
      models().callbacks(relation.model(), place);
      if (Associations.areDependent(relation.model())) {
        models()
            .database()
            .gap(
                GapCode.DYNAMIC,
                "rows that depend on a row of " + relation.table().text() + " may go with it",
                place);
      }
    }
    models()
        .database()
        .send(
            ofRow(new Sql().add("DELETE FROM ").table(relation.table()), bound, place).text(),
            bound,
            place);
    return this;
  }

  private Value other(String name, Arguments arguments, Evaluation run, Place place) {
    Callable own = relation.model().method(name);
    if (own instanceof RubyMethod) {
      return own.call(this, arguments, run, place);
    }
    if (name.endsWith("=") && arguments.size() == 1) {
      assign(name.substring(0, name.length() - 1), arguments.get(0));
      return arguments.get(0);
    }
    Value associated = Associations.of(models(), relation.model(), name, place);
    if (associated != null) {
      return arguments.block() == null
          ? associated
          : run.invoke(associated, "each", arguments.values(), place);
    }
    if (arguments.block() instanceof RubyProc block) {
      Unknown given =
          new Unknown(
              "what " + name + " of a row of " + relation.table().text() + " passes", place, true);
      run.repeatedly(() -> block.run(run, place, given), place);
    }
    if (name.endsWith("!") || name.equals("encrypt") || name.equals("decrypt")) {
      return lost(name, arguments, run, place);
    }
    Value known = name.startsWith("[]") ? null : assigned.get().get(name);
    return known != null ? known : new Unknown(place.text(), place, isAssociation(name));
  }

  /** Calls a method for what it does. */
  Value effect(String name, Evaluation run, Place place) {
    return relation.model().method(name) instanceof RubyMethod || isChange(name)
        ? invoke(name, List.of(), run, place)
        : lost(name, Arguments.NONE, run, place);
  }

  private static boolean isChange(String name) {
    return switch (name) {
      case "delete", "destroy", "destroy!", "reload" -> true;
      default -> false;
    };
  }

  /** Whether a name may be that of other rows, through which more may be sent. */
  private static boolean isAssociation(String name) {
    return name.endsWith("s") && !name.endsWith("_options") && !name.endsWith("ss");
  }

  private Value lost(String name, Arguments arguments, Evaluation run, Place place) {
    return World.of(run)
        .lost(
            GapCode.DYNAMIC,
            "a row of " + relation.table().text() + " is changed by " + name,
            arguments.keywords() == null
                ? arguments
                : new Arguments(arguments.positional(), null, arguments.block()),
            place);
  }
}
