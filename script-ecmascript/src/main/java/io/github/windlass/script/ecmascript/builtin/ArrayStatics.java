package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code Array} and its functions: ECMA-262, 23.1.1 and 23.1.2. */
final class ArrayStatics {

  private ArrayStatics() {}

  static int length(String name) {
    return switch (name) {
      case "of" -> 0;
      case "from", "fromAsync", "isArray" -> 1;
      default -> -1;
    };
  }

  /** {@code Array(length)}, {@code Array(item, item)}. */
  static Value construct(Call call) {
    if (call.size() != 1 || !(call.at(0) instanceof Value.Num num)) {
      ListValue list = call.run().list(call.arguments());
      if (call.size() == 1 && call.at(0) instanceof Unknown unknown) {
        list.becomeUncertain(call.unknown(unknown));
      }
      return list;
    }
    double length = num.value();
    if (length < 0 || length != Math.rint(length) || length > 4294967295.0) {
      throw call.rangeError("Invalid array length");
    }
    Cost.items(length, call.run());
    return call.run().list(Collections.nCopies((int) length, Value.Nothing.UNDEFINED));
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "isArray" ->
          call.at(0) instanceof Unknown unknown
              ? call.unknown(unknown)
              : Value.Bool.of(Constructor.ARRAY.isInstance(call.at(0)));
      case "of" -> call.run().list(call.arguments());
      case "from" -> from(call);
      default -> {
        Evaluation run = call.run();
        Place place = call.place();
        yield PromiseObject.of(() -> awaited(from(call), run, place), run, place);
      }
    };
  }

  private static Value awaited(Value list, Evaluation run, Place place) {
    if (!(list instanceof ListValue known) || known.uncertain() != null) {
      return list;
    }
    List<Value> items = new ArrayList<>();
    for (Value item : known.items()) {
      items.add(run.language().await(item, run, place));
    }
    return run.list(items);
  }

  private static Value from(Call call) {
    Value source = call.at(0);
    if (source instanceof Value.Nothing) {
      throw call.typeError(Inspection.brief(source) + " is not iterable");
    }
    boolean iterable = Iteration.isIterable(source, call.run(), call.place());
    List<Value> items =
        iterable
            ? Iteration.items(source, call.run(), call.place())
            : Coercion.isPrimitive(source)
                ? List.of()
                : Iteration.arrayLike(source, call.run(), call.place());
    if (items == null) {
      Call mapping =
          new Call(
              source,
              call.arguments().subList(Math.min(1, call.size()), call.size()),
              call.run(),
              call.place());
      if (Coercion.isFunction(call.at(1))) {
        Value mapped = UnknownMembers.visit(source, "map", mapping);
        return mapped == null ? call.unknown(source) : mapped;
      }
      return UnknownMembers.uncertain(Unknowns.part(source, "[…]", call.place()), mapping);
    }
    if (!call.has(1)) {
      return call.run().list(items);
    }
    Value function = call.function(1);
    List<Value> results = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      results.add(
          call.run()
              .call(function, call.at(2), List.of(items.get(i), new Value.Num(i)), call.place()));
    }
    return call.run().list(results);
  }
}
