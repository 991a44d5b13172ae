package io.github.windlass.extractor.knex.schema;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column that is added or altered, with what is said of it ({@code columnbuilder.js}). */
final class ColumnBuilderObject implements HostObject {

  private static final Set<String> MODIFIERS =
      Set.of(
          "after",
          "check",
          "checkBetween",
          "checkIn",
          "checkLength",
          "checkNegative",
          "checkNotIn",
          "checkPositive",
          "checkRegex",
          "collate",
          "comment",
          "default",
          "defaultTo",
          "defaultsTo",
          "first",
          "notNull",
          "notNullable",
          "nullable",
          "unsigned");

  private static final Set<String> KEYS = Set.of("index", "primary", "unique");

  private static final Set<String> ALTERING = Set.of("alter", "alterType", "drop");

  private static final Map<String, String> TYPES =
      Map.of(
          "float", "floating",
          "enum", "enu",
          "boolean", "bool",
          "string", "varchar",
          "bigint", "biginteger");

  private static final String EXTENDED = "ColumnBuilder";

  final TableBuilderObject table;

  /** In lower case, aliases replaced. */
  final String type;

  final List<Value> arguments;
  final Place place;

  /**
   * The arguments of each modifier, as a list; unknown where it is unknown whether it was called.
   */
  final ObjectValue modifiers;

  /** The foreign key that it began; a host object, or undefined. */
  private final ObjectValue state;

  ColumnBuilderObject(TableBuilderObject table, String method, List<Value> arguments, Place place) {
    this.table = table;
    this.type = TYPES.getOrDefault(method, method).toLowerCase(Locale.ROOT);
    this.arguments = arguments;
    this.place = place;
    this.modifiers = table.connection.run().object();
    this.state = table.connection.run().object();
  }

  @Override
  public String describe() {
    return "a column builder";
  }

  @Override
  public boolean sends() {
    return true;
  }

  boolean isIncrements() {
    return type.contains("increments");
  }

  /** The options of {@code alter()}, as a list; undefined: it is added. */
  Value altering() {
    return state.get("alter");
  }

  @Override
  public Value member(String member, Evaluation run, Place at) {
    return has(member) || table.connection.extension(EXTENDED, member) != null
        ? new NativeFunction(member, (self, given, evaluation, where) -> call(member, given, where))
        : Nothing.UNDEFINED;
  }

  private boolean has(String member) {
    return MODIFIERS.contains(member)
        || KEYS.contains(member)
        || member.equals("references")
        || member.equals("queryContext")
        || (table.isAltering() && ALTERING.contains(member))
        || (key() != null && ForeignKeyObject.METHODS.contains(member));
  }

  @Override
  public Value invoke(String member, List<Value> given, Evaluation run, Place at) {
    Value function = member(member, run, at);
    return function instanceof Nothing
        ? table.connection.unsupported("a column builder has no method " + member, at)
        : call(member, given, at);
  }

  private @Nullable ForeignKey key() {
    return state.get("key") instanceof ForeignKey key ? key : null;
  }

  Value call(String called, List<Value> given, Place at) {
    Value extension = has(called) ? null : table.connection.extension(EXTENDED, called);
    if (extension != null) {
      return table.connection.run().call(extension, this, given, at);
    }
    ForeignKey key = key();
    if (key != null && ForeignKeyObject.METHODS.contains(called)) {
      return new ForeignKeyObject(key, this).call(called, given, at);
    }
    switch (called) {
      case "references" -> {
        ForeignKey made =
            new ForeignKey(table.connection, Arguments.at(arguments, 0), Nothing.UNDEFINED, at);
        table.statements.add(made);
        state.put("key", made);
        return new ForeignKeyObject(made, this).call(called, given, at);
      }
      case "index", "primary", "unique" -> {
        if (!isIncrements()) {
          List<Value> all = new ArrayList<>();
          all.add(Arguments.at(arguments, 0));
          all.addAll(given);
          table.call(called, all, at);
        }
      }
      case "notNull", "notNullable" -> modify("nullable", List.of(Bool.FALSE));
      case "default", "defaultsTo" -> modify("defaultTo", given);
      case "alter" -> state.put("alter", table.connection.run().list(given));
      case "alterType", "drop", "queryContext" -> {
        // kept by Knex, and never asked for
      }
      default -> modify(called, given);
    }
    return this;
  }

  private void modify(String modifier, List<Value> given) {
    modifiers.put(modifier, table.connection.run().list(given));
  }
}
