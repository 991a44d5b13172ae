package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Extensions, enums, schemas, and SQL as it is written. */
final class ObjectStatements {

  private final SchemaStatements statements;
  private final Database database;

  ObjectStatements(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call) {
    Origin at = new Origin(database.run(), call.place());
    Options options = call.options();
    return switch (call.name()) {
      case "execute",
          "exec_query",
          "exec_update",
          "exec_delete",
          "exec_insert",
          "execute_without_cache",
          "internal_exec_query",
          "select_all",
          "select_one",
          "select_value",
          "select_values",
          "select_rows",
          "query",
          "query_value",
          "query_values",
          "insert",
          "update",
          "delete",
          "truncate_sql",
          "execute_and_clear",
          "exec_no_cache",
          "exec_cache" ->
          execute(call, at);
      case "truncate" -> {
        Text table = database.text(call.get(0), at);
        yield statements.send(new Sql().add("TRUNCATE TABLE ").table(table), call.place());
      }
      case "truncate_tables" -> truncateAll(call, at);
      case "enable_extension" -> enable(call, at);
      case "disable_extension" -> {
        Sql sql =
            new Sql()
                .add("DROP EXTENSION IF EXISTS \"")
                .add(database.text(call.get(0), at))
                .add("\"");
        Value force = options.get("force");
        boolean cascades =
            !database.installed().from(7, 1)
                || (force != null && "cascade".equals(database.known(force, at)));
        yield statements.send(cascades ? sql.add(" CASCADE") : sql, call.place());
      }
      case "create_enum" -> createEnum(call, at);
      case "drop_enum" -> {
        Sql sql = new Sql().add("DROP TYPE ");
        if (options.isTrue("if_exists")) {
          sql.add("IF EXISTS ");
        }
        yield statements.send(sql.table(database.text(call.get(0), at)).add(";\n"), call.place());
      }
      case "rename_enum" -> {
        Value to = call.isSet(1) ? call.get(1) : options.get("to");
        Text name = to == null ? Text.EMPTY : database.text(to, at);
        Sql sql =
            new Sql().add("ALTER TYPE ").table(database.text(call.get(0), at)).add(" RENAME TO ");
        yield statements.send(
            database.installed().from(8, 0) ? sql.table(name) : sql.add(name), call.place());
      }
      case "add_enum_value" -> addValue(call, at);
      case "rename_enum_value" ->
          statements.send(
              new Sql()
                  .add("ALTER TYPE ")
                  .table(database.text(call.get(0), at))
                  .add(" RENAME VALUE ")
                  .literal(Constraints.text(options, "from", database, at))
                  .add(" TO ")
                  .literal(Constraints.text(options, "to", database, at)),
              call.place());
      case "create_schema" -> {
        Sql sql = new Sql().add("CREATE SCHEMA ");
        if (options.isTrue("force")) {
          dropSchema(call, Options.NONE.with("if_exists", Value.Bool.TRUE), at);
        }
        if (options.isTrue("if_not_exists")) {
          sql.add("IF NOT EXISTS ");
        }
        yield statements.send(sql.name(database.text(call.get(0), at)), call.place());
      }
      case "drop_schema" -> dropSchema(call, options, at);
      case "rename_schema" ->
          statements.send(
              new Sql()
                  .add("ALTER SCHEMA ")
                  .name(database.text(call.get(0), at))
                  .add(" RENAME TO ")
                  .name(database.text(call.get(1), at)),
              call.place());
      case "schema_search_path=" ->
          statements.send(
              new Sql().add("SET search_path TO ").add(database.text(call.get(0), at)),
              call.place());
      case "create_database", "drop_database", "recreate_database", "rename_database" ->
          database.unsupported(call.name() + " makes or drops a whole database", call.place());
      case "reset_pk_sequence!", "set_pk_sequence!", "reset_sequence!" ->
          database.gap(
              io.github.windlass.extractor.Step.GapCode.DYNAMIC,
              "the sequence of "
                  + database.text(call.get(0), at).text()
                  + " is set to the highest key that is found",
              call.place());
      case "create_virtual_table", "drop_virtual_table" ->
          database.unsupported(
              call.name() + " is SQLite's, PostgreSQL has no virtual tables", call.place());
      default -> null;
    };
  }

  private Value dropSchema(Call call, Options options, Origin at) {
    Sql sql = new Sql().add("DROP SCHEMA ");
    if (options.isTrue("if_exists")) {
      sql.add("IF EXISTS ");
    }
    return statements.send(sql.name(database.text(call.get(0), at)).add(" CASCADE"), call.place());
  }

  private Value execute(Call call, Origin at) {
    Value sql = call.get(0);
    if (sql instanceof ListValue list) {
      return database.unsupported(
          call.name() + " is given a list of " + list.size() + " values", call.place());
    }
    List<Value> bound = new ArrayList<>();
    Value binds = call.has(2) ? call.get(2) : call.options().get("binds");
    if (binds instanceof ListValue list) {
      bound.addAll(list.items());
    }
    Text text =
        sql instanceof Text given
            ? given
            : sql instanceof Unknown unknown ? Text.hole(unknown) : database.text(sql, at);
    return database.send(
        call.name().equals("insert") ? returning(text) : text, bound, call.place());
  }

  /** {@code insert} asks for the key that the server made, if the table's key is known. */
  private Text returning(Text sql) {
    String known = sql.known();
    if (known == null) {
      return sql;
    }
    String lower = known.toLowerCase(java.util.Locale.ROOT);
    int at = lower.indexOf("into ");
    if (at < 0 || lower.contains(" returning ")) {
      return sql;
    }
    int end = at + 5;
    while (end < known.length() && " (\n\t".indexOf(known.charAt(end)) < 0) {
      end++;
    }
    TableFacts table =
        statements.catalog.table(Text.of(known.substring(at + 5, end).replace("\"", ""))).orNull();
    ConstraintFacts.PrimaryKey key = table == null ? null : table.primaryKey().orNull();
    return key == null || key.columns().size() != 1
        ? sql
        : new Sql().add(sql).add(" RETURNING ").name(Text.of(key.columns().get(0))).text();
  }

  private Value truncateAll(Call call, Origin at) {
    List<Text> tables = new ArrayList<>();
    for (Value each : call.arguments()) {
      tables.add(Names.quotedTable(database.text(each, at)));
    }
    return statements.send(
        new Sql().add("TRUNCATE TABLE ").add(Names.join(tables, ", ")), call.place());
  }

  private Value enable(Call call, Origin at) {
    Text name = database.text(call.get(0), at);
    List<Text> parts = Names.parts(name);
    Sql sql =
        new Sql()
            .add("CREATE EXTENSION IF NOT EXISTS \"")
            .add(parts.get(parts.size() - 1))
            .add("\"");
    if (parts.size() > 1 && database.installed().from(7, 1)) {
      sql.add(" SCHEMA ").add(parts.get(0));
    }
    return statements.send(sql, call.place());
  }

  private Value createEnum(Call call, Origin at) {
    Text name = database.text(call.get(0), at);
    List<Text> labels = new ArrayList<>();
    Value given = call.get(1);
    Unknown uncertain =
        given instanceof ListValue list
            ? list.uncertain()
            : given instanceof Unknown unknown ? unknown : null;
    if (uncertain != null) {
      labels.add(Text.hole(uncertain));
    } else {
      for (Text label : Defaults.names(given, database, at)) {
        labels.add(Names.literal(label));
      }
    }
    List<Text> parts = Names.parts(name);
    Text last = parts.get(parts.size() - 1);
    Sql sql = new Sql();
    if (database.installed().from(7, 1)) {
      sql.add("DO $$\nBEGIN\n    IF NOT EXISTS (\n      SELECT 1\n      FROM pg_type t\n")
          .add("      JOIN pg_namespace n ON t.typnamespace = n.oid\n      WHERE t.typname = ")
          .literal(last)
          .add("\n        AND n.nspname = ");
      if (parts.size() > 1) {
        sql.literal(parts.get(0));
      } else {
        sql.add("ANY (current_schemas(false))");
      }
      sql.add("\n    ) THEN\n        CREATE TYPE ")
          .table(name)
          .add(" AS ENUM (")
          .add(Names.join(labels, ", "))
          .add(");\n    END IF;\nEND\n$$;\n");
    } else {
      sql.add("DO $$\nBEGIN\n    IF NOT EXISTS (\n      SELECT 1 FROM pg_type t\n")
          .add("      WHERE t.typname = ")
          .literal(name)
          .add("\n    ) THEN\n        CREATE TYPE \"")
          .add(name)
          .add("\" AS ENUM (")
          .add(Names.join(labels, ", "))
          .add(");\n    END IF;\nEND\n$$;\n");
    }
    return statements.send(sql, call.place());
  }

  private Value addValue(Call call, Origin at) {
    Options options = call.options();
    Sql sql = new Sql().add("ALTER TYPE ").table(database.text(call.get(0), at)).add(" ADD VALUE ");
    if (options.isTrue("if_not_exists") && database.installed().from(8, 0)) {
      sql.add("IF NOT EXISTS ");
    }
    sql.literal(database.text(call.get(1), at));
    if (options.isSet("before")) {
      sql.add(" BEFORE ").literal(Constraints.text(options, "before", database, at));
    } else if (options.isSet("after")) {
      sql.add(" AFTER ").literal(Constraints.text(options, "after", database, at));
    }
    return statements.send(sql, call.place());
  }
}
