package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.Names;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.extractor.rails.schema.Version;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods that gems add to migrations: strong_migrations and its like, Scenic, fx. */
final class Helpers {

  private Helpers() {}

  /** Whether a name is that of one. */
  static boolean isOne(String name) {
    return switch (name) {
      case "safety_assured",
          "skip_pg_statement_timeout",
          "disable_statement_timeout",
          "disable_lock_timeout",
          "without_statement_timeout",
          "with_statement_timeout",
          "add_column_with_default",
          "add_not_null_constraint",
          "validate_not_null_constraint",
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
          "refresh_materialized_view" ->
          true;
      default -> false;
    };
  }

  /** Calls one; null: there is none of that name. */
  static @Nullable Value call(Call call, Rails rails, Version version) {
    switch (call.name()) {
      case "safety_assured",
      "skip_pg_statement_timeout",
      "disable_statement_timeout",
      "disable_lock_timeout",
      "without_statement_timeout",
      "with_statement_timeout":
        RubyProc block = call.block();
        if (block != null && call.name().equals("safety_assured")) {
          rails.assured(call.place());
        }
        return block == null ? Value.Nothing.NULL : block.run(rails.database().run(), call.place());
      case "add_column_with_default":
        return rails.call(
            call.with("add_column", call.arguments(), call.options()), Arguments.NONE, version);
      case "add_not_null_constraint":
        return notNull(call, rails, version, "add_check_constraint");
      case "validate_not_null_constraint":
        return notNull(call, rails, version, "validate_check_constraint");
      case "create_view":
        return createView(call, rails, "CREATE");
      case "replace_view":
        return createView(call, rails, "CREATE OR REPLACE");
      case "update_view":
        dropView(call, rails);
        Value made = createView(call, rails, "CREATE");
        if (isMaterialized(call)) {
          rails
              .database()
              .gap(
                  io.github.windlass.extractor.Step.GapCode.DYNAMIC,
                  "indexes of the materialized view are made again",
                  call.place());
        }
        return made;
      case "drop_view":
        return dropView(call, rails);
      case "refresh_materialized_view":
        return rails
            .database()
            .send(
                new Sql()
                    .add("REFRESH MATERIALIZED VIEW ")
                    .add(call.options().isTrue("concurrently") ? "CONCURRENTLY " : "")
                    .table(text(call.get(0), rails, call.place()))
                    .add(";")
                    .text(),
                call.place());
      case "create_function":
        return send(definition(call, rails, "db/functions/"), rails, call.place());
      case "update_function":
        dropFunction(call, rails);
        return send(definition(call, rails, "db/functions/"), rails, call.place());
      case "drop_function":
        return dropFunction(call, rails);
      case "create_trigger":
        return send(definition(call, rails, "db/triggers/"), rails, call.place());
      case "update_trigger":
        dropTrigger(call, rails);
        return send(definition(call, rails, "db/triggers/"), rails, call.place());
      case "drop_trigger":
        return dropTrigger(call, rails);
      default:
        return null;
    }
  }

  private static Text text(Value value, Rails rails, Place place) {
    return Strings.text(value, rails.database().run(), place);
  }

  private static Value send(Text sql, Rails rails, Place place) {
    return rails.database().send(sql, place);
  }

  /** online_migrations has a check for NOT NULL, which is validated later. */
  private static Value notNull(Call call, Rails rails, Version version, String statement) {
    Text column = text(call.get(1), rails, call.place());
    Text expression = Names.quoted(column).concat(Text.of(" IS NOT NULL"));
    List<Value> arguments =
        statement.startsWith("add") ? List.of(call.get(0), expression) : List.of(call.get(0));
    return rails.call(
        call.with(
            statement,
            arguments,
            statement.startsWith("add") || call.options().isSet("name")
                ? call.options()
                : call.options().with("expression", expression)),
        Arguments.NONE,
        version);
  }

  private static boolean isMaterialized(Call call) {
    return call.options().isTrue("materialized");
  }

  private static Value createView(Call call, Rails rails, String verb) {
    Text definition = definition(call, rails, "db/views/");
    String end = definition.text().stripTrailing();
    boolean materialized = isMaterialized(call);
    Text body = definition;
    if (materialized) {
      int length = end.endsWith(";") ? end.length() - 1 : end.length();
      body = definition.slice(0, Math.min(length, definition.length()));
    }
    boolean empty =
        call.options().get("materialized")
                instanceof io.github.windlass.script.ruby.object.RubyHash hash
            && hash.option("no_data") == Value.Bool.TRUE;
    return send(
        new Sql()
            .add(verb + (materialized ? " MATERIALIZED VIEW " : " VIEW "))
            .table(text(call.get(0), rails, call.place()))
            .add(" AS ")
            .add(body)
            .add(materialized ? (empty ? " WITH NO DATA;" : " ;") : ";")
            .text(),
        rails,
        call.place());
  }

  private static Value dropView(Call call, Rails rails) {
    return send(
        new Sql()
            .add(isMaterialized(call) ? "DROP MATERIALIZED VIEW " : "DROP VIEW ")
            .table(text(call.get(0), rails, call.place()))
            .add(";")
            .text(),
        rails,
        call.place());
  }

  private static Value dropFunction(Call call, Rails rails) {
    return send(
        new Sql().add("DROP FUNCTION ").add(text(call.get(0), rails, call.place())).add(";").text(),
        rails,
        call.place());
  }

  private static Value dropTrigger(Call call, Rails rails) {
    Value on = call.options().get("on");
    return send(
        new Sql()
            .add("DROP TRIGGER ")
            .add(text(call.get(0), rails, call.place()))
            .add(" ON ")
            .add(
                on == null
                    ? Text.hole(new Unknown("its table", call.place()))
                    : text(on, rails, call.place()))
            .add(";")
            .text(),
        rails,
        call.place());
  }

  /** What is given as {@code sql_definition}, or stands in the file of the version. */
  private static Text definition(Call call, Rails rails, String folder) {
    Value given = call.options().get("sql_definition");
    if (given != null && !(given instanceof Value.Nothing)) {
      return text(given, rails, call.place());
    }
    Value version = call.options().get("version");
    Integer number = version == null ? Integer.valueOf(1) : Operators.whole(version);
    String name = text(call.get(0), rails, call.place()).known();
    if (number == null || name == null) {
      return Text.hole(new Unknown("the definition", call.place()));
    }
    String file =
        rails.application()
            + folder
            + name.replace('.', '_')
            + "_v"
            + (number < 10 ? "0" : "")
            + number
            + ".sql";
    return FileSpace.read(Text.of(file), rails, call.place()) instanceof Text text
        ? text
        : Text.hole(new Unknown("the file " + file, call.place()));
  }
}
