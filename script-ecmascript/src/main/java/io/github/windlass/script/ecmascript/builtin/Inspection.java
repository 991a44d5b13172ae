package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** Values and calls as error messages name them. */
final class Inspection {

  private Inspection() {}

  /** A value in a few words. */
  static String brief(Value value) {
    return switch (value) {
      case Value.Nothing nothing -> nothing == Value.Nothing.NULL ? "null" : "undefined";
      case Value.Bool bool -> bool == Value.Bool.TRUE ? "true" : "false";
      case Value.Num num -> NumberFormat.format(num.value());
      case Value.BigInt big -> big.value().bitLength() > 256 ? "a BigInt" : big.value().toString();
      case Text text -> "\"" + (text.length() > 80 ? text.slice(0, 80) + "…" : text) + "\"";
      case ListValue list -> "[object Array]";
      case ObjectValue object ->
          object.type() == null ? "#<Object>" : "#<" + object.type().name() + ">";
      case Closure closure -> closure.toString();
      case ClassValue type -> type.toString();
      case HostObject host ->
          host instanceof SymbolValue ? host.describe() : "#<" + host.describe() + ">";
      case Unknown unknown -> unknown.reason();
    };
  }

  /** What is called, as it is written: {@code a.b} of {@code a.b(c)}. */
  static String called(String name, Place place) {
    String written = place.text();
    int at = written.lastIndexOf(name);
    return at < 0
        ? name
        : Unknowns.written(new Place(place.source(), place.span()))
                .startsWith(written.substring(0, at))
            ? written.substring(0, at) + name
            : name;
  }
}
