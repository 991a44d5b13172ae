package io.github.windlass.extractor.rails.schema;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.ConstraintFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables: made, changed, renamed and dropped. */
final class TableStatements {

  private final SchemaStatements statements;
  private final Database database;

  TableStatements(SchemaStatements statements) {
    this.statements = statements;
    this.database = statements.database;
  }

  @Nullable Value call(Call call, Version version) {
    Origin at = new Origin(database.run(), call.place());
    return switch (call.name()) {
      case "create_table" -> create(call, version, at);
      case "create_join_table" -> createJoin(call, version, at);
      case "drop_join_table" -> {
        Value name = joinName(call, at);
        yield drop(List.of(name), call.options(), call.place());
      }
      case "drop_table" -> drop(call.arguments(), call.options(), call.place());
      case "change_table" -> change(call, version, at);
      case "rename_table" -> rename(call, version, at);
      case "change_table_comment" -> comment(call, at);
      default -> null;
    };
  }

  private Value create(Call call, Version version, Origin at) {
    Options options = call.options();
    Text name = database.text(call.get(0), at);
    TableDefinition table = new TableDefinition(database, version, call.get(0), name);
    Value id = options.get("id");
    if (id == null) {
      id = Symbol.of("primary_key");
    }
    if (References.isTrue(id) && !options.isSet("as")) {
      primaryKey(table, id, options, at);
    }
    statements.yieldTo(call.block(), table, call.place());
    if (options.isTrue("force")) {
      Options dropping = Options.NONE.with("if_exists", Value.Bool.TRUE);
      Value force = options.get("force");
      if (force != null) {
        dropping = dropping.with("force", force);
      }
      drop(List.of(call.get(0)), dropping, call.place());
    }
    Sql sql = new Sql().add("CREATE");
    if (options.isTrue("temporary")) {
      sql.add(" TEMPORARY");
    }
    sql.add(" TABLE ");
    if (options.isTrue("if_not_exists")) {
      sql.add("IF NOT EXISTS ");
    }
    sql.table(name).add(" ");
    List<Text> parts = table.parts(at);
    if (!parts.isEmpty() || !options.isSet("as")) {
      sql.add(parts.isEmpty() ? "" : "(")
          .add(Names.join(parts, ", "))
          .add(parts.isEmpty() ? "" : ")");
    }
    if (options.isSet("options")) {
      sql.add(" ").add(Constraints.text(options, "options", database, at));
    }
    if (options.isSet("as")) {
      sql.add(" AS ").add(Constraints.text(options, "as", database, at));
    }
    statements.send(sql, call.place());
    for (TableDefinition.LaterIndex index : table.indexes()) {
      // With the table, an index is made as it is: a library might make it concurrently.
      Options more = index.options().withDefault("algorithm", Value.Nothing.NULL);
      if (options.isTrue("if_not_exists") && database.installed().from(6, 1)) {
        more = more.with("if_not_exists", Value.Bool.TRUE);
      }
      statements.call(
          new Call("add_index", List.of(call.get(0), index.columns()), more, null, call.place()));
    }
    comments(name, table, options, at);
    return Value.Nothing.NULL;
  }

  private void comments(Text name, TableDefinition table, Options options, Origin at) {
    if (options.isSet("comment")) {
      statements.send(
          new Sql()
              .add("COMMENT ON TABLE ")
              .table(name)
              .add(" IS ")
              .literal(Constraints.text(options, "comment", database, at)),
          at.place());
    }
    for (Column column : table.columns()) {
      Value comment = column.comment();
      if (comment != null) {
        statements.send(columnComment(name, column.name(), comment, database, at), at.place());
      }
    }
  }

  static Text columnComment(Text table, Text column, Value comment, Database database, Origin at) {
    Sql sql = new Sql().add("COMMENT ON COLUMN ").table(table).add(".").name(column).add(" IS ");
    return comment instanceof Value.Nothing
        ? sql.add("NULL").text()
        : sql.add(Defaults.quoted(comment, database, at)).text();
  }

  private void primaryKey(TableDefinition table, Value given, Options options, Origin at) {
    Value key = options.get("primary_key");
    Options used = options.only("limit", "default", "precision");
    Value id = given;
    if (id instanceof RubyHash hash) {
      Options more = Options.of(hash);
      Value type = more.get("type");
      id = type == null ? Symbol.of("primary_key") : type;
      used = used.and(more.without("type"));
    }
    if (key instanceof ListValue list) {
      table.primaryKeys(Defaults.names(list, database, at));
      return;
    }
    Text name =
        key == null || key instanceof Value.Nothing ? Text.of("id") : database.text(key, at);
    Text type = id == Value.Bool.TRUE ? Text.of("primary_key") : database.text(id, at);
    table.primaryKey(name, type, used, false, at.place());
  }

  private Value joinName(Call call, Origin at) {
    Value given = call.options().get("table_name");
    if (given != null && !(given instanceof Value.Nothing)) {
      return given;
    }
    String one = database.text(call.get(0), at).text();
    String other = database.text(call.get(1), at).text();
    if (database.known(call.get(0), at) == null || database.known(call.get(1), at) == null) {
      return new Unknown(call.place().text(), call.place());
    }
    boolean ordered = one.compareTo(other) <= 0;
    return Text.of(joined(ordered ? one : other, ordered ? other : one));
  }

  /** Two table names as one: what both begin with is left out of the second. */
  private static String joined(String one, String two) {
    int at = 0;
    int end = Math.min(one.length(), two.length());
    int common = 0;
    while (at < end && one.charAt(at) == two.charAt(at)) {
      at++;
      if (one.charAt(at - 1) == '_' || one.charAt(at - 1) == '.') {
        common = at;
      }
    }
    return common == 0 ? one + "_" + two : one + "_" + two.substring(common);
  }

  private Value createJoin(Call call, Version version, Origin at) {
    Options columns =
        call.options().get("column_options") instanceof RubyHash hash
            ? Options.of(hash)
            : Options.NONE;
    columns = columns.withDefault("null", Value.Bool.FALSE).withDefault("index", Value.Bool.FALSE);
    Options options = call.options().without("column_options", "table_name");
    if (!database.installed().from(8, 2)) {
      // Whatever is asked for, there is no key.
      options = options.without("primary_key").with("id", Value.Bool.FALSE);
    } else if (!options.has("id")) {
      options =
          options.with(
              "id", options.isTrue("primary_key") ? Symbol.of("primary_key") : Value.Bool.FALSE);
    }
    Value name = joinName(call, at);
    Options ofColumns = columns;
    io.github.windlass.script.ruby.object.RubyProc block =
        io.github.windlass.script.ruby.object.RubyProc.ofJava(
            (io.github.windlass.script.ruby.object.NativeMethod.Body)
                (self, given, run, place) -> {
                  if (given.get(0) instanceof TableDefinition table) {
                    for (int i = 0; i < 2; i++) {
                      Text each = database.text(call.get(i), at);
                      List<Text> parts = Names.parts(each);
                      Text last = parts.get(parts.size() - 1);
                      Text reference =
                          last.isKnown() ? Text.of(Inflector.singularOfLast(last.text())) : last;
                      RubyHash hash = RubyHash.empty(run);
                      ofColumns
                          .values()
                          .forEach((option, value) -> hash.put(Symbol.of(option), value));
                      run.invoke(
                          table,
                          "references",
                          List.of(
                              reference, new io.github.windlass.script.ruby.object.Keywords(hash)),
                          place);
                    }
                    statements.yieldTo(call.block(), table, place);
                  }
                  return Value.Nothing.NULL;
                });
    return create(
        new Call("create_table", List.of(name), options, block, call.place()), version, at);
  }

  private Value drop(List<Value> names, Options options, Place place) {
    for (Value each : names) {
      Sql sql = new Sql().add("DROP TABLE ");
      if (options.isTrue("if_exists")) {
        sql.add("IF EXISTS ");
      }
      sql.table(statements.text(each, place));
      Value force = options.get("force");
      if (force != null
          && "cascade".equals(database.known(force, new Origin(database.run(), place)))) {
        sql.add(" CASCADE");
      }
      statements.send(sql, place);
    }
    return Value.Nothing.NULL;
  }

  private Value change(Call call, Version version, Origin at) {
    Value name = call.get(0);
    if (!call.options().isTrue("bulk")) {
      statements.yieldTo(
          call.block(), new ChangedTable(database, version, name, statements), call.place());
      return Value.Nothing.NULL;
    }
    ListValue recorded = database.run().list(List.of());
    Base recorder =
        each -> {
          if (each.name().endsWith("?")) {
            return statements.call(each);
          }
          recorded.add(each);
          return Value.Nothing.NULL;
        };
    statements.yieldTo(
        call.block(), new ChangedTable(database, version, name, recorder), call.place());
    bulk(name, recorded, at);
    return Value.Nothing.NULL;
  }

  /** What is changed within a {@code revert} is recorded as calls around it are. */
  Value recordChange(Call call, Version version, CommandRecorder recorder) {
    Value name = call.get(0);
    boolean bulk = call.options().isTrue("bulk");
    CommandRecorder own = bulk ? new CommandRecorder(database, recorder.reverting()) : recorder;
    Base base =
        each -> {
          if (each.name().endsWith("?")) {
            return statements.call(each);
          }
          own.record(each);
          return Value.Nothing.NULL;
        };
    statements.yieldTo(call.block(), new ChangedTable(database, version, name, base), call.place());
    if (bulk) {
      RubyProc later =
          RubyProc.ofJava((self, given, run, at) -> {
            bulk(name, own.commands(), new Origin(run, call.place()));
            return Value.Nothing.NULL;
          });
      recorder.record(new Call("execute_block", List.of(), Options.NONE, later, call.place()));
    }
    return Value.Nothing.NULL;
  }

  /** Several changes of a table, as few statements as ActiveRecord makes of them. */
  void bulk(Value name, ListValue recorded, Origin at) {
    Text table = database.text(name, at);
    List<Text> fragments = new ArrayList<>();
    List<Runnable> later = new ArrayList<>();
    Unknown uncertain = recorded.uncertain();
    if (uncertain != null) {
      database.gap(
          GapCode.DYNAMIC,
          "what changes in the table is not certain: " + uncertain.reason(),
          at.place());
    }
    for (Value each : recorded.items()) {
      if (!(each instanceof Call call)) {
        continue;
      }
      BulkFragments.Fragment fragment = BulkFragments.of(call, database, statements);
      if (fragment == null) {
        flush(table, fragments, later, at);
        statements.call(call);
      } else {
        fragments.addAll(fragment.sql());
        if (fragment.later() != null) {
          later.add(fragment.later());
        }
      }
    }
    flush(table, fragments, later, at);
  }

  private void flush(Text table, List<Text> fragments, List<Runnable> later, Origin at) {
    if (!fragments.isEmpty()) {
      statements.send(statements.alter(table).add(Names.join(fragments, ", ")), at.place());
    }
    fragments.clear();
    for (Runnable each : later) {
      each.run();
    }
    later.clear();
  }

  private Value comment(Call call, Origin at) {
    Value comment = changed(call, 1);
    Sql sql = new Sql().add("COMMENT ON TABLE ").table(database.text(call.get(0), at)).add(" IS ");
    return statements.send(
        comment instanceof Value.Nothing
            ? sql.add("NULL")
            : sql.add(Defaults.quoted(comment, database, at)),
        call.place());
  }

  /** The new value where it is given by itself or as {@code from:} and {@code to:}. */
  static Value changed(Call call, int index) {
    Value to = call.options().get("to");
    if (to != null && call.options().has("from")) {
      return to;
    }
    return call.get(index);
  }

  private Value rename(Call call, Version version, Origin at) {
    Text from = database.text(call.get(0), at);
    Text to = database.text(call.get(1), at);
    Fact<TableFacts> fact = statements.catalog.table(from);
    statements.send(
        new Sql().add("ALTER TABLE ").table(from).add(" RENAME TO ").table(to), call.place());
    TableFacts table = fact.orNull();
    if (table == null || !from.isKnown() || !to.isKnown()) {
      return database.gap(
          GapCode.DYNAMIC,
          "it also renames the primary key's index and sequence, and indexes with names that"
              + " ActiveRecord gave; the table is not known",
          call.place());
    }
    ConstraintFacts.PrimaryKey key = table.primaryKey().orNull();
    if (key != null && key.columns().size() == 1) {
      renameKey(from, to, table, key.columns().get(0), call.place());
    } else if (key == null && !table.primaryKey().isAbsent()) {
      database.gap(
          GapCode.DYNAMIC,
          "it also renames the primary key's index and sequence; the key is not known",
          call.place());
    }
    boolean legacy = version.upTo(7, 0);
    List<IndexFacts> indexes = new ArrayList<>(table.indexes().known());
    // As the query orders them.
    indexes.sort((one, other) -> one.name().name().compareTo(other.name().name()));
    for (IndexFacts index : indexes) {
      List<String> columns = Catalog.columns(index);
      if (columns == null || (key != null && index.name().name().equals(key.name()))) {
        continue;
      }
      String usual = name(from, columns, legacy);
      if (usual.equals(index.name().name())) {
        statements.send(
            new Sql()
                .add("ALTER INDEX ")
                .name(Text.of(usual))
                .add(" RENAME TO ")
                .name(Text.of(name(to, columns, legacy))),
            call.place());
      }
    }
    if (!table.indexes().isComplete()) {
      database.gap(
          GapCode.DYNAMIC,
          "it also renames other indexes with names that ActiveRecord gave",
          call.place());
    }
    return Value.Nothing.NULL;
  }

  private String name(Text table, List<String> columns, boolean legacy) {
    List<Text> names = new ArrayList<>();
    for (String column : columns) {
      names.add(Text.of(column));
    }
    return legacy
        ? "index_" + table.text() + "_on_" + String.join("_and_", columns)
        : Index.name(table, names, false, database).text();
  }

  private void renameKey(Text from, Text to, TableFacts table, String column, Place place) {
    ColumnFacts facts = table.column(column).orNull();
    QualifiedName sequence = facts == null ? null : facts.sequence().orNull();
    String type =
        facts == null || facts.defaultText().orNull() == null ? "" : facts.defaultText().orNull();
    boolean uuid =
        type.contains("uuid_generate")
            || (type.contains("gen_random_uuid") && database.installed().from(7, 1));
    // The key is found by its sequence, or by a default that makes UUIDs.
    if (sequence == null && !uuid) {
      if (facts == null || facts.sequence().isUnknown()) {
        database.gap(
            GapCode.DYNAMIC,
            "it also renames the primary key's index if the key has a sequence",
            place);
      }
      return;
    }
    statements.send(
        new Sql()
            .add("ALTER INDEX ")
            .table(Text.of(cut(from.text(), "_pkey") + "_pkey"))
            .add(" RENAME TO ")
            .table(Text.of(cut(to.text(), "_pkey") + "_pkey")),
        place);
    String suffix = "_" + column + "_seq";
    if (sequence != null && sequence.name().equals(cut(from.text(), suffix) + suffix)) {
      statements.send(
          new Sql()
              .add("ALTER TABLE ")
              .name(Text.of(sequence.schema() == null ? "public" : sequence.schema()))
              .add(".")
              .name(Text.of(sequence.name()))
              .add(" RENAME TO ")
              .table(Text.of(cut(to.text(), suffix) + suffix)),
          place);
    }
  }

  private static String cut(String name, String suffix) {
    return name.substring(0, Math.min(name.length(), Names.IDENTIFIER - suffix.length()));
  }
}
