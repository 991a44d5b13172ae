package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes: made, renamed and removed. */
final class IndexStatements {

  private final SchemaStatements statements;
  private final Database database;

  IndexStatements(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call, Version version) {
    Origin at = new Origin(database.run(), call.place());
    return switch (call.name()) {
      case "add_index" -> add(call, at);
      case "remove_index" -> remove(call, version, at);
      case "rename_index" -> rename(call, at);
      default -> null;
    };
  }

  private Value add(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    Options options = call.options();
    if (options.get("where") instanceof Text where && isColumn(table, where, at)) {
      options = options.with("where", Names.quoted(where));
    }
    if (call.get(1) instanceof Unknown unknown) {
      return database.gap(
          GapCode.DYNAMIC,
          "the columns of an index are not known: " + unknown.reason(),
          call.place());
    }
    Index index = Index.of(table, call.get(1), options, database, at);
    statements.send(index.sql(options.isTrue("if_not_exists"), database, at), call.place());
    Value comment = index.comment();
    if (comment != null) {
      statements.send(
          new Sql()
              .add("COMMENT ON INDEX ")
              .name(index.name())
              .add(" IS ")
              .add(Defaults.quoted(comment, database, at)),
          call.place());
    }
    return Value.Nothing.NULL;
  }

  private boolean isColumn(Text table, Text where, Origin at) {
    return database.installed().from(7, 1)
        && where.isKnown()
        && statements.catalog.columnExists(table, where, at) == Value.Bool.TRUE;
  }

  private Value rename(Call call, Origin at) {
    List<Text> parts = Names.parts(database.text(call.get(0), at));
    Sql sql = new Sql().add("ALTER INDEX ");
    if (parts.size() > 1 && database.installed().from(7, 1)) {
      sql.name(parts.get(0)).add(".");
    }
    return statements.send(
        sql.name(database.text(call.get(1), at))
            .add(" RENAME TO ")
            .table(database.text(call.get(2), at)),
        call.place());
  }

  /** The columns that a call names; null: none. */
  @Nullable List<String> columns(@Nullable Value given, Text table, Origin at) {
    if (given == null || given instanceof Value.Nothing) {
      return null;
    }
    List<String> columns = new ArrayList<>();
    for (Text name : Defaults.names(given, database, at)) {
      columns.add(name.text());
    }
    return columns;
  }

  private Value remove(Call call, Version version, Origin at) {
    Text table = database.text(call.get(0), at);
    Options options = call.options();
    Value on = call.isSet(1) ? call.get(1) : options.get("column");
    if (on != null && on instanceof Value.Nothing) {
      on = null;
    }
    Text name = options.isSet("name") ? Constraints.text(options, "name", database, at) : null;
    if (options.isTrue("if_exists")) {
      Value given = on;
      Value exists =
          statements.catalog.indexExists(
              table,
              on == null || Index.isExpression(on, database) ? null : columns(on, table, at),
              name == null ? nameOf(table, on, at) : name.known(),
              at);
      Call without = call.with(options.without("if_exists"));
      return statements.when(
          exists,
          "index_exists?(:" + table.text() + (given == null ? "" : ", …") + ")",
          () -> remove(without, version, at),
          call.place());
    }
    Text schema = null;
    List<Text> parts = Names.parts(table);
    if (parts.size() > 1) {
      schema = parts.get(0);
    }
    if (name != null) {
      List<Text> named = Names.parts(name);
      if (named.size() > 1) {
        schema = named.get(0);
        name = named.get(1);
      }
    }
    Text found = name;
    if (found == null) {
      found = on == null ? null : find(table, on, call, at);
      if (found == null) {
        return database.gap(
            GapCode.DYNAMIC, "it is not known which index is removed", call.place());
      }
    }
    Sql sql = new Sql().add("DROP INDEX ");
    Value algorithm = options.get("algorithm");
    if (algorithm != null && !(algorithm instanceof Value.Nothing)) {
      String how = database.known(algorithm, at);
      if (how != null && !how.equals("concurrently")) {
        throw database.error(
            "ArgumentError", "Algorithm must be one of the following: :concurrently", at);
      }
      sql.add(how == null ? database.text(algorithm, at) : Text.of("CONCURRENTLY")).add(" ");
    }
    if (schema != null) {
      sql.name(schema).add(".");
    }
    return statements.send(sql.name(found), call.place());
  }

  /** An index's usual name, for an expression, which no columns find; null: columns do. */
  private @Nullable String nameOf(Text table, @Nullable Value on, Origin at) {
    return on != null && Index.isExpression(on, database)
        ? Index.name(table, Defaults.names(on, database, at), true, database).known()
        : null;
  }

  /** The name of the index on some columns. */
  private @Nullable Text find(Text table, Value on, Call call, Origin at) {
    if (on instanceof Unknown) {
      return null;
    }
    List<Text> columns = Defaults.names(on, database, at);
    Text usual = Index.name(table, columns, Index.isExpression(on, database), database);
    Catalog.Indexes indexes = statements.catalog.indexes(table);
    if (indexes != null) {
      List<String> names = new ArrayList<>();
      for (Text column : columns) {
        names.add(column.text());
      }
      for (IndexFacts index : indexes.known()) {
        if (index.name().name().equals(usual.text()) || names.equals(Catalog.columns(index))) {
          return Text.of(index.name().name());
        }
      }
    }
    database.gap(
        GapCode.DYNAMIC,
        indexes != null && indexes.complete()
            ? "there is no index on these columns; the usual name is taken"
            : "the table's indexes are not known; the usual name is taken",
        call.place());
    return usual;
  }
}
