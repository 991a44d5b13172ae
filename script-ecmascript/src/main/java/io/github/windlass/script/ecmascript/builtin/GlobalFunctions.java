package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;

/** The functions that are global variables: ECMA-262, 19.2. */
final class GlobalFunctions {

  private GlobalFunctions() {}

  static int length(String name) {
    return switch (name) {
      case "isNaN",
          "isFinite",
          "parseFloat",
          "encodeURI",
          "encodeURIComponent",
          "decodeURI",
          "decodeURIComponent",
          "escape",
          "unescape",
          "structuredClone" ->
          1;
      case "parseInt" -> 2;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "isNaN" -> Value.Bool.of(Double.isNaN(call.number(0)));
      case "isFinite" -> Value.Bool.of(Double.isFinite(call.number(0)));
      case "parseFloat" -> new Value.Num(NumberReader.parseFloat(call.string(0)));
      case "parseInt" ->
          new Value.Num(NumberReader.parseInt(call.string(0), Coercion.int32(call.number(1))));
      case "structuredClone" -> StructuredClone.of(call.at(0), call);
      default -> Text.produced(UriCoding.call(name, call.string(0), call), call.place());
    };
  }
}
