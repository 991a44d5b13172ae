package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code change_table} gives its block. */
final class ChangedTable implements HostObject {

  private final Database database;
  private final Version version;
  private final Value name;
  private final Base base;

  ChangedTable(Database database, Version version, Value name, Base base) {
    this.database = database;
    this.version = version;
    this.name = name;
    this.base = base;
  }

  @Override
  public String describe() {
    return "a table";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return invoke(member, List.of(), run, place);
  }

  @Override
  public Value invoke(String method, List<Value> values, Evaluation run, Place place) {
    Call call = Call.of(method, Arguments.of(values), place);
    Options options = call.options();
    switch (method) {
      case "column":
        return column(call.get(0), call.get(1), options, place);
      case "primary_key":
        return column(
            call.get(0),
            call.isSet(1) ? call.get(1) : Symbol.of(version.upTo(5, 0) ? "integer" : "primary_key"),
            options.with("primary_key", Value.Bool.TRUE),
            place);
      case "index":
        return index(call.get(0), options, place);
      case "timestamps":
        return send(call.with(Compatibility.timestamps(options, version)), "add_timestamps");
      case "references", "belongs_to":
        for (Value each : call.arguments()) {
          send(
              new Call(
                  method, List.of(each), Compatibility.reference(options, version), null, place),
              "add_reference");
        }
        return Value.Nothing.NULL;
      case "remove_references", "remove_belongs_to":
        for (Value each : call.arguments()) {
          send(new Call(method, List.of(each), options, null, place), "remove_reference");
        }
        return Value.Nothing.NULL;
      case "name":
        return name;
      default:
        break;
    }
    String statement = statement(method);
    if (statement != null) {
      return send(
          method.equals("change") ? call.with(Compatibility.column(options, version)) : call,
          statement);
    }
    if (Types.isColumnMethod(method, database.installed())) {
      String type =
          method.equals("blob") ? "binary" : method.equals("numeric") ? "decimal" : method;
      for (Value each : call.arguments()) {
        column(each, Symbol.of(type), options, place);
      }
      return Value.Nothing.NULL;
    }
    return switch (method) {
      case "nil?",
          "present?",
          "blank?",
          "is_a?",
          "tap",
          "send",
          "public_send",
          "then",
          "instance_eval",
          "instance_exec",
          "with_options",
          "class",
          "respond_to?",
          "try" ->
          World.of(run).objectMethod(this, method, Arguments.of(values), place);
      default -> database.unsupported("the table's " + method + " is not modelled", place);
    };
  }

  private static @Nullable String statement(String method) {
    return switch (method) {
      case "rename_index" -> "rename_index";
      case "change" -> "change_column";
      case "change_default" -> "change_column_default";
      case "change_null" -> "change_column_null";
      case "change_comment" -> "change_column_comment";
      case "remove" -> "remove_columns";
      case "remove_index" -> "remove_index";
      case "remove_timestamps" -> "remove_timestamps";
      case "rename" -> "rename_column";
      case "foreign_key" -> "add_foreign_key";
      case "remove_foreign_key" -> "remove_foreign_key";
      case "check_constraint" -> "add_check_constraint";
      case "remove_check_constraint" -> "remove_check_constraint";
      case "exclusion_constraint" -> "add_exclusion_constraint";
      case "remove_exclusion_constraint" -> "remove_exclusion_constraint";
      case "unique_constraint", "unique_key" -> "add_unique_constraint";
      case "remove_unique_constraint", "remove_unique_key" -> "remove_unique_constraint";
      case "validate_constraint" -> "validate_constraint";
      case "validate_check_constraint" -> "validate_check_constraint";
      case "column_exists?",
          "index_exists?",
          "foreign_key_exists?",
          "check_constraint_exists?",
          "exclusion_constraint_exists?",
          "unique_constraint_exists?" ->
          method;
      default -> null;
    };
  }

  private Value send(Call call, String statement) {
    return base.call(call.on(statement, name));
  }

  private Value column(Value column, Value type, Options given, Place place) {
    Options options = Compatibility.column(given.without("index"), version);
    List<Value> arguments = new ArrayList<>();
    arguments.add(column);
    arguments.add(type);
    Value value = send(new Call("column", arguments, options, null, place), "add_column");
    Value index = given.get("index");
    if (index != null && References.isTrue(index)) {
      index(column, index instanceof RubyHash hash ? Options.of(hash) : Options.NONE, place);
    }
    return value;
  }

  private Value index(Value on, Options given, Place place) {
    Options options = given;
    if (version.upTo(7, 0) && !options.isSet("name")) {
      Origin at = new Origin(database.run(), place);
      Text table = database.text(name, at);
      options = options.with("name", Index.legacyName(table, on, database, at));
    }
    return send(new Call("index", List.of(on), options, null, place), "add_index");
  }
}
