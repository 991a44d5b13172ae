package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Function;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** What functions have in common. */
final class FunctionMembers {

  private FunctionMembers() {}

  static int length(String name) {
    return switch (name) {
      case "call", "bind" -> 1;
      case "apply" -> 2;
      case "toString" -> 0;
      default -> -1;
    };
  }

  /** A member of a function or class. */
  static Value member(Value function, String name, Evaluation run, Place place) {
    return switch (name) {
      case "name" -> Text.of(name(function));
      case "length" -> new Value.Num(parameters(function));
      case "prototype" ->
          switch (function) {
            case ClassValue type -> type.methods();
            case Closure closure when closure.function().kind() == Function.Kind.FUNCTION ->
                prototype(closure, run);
            default -> Value.Nothing.UNDEFINED;
          };
      case "constructor" -> Constructor.FUNCTION;
      default -> Family.FUNCTION.member(name);
    };
  }

  private static Value prototype(Closure closure, Evaluation run) {
    ObjectValue prototype = run.classOf(closure).methods();
    if (!prototype.has("constructor")) {
      prototype.put("constructor", closure);
      prototype.hide("constructor", true);
    }
    return prototype;
  }

  private static String name(Value function) {
    return switch (function) {
      case Closure closure -> closure.function().name() == null ? "" : closure.function().name();
      case ClassValue type -> type.name();
      case NativeFunction known -> known.name();
      case FunctionObject known -> known.functionName();
      default -> "";
    };
  }

  private static int parameters(Value function) {
    return switch (function) {
      case Closure closure -> required(closure.function().parameters());
      case FunctionObject known -> known.length();
      default -> 0;
    };
  }

  private static int required(List<Pattern.Part> parameters) {
    int count = 0;
    while (count < parameters.size() && parameters.get(count).otherwise() == null) {
      count++;
    }
    return count;
  }

  /** A built-in function as text. */
  static Text source(String name, Place place) {
    return Text.produced("function " + name + "() { [native code] }", place);
  }

  static Value call(String name, Call call) {
    Evaluation run = call.run();
    List<Value> arguments = call.arguments();
    List<Value> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (name) {
      case "call" -> run.call(call.self(), call.at(0), rest, call.place());
      case "apply" -> {
        List<Value> items = List.of();
        if (!(call.at(1) instanceof Value.Nothing)) {
          if (Coercion.isPrimitive(call.at(1)) && !(call.at(1) instanceof Unknown)) {
            throw call.typeError("CreateListFromArrayLike called on non-object");
          }
          items = Iteration.arrayLike(call.at(1), run, call.place());
        }
        yield run.call(call.self(), call.at(0), items, call.place());
      }
      case "bind" -> new Bound(call.self(), call.at(0), List.copyOf(rest));
      default -> Coercion.primitive(call.self(), Coercion.Hint.STRING, run, call.place());
    };
  }

  /** A function with its self and its first arguments. */
  record Bound(Value target, Value self, List<Value> first) implements FunctionObject {

    @Override
    public String functionName() {
      return "bound " + name(target);
    }

    @Override
    public String describe() {
      return functionName();
    }

    @Override
    public int length() {
      return Math.max(0, parameters(target) - first.size());
    }

    @Override
    public Value call(Value ignored, List<Value> arguments, Evaluation run, Place place) {
      return run.call(target, self, all(arguments), place);
    }

    @Override
    public Value construct(List<Value> arguments, Evaluation run, Place place) {
      return run.construct(target, all(arguments), place);
    }

    private List<Value> all(List<Value> arguments) {
      List<Value> all = new ArrayList<>(first);
      all.addAll(arguments);
      return all;
    }
  }
}
