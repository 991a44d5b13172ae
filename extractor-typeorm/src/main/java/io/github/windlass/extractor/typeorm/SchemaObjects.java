package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.typeorm.ddl.Check;
import io.github.windlass.extractor.typeorm.ddl.Column;
import io.github.windlass.extractor.typeorm.ddl.Exclusion;
import io.github.windlass.extractor.typeorm.ddl.ForeignKey;
import io.github.windlass.extractor.typeorm.ddl.Index;
import io.github.windlass.extractor.typeorm.ddl.Options;
import io.github.windlass.extractor.typeorm.ddl.Several;
import io.github.windlass.extractor.typeorm.ddl.Table;
import io.github.windlass.extractor.typeorm.ddl.Unique;
import io.github.windlass.extractor.typeorm.ddl.View;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects by which a script describes tables and views: made for it, and read from it.
 *
 * <p>They are objects of the script, as it reads and changes them; TypeORM tells them from other
 * objects by the property {@code @instanceof}.
 */
final class SchemaObjects {

  private static final String MARK = "@instanceof";
  private static final List<String> LISTS =
      List.of("columns", "indices", "foreignKeys", "uniques", "checks", "exclusions");

  private final Evaluation run;
  private final Map<SchemaClass, ObjectValue> prototypes = new EnumMap<>(SchemaClass.class);

  SchemaObjects(Evaluation run) {
    this.run = run;
  }

  /** The class as a script sees it. */
  HostObject constructor(SchemaClass type) {
    return new Constructor(this, type);
  }

  /** A class; {@code new} makes one of its objects. */
  private record Constructor(SchemaObjects objects, SchemaClass type) implements HostObject {

    @Override
    public String describe() {
      return type.exported();
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "name" -> Text.of(type.exported());
        case "prototype" -> objects.prototype(type);
        default -> Nothing.UNDEFINED;
      };
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return objects.make(type, arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0), place);
    }
  }

  // Making.

  /** Makes an object of options, as a class's constructor does. */
  ObjectValue make(SchemaClass type, Value options, Place place) {
    ObjectValue made = empty(type);
    for (String field : type.fields()) {
      Value given = options instanceof Value.Nothing ? options : run.member(options, field, place);
      Value value = Values.mayBeThere(given) ? given : type.otherwise(field);
      made.put(field, type == SchemaClass.COLUMN && isEmpty(field, given) ? Text.EMPTY : value);
    }
    if (type == SchemaClass.TABLE) {
      for (String list : LISTS) {
        Value given = options instanceof Value.Nothing ? options : run.member(options, list, place);
        made.put(list, parts(partOf(list), given, options, place));
      }
    } else if (type == SchemaClass.VIEW) {
      made.put("indices", run.list(List.of()));
    }
    return made;
  }

  /** {@code options.type || ""}. */
  private static boolean isEmpty(String field, Value given) {
    return field.equals("type") && Values.truth(given) == Truth.FALSE;
  }

  private Value parts(SchemaClass type, Value given, Value table, Place place) {
    if (given instanceof Unknown) {
      return given;
    }
    ListValue parts = run.list(List.of());
    if (given instanceof ListValue list) {
      for (Value item : list.items()) {
        ObjectValue part = make(type, item, place);
        if (type == SchemaClass.FOREIGN_KEY) {
          inherit(part, "referencedDatabase", run.member(table, "database", place));
          inherit(part, "referencedSchema", run.member(table, "schema", place));
        }
        parts.add(part);
      }
      Unknown uncertain = list.uncertain();
      if (uncertain != null) {
        parts.becomeUncertain(uncertain);
      }
    }
    return parts;
  }

  private static void inherit(ObjectValue key, String field, Value otherwise) {
    if (!Values.mayBeThere(key.get(field))) {
      key.put(field, otherwise);
    }
  }

  private static SchemaClass partOf(String list) {
    return switch (list) {
      case "columns" -> SchemaClass.COLUMN;
      case "indices" -> SchemaClass.INDEX;
      case "foreignKeys" -> SchemaClass.FOREIGN_KEY;
      case "uniques" -> SchemaClass.UNIQUE;
      case "checks" -> SchemaClass.CHECK;
      default -> SchemaClass.EXCLUSION;
    };
  }

  private ObjectValue empty(SchemaClass type) {
    ObjectValue made = run.object();
    made.setPrototype(prototype(type));
    made.put(MARK, Text.of(type.exported()));
    return made;
  }

  /** Makes an object of what is known of it. */
  ObjectValue make(SchemaClass type, Options options) {
    ObjectValue made = empty(type);
    for (String field : type.fields()) {
      if (options.hasList(field)) {
        made.put(field, list(options.list(field)));
      } else {
        Value value = options.get(field);
        made.put(field, Values.mayBeThere(value) ? value : type.otherwise(field));
      }
    }
    Value written = options.values().get(Column.WRITTEN);
    if (written != null) {
      made.put(Column.WRITTEN, written);
      made.hide(Column.WRITTEN, true);
    }
    return made;
  }

  /** Makes a table. */
  ObjectValue make(Table table) {
    ObjectValue made = empty(SchemaClass.TABLE);
    write(table, made);
    made.put("exclusions", list(SchemaClass.EXCLUSION, table.exclusions(), Exclusion::options));
    return made;
  }

  /**
   * Makes a table's object that of another table: all but its exclusions, which TypeORM leaves
   * ({@code replaceCachedTable}).
   */
  void write(Table table, ObjectValue target) {
    for (String field : SchemaClass.TABLE.fields()) {
      target.put(field, table.options().get(field));
    }
    target.put("columns", list(SchemaClass.COLUMN, table.columns(), Column::options));
    target.put("indices", list(SchemaClass.INDEX, table.indices(), Index::options));
    target.put(
        "foreignKeys", list(SchemaClass.FOREIGN_KEY, table.foreignKeys(), ForeignKey::options));
    target.put("uniques", list(SchemaClass.UNIQUE, table.uniques(), Unique::options));
    target.put("checks", list(SchemaClass.CHECK, table.checks(), Check::options));
  }

  private <T> ListValue list(SchemaClass type, Several<T> several, Function<T, Options> options) {
    List<Value> made = new ArrayList<>();
    for (T each : several.known()) {
      made.add(make(type, options.apply(each)));
    }
    return list(new Several<>(made, several.others()));
  }

  private ListValue list(Several<Value> several) {
    ListValue list = run.list(several.known());
    Unknown others = several.others();
    if (others != null) {
      list.becomeUncertain(others);
    }
    return list;
  }

  // Reading.

  /** Whether a value is an object of a class. */
  static boolean isA(SchemaClass type, Value value) {
    return value instanceof ObjectValue object
        && object.get(MARK) instanceof Text mark
        && type.exported().equals(mark.known());
  }

  /** Reads an object of a class, or a literal with its options. */
  Options read(SchemaClass type, Value object, Place place) {
    Map<String, Value> values = new HashMap<>();
    Map<String, Several<Value>> lists = new HashMap<>();
    for (String field : type.fields()) {
      Value value = run.member(object, field, place);
      if (value instanceof ListValue list) {
        lists.put(field, new Several<>(list.items(), list.uncertain()));
      } else {
        values.put(field, value);
      }
    }
    if (object instanceof ObjectValue made && made.has(Column.WRITTEN)) {
      values.put(Column.WRITTEN, made.get(Column.WRITTEN));
    }
    return new Options(values, lists, null);
  }

  Column column(Value object, Place place) {
    return new Column(read(SchemaClass.COLUMN, object, place));
  }

  Index index(Value object, Place place) {
    return new Index(read(SchemaClass.INDEX, object, place));
  }

  ForeignKey foreignKey(Value object, Place place) {
    return new ForeignKey(read(SchemaClass.FOREIGN_KEY, object, place));
  }

  Unique unique(Value object, Place place) {
    return new Unique(read(SchemaClass.UNIQUE, object, place));
  }

  Check check(Value object, Place place) {
    return new Check(read(SchemaClass.CHECK, object, place));
  }

  Exclusion exclusion(Value object, Place place) {
    return new Exclusion(read(SchemaClass.EXCLUSION, object, place));
  }

  View view(Value object, Place place) {
    return new View(read(SchemaClass.VIEW, object, place));
  }

  Table table(Value object, Place place) {
    return new Table(
        read(SchemaClass.TABLE, object, place),
        several(object, "columns", place, item -> column(item, place)),
        several(object, "indices", place, item -> index(item, place)),
        several(object, "foreignKeys", place, item -> foreignKey(item, place)),
        several(object, "uniques", place, item -> unique(item, place)),
        several(object, "checks", place, item -> check(item, place)),
        several(object, "exclusions", place, item -> exclusion(item, place)));
  }

  private <T> Several<T> several(Value object, String list, Place place, Function<Value, T> read) {
    Value value = run.member(object, list, place);
    if (value instanceof Unknown unknown) {
      return Several.unknown(unknown);
    }
    if (!(value instanceof ListValue items)) {
      return Several.none();
    }
    List<T> parts = new ArrayList<>();
    for (Value item : items.items()) {
      parts.add(read.apply(item));
    }
    return new Several<>(parts, items.uncertain());
  }

  // What objects of the classes have in common.

  ObjectValue prototype(SchemaClass type) {
    ObjectValue present = prototypes.get(type);
    if (present != null) {
      return present;
    }
    ObjectValue prototype = run.object();
    prototypes.put(type, prototype);
    method(prototype, "clone", (self, argument, place) -> copy(type, self, place));
    if (type == SchemaClass.TABLE) {
      prototype.define(
          "primaryColumns",
          new NativeFunction(
              "primaryColumns",
              (self, arguments, evaluation, place) -> primaryColumns(self, place)),
          null);
      method(prototype, "findColumnByName", this::columnByName);
      for (String list : List.of("indices", "foreignKeys", "uniques", "checks")) {
        method(
            prototype,
            "findColumn" + Character.toUpperCase(list.charAt(0)) + list.substring(1),
            (self, argument, place) -> ofColumn(self, list, argument, place));
      }
      adds(prototype, "Column", "columns");
      adds(prototype, "UniqueConstraint", "uniques");
      adds(prototype, "CheckConstraint", "checks");
      adds(prototype, "ExclusionConstraint", "exclusions");
      adds(prototype, "ForeignKey", "foreignKeys");
    }
    if (type == SchemaClass.TABLE || type == SchemaClass.VIEW) {
      adds(prototype, "Index", "indices");
    }
    return prototype;
  }

  @FunctionalInterface
  private interface Method {
    Value call(Value self, Value argument, Place place);
  }

  private static void method(ObjectValue prototype, String name, Method method) {
    prototype.put(
        name,
        new NativeFunction(
            name,
            (self, arguments, run, place) ->
                method.call(
                    self,
                    arguments.isEmpty() ? Value.Nothing.UNDEFINED : arguments.get(0),
                    place)));
    prototype.hide(name, true);
  }

  private void adds(ObjectValue prototype, String what, String list) {
    method(
        prototype,
        "add" + what,
        (self, part, place) -> {
          add(self, list, part, place);
          return Value.Nothing.UNDEFINED;
        });
    method(
        prototype,
        "remove" + what,
        (self, part, place) -> {
          remove(self, list, run.member(part, "name", place), place);
          return Value.Nothing.UNDEFINED;
        });
  }

  /** Adds a part to a table's or view's object. */
  void add(Value table, String list, Value part, Place place) {
    if (run.member(table, list, place) instanceof ListValue parts) {
      parts.add(part);
    }
    if (list.equals("uniques")) {
      markUnique(table, part, true, place);
    }
  }

  /** Takes a part of a name away from a table's or view's object. */
  void remove(Value table, String list, Value name, Place place) {
    if (!(run.member(table, list, place) instanceof ListValue parts)) {
      return;
    }
    List<Value> items = new ArrayList<>(parts.items());
    boolean perhaps = false;
    for (Value item : items) {
      Truth same = Values.same(run.member(item, "name", place), name);
      if (same == Truth.TRUE) {
        items.remove(item);
        parts.replace(items);
        if (list.equals("uniques")) {
          markUnique(table, item, false, place);
        }
        return;
      }
      perhaps = perhaps || same == Truth.UNKNOWN;
    }
    if (perhaps) {
      parts.becomeUncertain(new Unknown("which " + list + " are left", place));
    }
  }

  /** TypeORM says of a column that it is unique where a constraint of it alone comes or goes. */
  private void markUnique(Value table, Value unique, boolean added, Place place) {
    Several<Value> columns = unique(unique, place).columnNames();
    if (columns.isCertain() && columns.known().size() == 1) {
      Value column = columnByName(table, columns.known().get(0), place);
      if (column instanceof ObjectValue found) {
        found.put("isUnique", Value.Bool.of(added));
      }
    }
  }

  private ObjectValue copy(SchemaClass type, Value self, Place place) {
    return type == SchemaClass.TABLE
        ? make(table(self, place))
        : make(type, read(type, self, place));
  }

  private Value primaryColumns(Value self, Place place) {
    ListValue primary = run.list(List.of());
    if (run.member(self, "columns", place) instanceof ListValue columns) {
      for (Value column : columns.items()) {
        switch (Values.truth(run.member(column, "isPrimary", place))) {
          case TRUE -> primary.add(column);
          case FALSE -> {}
          case UNKNOWN -> primary.becomeUncertain(new Unknown("which columns are primary", place));
        }
      }
      Unknown uncertain = columns.uncertain();
      if (uncertain != null) {
        primary.becomeUncertain(uncertain);
      }
    }
    return primary;
  }

  private Value columnByName(Value self, Value name, Place place) {
    Value columns = run.member(self, "columns", place);
    if (!(columns instanceof ListValue list)) {
      return columns;
    }
    @Nullable Unknown unknown = list.uncertain();
    for (Value column : list.items()) {
      switch (Values.same(run.member(column, "name", place), name)) {
        case TRUE -> {
          return column;
        }
        case FALSE -> {}
        case UNKNOWN -> unknown = new Unknown("the column of that name", place);
      }
    }
    return unknown == null ? Value.Nothing.UNDEFINED : unknown;
  }

  private Value ofColumn(Value self, String list, Value column, Place place) {
    ListValue found = run.list(List.of());
    Value name = run.member(column, "name", place);
    Value given = run.member(self, list, place);
    if (given instanceof Unknown) {
      return given;
    }
    if (given instanceof ListValue parts) {
      Unknown uncertain = parts.uncertain();
      for (Value part : parts.items()) {
        switch (isOver(run.member(part, "columnNames", place), name)) {
          case TRUE -> found.add(part);
          case FALSE -> {}
          case UNKNOWN -> uncertain = new Unknown("which " + list + " are over a column", place);
        }
      }
      if (uncertain != null) {
        found.becomeUncertain(uncertain);
      }
    }
    return found;
  }

  /** Whether a column is among those of a part. */
  private static Truth isOver(Value columns, Value name) {
    if (!(columns instanceof ListValue list)) {
      return columns instanceof Unknown ? Truth.UNKNOWN : Truth.FALSE;
    }
    Truth over = list.uncertain() == null ? Truth.FALSE : Truth.UNKNOWN;
    for (Value column : list.items()) {
      over = Values.or(over, Values.same(column, name));
    }
    return over;
  }
}
