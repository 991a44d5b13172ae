package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is called within {@code revert}, each call as the one that undoes it. */
public final class CommandRecorder {

  static final Set<String> RECORDED =
      Set.of(
          "create_table",
          "create_join_table",
          "rename_table",
          "add_column",
          "add_columns",
          "remove_column",
          "rename_index",
          "rename_column",
          "add_index",
          "remove_index",
          "add_timestamps",
          "remove_timestamps",
          "change_column_default",
          "add_reference",
          "remove_reference",
          "add_belongs_to",
          "remove_belongs_to",
          "drop_join_table",
          "drop_table",
          "enable_extension",
          "disable_extension",
          "change_column",
          "execute",
          "remove_columns",
          "change_column_null",
          "add_foreign_key",
          "remove_foreign_key",
          "change_column_comment",
          "change_table_comment",
          "add_check_constraint",
          "remove_check_constraint",
          "add_exclusion_constraint",
          "remove_exclusion_constraint",
          "add_unique_constraint",
          "remove_unique_constraint",
          "create_enum",
          "drop_enum",
          "rename_enum",
          "add_enum_value",
          "rename_enum_value",
          "create_schema",
          "drop_schema",
          "create_virtual_table",
          "drop_virtual_table",
          // Scenic's and fx's.
          "create_view",
          "drop_view",
          "update_view",
          "replace_view",
          "create_function",
          "drop_function",
          "update_function",
          "create_trigger",
          "drop_trigger",
          "update_trigger",
          // online_migrations'.
          "add_column_with_default",
          "add_not_null_constraint",
          "remove_not_null_constraint",
          "add_text_limit_constraint",
          "remove_text_limit_constraint",
          "add_reference_concurrently",
          "swap_column_names",
          "initialize_column_rename",
          "initialize_columns_rename",
          "revert_initialize_column_rename",
          "revert_initialize_columns_rename",
          "finalize_column_rename",
          "finalize_columns_rename",
          "revert_finalize_column_rename",
          "revert_finalize_columns_rename",
          "initialize_table_rename",
          "revert_initialize_table_rename",
          "finalize_table_rename",
          "revert_finalize_table_rename");

  private final Database database;
  private ListValue commands;
  private boolean reverting;

  public CommandRecorder(Database database) {
    this(database, true);
  }

  CommandRecorder(Database database, boolean reverting) {
    this.database = database;
    this.reverting = reverting;
    this.commands = database.run().list(List.of());
  }

  /** Whether calls are inverted: within a revert within a revert they are not. */
  public boolean reverting() {
    return reverting;
  }

  /** The calls, in the order in which they were made. */
  public ListValue commands() {
    return commands;
  }

  /** Runs what is within another {@code revert}. */
  public void nested(Runnable body) {
    ListValue before = commands;
    commands = database.run().list(List.of());
    reverting = !reverting;
    try {
      body.run();
    } finally {
      List<Value> reversed = commands.items().reversed();
      for (Value each : reversed) {
        before.add(each);
      }
      commands = before;
      reverting = !reverting;
    }
  }

  /** Records a call. */
  public void record(Call call) {
    commands.add(reverting ? inverse(call) : call);
  }

  private Thrown irreversible(Call call, String message) {
    return database.error(
        "IrreversibleMigration", message, new Origin(database.run(), call.place()));
  }

  private Call inverse(Call call) {
    Options options = call.options();
    List<Value> arguments = call.arguments();
    String straight = straight(call.name());
    switch (call.name()) {
      case "create_table":
        return call.with("drop_table", arguments, options.without("if_not_exists"));
      case "drop_table":
        if (arguments.size() > 1) {
          throw irreversible(call, "drop_table is only reversible if given a single table name");
        }
        if (options.values().isEmpty() && call.block() == null) {
          throw irreversible(call, "drop_table is only reversible if given options or a block");
        }
        return call.with("create_table", arguments, options.without("if_exists"));
      case "rename_table":
        return call.with(call.name(), List.of(call.get(1), call.get(0)), options);
      case "remove_column":
        if (arguments.size() < 3) {
          throw irreversible(call, "remove_column is only reversible if given a type.");
        }
        return call.with("add_column", arguments, swapped(options));
      case "remove_columns":
        if (!options.has("type")) {
          throw irreversible(call, "remove_columns is only reversible if given a type.");
        }
        return call.with("add_columns", arguments, options);
      case "rename_index", "rename_column":
        return call.with(call.name(), List.of(call.get(0), call.get(2), call.get(1)), options);
      case "remove_index":
        Value columns = call.isSet(1) ? call.get(1) : options.get("column");
        if (columns == null || columns instanceof Value.Nothing) {
          throw irreversible(call, "remove_index is only reversible if given a :column option.");
        }
        return call.with(
            "add_index", List.of(call.get(0), columns), swapped(options.without("column")));
      case "change_column_default", "change_column_comment", "change_table_comment":
        Value from = options.get("from");
        Value to = options.get("to");
        if (from == null || to == null) {
          throw irreversible(
              call, call.name() + " is only reversible if given a :from and :to option.");
        }
        return call.with(call.name(), arguments, options.with("from", to).with("to", from));
      case "change_column_null":
        List<Value> changed = new ArrayList<>(arguments);
        if (!(call.get(2) instanceof Unknown)) {
          changed.set(2, Value.Bool.of(!References.isTrue(call.get(2))));
        }
        return call.with(call.name(), changed, options);
      case "add_foreign_key", "add_check_constraint":
        return call.with(name(straight, call), arguments, swapped(options.without("validate")));
      case "remove_foreign_key":
        Value table = call.isSet(1) ? call.get(1) : options.get("to_table");
        if (table == null || table instanceof Value.Nothing) {
          throw irreversible(call, "remove_foreign_key is only reversible if given a second table");
        }
        return call.with(
            "add_foreign_key", List.of(call.get(0), table), swapped(options.without("to_table")));
      case "remove_check_constraint", "remove_exclusion_constraint":
        if (arguments.size() < 2) {
          throw irreversible(call, call.name() + " is only reversible if given an expression.");
        }
        return call.with(name(straight, call), arguments, swapped(options));
      case "drop_enum":
        if (!call.has(1)) {
          throw irreversible(call, "drop_enum is only reversible if given a list of enum values.");
        }
        return call.with("create_enum", arguments, options);
      case "rename_enum":
        Value renamed = call.isSet(1) ? call.get(1) : options.get("to");
        return call.with(
            "rename_enum",
            List.of(renamed == null ? Value.Nothing.NULL : renamed),
            options.with("to", call.get(0)));
      case "rename_enum_value":
        Value before = options.get("from");
        Value after = options.get("to");
        return before == null || after == null
            ? call
            : call.with(call.name(), arguments, options.with("from", after).with("to", before));
      case "create_view", "create_function", "create_trigger":
        return call.with(
            call.name().replace("create", "drop"), arguments, options.without("version"));
      case "drop_view",
      "update_view",
      "replace_view",
      "drop_function",
      "update_function",
      "drop_trigger",
      "update_trigger":
        Value earlier = options.get("revert_to_version");
        if (earlier == null || earlier instanceof Value.Nothing) {
          throw irreversible(
              call, call.name() + " is reversible only if given a revert_to_version");
        }
        return call.with(
            call.name().replace("drop", "create"),
            arguments,
            options.without("revert_to_version").with("version", earlier));
      case "add_column_with_default":
        return call.with("remove_column", List.of(call.get(0), call.get(1)), Options.NONE);
      case "swap_column_names":
        return call.with(call.name(), List.of(call.get(0), call.get(2), call.get(1)), Options.NONE);
      default:
        if (straight == null) {
          throw irreversible(
              call,
              "This migration uses " + call.name() + ", which is not automatically reversible.");
        }
        return call.with(straight, arguments, swapped(options));
    }
  }

  private static String name(@Nullable String straight, Call call) {
    return straight == null ? call.name() : straight;
  }

  /** {@code if_exists} of a call is {@code if_not_exists} of the one that undoes it. */
  private static Options swapped(Options options) {
    Value exists = options.get("if_exists");
    Value not = options.get("if_not_exists");
    Options changed = options.without("if_exists", "if_not_exists");
    if (exists != null) {
      changed = changed.with("if_not_exists", exists);
    }
    return not == null ? changed : changed.with("if_exists", not);
  }

  private static @Nullable String straight(String name) {
    return switch (name) {
      case "execute_block" -> "execute_block";
      case "create_join_table" -> "drop_join_table";
      case "drop_join_table" -> "create_join_table";
      case "add_column" -> "remove_column";
      case "add_index" -> "remove_index";
      case "add_timestamps" -> "remove_timestamps";
      case "remove_timestamps" -> "add_timestamps";
      case "add_reference", "add_belongs_to" -> "remove_reference";
      case "remove_reference", "remove_belongs_to" -> "add_reference";
      case "add_foreign_key" -> "remove_foreign_key";
      case "add_check_constraint" -> "remove_check_constraint";
      case "remove_check_constraint" -> "add_check_constraint";
      case "add_exclusion_constraint" -> "remove_exclusion_constraint";
      case "remove_exclusion_constraint" -> "add_exclusion_constraint";
      case "add_unique_constraint" -> "remove_unique_constraint";
      case "remove_unique_constraint" -> "add_unique_constraint";
      case "enable_extension" -> "disable_extension";
      case "disable_extension" -> "enable_extension";
      case "create_enum" -> "drop_enum";
      case "create_schema" -> "drop_schema";
      case "drop_schema" -> "create_schema";
      case "create_virtual_table" -> "drop_virtual_table";
      case "add_not_null_constraint" -> "remove_not_null_constraint";
      case "remove_not_null_constraint" -> "add_not_null_constraint";
      case "add_text_limit_constraint" -> "remove_text_limit_constraint";
      case "remove_text_limit_constraint" -> "add_text_limit_constraint";
      case "add_reference_concurrently" -> "remove_reference";
      case "initialize_column_rename",
          "initialize_columns_rename",
          "finalize_column_rename",
          "finalize_columns_rename",
          "initialize_table_rename",
          "finalize_table_rename" ->
          "revert_" + name;
      case "revert_initialize_column_rename",
          "revert_initialize_columns_rename",
          "revert_finalize_column_rename",
          "revert_finalize_columns_rename",
          "revert_initialize_table_rename",
          "revert_finalize_table_rename" ->
          name.substring("revert_".length());
      default -> null;
    };
  }
}
