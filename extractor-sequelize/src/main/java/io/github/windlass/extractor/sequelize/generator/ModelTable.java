package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Closure;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of a model, as it is defined ({@code Model.init} of {@code model}).
 *
 * @param name the model's
 * @param table its name, or an object with its schema
 * @param columns by the names of the attributes
 * @param updatedAt the attribute that each change sets; null: none
 * @param deletedAt the attribute that stands for a deletion; null: rows are deleted
 */
public record ModelTable(
    String name,
    Value table,
    Map<String, Column> columns,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    @Nullable String deletedAt) {

  /**
   * A column.
   *
   * @param field its name in the table
   * @param defaultValue that rows are given which say nothing of it; undefined: none
   */
  record Column(
      String field, Value type, boolean autoIncrement, boolean primaryKey, Value defaultValue) {

    boolean isVirtual() {
      return type instanceof DataType of && of.is("VIRTUAL");
    }
  }

  /** What changes statements or rows in ways that are not modelled. */
  private static final List<String> OTHERS =
      List.of("defaultScope", "hooks", "name", "omitNull", "setterMethods", "version");

  /** What changes rows on their way, by functions. */
  private static final List<String> FUNCTIONS = List.of("get", "set");

  /**
   * The table that a definition is about.
   *
   * @return null: it is not known
   */
  public static @Nullable ModelTable of(Call call, Value name, Value attributes, Value options) {
    String known = Values.known(name);
    if (known == null
        || !(attributes instanceof ObjectValue given)
        || given.uncertain() != null
        || options instanceof Unknown
        || (options instanceof ObjectValue all && all.uncertain() != null)) {
      return null;
    }
    for (String other : OTHERS) {
      if (!(call.get(options, other) instanceof Value.Nothing)) {
        return null;
      }
    }
    boolean underscored = call.truth(options, "underscored") == Truth.TRUE;
    Map<String, Column> columns = new LinkedHashMap<>();
    boolean hasKey = false;
    for (String key : given.keys()) {
      Column column = column(call, key, call.get(given, key), underscored);
      if (column == null) {
        return null;
      }
      hasKey |= column.primaryKey();
      columns.put(key, column);
    }
    if (!hasKey) {
      Map<String, Column> rest = columns;
      columns = new LinkedHashMap<>();
      columns.put("id", new Column("id", Value.Nothing.UNDEFINED, true, true, UNDEFINED));
      columns.putAll(rest);
    }
    String createdAt = null;
    String updatedAt = null;
    String deletedAt = null;
    if (call.get(options, "timestamps") != Value.Bool.FALSE) {
      createdAt = time(call, options, "createdAt", underscored, columns);
      updatedAt = time(call, options, "updatedAt", underscored, columns);
      if (call.truth(options, "paranoid") == Truth.TRUE) {
        deletedAt = time(call, options, "deletedAt", underscored, columns);
      }
    }
    Value table = table(call, known, options, underscored);
    return table == null
        ? null
        : new ModelTable(known, table, columns, createdAt, updatedAt, deletedAt);
  }

  private static final Value UNDEFINED = Value.Nothing.UNDEFINED;

  private static @Nullable Column column(Call call, String key, Value given, boolean underscored) {
    if (given instanceof Unknown) {
      return null;
    }
    for (String function : FUNCTIONS) {
      Value value = given instanceof ObjectValue ? call.get(given, function) : UNDEFINED;
      if (!(value instanceof Value.Nothing)) {
        return null;
      }
    }
    Attribute attribute = Attribute.of(call, given);
    String field =
        attribute.field(call, underscored ? Underscore.of(Text.of(key)) : Text.of(key)).known();
    return field == null
        ? null
        : new Column(
            field,
            attribute.type(),
            Values.truth(attribute.option(call, "autoIncrement")) == Truth.TRUE,
            Values.truth(attribute.option(call, "primaryKey")) == Truth.TRUE,
            attribute.option(call, "defaultValue"));
  }

  /** The attribute of a time stamp; null: there is none. */
  private static @Nullable String time(
      Call call, Value options, String usual, boolean underscored, Map<String, Column> columns) {
    Value named = call.get(options, usual);
    if (named == Value.Bool.FALSE) {
      return null;
    }
    String name = named instanceof Text text ? text.text() : usual;
    if (!columns.containsKey(name)) {
      String field = underscored ? Underscore.of(Text.of(name)).text() : name;
      DataType date = DataType.named("DATE");
      columns.put(
          name, new Column(field, date == null ? UNDEFINED : date.made(), false, false, UNDEFINED));
    }
    return name;
  }

  private static @Nullable Value table(Call call, String name, Value options, boolean underscored) {
    Value given = call.get(options, "tableName");
    Value table = given;
    if (Values.truth(given) == Truth.FALSE) {
      if (call.truth(options, "freezeTableName") == Truth.TRUE) {
        table = Text.of(name);
      } else {
        String plural = Plural.of(name);
        if (plural == null) {
          return null;
        }
        table = underscored ? Underscore.of(Text.of(plural)) : Text.of(plural);
      }
    }
    return Names.inSchema(call, table, call.get(options, "schema"));
  }

  /** What a row has in a column of which nothing is said. */
  static Value defaultOf(Call call, Column column) {
    Value value = column.defaultValue();
    if (value instanceof DataType || value instanceof Closure || value instanceof NativeFunction) {
      return call.unknown("a value that is made for " + column.field());
    }
    return value;
  }

  /** The columns as the generator of SQL takes them: by their names in the table. */
  ObjectValue described(Call call) {
    ObjectValue described = call.run().object();
    columns.forEach((key, column) -> {
      ObjectValue one = call.run().object();
      one.put("field", Text.of(column.field()));
      one.put("type", column.type());
      one.put("autoIncrement", Value.Bool.of(column.autoIncrement()));
      described.put(column.field(), one);
    });
    return described;
  }

  /** Whether a column is called otherwise than its attribute. */
  private boolean renames() {
    for (Map.Entry<String, Column> each : columns.entrySet()) {
      if (!each.getKey().equals(each.getValue().field())) {
        return true;
      }
    }
    return false;
  }

  /**
   * A condition by the names of the table ({@code mapOptionFieldNames}).
   *
   * @return null: it is not known
   */
  @Nullable Value condition(Call call, Value where) {
    if (!renames() || where instanceof Value.Nothing || where instanceof Expression) {
      return where;
    }
    if (!(where instanceof ObjectValue object) || object.uncertain() != null) {
      return null;
    }
    ObjectValue mapped = call.run().object();
    for (String key : object.keys()) {
      if (Operator.of(key) != null) {
        return null;
      }
      Column column = columns.get(key);
      if (column == null || column.field().equals(key)) {
        mapped.put(key, call.get(object, key));
      }
    }
    // Names that differ are put at the end.
    for (String key : object.keys()) {
      Column column = columns.get(key);
      if (column != null && !column.field().equals(key)) {
        mapped.put(column.field(), call.get(object, key));
      }
    }
    return mapped;
  }
}
