package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** {@code Date} and its functions: ECMA-262, 21.4.2 and 21.4.3. */
final class DateStatics {

  private DateStatics() {}

  static int length(String name) {
    return switch (name) {
      case "now" -> 0;
      case "parse" -> 1;
      case "UTC" -> 7;
      default -> -1;
    };
  }

  static Unknown presentTime(Place place) {
    return new Unknown("the present time", place);
  }

  static Value call(String name, Call call) {
    return switch (name) {
      case "now" -> presentTime(call.place());
      case "parse" -> new Value.Num(DateReader.read(call.string(0)));
      default -> new Value.Num(fromFields(call));
    };
  }

  private static double fromFields(Call call) {
    double[] fields = new double[Math.min(7, Math.max(1, call.size()))];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = call.number(i);
    }
    double year = Coercion.truncate(fields[0]);
    if (year >= 0 && year <= 99) {
      fields[0] = 1900 + year;
    }
    return DateTime.clip(DateTime.time(fields));
  }

  /** {@code new Date(…)}. */
  static Value construct(Call call) {
    return new DateObject(time(call), call.run(), call.place());
  }

  private static Value time(Call call) {
    if (call.size() == 0) {
      return presentTime(call.place());
    }
    try {
      if (call.size() > 1) {
        return new Value.Num(fromFields(call));
      }
      if (call.at(0) instanceof DateObject other) {
        return other.time();
      }
      Value primitive =
          Coercion.primitive(call.at(0), Coercion.Hint.DEFAULT, call.run(), call.place());
      double time =
          primitive instanceof Text
              ? DateReader.read(Coercion.string(primitive, call.run(), call.place()))
              : DateTime.clip(Coercion.number(primitive, call.run(), call.place()));
      return new Value.Num(time);
    } catch (NotKnown unknown) {
      return call.unknown(unknown.cause());
    }
  }
}
