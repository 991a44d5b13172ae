package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Naming;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;

/**
 * A project's {@code knexfile}, run as a module: an object, or a function that gives one, whose
 * members may be the environments ({@code bin/cli.js}).
 */
record Knexfile(Connection connection, Place whole) {

  /** Which environment counts where there are several: that whose database matters most. */
  private static final List<String> ENVIRONMENTS = List.of("production", "staging", "development");

  private static final String PRECISION = "defaultDateTimePrecision";
  private static final String SEARCH_PATH = "searchPath";

  /** Takes over what it says of names and of the search path. */
  Value read(KnexfileSource file) {
    Evaluation run = connection.run();
    try {
      Value exported = run.module(relative(file.file().path()), whole);
      Value settings = settings(exported);
      if (!(settings instanceof ObjectValue object) || object.keys().isEmpty()) {
        unknown("it is not known what the knexfile says");
        return Value.Nothing.UNDEFINED;
      }
      String text = file.text();
      naming(said(settings, "wrapIdentifier", text, Settings.NAMING), text);
      precision(said(settings, PRECISION, text, List.of(PRECISION)));
      searchPath(said(settings, SEARCH_PATH, text, List.of(SEARCH_PATH)));
    } catch (Thrown thrown) {
      unknown("the knexfile throws");
    }
    return Value.Nothing.UNDEFINED;
  }

  /**
   * An option. Where it is not known whether it is there, as in an object that is not known whole,
   * it is not, unless the file, or what it imports, has a word for it.
   */
  private Value said(Value settings, String option, String text, List<String> words) {
    Value value = member(settings, option);
    return value instanceof Unknown && !ScriptNames.hasOne(text, words)
        ? Value.Nothing.UNDEFINED
        : value;
  }

  private void unknown(String what) {
    connection.run().gap(GapCode.DYNAMIC, what + ": names may be sent otherwise", whole);
  }

  private Value member(Value of, String name) {
    return of instanceof Value.Nothing
        ? Value.Nothing.UNDEFINED
        : connection.run().member(of, name, whole);
  }

  private Value settings(Value exported) {
    Value inner = own(exported, "default");
    Value given = inner instanceof Value.Nothing ? exported : inner;
    Value made = given;
    if (given instanceof Closure || given instanceof NativeFunction) {
      Evaluation run = connection.run();
      made =
          run.language()
              .await(run.call(given, Value.Nothing.UNDEFINED, List.of(), whole), run, whole);
    }
    if (made instanceof ObjectValue && own(made, "client") instanceof Value.Nothing) {
      for (String environment : ENVIRONMENTS) {
        Value of = own(made, environment);
        if (!(of instanceof Value.Nothing)) {
          return of;
        }
      }
    }
    return made;
  }

  /** A member that is there for certain; undefined: none, or perhaps one. */
  private Value own(Value of, String name) {
    return of instanceof ObjectValue object && object.uncertain() != null && !object.has(name)
        ? Value.Nothing.UNDEFINED
        : member(of, name);
  }

  private void naming(Value function, String text) {
    if (function instanceof Unknown unknown) {
      String what = "it is not known how the knexfile maps names: " + unknown.reason();
      if (SnakeCase.isAllThereIs(text)) {
        Runnable differs = () -> unknown(what);
        connection.name(new Naming(SnakeCase.perhaps(differs), connection.run()));
      } else {
        unknown(what);
      }
    } else if (!(function instanceof Value.Nothing)) {
      Naming naming = new Naming(function, connection.run());
      if (naming.isKnown(whole)) {
        connection.name(naming);
      } else {
        unknown("it is not known how the knexfile maps names");
      }
    }
  }

  private void precision(Value precision) {
    if (!(precision instanceof Value.Nothing)) {
      connection.timesHave(precision);
    }
  }

  /** Each connection begins so ({@code setSchemaSearchPath} of {@code dialects/postgres}). */
  private void searchPath(Value path) {
    List<Value> names = Arguments.items(path);
    if (names == null && !(path instanceof Text)) {
      if (path instanceof Unknown unknown) {
        connection.run().gap(GapCode.DYNAMIC, "the search path: " + unknown.reason(), whole);
      }
      return;
    }
    Text.Builder sql = new Text.Builder().add("set search_path to ");
    boolean first = true;
    for (Value name : names == null ? List.of(path) : names) {
      sql.add(first ? "\"" : ",\"").add(connection.literals(whole).text(name)).add("\"");
      first = false;
    }
    connection.send(Compiled.of(sql.build()), whole);
  }

  /** The file as a module is named from the migration's place. */
  private String relative(String path) {
    String from = whole.source().path();
    int common = 0;
    for (int i = 0; i < Math.min(from.length(), path.length()); i++) {
      if (from.charAt(i) != path.charAt(i)) {
        break;
      }
      common = from.charAt(i) == '/' ? i + 1 : common;
    }
    long up = from.substring(common).chars().filter(c -> c == '/').count();
    return (up == 0 ? "./" : "../".repeat((int) up)) + path.substring(common);
  }
}
