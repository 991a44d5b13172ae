package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;

/** Statements about functions, triggers and schemas. */
public final class Functions {

  private Functions() {}

  /** {@code createFunction}. Its arguments, from the name to the options, in their order. */
  public static Text create(Call call, List<Value> arguments) {
    Value name = at(arguments, 0);
    Value returns = at(arguments, 2);
    Value language = at(arguments, 3);
    Value body = at(arguments, 4);
    Value options = at(arguments, 6);
    for (Value needed : List.of(name, returns, language, body)) {
      if (Values.truth(needed) == Truth.FALSE) {
        throw call.fails(
            "createFunction missing some parameters. Did you pass functionName, returnType,"
                + " language and body?");
      }
    }
    return new Text.Builder()
        .add("CREATE")
        .add(call.when(call.get(options, "force"), Text.of(" OR REPLACE")))
        .add(" FUNCTION ")
        .add(call.text(name))
        .add("(")
        .add(parameters(call, at(arguments, 1)))
        .add(") RETURNS ")
        .add(call.text(returns))
        .add(" AS $func$ ")
        .add(variables(call, call.get(options, "variables")))
        .add(" BEGIN ")
        .add(call.text(body))
        .add(" END; $func$ language '")
        .add(call.text(language))
        .add("'")
        .add(expanded(call, at(arguments, 5)))
        .add(";")
        .build();
  }

  /** {@code dropFunction}. */
  public static Text drop(Call call, Value name, Value parameters) {
    if (Values.truth(name) == Truth.FALSE) {
      throw call.fails("requires functionName");
    }
    return Text.of("DROP FUNCTION ")
        .concat(call.text(name))
        .concat(Text.of("("))
        .concat(parameters(call, parameters))
        .concat(Text.of(") RESTRICT;"));
  }

  /** {@code renameFunction}. */
  public static Text rename(Call call, Value before, Value parameters, Value after) {
    return Text.of("ALTER FUNCTION ")
        .concat(call.text(before))
        .concat(Text.of("("))
        .concat(parameters(call, parameters))
        .concat(Text.of(") RENAME TO "))
        .concat(call.text(after))
        .concat(Text.of(";"));
  }

  private static Text parameters(Call call, Value parameters) {
    if (parameters instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (!(parameters instanceof ListValue list)) {
      throw call.fails(
          "_expandFunctionParamList: function parameters array required, including an empty one for"
              + " no arguments");
    }
    List<Text> all = new ArrayList<>();
    for (Value parameter : call.items(list)) {
      if (parameter instanceof Unknown unknown) {
        all.add(Text.hole(unknown));
        continue;
      }
      if (call.truth(parameter, "type") == Truth.FALSE) {
        throw call.fails("function or trigger used with a parameter without any type");
      }
      List<Text> words = new ArrayList<>();
      for (String word : List.of("direction", "name", "type")) {
        if (call.truth(parameter, word) != Truth.FALSE) {
          words.add(call.text(call.get(parameter, word)));
        }
      }
      all.add(Words.joined(words, " "));
    }
    return Words.joined(all, ", ");
  }

  private static Text variables(Call call, Value variables) {
    if (Values.truth(variables) == Truth.FALSE) {
      return Text.EMPTY;
    }
    if (variables instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (!(variables instanceof ListValue list)) {
      throw call.fails("_expandFunctionVariableList: function variables must be an array");
    }
    List<Text> all = new ArrayList<>();
    for (Value variable : call.items(list)) {
      if (variable instanceof Unknown unknown) {
        all.add(Text.hole(unknown));
        continue;
      }
      if (call.truth(variable, "name") == Truth.FALSE
          || call.truth(variable, "type") == Truth.FALSE) {
        throw call.fails("function variable must have a name and type");
      }
      Text sql =
          Text.of("DECLARE ")
              .concat(call.text(call.get(variable, "name")))
              .concat(Text.of(" "))
              .concat(call.text(call.get(variable, "type")));
      Value otherwise = call.get(variable, "default");
      if (Values.truth(otherwise) != Truth.FALSE) {
        sql = sql.concat(Text.of(" := ")).concat(call.text(otherwise));
      }
      all.add(sql.concat(Text.of(";")));
    }
    return Words.joined(all, " ");
  }

  /** {@code expandOptions}. */
  private static Text expanded(Call call, Value options) {
    return switch (options) {
      case Value.Nothing nothing -> Text.EMPTY;
      case Unknown unknown -> Text.hole(unknown);
      case ListValue list -> {
        List<Text> words = new ArrayList<>();
        for (Value item : call.items(list)) {
          words.add(call.text(item));
        }
        yield Words.joined(words, " ");
      }
      case ObjectValue object when object.keys().isEmpty() -> Text.EMPTY;
      default -> throw call.fails("options.join is not a function");
    };
  }

  /** {@code createTrigger}. Its arguments, from the table to the options, in their order. */
  public static Text createTrigger(Call call, List<Value> arguments) {
    String timing = at(arguments, 2) instanceof Text text ? Words.masked(text) : "";
    String words =
        switch (timing) {
          case "after", "after_constraint" -> "AFTER ";
          case "before" -> "BEFORE ";
          case "instead_of" -> "INSTEAD OF ";
          default -> throw call.fails("Invalid trigger event specified: " + timing);
        };
    Text options = expanded(call, at(arguments, 6));
    Text.Builder sql =
        new Text.Builder()
            .add("CREATE ")
            .add(timing.equals("after_constraint") ? "CONSTRAINT TRIGGER " : "TRIGGER ")
            .add(Names.identifier(call, at(arguments, 1)))
            .add(" ")
            .add(words)
            .add(events(call, at(arguments, 3)))
            .add(" ON ")
            .add(Names.table(call, at(arguments, 0)));
    if (options.length() > 0) {
      sql.add(" ").add(options);
    }
    return sql.add(" EXECUTE PROCEDURE ")
        .add(call.text(at(arguments, 4)))
        .add("(")
        .add(parameters(call, at(arguments, 5)))
        .add(");")
        .build();
  }

  private static Text events(Call call, Value events) {
    List<Value> all =
        switch (events) {
          case ListValue list -> call.items(list);
          case ObjectValue object ->
              object.keys().stream().map(key -> call.get(object, key)).toList();
          case Unknown unknown -> List.of(unknown);
          default -> List.of();
        };
    if (all.isEmpty()) {
      throw call.fails("no table change events specified to trigger on");
    }
    List<Text> words = new ArrayList<>();
    for (Value event : all) {
      if (event instanceof Unknown unknown) {
        words.add(Text.hole(unknown));
        continue;
      }
      String name = Values.text(event).text();
      if (!List.of("insert", "update", "delete", "truncate").contains(name)) {
        throw call.fails("parseTriggerEventSpec: undefined trigger event " + name);
      }
      words.add(Words.upper(Values.text(event)));
    }
    return Words.joined(words, " OR ");
  }

  /** {@code dropTrigger}. */
  public static Text dropTrigger(Call call, Value table, Value name) {
    return Text.of("DROP TRIGGER ")
        .concat(Names.identifier(call, name))
        .concat(Text.of(" ON "))
        .concat(Names.table(call, table))
        .concat(Text.of(" RESTRICT;"));
  }

  /** {@code renameTrigger}. */
  public static Text renameTrigger(Call call, Value table, Value before, Value after) {
    return Text.of("ALTER TRIGGER ")
        .concat(Names.identifier(call, before))
        .concat(Text.of(" ON "))
        .concat(Names.table(call, table))
        .concat(Text.of(" RENAME TO "))
        .concat(Names.identifier(call, after))
        .concat(Text.of(";"));
  }

  /** {@code createSchema}: no server that is supported is older than 9.2. */
  public static Text createSchema(Call call, Value name) {
    return Text.of("CREATE SCHEMA IF NOT EXISTS ")
        .concat(Names.identifier(call, name))
        .concat(Text.of(";"));
  }

  /** {@code dropSchema}. */
  public static Text dropSchema(Call call, Value name) {
    return Text.of("DROP SCHEMA IF EXISTS ")
        .concat(Names.identifier(call, name))
        .concat(Text.of(" CASCADE;"));
  }

  /** {@code createDatabase}. */
  public static Text createDatabase(Call call, Value name, Value options) {
    Text sql = Text.of("CREATE DATABASE ").concat(Names.table(call, name));
    String[][] parts = {
      {"encoding", " ENCODING = "},
      {"collate", " LC_COLLATE = "},
      {"ctype", " LC_CTYPE = "},
      {"template", " TEMPLATE = "}
    };
    for (String[] part : parts) {
      Value value = call.get(options, part[0]);
      if (Values.truth(value) != Truth.FALSE) {
        sql = sql.concat(Text.of(part[1])).concat(Literals.plain(call, value, false));
      }
    }
    return sql.concat(Text.of(";"));
  }

  /** {@code dropDatabase}. */
  public static Text dropDatabase(Call call, Value name) {
    return Text.of("DROP DATABASE IF EXISTS ").concat(Names.table(call, name)).concat(Text.of(";"));
  }

  /** {@code dropEnum} of {@code dialects/postgres/query-interface}. */
  public static Text dropEnum(Call call, Value name) {
    return Enums.drop(Names.identifier(Words.without(Literals.plain(call, name, false), '\'')));
  }

  private static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Value.Nothing.UNDEFINED;
  }
}
