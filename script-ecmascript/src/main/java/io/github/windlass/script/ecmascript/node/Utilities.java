package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** Node's {@code util}. */
final class Utilities extends Library {

  Utilities() {
    super("util");
  }

  @Override
  boolean has(String function) {
    return switch (function) {
      case "promisify", "callbackify", "deprecate", "format", "inherits", "isDeepStrictEqual" ->
          true;
      default -> false;
    };
  }

  @Override
  Value constant(String member, Evaluation run, Place place) {
    return member.equals("default") ? this : new Unknown("util." + member, place);
  }

  @Override
  Value apply(String function, List<Value> arguments, Evaluation run, Place place) {
    Value first = at(arguments, 0);
    return switch (function) {
      case "promisify" -> new NativeFunction("promisified", new Promisified(first));
      case "deprecate" -> first;
      case "format" -> format(arguments, run, place);
      case "callbackify" ->
          new NativeFunction(
              "callbackified",
              (self, given, within, at) -> {
                List<Value> before = given.subList(0, Math.max(0, given.size() - 1));
                Value value =
                    within.language().await(within.call(first, self, before, at), within, at);
                return within.call(
                    last(given), Nothing.UNDEFINED, List.of(Nothing.NULL, value), at);
              });
      case "inherits" -> Nothing.UNDEFINED;
      default -> new Unknown("util." + function, place);
    };
  }

  /** {@code util.format}: the first text's placeholders, then what is left. */
  private static Text format(List<Value> arguments, Evaluation run, Place place) {
    Text.Builder out = new Text.Builder();
    int next = 0;
    if (at(arguments, 0) instanceof Text pattern) {
      next = 1;
      String text = pattern.text();
      int from = 0;
      for (int i = 0; i + 1 < text.length(); i++) {
        if (text.charAt(i) != '%') {
          continue;
        }
        char kind = text.charAt(i + 1);
        if (kind == '%') {
          out.add(pattern.slice(from, i + 1));
        } else if ("sdifjoO".indexOf(kind) >= 0 && next < arguments.size()) {
          out.add(pattern.slice(from, i));
          out.add(shown(kind, arguments.get(next++), run, place));
        } else {
          continue;
        }
        i++;
        from = i + 1;
      }
      out.add(pattern.slice(from, text.length()));
    }
    for (; next < arguments.size(); next++) {
      if (out.length() > 0) {
        out.add(" ");
      }
      out.add(run.language().text(arguments.get(next), run, place));
    }
    return out.build();
  }

  private static Text shown(char kind, Value value, Evaluation run, Place place) {
    Value shown = value;
    if (kind == 'j') {
      Value json = run.language().global("JSON", run, place);
      shown = json == null ? value : run.invoke(json, "stringify", List.of(value), place);
    }
    return run.language().text(shown, run, place);
  }

  /** A function that takes a callback, as one that gives a promise. */
  private record Promisified(Value function) implements NativeFunction.Body {

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      return run.language().promise(() -> value(self, arguments, run, place), run, place);
    }

    private Value value(Value self, List<Value> arguments, Evaluation run, Place place) {
      Value unanswered = new Unknown("what a callback is given", place);
      Cell<Value> answer = run.cell(unanswered, (one, other) -> unanswered);
      List<Value> given = new ArrayList<>(arguments);
      given.add(new NativeFunction("callback", new Answer(answer)));
      Value result = run.call(function, self, given, place);
      return answer.get().equals(unanswered) && result instanceof Unknown ? result : answer.get();
    }
  }

  private record Answer(Cell<Value> answer) implements NativeFunction.Body {

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      answer.set(at(arguments, 1));
      return Nothing.UNDEFINED;
    }
  }

  /** {@code assert}, which throws where something is certainly not so. */
  enum Assert implements HostObject {
    ASSERT;

    @Override
    public String describe() {
      return "assert";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return switch (name) {
        case "strict", "default" -> this;
        default ->
            new NativeFunction(
                name, (self, arguments, within, at) -> invoke(name, arguments, within, at));
      };
    }

    @Override
    public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
      return name.equals("ok") || name.equals("strict")
          ? call(this, arguments, run, place)
          : Nothing.UNDEFINED;
    }

    @Override
    public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
      if (run.language().truth(at(arguments, 0)) == Truth.FALSE) {
        String message =
            arguments.size() > 1 ? text(arguments, 1, run, place).text() : "an assertion fails";
        throw run.language().error(message, run, place).meant();
      }
      return Nothing.UNDEFINED;
    }
  }
}
