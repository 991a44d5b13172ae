package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The schema statements of a connection, by name. */
public final class SchemaStatements implements Base {

  /** The names of all of them. */
  private static final Set<String> NAMES =
      Set.of(
          "active?",
          "adapter_name",
          "add_belongs_to",
          "add_check_constraint",
          "add_column",
          "add_columns",
          "add_enum_value",
          "add_exclusion_constraint",
          "add_foreign_key",
          "add_index",
          "add_reference",
          "add_timestamps",
          "add_unique_constraint",
          "add_unique_key",
          "cache",
          "cast_bound_value",
          "change_column",
          "change_column_comment",
          "change_column_default",
          "change_column_null",
          "change_table",
          "change_table_comment",
          "check_constraint_exists?",
          "check_constraints",
          "clear_cache!",
          "clear_query_cache",
          "column_exists?",
          "columns",
          "columns_for_distinct",
          "create_database",
          "create_enum",
          "create_join_table",
          "create_schema",
          "create_table",
          "create_virtual_table",
          "current_database",
          "current_schema",
          "current_transaction",
          "data_source_exists?",
          "data_sources",
          "database_version",
          "default_sequence_name",
          "delete",
          "disable_extension",
          "disable_query_cache!",
          "disable_referential_integrity",
          "drop_database",
          "drop_enum",
          "drop_join_table",
          "drop_schema",
          "drop_table",
          "drop_virtual_table",
          "enable_extension",
          "enable_query_cache!",
          "enum_types",
          "exclusion_constraint_exists?",
          "exclusion_constraints",
          "exec_cache",
          "exec_delete",
          "exec_insert",
          "exec_no_cache",
          "exec_query",
          "exec_update",
          "execute",
          "execute_and_clear",
          "execute_without_cache",
          "extension_available?",
          "extension_enabled?",
          "extensions",
          "foreign_key_exists?",
          "foreign_keys",
          "get_database_version",
          "index_exists?",
          "index_name",
          "index_name_exists?",
          "index_name_for_remove",
          "index_name_length",
          "indexes",
          "insert",
          "internal_exec_query",
          "last_inserted_id",
          "lock_thread",
          "log",
          "lookup_cast_type",
          "materialize_transactions",
          "materialized_views",
          "max_identifier_length",
          "mysql?",
          "native_database_types",
          "open_transactions",
          "pk_and_sequence_for",
          "pool",
          "postgresql_version",
          "prepared_statements",
          "primary_key",
          "primary_keys",
          "query",
          "query_value",
          "query_values",
          "quote",
          "quote_column_name",
          "quote_string",
          "quote_table_name",
          "quoted_false",
          "quoted_true",
          "raw_connection",
          "recreate_database",
          "reload_type_map",
          "remove_belongs_to",
          "remove_check_constraint",
          "remove_column",
          "remove_columns",
          "remove_constraint",
          "remove_exclusion_constraint",
          "remove_foreign_key",
          "remove_index",
          "remove_reference",
          "remove_timestamps",
          "remove_unique_constraint",
          "remove_unique_key",
          "rename_column",
          "rename_database",
          "rename_enum",
          "rename_enum_value",
          "rename_index",
          "rename_schema",
          "rename_table",
          "reset_pk_sequence!",
          "reset_sequence!",
          "sanitize_limit",
          "schema_cache",
          "schema_creation",
          "schema_exists?",
          "schema_names",
          "schema_search_path",
          "schema_search_path=",
          "schema_version",
          "schemas",
          "select_all",
          "select_one",
          "select_rows",
          "select_value",
          "select_values",
          "server_version",
          "set_pk_sequence!",
          "supports_advisory_locks?",
          "supports_bulk_alter?",
          "supports_check_constraints?",
          "supports_comments?",
          "supports_common_table_expressions?",
          "supports_datetime_with_precision?",
          "supports_ddl_transactions?",
          "supports_deferrable_constraints?",
          "supports_exclusion_constraints?",
          "supports_expression_index?",
          "supports_extensions?",
          "supports_foreign_keys?",
          "supports_foreign_tables?",
          "supports_index_include?",
          "supports_index_sort_order?",
          "supports_insert_on_conflict?",
          "supports_insert_returning?",
          "supports_json?",
          "supports_materialized_views?",
          "supports_partial_index?",
          "supports_partitioned_indexes?",
          "supports_pgcrypto_uuid?",
          "supports_ranges?",
          "supports_validate_constraints?",
          "supports_views?",
          "suppress_messages",
          "table_alias_length",
          "table_comment",
          "table_exists?",
          "table_name_length",
          "table_options",
          "tables",
          "transaction",
          "transaction_open?",
          "transaction_with_locks",
          "truncate",
          "truncate_sql",
          "truncate_tables",
          "type_cast",
          "type_map",
          "type_to_sql",
          "uncached",
          "unique_constraint_exists?",
          "unique_constraints",
          "unprepared_statement",
          "update",
          "update_table_definition",
          "valid_type?",
          "validate_check_constraint",
          "validate_constraint",
          "validate_foreign_key",
          "verify!",
          "view_exists?",
          "views",
          "with_lock_retries",
          "without_locking");

  final Database database;
  final Catalog catalog;
  private final TableStatements tables;
  private final ColumnStatements columns;
  private final IndexStatements indexes;
  private final ConstraintStatements constraints;
  private final ObjectStatements objects;
  private final Questions questions;
  private @Nullable SafePgMigrations safe;

  public SchemaStatements(Database database) {
    this.database = database;
    this.catalog = new Catalog(database);
    this.tables = new TableStatements(this);
    this.columns = new ColumnStatements(this);
    this.indexes = new IndexStatements(this);
    this.constraints = new ConstraintStatements(this);
    this.objects = new ObjectStatements(this);
    this.questions = new Questions(this);
  }

  /** As an application has it with safe-pg-migrations. */
  public SchemaStatements safe() {
    safe = new SafePgMigrations(this);
    return this;
  }

  /** Runs a migration, with what a library sends before and after. */
  public void around(Runnable migration, Place place) {
    if (safe == null) {
      migration.run();
    } else {
      safe.around(migration, place);
    }
  }

  /** A call on the connection itself. */
  @Override
  public Value call(Call call) {
    return required(call(call, new Version(99, 0)), call);
  }

  private Value required(@Nullable Value value, Call call) {
    return value == null
        ? database.unsupported(call.name() + " is not modelled", call.place())
        : value;
  }

  /** A call of a migration that is written for a version; null: there is no such statement. */
  public @Nullable Value ofMigration(Call call, Version version) {
    return call(Compatibility.of(call, version, database), version);
  }

  private @Nullable Value call(Call call, Version version) {
    Unknown uncertain = call.options().unknown();
    if (uncertain != null && isKnown(call.name())) {
      database.gap(
          GapCode.DYNAMIC,
          "options of " + call.name() + " are not known: " + uncertain.reason(),
          call.place());
    }
    Value value = safe == null ? null : safe.call(call, version);
    return value == null ? plain(call, version) : value;
  }

  /** As ActiveRecord has it by itself. */
  @Nullable Value plain(Call call, Version version) {
    Value value = tables.call(call, version);
    if (value == null) {
      value = columns.call(call, version);
    }
    if (value == null) {
      value = indexes.call(call, version);
    }
    if (value == null) {
      value = constraints.call(call);
    }
    if (value == null) {
      value = objects.call(call);
    }
    return value == null ? questions.call(call) : value;
  }

  /** Whether a name is that of a statement, or of something that a connection is asked. */
  public static boolean isStatement(String name) {
    return NAMES.contains(name);
  }

  /** Whether a name is that of a statement that may be recorded and inverted. */
  public static boolean isKnown(String name) {
    return CommandRecorder.RECORDED.contains(name);
  }

  /** A {@code change_table} within a {@code revert}. */
  public Value recordChange(Call call, Version version, CommandRecorder recorder) {
    return tables.recordChange(call, version, recorder);
  }

  Text text(Value value, Place place) {
    return database.text(value, new Origin(database.run(), place));
  }

  Value send(Text sql, Place place) {
    return database.send(sql, place);
  }

  Value send(Sql sql, Place place) {
    return database.send(sql.text(), place);
  }

  Sql alter(Text table) {
    return new Sql().add("ALTER TABLE ").table(table).add(" ");
  }

  /** Does something if the catalog's answer is yes; if it is unknown, perhaps. */
  Value when(Value answer, String condition, Supplier<Value> body, Place place) {
    if (answer instanceof Unknown) {
      return database.run().perhaps(condition, body, place);
    }
    return answer == Value.Bool.TRUE ? body.get() : Value.Nothing.NULL;
  }

  Value unless(Value answer, String condition, Supplier<Value> body, Place place) {
    if (answer instanceof Unknown) {
      return database.run().perhaps("!(" + condition + ")", body, place);
    }
    return answer == Value.Bool.TRUE ? Value.Nothing.NULL : body.get();
  }

  /** Calls a block with what stands for a table. */
  void yieldTo(@Nullable RubyProc block, Value table, Place place) {
    if (block != null) {
      block.run(database.run(), place, table);
    }
  }
}
