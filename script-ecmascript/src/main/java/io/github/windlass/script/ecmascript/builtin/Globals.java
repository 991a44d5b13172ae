package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** The language's own global variables: ECMA-262, 19. */
final class Globals {

  private Globals() {}

  /** A global variable; null: there is none of that name. */
  static @Nullable Value find(String name, JavaScript language, Place place) {
    return switch (name) {
      case "undefined" -> Value.Nothing.UNDEFINED;
      case "NaN" -> new Value.Num(Double.NaN);
      case "Infinity" -> new Value.Num(Double.POSITIVE_INFINITY);
      case "Math" -> Namespace.MATH;
      case "JSON" -> Namespace.JSON;
      case "Reflect" -> Namespace.REFLECT;
      case "globalThis" -> language.globalObject();
      case "Intl",
          "Proxy",
          "WeakRef",
          "FinalizationRegistry",
          "Atomics",
          "ArrayBuffer",
          "SharedArrayBuffer",
          "DataView",
          "Int8Array",
          "Uint8Array",
          "Uint8ClampedArray",
          "Int16Array",
          "Uint16Array",
          "Int32Array",
          "Uint32Array",
          "Float16Array",
          "Float32Array",
          "Float64Array",
          "BigInt64Array",
          "BigUint64Array",
          "eval" ->
          new Unknown(name, place);
      default ->
          Family.GLOBAL.length(name) >= 0
              ? new Method(Family.GLOBAL, name)
              : Constructor.named(name);
    };
  }
}
