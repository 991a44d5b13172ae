package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** {@code structuredClone}: the HTML standard, 2.7. */
final class StructuredClone {

  private static final int DEEPEST = 200;

  private final Map<Value, Value> copies = new IdentityHashMap<>();
  private final Call call;

  private StructuredClone(Call call) {
    this.call = call;
  }

  static Value of(Value value, Call call) {
    return new StructuredClone(call).copy(value, 0);
  }

  private Value copy(Value value, int depth) {
    if (depth > DEEPEST) {
      throw new NotKnown(value);
    }
    Value known = copies.get(value);
    if (known != null) {
      return known;
    }
    call.run().spend(1);
    return switch (value) {
      case ListValue list -> {
        ListValue copy = call.run().list(List.of());
        copies.put(list, copy);
        for (Value item : list.items()) {
          copy.add(copy(item, depth + 1));
        }
        if (list.uncertain() != null) {
          copy.becomeUncertain(list.uncertain());
        }
        yield copy;
      }
      case ObjectValue object -> {
        Constructor error = ErrorObjects.kind(object);
        ObjectValue copy =
            error == null
                ? call.run().object()
                : ErrorObjects.make(
                    error,
                    Coercion.text(object.get("message"), call.run(), call.place()),
                    call.run(),
                    call.place());
        copies.put(object, copy);
        for (String key : object.keys()) {
          if (!SymbolValue.isKey(key)) {
            copy.put(key, copy(call.run().member(object, key, call.place()), depth + 1));
          }
        }
        if (object.uncertain() != null) {
          copy.becomeUncertain(object.uncertain());
        }
        yield copy;
      }
      case MapObject map -> rebuilt(map, Constructor.MAP, depth);
      case SetObject set -> rebuilt(set, Constructor.SET, depth);
      case Closure closure -> throw notCloned(closure);
      case ClassValue type -> throw notCloned(type);
      default -> {
        if (Coercion.isFunction(value) || value instanceof SymbolValue) {
          throw notCloned(value);
        }
        yield value;
      }
    };
  }

  private Value rebuilt(Value value, Constructor constructor, int depth) {
    List<Value> items = Iteration.known(value, call.run(), call.place());
    Value copied = copy(call.run().list(items), depth + 1);
    return constructor.construct(List.of(copied), call.run(), call.place());
  }

  private RuntimeException notCloned(Value value) {
    ObjectValue error =
        ErrorObjects.make(
            Constructor.ERROR,
            Text.of(Inspection.brief(value) + " could not be cloned."),
            call.run(),
            call.place());
    error.put("name", Text.of("DataCloneError"));
    error.hide("name", true);
    return new Thrown(error, call.place());
  }
}
