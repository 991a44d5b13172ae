package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The template tag {@code sql}, and the functions that it has. */
enum SqlTag implements HostObject {
  INSTANCE;

  private static final Set<String> FUNCTIONS =
      Set.of("empty", "fromList", "identifier", "join", "param", "placeholder", "raw");

  @Override
  public String describe() {
    return "sql";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return FUNCTIONS.contains(name)
        ? new NativeFunction(
            name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at))
        : Nothing.UNDEFINED;
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    List<Value> chunks = new ArrayList<>();
    List<Value> words =
        Arguments.at(arguments, 0) instanceof ListValue list
            ? list.items()
            : List.of(Arguments.at(arguments, 0));
    for (int i = 0; i < words.size(); i++) {
      chunks.add(new Sql.Words(run.language().text(words.get(i), run, place)));
      if (i + 1 < words.size()) {
        chunks.add(Arguments.at(arguments, i + 1));
      }
    }
    return new Sql(chunks, run);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    return switch (name) {
      case "empty" -> new Sql(List.of(), run);
      case "raw" -> Sql.of(run.language().text(first, run, place), run);
      case "identifier" -> new Sql.Name(first);
      case "param", "placeholder" ->
          new Sql.Param(
              name.equals("param") ? first : new Unknown("the value of a placeholder", place));
      case "join" -> joined(first, Arguments.at(arguments, 1), run, place);
      case "fromList" ->
          first instanceof ListValue list && list.uncertain() == null
              ? new Sql(list.items(), run)
              : unknown(first, run, place);
      default -> throw run.language().error("sql." + name + " is not a function", run, place);
    };
  }

  private static Value joined(Value chunks, Value separator, Evaluation run, Place place) {
    if (!(chunks instanceof ListValue list) || list.uncertain() != null) {
      return unknown(chunks, run, place);
    }
    List<Value> all = new ArrayList<>();
    for (Value item : list.items()) {
      if (!all.isEmpty() && !(separator instanceof Nothing)) {
        all.add(separator);
      }
      all.add(item);
    }
    return new Sql(all, run);
  }

  /** Pieces of which it is not known how many there are. */
  private static Value unknown(Value chunks, Evaluation run, Place place) {
    Unknown why =
        switch (chunks) {
          case Unknown unknown -> unknown;
          case ListValue list when list.uncertain() instanceof Unknown uncertain -> uncertain;
          default -> new Unknown("the pieces of sql.join()", place);
        };
    return Sql.of(Text.hole(why), run);
  }
}
