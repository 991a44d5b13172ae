package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** The functions of {@code String}: ECMA-262, 22.1.2. */
final class StringStatics {

  private StringStatics() {}

  static int length(String name) {
    return switch (name) {
      case "fromCharCode", "fromCodePoint", "raw" -> 1;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "fromCharCode" -> {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < call.size(); i++) {
          text.append((char) Coercion.int32(call.number(i)));
        }
        yield Text.produced(text.toString(), call.place());
      }
      case "fromCodePoint" -> {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < call.size(); i++) {
          double code = call.number(i);
          if (code != Math.rint(code) || code < 0 || code > Character.MAX_CODE_POINT) {
            throw call.rangeError("Invalid code point " + Inspection.brief(call.at(i)));
          }
          text.appendCodePoint((int) code);
        }
        yield Text.produced(text.toString(), call.place());
      }
      default -> raw(call);
    };
  }

  private static Text raw(Call call) {
    Value strings = call.run().member(call.at(0), "raw", call.place());
    List<Value> items = Iteration.arrayLike(strings, call.run(), call.place());
    Text.Builder builder = new Text.Builder();
    for (int i = 0; i < items.size(); i++) {
      builder.add(Coercion.text(items.get(i), call.run(), call.place()));
      if (i + 1 < items.size() && i + 1 < call.size()) {
        builder.add(call.text(i + 1));
      }
      Cost.characters(builder.length(), call.run());
    }
    return builder.build();
  }
}
