package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** The functions of {@code Reflect}, and those of its that decorators use. */
final class ReflectObject {

  private ReflectObject() {}

  static int length(String name) {
    return switch (name) {
      case "getPrototypeOf", "ownKeys", "isExtensible", "preventExtensions" -> 1;
      case "get",
          "has",
          "deleteProperty",
          "getOwnPropertyDescriptor",
          "construct",
          "setPrototypeOf" ->
          2;
      case "apply", "set", "defineProperty" -> 3;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "get" -> call.run().member(call.at(0), call.string(1), call.place());
      case "set" -> {
        call.run().assign(call.at(0), call.string(1), call.at(2), call.place());
        yield Value.Bool.TRUE;
      }
      case "has" -> Operators.in(call.at(1), call.at(0), call.run(), call.place());
      case "ownKeys" -> {
        List<Value> keys = new ArrayList<>();
        for (String key : Properties.allKeys(call.at(0), call)) {
          SymbolValue symbol = SymbolValue.of(key);
          keys.add(symbol == null ? Text.of(key) : symbol);
        }
        yield call.run().list(keys);
      }
      case "deleteProperty" -> {
        if (call.at(0) instanceof ObjectValue object) {
          object.remove(call.string(1));
        }
        yield Value.Bool.TRUE;
      }
      case "construct" ->
          call.run()
              .construct(
                  call.at(0),
                  Iteration.arrayLike(call.at(1), call.run(), call.place()),
                  call.place());
      case "apply" ->
          call.run()
              .call(
                  call.at(0),
                  call.at(1),
                  Iteration.arrayLike(call.at(2), call.run(), call.place()),
                  call.place());
      case "setPrototypeOf", "preventExtensions", "defineProperty" -> {
        ObjectStatics.call(name, call);
        yield Value.Bool.TRUE;
      }
      default -> ObjectStatics.call(name, call);
    };
  }
}
