package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns: added, changed, renamed and removed. */
final class ColumnStatements {

  private final SchemaStatements statements;
  private final Database database;

  ColumnStatements(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call, Version version) {
    Origin at = new Origin(database.run(), call.place());
    return switch (call.name()) {
      case "add_column" -> add(call, at);
      case "add_columns" -> {
        for (int i = 1; i < call.arguments().size(); i++) {
          Value type = call.options().get("type");
          add(
              new Call(
                  "add_column",
                  List.of(call.get(0), call.get(i), type == null ? Value.Nothing.NULL : type),
                  call.options().without("type"),
                  null,
                  call.place()),
              at);
        }
        yield Value.Nothing.NULL;
      }
      case "remove_column" -> remove(call, at);
      case "remove_columns" -> removeAll(call, at);
      case "change_column" -> change(call, version, at);
      case "change_column_default" -> changeDefault(call, at);
      case "change_column_null" -> changeNull(call, at);
      case "change_column_comment" ->
          statements.send(
              TableStatements.columnComment(
                  database.text(call.get(0), at),
                  database.text(call.get(1), at),
                  TableStatements.changed(call, 2),
                  database,
                  at),
              call.place());
      case "rename_column" -> rename(call, at);
      case "add_timestamps" -> timestamps(call, at);
      case "remove_timestamps" ->
          drop(
              database.text(call.get(0), at),
              List.of(Text.of("updated_at"), Text.of("created_at")),
              at);
      case "add_reference", "add_belongs_to" -> addReference(call, at);
      case "remove_reference", "remove_belongs_to" -> removeReference(call, at);
      default -> null;
    };
  }

  private Value add(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    if (call.options().isTrue("if_not_exists")) {
      Text column = database.text(call.get(1), at);
      return statements.unless(
          statements.catalog.columnExists(table, column, at),
          "column_exists?(:" + table.text() + ", :" + column.text() + ")",
          () -> add(call.with(call.options().without("if_not_exists")), at),
          call.place());
    }
    Options options = call.options().without("index");
    Text sql = BulkFragments.add(call.get(1), call.get(2), options, database, at);
    statements.send(statements.alter(table).add(sql), call.place());
    Value comment = call.options().get("comment");
    if (comment != null) {
      statements.send(
          TableStatements.columnComment(
              table, database.text(call.get(1), at), comment, database, at),
          call.place());
    }
    return Value.Nothing.NULL;
  }

  private Value remove(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    Text column = database.text(call.get(1), at);
    if (call.options().isTrue("if_exists")) {
      return statements.when(
          statements.catalog.columnExists(table, column, at),
          "column_exists?(:" + table.text() + ", :" + column.text() + ")",
          () -> remove(call.with(call.options().without("if_exists")), at),
          call.place());
    }
    return drop(table, List.of(column), at);
  }

  private Value removeAll(Call call, Origin at) {
    List<Text> columns = new ArrayList<>();
    for (int i = 1; i < call.arguments().size(); i++) {
      for (Text name : Defaults.names(call.get(i), database, at)) {
        columns.add(name);
      }
    }
    return drop(database.text(call.get(0), at), columns, at);
  }

  /** From 7.0 on, columns go in one statement. */
  private Value drop(Text table, List<Text> columns, Origin at) {
    List<Text> parts = new ArrayList<>();
    for (Text column : columns) {
      Text part = new Sql().add("DROP COLUMN ").name(column).text();
      if (database.installed().from(7, 0)) {
        parts.add(part);
      } else {
        statements.send(statements.alter(table).add(part), at.place());
      }
    }
    return parts.isEmpty()
        ? Value.Nothing.NULL
        : statements.send(statements.alter(table).add(Names.join(parts, ", ")), at.place());
  }

  private Value change(Call call, Version version, Origin at) {
    Text table = database.text(call.get(0), at);
    Text name = database.text(call.get(1), at);
    Options options = call.options();
    boolean apart = version.upTo(5, 1);
    Options used = apart ? options.without("default", "null", "comment") : options;
    Column column = Column.of(name, database.text(call.get(2), at), used, database);
    statements.send(statements.alter(table).add(column.changes(database, at)), call.place());
    if (apart) {
      Value otherwise = options.get("default");
      if (otherwise != null) {
        changeDefault(
            call.with(
                "change_column_default",
                List.of(call.get(0), call.get(1), otherwise),
                Options.NONE),
            at);
      }
      Value nullable = options.get("null");
      if (nullable != null) {
        changeNull(
            call.with(
                "change_column_null",
                List.of(
                    call.get(0),
                    call.get(1),
                    nullable,
                    otherwise == null ? Value.Nothing.NULL : otherwise),
                Options.NONE),
            at);
      }
    }
    Value comment = options.get("comment");
    if (comment != null) {
      statements.send(
          TableStatements.columnComment(table, name, comment, database, at), call.place());
    }
    return Value.Nothing.NULL;
  }

  private Value changeDefault(Call call, Origin at) {
    return statements.send(
        statements.alter(database.text(call.get(0), at)).add(defaultSql(call, statements, at)),
        call.place());
  }

  /** SET or DROP DEFAULT, as the column's type has its literals. */
  static Text defaultSql(Call call, SchemaStatements statements, Origin at) {
    Database database = statements.database;
    Value value = TableStatements.changed(call, 2);
    Text column = database.text(call.get(1), at);
    Sql sql = new Sql().add("ALTER COLUMN ").name(column);
    if (value instanceof Value.Nothing) {
      return sql.add(" DROP DEFAULT").text();
    }
    return sql.add(" SET DEFAULT ")
        .add(ofColumn(value, database.text(call.get(0), at), column, statements, at))
        .text();
  }

  /** A value as a literal of a column's type. */
  static Text ofColumn(
      Value value, Text table, Text column, SchemaStatements statements, Origin at) {
    Database database = statements.database;
    String type = typeOf(table, column, statements);
    return Defaults.expression(value, type, type, database, at);
  }

  /** A column's type; null: it is not known. */
  static @Nullable String typeOf(Text table, Text column, SchemaStatements statements) {
    TableFacts facts = statements.catalog.table(table).orNull();
    ColumnFacts known =
        facts == null || !column.isKnown() ? null : facts.column(column.text()).orNull();
    TypeFacts type = known == null ? null : known.type().orNull();
    return type == null ? null : type.text();
  }

  private Value changeNull(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    Text column = database.text(call.get(1), at);
    Value nullable = call.get(2);
    if (nullable instanceof Unknown unknown) {
      return database.gap(
          GapCode.DYNAMIC,
          "it is not known whether the column may be null: " + unknown.reason(),
          call.place());
    }
    boolean mayBeNull = References.isTrue(nullable);
    if (!mayBeNull && call.isSet(3)) {
      statements.send(
          new Sql()
              .add("UPDATE ")
              .table(table)
              .add(" SET ")
              .name(column)
              .add("=")
              .add(ofColumn(call.get(3), table, column, statements, at))
              .add(" WHERE ")
              .name(column)
              .add(" IS NULL"),
          call.place());
    }
    return statements.send(
        statements
            .alter(table)
            .add("ALTER COLUMN ")
            .name(column)
            .add(mayBeNull ? " DROP NOT NULL" : " SET NOT NULL"),
        call.place());
  }

  private Value rename(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    Text from = database.text(call.get(1), at);
    Text to = database.text(call.get(2), at);
    Catalog.Indexes indexes = statements.catalog.indexes(table);
    statements.send(
        statements.alter(table).add("RENAME COLUMN ").name(from).add(" TO ").name(to),
        call.place());
    if (indexes != null && from.isKnown() && to.isKnown()) {
      for (IndexFacts index : indexes.known()) {
        renameIndex(table, index, from.text(), to.text(), call.place());
      }
    }
    if (indexes == null || !indexes.complete()) {
      database.gap(
          GapCode.DYNAMIC,
          "it also renames indexes on the column with names that ActiveRecord gave; the table's"
              + " indexes are not known",
          call.place());
    }
    return Value.Nothing.NULL;
  }

  private void renameIndex(Text table, IndexFacts index, String from, String to, Place place) {
    List<String> columns = Catalog.columns(index);
    if (columns == null || !columns.contains(from)) {
      return;
    }
    List<Text> before = new ArrayList<>();
    List<Text> after = new ArrayList<>();
    for (String column : columns) {
      before.add(Text.of(column));
      after.add(Text.of(column.equals(from) ? to : column));
    }
    Text usual = Index.name(table, before, false, database);
    if (usual.text().equals(index.name().name())) {
      statements.send(
          new Sql()
              .add("ALTER INDEX ")
              .name(usual)
              .add(" RENAME TO ")
              .name(Index.name(table, after, false, database)),
          place);
    }
  }

  private Value timestamps(Call call, Origin at) {
    Text table = database.text(call.get(0), at);
    List<Text> parts = BulkFragments.timestamps(call.options(), database, at);
    if (database.installed().from(7, 1)) {
      return statements.send(statements.alter(table).add(Names.join(parts, ", ")), call.place());
    }
    for (Text part : parts) {
      statements.send(statements.alter(table).add(part), call.place());
    }
    return Value.Nothing.NULL;
  }

  private Value addReference(Call call, Origin at) {
    Value tableGiven = call.get(0);
    References.Target target =
        new References.Target() {
          @Override
          public void column(Text name, Text type, Options options) {
            add(
                new Call(
                    "add_column", List.of(tableGiven, name, type), options, null, call.place()),
                at);
          }

          @Override
          public void index(Value columns, Options options) {
            statements.call(
                new Call("add_index", List.of(tableGiven, columns), options, null, call.place()));
          }

          @Override
          public void foreignKey(Text to, Options options) {
            statements.call(
                new Call("add_foreign_key", List.of(tableGiven, to), options, null, call.place()));
          }
        };
    References.add(
        database.text(call.get(1), at),
        call.options(),
        database.text(tableGiven, at),
        target,
        database,
        at);
    return Value.Nothing.NULL;
  }

  private Value removeReference(Call call, Origin at) {
    Options options = call.options();
    Text name = database.text(call.get(1), at);
    Options conditional = options.only("if_exists", "if_not_exists");
    Text column = name.concat(Text.of("_id"));
    if (options.isTrue("foreign_key")) {
      Options key =
          options.get("foreign_key") instanceof io.github.windlass.script.ruby.object.RubyHash hash
              ? Options.of(hash)
              : Options.NONE.with(
                  "to_table", name.isKnown() ? Text.of(Constraints.plural(name.text())) : name);
      key = key.withDefault("column", column).and(conditional);
      statements.call(
          new Call("remove_foreign_key", List.of(call.get(0)), key, null, call.place()));
    }
    remove(
        new Call("remove_column", List.of(call.get(0), column), conditional, null, call.place()),
        at);
    if (options.isTrue("polymorphic")) {
      Text type = name.concat(Text.of("_type"));
      remove(
          new Call("remove_column", List.of(call.get(0), type), conditional, null, call.place()),
          at);
    }
    return Value.Nothing.NULL;
  }
}
