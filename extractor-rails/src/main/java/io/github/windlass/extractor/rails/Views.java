package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.rails.schema.Call;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Operators;
import io.github.windlass.script.ruby.builtin.StringMethods;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Views by Scenic 1.9, functions and triggers by fx 0.11: what {@code Scenic::Adapters::Postgres}
 * and {@code Fx::Adapters::Postgres} execute.
 */
final class Views {

  private static final String VIEWS = "db/views/";
  private static final String FUNCTIONS = "db/functions/";
  private static final String TRIGGERS = "db/triggers/";

  private final Call call;
  private final Rails rails;

  private Views(Call call, Rails rails) {
    this.call = call;
    this.rails = rails;
  }

  static boolean isOne(String name) {
    return switch (name) {
      case "create_view",
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
  static @Nullable Value call(Call call, Rails rails) {
    Views views = new Views(call, rails);
    return switch (call.name()) {
      case "create_view" -> views.create("CREATE", views.name());
      case "replace_view" -> views.replace();
      case "update_view" -> views.update();
      case "drop_view" -> views.drop();
      case "refresh_materialized_view" -> views.refresh();
      case "create_function" -> views.send(views.definition(FUNCTIONS));
      case "update_function" -> {
        views.dropFunction();
        yield views.send(views.definition(FUNCTIONS));
      }
      case "drop_function" -> views.dropFunction();
      case "create_trigger" -> views.send(views.definition(TRIGGERS));
      case "update_trigger" -> {
        views.dropTrigger();
        yield views.send(views.definition(TRIGGERS));
      }
      case "drop_trigger" -> views.dropTrigger();
      default -> null;
    };
  }

  private Text text(Value value) {
    return Strings.text(value, rails.database().run(), call.place());
  }

  private Text name() {
    return text(call.get(0));
  }

  private Value send(Sql sql) {
    return send(sql.text());
  }

  private Value send(Text sql) {
    return rails.database().send(sql, call.place());
  }

  private boolean isMaterialized() {
    return call.options().isTrue("materialized");
  }

  private boolean is(String option) {
    return call.options().get("materialized") instanceof RubyHash hash
        && hash.option(option) == Value.Bool.TRUE;
  }

  private Value create(String verb, Text name) {
    Text body = definition(VIEWS);
    boolean materialized = isMaterialized();
    if (materialized) {
      String end = body.text().stripTrailing();
      body = body.slice(0, end.endsWith(";") ? end.length() - 1 : end.length());
    }
    return send(
        new Sql()
            .add(verb + (materialized ? " MATERIALIZED VIEW " : " VIEW "))
            .table(name)
            .add(" AS ")
            .add(body)
            .add(materialized ? (is("no_data") ? " WITH NO DATA;" : ";") : ";"));
  }

  private Value replace() {
    if (isMaterialized()) {
      throw rails
          .database()
          .error(
              "ArgumentError",
              "Cannot replace materialized views",
              new Origin(rails.database().run(), call.place()));
    }
    return create("CREATE OR REPLACE", name());
  }

  private Value update() {
    if (is("side_by_side")) {
      Text temporary =
          Text.of("_scenic_sbs_").concat(Text.hole(new Unknown("a random name", call.place())));
      create("CREATE", temporary);
      indexes("are made on the new view, after those of the old one got other names");
      drop();
      return send(
          new Sql().add("ALTER MATERIALIZED VIEW ").add(temporary).add(" RENAME TO ").add(name()));
    }
    drop();
    Value made = create("CREATE", name());
    if (isMaterialized()) {
      indexes("are made again");
    }
    return made;
  }

  private void indexes(String what) {
    rails.database().gap(GapCode.DYNAMIC, "indexes of the materialized view " + what, call.place());
  }

  private Value drop() {
    return send(
        new Sql()
            .add(isMaterialized() ? "DROP MATERIALIZED VIEW " : "DROP VIEW ")
            .table(name())
            .add(";"));
  }

  private Value refresh() {
    if (call.options().isTrue("cascade")) {
      rails
          .database()
          .gap(
              GapCode.DYNAMIC,
              "materialized views that it reads are refreshed before it",
              call.place());
    }
    return send(
        new Sql()
            .add("REFRESH MATERIALIZED VIEW ")
            .add(call.options().isTrue("concurrently") ? "CONCURRENTLY " : "")
            .table(name())
            .add(";"));
  }

  private Value dropFunction() {
    return send(new Sql().add("DROP FUNCTION ").add(name()).add(";"));
  }

  private Value dropTrigger() {
    Value on = call.options().get("on");
    return send(
        new Sql()
            .add("DROP TRIGGER ")
            .add(name())
            .add(" ON ")
            .add(on == null ? Text.hole(new Unknown("its table", call.place())) : text(on))
            .add(";"));
  }

  /** What is given as {@code sql_definition}, or stands in the file of the version. */
  private Text definition(String folder) {
    Value given = call.options().get("sql_definition");
    if (given != null && !(given instanceof Value.Nothing)) {
      Text text = text(given);
      return folder.equals(VIEWS)
          ? text
          : StringMethods.invoke(
                      text, "strip_heredoc", Arguments.NONE, rails.database().run(), call.place())
                  instanceof Text stripped
              ? stripped
              : text;
    }
    Value version = call.options().get("version");
    Integer number = version == null ? Integer.valueOf(1) : Operators.whole(version);
    if (number == null && version instanceof Text text && text.isKnown()) {
      number =
          Operators.whole(rails.database().run().invoke(text, "to_i", List.of(), call.place()));
    }
    String name = name().known();
    if (number == null || name == null) {
      return Text.hole(new Unknown("the definition", call.place()));
    }
    String file =
        rails.application()
            + folder
            + (folder.equals(VIEWS) ? name.replace('.', '_') : name)
            + "_v"
            + (number >= 0 && number < 10 ? "0" : "")
            + number
            + ".sql";
    return FileSpace.read(Text.of(file), rails, call.place()) instanceof Text text
        ? text
        : Text.hole(new Unknown("the file " + file, call.place()));
  }

  /** {@code Scenic.database} and {@code Fx.database}, and the modules themselves. */
  record Library(String name, Rails rails) implements HostObject, World.NameSpace {

    @Override
    public String describe() {
      return name;
    }

    @Override
    public boolean sends() {
      return true;
    }

    @Override
    public Value constant(String constant, World world, Place place) {
      return new Inert(name + "::" + constant);
    }

    @Override
    public Value member(String member, Evaluation run, Place place) {
      return invoke(member, List.of(), run, place);
    }

    @Override
    public Value invoke(String method, List<Value> values, Evaluation run, Place place) {
      switch (method) {
        case "database", "configuration", "config":
          return this;
        case "populated?", "views", "functions", "triggers", "nil?", "present?", "respond_to?":
          return new Unknown(place.text(), place);
        default:
          break;
      }
      Arguments arguments = Arguments.of(values);
      Call call = Call.of(method, arguments, place);
      boolean materialized = method.endsWith("_materialized_view") && !method.startsWith("refresh");
      String plain = materialized ? method.replace("_materialized_view", "_view") : method;
      if (isOne(plain)) {
        // The adapter's own methods take the definition itself.
        Call known = call.with(plain, call.arguments(), call.options());
        int at = name.equals("Fx") && plain.startsWith("create") ? 0 : 1;
        if (call.has(at) && !plain.startsWith("drop") && !plain.startsWith("refresh")) {
          known = known.with(known.options().with("sql_definition", call.get(at)));
        }
        if (materialized) {
          known = known.with(known.options().with("materialized", Value.Bool.TRUE));
        }
        Value value = Views.call(known, rails);
        return value == null ? Value.Nothing.NULL : value;
      }
      return World.of(run)
          .lost(GapCode.UNSUPPORTED, name + "." + method + " is not known", arguments, place);
    }
  }
}
