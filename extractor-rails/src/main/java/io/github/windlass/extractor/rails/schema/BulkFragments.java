package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that ActiveRecord puts into one ALTER TABLE. */
final class BulkFragments {

  private BulkFragments() {}

  /**
   * The parts of a statement.
   *
   * @param later what follows the statement; null: nothing
   */
  record Fragment(List<Text> sql, @Nullable Runnable later) {}

  /** The parts that a change is; null: it is a statement of its own. */
  static @Nullable Fragment of(Call call, Database database, SchemaStatements statements) {
    Origin at = new Origin(database.run(), call.place());
    Options options = call.options();
    switch (call.name()) {
      case "add_column":
        return new Fragment(
            List.of(add(call.get(1), call.get(2), options, database, at)),
            comment(call, statements));
      case "change_column":
        Column column =
            Column.of(
                database.text(call.get(1), at), database.text(call.get(2), at), options, database);
        return new Fragment(List.of(column.changes(database, at)), comment(call, statements));
      case "remove_column", "remove_columns":
        List<Text> drops = new ArrayList<>();
        int until = call.name().equals("remove_column") ? 2 : call.arguments().size();
        for (int i = 1; i < until; i++) {
          drops.add(drop(call.get(i), database, at));
        }
        return new Fragment(drops, null);
      case "add_timestamps":
        return new Fragment(timestamps(options, database, at), null);
      case "remove_timestamps":
        return new Fragment(
            List.of(
                drop(Text.of("updated_at"), database, at),
                drop(Text.of("created_at"), database, at)),
            null);
      case "change_column_null":
        if (call.get(2) instanceof Unknown || (call.isSet(3) && database.installed().from(7, 1))) {
          return new Fragment(List.of(), () -> statements.call(call));
        }
        return new Fragment(
            List.of(
                new Sql()
                    .add("ALTER COLUMN ")
                    .name(database.text(call.get(1), at))
                    .add(References.isTrue(call.get(2)) ? " DROP NOT NULL" : " SET NOT NULL")
                    .text()),
            null);
      case "change_column_default":
        return new Fragment(List.of(ColumnStatements.defaultSql(call, statements, at)), null);
      default:
        return null;
    }
  }

  private static @Nullable Runnable comment(Call call, SchemaStatements statements) {
    Value comment = call.options().get("comment");
    if (comment == null) {
      return null;
    }
    return () ->
        statements.call(
            new Call(
                "change_column_comment",
                List.of(call.get(0), call.get(1), comment),
                Options.NONE,
                null,
                call.place()));
  }

  static Text add(Value name, Value type, Options options, Database database, Origin at) {
    return Text.of("ADD ")
        .concat(
            Column.of(database.text(name, at), database.text(type, at), options, database)
                .sql(database, at));
  }

  static Text drop(Value name, Database database, Origin at) {
    return new Sql().add("DROP COLUMN ").name(database.text(name, at)).text();
  }

  static List<Text> timestamps(Options given, Database database, Origin at) {
    Options options = given;
    if (!options.isSet("null")) {
      options = options.with("null", Value.Bool.FALSE);
    }
    if (!options.has("precision")) {
      options = options.with("precision", io.github.windlass.script.ruby.builtin.Operators.of(6));
    }
    Text type = Text.of("datetime");
    return List.of(
        add(Text.of("created_at"), type, options, database, at),
        add(Text.of("updated_at"), type, options, database, at));
  }
}
