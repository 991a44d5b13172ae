package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection is asked that sends nothing of the migration's own. */
final class Questions {

  private final SchemaStatements statements;
  private final Database database;

  Questions(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call) {
    Origin at = new Origin(database.run(), call.place());
    Unknown unknown = new Unknown(call.place().text(), call.place());
    Options options = call.options();
    switch (call.name()) {
      case "table_exists?":
        return exists(call, true, false, at);
      case "view_exists?":
        return exists(call, false, true, at);
      case "data_source_exists?":
        return exists(call, true, true, at);
      case "column_exists?":
        return call.has(2) || !options.values().isEmpty()
            ? typedColumn(call, at)
            : statements.catalog.columnExists(
                database.text(call.get(0), at), database.text(call.get(1), at), at);
      case "index_exists?":
        return indexExists(call, at);
      case "index_name_exists?":
        return statements.catalog.indexExists(
            database.text(call.get(0), at), null, database.text(call.get(1), at).known(), at);
      case "foreign_key_exists?":
        return foreignKeyExists(call, at);
      case "check_constraint_exists?", "unique_constraint_exists?", "exclusion_constraint_exists?":
        Value name = options.get("name");
        return name == null
            ? unknown
            : ConstraintStatements.exists(
                statements.catalog.constraint(
                    database.text(call.get(0), at), database.text(name, at).text()),
                at);
      case "adapter_name":
        return Text.of("PostgreSQL");
      case "quote":
        return Defaults.quoted(call.get(0), database, at);
      case "quote_column_name":
        return Names.quoted(database.text(call.get(0), at));
      case "quote_table_name":
        return Names.quotedTable(database.text(call.get(0), at));
      case "quote_string":
        Text literal = Names.literal(database.text(call.get(0), at));
        return literal.slice(1, literal.length() - 1);
      case "quoted_true":
        return Text.of("TRUE");
      case "quoted_false":
        return Text.of("FALSE");
      case "index_name":
        return indexName(call, at);
      case "supports_ddl_transactions?",
      "supports_foreign_keys?",
      "supports_json?",
      "supports_extensions?",
      "supports_views?",
      "supports_materialized_views?",
      "supports_partial_index?",
      "supports_expression_index?",
      "supports_comments?",
      "supports_check_constraints?",
      "supports_datetime_with_precision?",
      "supports_bulk_alter?",
      "supports_index_sort_order?",
      "supports_index_include?",
      "supports_advisory_locks?",
      "supports_pgcrypto_uuid?",
      "supports_ranges?",
      "supports_insert_on_conflict?",
      "supports_insert_returning?",
      "supports_foreign_tables?",
      "supports_common_table_expressions?",
      "supports_exclusion_constraints?",
      "supports_validate_constraints?",
      "supports_deferrable_constraints?",
      "supports_partitioned_indexes?",
      "active?":
        return Value.Bool.TRUE;
      case "schema_cache",
      "clear_cache!",
      "reload_type_map",
      "clear_query_cache",
      "disable_query_cache!",
      "enable_query_cache!",
      "verify!",
      "materialize_transactions",
      "schema_creation",
      "log",
      "raw_connection",
      "pool",
      "lock_thread",
      "update_table_definition":
        return call.block() == null ? unknown : block(call, unknown);
      case "tables",
      "views",
      "data_sources",
      "columns",
      "indexes",
      "foreign_keys",
      "extensions",
      "primary_key",
      "primary_keys",
      "enum_types",
      "check_constraints",
      "schema_names",
      "schema_search_path",
      "current_schema",
      "schemas",
      "current_database",
      "extension_enabled?",
      "extension_available?",
      "schema_exists?",
      "database_version",
      "postgresql_version",
      "open_transactions",
      "transaction_open?",
      "table_comment",
      "native_database_types",
      "type_to_sql",
      "server_version",
      "pk_and_sequence_for",
      "default_sequence_name",
      "columns_for_distinct",
      "valid_type?",
      "table_options",
      "mysql?",
      "current_transaction",
      "get_database_version",
      "materialized_views",
      "schema_version",
      "table_alias_length",
      "table_name_length",
      "index_name_length",
      "max_identifier_length",
      "unique_constraints",
      "exclusion_constraints",
      "type_map":
        return unknown;
      case "index_name_for_remove",
      "lookup_cast_type",
      "type_cast",
      "prepared_statements",
      "last_inserted_id",
      "sanitize_limit",
      "cast_bound_value":
        return unknown;
      case "transaction":
        return call.block() == null
            ? unknown
            : database.transaction(
                () -> block(call, unknown), options.isTrue("requires_new"), call.place());
      case "transaction_with_locks",
      "unprepared_statement",
      "suppress_messages",
      "without_locking",
      "uncached",
      "cache",
      "disable_referential_integrity",
      "with_lock_retries":
        return block(call, unknown);
      default:
        return null;
    }
  }

  private Value block(Call call, Unknown unknown) {
    RubyProc block = call.block();
    return block == null ? unknown : block.run(database.run(), call.place());
  }

  private Value exists(Call call, boolean tables, boolean views, Origin at) {
    return statements.catalog.relationExists(database.text(call.get(0), at), tables, views, at);
  }

  /** With a type or options, a column that is there may still not be the one. */
  private Value typedColumn(Call call, Origin at) {
    Value there =
        statements.catalog.columnExists(
            database.text(call.get(0), at), database.text(call.get(1), at), at);
    return there == Value.Bool.TRUE && (call.isSet(2) || !call.options().values().isEmpty())
        ? new Unknown(call.place().text(), call.place())
        : there;
  }

  private Value indexExists(Call call, Origin at) {
    Value given = call.isSet(1) ? call.get(1) : call.options().get("column");
    List<String> columns = null;
    String name =
        call.options().isSet("name")
            ? Constraints.text(call.options(), "name", database, at).known()
            : null;
    if (given != null && !(given instanceof Value.Nothing)) {
      if (Index.isExpression(given, database)) {
        name =
            name == null
                ? Index.name(
                        database.text(call.get(0), at),
                        Defaults.names(given, database, at),
                        true,
                        database)
                    .known()
                : name;
      } else {
        columns = new ArrayList<>();
        for (Text column : Defaults.names(given, database, at)) {
          columns.add(column.text());
        }
      }
    }
    return statements.catalog.indexExists(database.text(call.get(0), at), columns, name, at);
  }

  private Value foreignKeyExists(Call call, Origin at) {
    Text to = call.isSet(1) ? database.text(call.get(1), at) : null;
    Value column = call.options().get("column");
    Value name = call.options().get("name");
    List<String> columns = null;
    if (column != null) {
      columns = new ArrayList<>();
      for (Text each : Defaults.names(column, database, at)) {
        columns.add(each.text());
      }
    }
    return ConstraintStatements.exists(
        statements.catalog.foreignKey(
            database.text(call.get(0), at),
            to == null ? null : to.text(),
            columns,
            name == null ? null : database.text(name, at).text(),
            null),
        at);
  }

  private Value indexName(Call call, Origin at) {
    Value given = call.options().get("column");
    Value columns = given == null ? call.get(1) : given;
    Value name = call.options().get("name");
    if (name != null && given == null && !call.has(1)) {
      return database.text(name, at);
    }
    return Index.name(
        database.text(call.get(0), at),
        Defaults.names(columns, database, at),
        Index.isExpression(columns, database),
        database);
  }
}
