package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.Defaults;
import io.github.windlass.extractor.rails.schema.Names;
import io.github.windlass.extractor.rails.schema.Options;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods that online_migrations 0.36 adds to migrations ({@code schema_statements.rb}). */
final class OnlineMigrations {

  private final Call call;
  private final Rails rails;
  private final Version version;
  private final Origin at;

  private OnlineMigrations(Call call, Rails rails, Version version) {
    this.call = call;
    this.rails = rails;
    this.version = version;
    this.at = new Origin(rails.database().run(), call.place());
  }

  static boolean isOne(String name) {
    return switch (name) {
      case "add_column_with_default",
          "add_not_null_constraint",
          "validate_not_null_constraint",
          "remove_not_null_constraint",
          "add_text_limit_constraint",
          "validate_text_limit_constraint",
          "remove_text_limit_constraint",
          "add_reference_concurrently",
          "update_column_in_batches",
          "update_columns_in_batches",
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
          "revert_finalize_table_rename" ->
          true;
      default -> false;
    };
  }

  /** Whether a name is that of a method of it that is known, and not what it sends. */
  static boolean isOther(String name) {
    return name.endsWith("_type_change") || name.endsWith("_in_background");
  }

  /** Calls one; null: there is none of that name. */
  static @Nullable Value call(Call call, Rails rails, Version version) {
    if (isOther(call.name())) {
      return rails
          .database()
          .gap(
              GapCode.DYNAMIC,
              call.name()
                  + " of online_migrations: what it sends for "
                  + rails
                      .database()
                      .text(call.get(0), new Origin(rails.database().run(), call.place()))
                      .text()
                  + " depends on the catalog, or is sent later",
              call.place());
    }
    return isOne(call.name()) ? new OnlineMigrations(call, rails, version).run() : null;
  }

  private Value run() {
    return switch (call.name()) {
      case "add_column_with_default" -> addColumn();
      case "add_not_null_constraint" ->
          addNotNull(call.get(1), !call.options().isFalse("validate"));
      case "validate_not_null_constraint" -> validate(nameOf("not_null", call.get(1)));
      case "remove_not_null_constraint" -> removeCheck(nameOf("not_null", call.get(1)));
      case "add_text_limit_constraint" -> addLimit();
      case "validate_text_limit_constraint" -> validate(nameOf("max_length", call.get(1)));
      case "remove_text_limit_constraint" -> removeCheck(nameOf("max_length", call.get(1)));
      case "add_reference_concurrently" -> addReference();
      case "update_column_in_batches" -> update(List.of(new Change(call.get(1), call.get(2))));
      case "update_columns_in_batches" -> updateAll();
      case "swap_column_names" -> within(this::swap);
      case "initialize_table_rename" -> within(this::renameTable);
      case "revert_initialize_table_rename" ->
          within(() -> {
            dropView(" IF EXISTS");
            return again("rename_table", Options.NONE, call.get(1), call.get(0));
          });
      case "finalize_table_rename" -> dropView(" IF EXISTS");
      case "revert_finalize_table_rename" -> view(text(call.get(1)), List.of());
      case "initialize_column_rename", "initialize_columns_rename" ->
          within(() -> {
            again("rename_table", Options.NONE, call.get(0), temporary());
            return view(temporary(), renamed());
          });
      case "revert_initialize_column_rename", "revert_initialize_columns_rename" ->
          within(() -> {
            dropView("");
            return again("rename_table", Options.NONE, temporary(), call.get(0));
          });
      case "finalize_column_rename", "finalize_columns_rename" ->
          within(() -> {
            dropView("");
            again("rename_table", Options.NONE, temporary(), call.get(0));
            for (Change each : renamed()) {
              again("rename_column", Options.NONE, call.get(0), each.column(), each.value());
            }
            return Value.Nothing.NULL;
          });
      default ->
          within(() -> {
            for (Change each : renamed()) {
              again("rename_column", Options.NONE, call.get(0), each.value(), each.column());
            }
            again("rename_table", Options.NONE, call.get(0), temporary());
            return view(temporary(), renamed());
          });
    };
  }

  /** A column, and what it becomes. */
  private record Change(Value column, Value value) {}

  private Text text(Value value) {
    return rails.database().text(value, at);
  }

  private Value within(java.util.function.Supplier<Value> body) {
    return rails.database().transaction(body, false, call.place());
  }

  private Value again(String name, Options options, Value... arguments) {
    return rails.call(
        new Call(name, List.of(arguments), options, null, call.place()), Arguments.NONE, version);
  }

  private Value send(Sql sql) {
    return rails.database().send(sql.text(), call.place());
  }

  // Constraints.

  /** {@code check_constraint_name}: the hash of {@code TABLE_COLUMN_KIND_chk}. */
  private Text nameOf(String kind, Value column) {
    if (call.options().isSet("name")) {
      Value name = call.options().get("name");
      return name == null ? Text.EMPTY : text(name);
    }
    return Names.check(text(call.get(0)), text(column).concat(Text.of("_" + kind)));
  }

  private Value addNotNull(Value column, boolean validates) {
    Text name = nameOf("not_null", column);
    again(
        "add_check_constraint",
        Options.NONE.with("name", name).with("validate", Value.Bool.FALSE),
        call.get(0),
        Names.quoted(text(column)).concat(Text.of(" IS NOT NULL")));
    return validates ? validate(name) : Value.Nothing.NULL;
  }

  private Value addLimit() {
    Text name = nameOf("max_length", call.get(1));
    again(
        "add_check_constraint",
        Options.NONE.with("name", name).with("validate", Value.Bool.FALSE),
        call.get(0),
        Text.of("char_length(")
            .concat(text(call.get(1)))
            .concat(Text.of(") <= "))
            .concat(text(call.get(2))));
    return call.options().isFalse("validate") ? Value.Nothing.NULL : validate(name);
  }

  private Value validate(Text name) {
    return again("validate_check_constraint", Options.NONE.with("name", name), call.get(0));
  }

  private Value removeCheck(Text name) {
    return again("remove_check_constraint", Options.NONE.with("name", name), call.get(0));
  }

  // Columns.

  /** In batches only where the default is another for each row: a proc that calls a function. */
  private Value addColumn() {
    Value otherwise = call.options().get("default");
    Options options =
        call.options().without("batch_size", "batch_column_name", "progress", "pause_ms");
    Call plain = new Call("add_column", call.arguments(), options, null, call.place());
    if (!(otherwise instanceof RubyProc)) {
      return rails.call(plain, Arguments.NONE, version);
    }
    within(() -> {
      rails.call(
          plain.with(options.without("default").with("null", Value.Bool.TRUE)),
          Arguments.NONE,
          version);
      return again("change_column_default", Options.NONE, call.get(0), call.get(1), otherwise);
    });
    update(List.of(new Change(call.get(1), otherwise)));
    if (options.isFalse("null")) {
      addNotNull(call.get(1), true);
      again("change_column_null", Options.NONE, call.get(0), call.get(1), Value.Bool.FALSE);
      removeCheck(nameOf("not_null", call.get(1)));
    }
    return Value.Nothing.NULL;
  }

  private Value addReference() {
    Options options = call.options();
    Text name = text(call.get(1));
    Text column = name.concat(Text.of("_id"));
    Value type = options.get("type");
    Value nullable = options.has("null") ? options.get("null") : Value.Bool.TRUE;
    again(
        "add_column",
        Options.NONE.with("null", nullable == null ? Value.Bool.TRUE : nullable),
        call.get(0),
        column,
        type == null || type instanceof Value.Nothing ? Symbol.of("bigint") : type);
    List<Value> columns = new ArrayList<>(List.of(column));
    Options index = options.get("index") instanceof RubyHash hash ? Options.of(hash) : Options.NONE;
    if (options.isTrue("polymorphic")) {
      Text kind = name.concat(Text.of("_type"));
      again("add_column", Options.NONE, call.get(0), kind, Symbol.of("string"));
      columns.add(0, kind);
      index =
          index.withDefault(
              "name",
              Text.of("index_").concat(text(call.get(0))).concat(Text.of("_on_")).concat(name));
    }
    if (!options.isFalse("index")) {
      again(
          "add_index",
          index.with("algorithm", Symbol.of("concurrently")),
          call.get(0),
          rails.database().run().list(columns));
    }
    if (options.isTrue("foreign_key")) {
      Options key =
          options.get("foreign_key") instanceof RubyHash hash ? Options.of(hash) : Options.NONE;
      Value to = key.get("to_table");
      Value table = to == null ? Names.plural(name) : to;
      Options used = key.without("to_table").with("column", column);
      again("add_foreign_key", used.with("validate", Value.Bool.FALSE), call.get(0), table);
      if (!key.isFalse("validate")) {
        again("validate_foreign_key", used.only("column", "name"), call.get(0), table);
      }
    }
    return Value.Nothing.NULL;
  }

  private Value updateAll() {
    List<Change> changes = new ArrayList<>();
    if (call.get(1) instanceof ListValue list && list.uncertain() == null) {
      for (Value each : list.items()) {
        if (!(each instanceof ListValue pair) || pair.size() != 2 || pair.uncertain() != null) {
          changes.clear();
          break;
        }
        changes.add(new Change(pair.get(0), pair.get(1)));
      }
    }
    return changes.isEmpty()
        ? rails
            .database()
            .gap(
                GapCode.DYNAMIC,
                "rows of " + text(call.get(0)).text() + " are updated in batches",
                call.place())
        : update(changes);
  }

  /** The UPDATE of a batch, once for each of unknown many. */
  private Value update(List<Change> changes) {
    Text table = text(call.get(0));
    Sql sql = new Sql().add("UPDATE ").table(table).add(" SET ");
    Sql where = new Sql();
    for (int i = 0; i < changes.size(); i++) {
      Text column = text(changes.get(i).column());
      Text value = literal(column, changes.get(i).value());
      sql.add(i == 0 ? "" : ", ").name(column).add(" = ").add(value);
      where.add(i == 0 ? "" : " OR ").table(table).add(".").name(column);
      if (changes.get(i).value() instanceof Value.Nothing) {
        where.add(" IS NOT NULL");
      } else {
        where.add(" != ").add(value).add(" OR ").table(table).add(".").name(column).add(" IS NULL");
      }
    }
    sql.add(" WHERE (")
        .add(where.text())
        .add(") AND ")
        .add(Text.hole(new Unknown("a range of keys of " + table.text(), call.place())));
    return rails
        .database()
        .run()
        .repeatedly(() -> rails.database().send(sql.text(), call.place()), call.place());
  }

  private Text literal(Text column, Value value) {
    if (value instanceof RubyProc proc) {
      return text(proc.run(Arguments.NONE, at.run(), call.place()));
    }
    TableFacts facts = rails.database().table(text(call.get(0)));
    String type = null;
    if (facts != null && column.isKnown()) {
      var known = facts.column(column.text()).orNull();
      var typed = known == null ? null : known.type().orNull();
      type = typed == null ? null : typed.text();
    }
    return Defaults.literal(value, type, rails.database(), at);
  }

  private Value swap() {
    Text temporary = text(call.get(1)).concat(Text.of("_tmp"));
    again("rename_column", Options.NONE, call.get(0), call.get(1), temporary);
    again("rename_column", Options.NONE, call.get(0), call.get(2), call.get(1));
    return again("rename_column", Options.NONE, call.get(0), temporary, call.get(2));
  }

  // Tables.

  private Value renameTable() {
    again("rename_table", Options.NONE, call.get(0), call.get(1));
    return view(text(call.get(1)), List.of());
  }

  private Value dropView(String conditionally) {
    return send(new Sql().add("DROP VIEW" + conditionally + " ").table(text(call.get(0))));
  }

  /** A view by a table's old name, with columns by their new names. */
  private Value view(Text of, List<Change> columns) {
    Sql sql = new Sql().add("CREATE VIEW ").table(text(call.get(0))).add(" AS SELECT *");
    for (Change each : columns) {
      sql.add(", ").name(text(each.column())).add(" AS ").name(text(each.value()));
    }
    return send(sql.add(" FROM ").table(of));
  }

  /** The table's name while the view has its own. */
  private Text temporary() {
    String suffix = "_column_rename";
    Text table = text(call.get(0));
    return table.slice(0, Math.min(table.length(), 63 - suffix.length())).concat(Text.of(suffix));
  }

  private List<Change> renamed() {
    List<Change> all = new ArrayList<>();
    Map<String, Value> options = call.options().values();
    if (call.has(2)) {
      all.add(new Change(call.get(1), call.get(2)));
    } else {
      options.forEach((from, to) -> all.add(new Change(Text.of(from), to)));
    }
    return all;
  }
}
