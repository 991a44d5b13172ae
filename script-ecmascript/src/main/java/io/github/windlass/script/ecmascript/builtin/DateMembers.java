package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** What dates have in common: ECMA-262, 21.4.4. */
final class DateMembers {

  private DateMembers() {}

  static int length(String name) {
    return switch (name) {
      case "getTime",
          "valueOf",
          "getTimezoneOffset",
          "getYear",
          "toString",
          "toDateString",
          "toTimeString",
          "toISOString",
          "toUTCString",
          "toGMTString",
          "toLocaleString",
          "toLocaleDateString",
          "toLocaleTimeString",
          "getDay",
          "getUTCDay" ->
          0;
      case "toJSON", "setTime", SymbolValue.TO_PRIMITIVE -> 1;
      default -> {
        int field = field(name);
        boolean setter = name.startsWith("set");
        yield field < 0
            ? -1
            : !setter
                ? 0
                : switch (field) {
                  case DateTime.YEAR, DateTime.MINUTES -> field == DateTime.YEAR ? 3 : 3;
                  case DateTime.HOURS -> 4;
                  case DateTime.MONTH, DateTime.SECONDS -> 2;
                  default -> 1;
                };
      }
    };
  }

  /** The field that a getter or setter is for; -1: none. */
  private static int field(String name) {
    if (!name.startsWith("get") && !name.startsWith("set")) {
      return -1;
    }
    String rest = name.substring(name.startsWith("UTC", 3) ? 6 : 3);
    return switch (rest) {
      case "FullYear" -> DateTime.YEAR;
      case "Month" -> DateTime.MONTH;
      case "Date" -> DateTime.DATE;
      case "Hours" -> DateTime.HOURS;
      case "Minutes" -> DateTime.MINUTES;
      case "Seconds" -> DateTime.SECONDS;
      case "Milliseconds" -> DateTime.MILLISECONDS;
      default -> -1;
    };
  }

  static Value call(String name, Call call) {
    if (!(call.self() instanceof DateObject date)) {
      if (call.self() instanceof Unknown unknown) {
        return call.unknown(unknown);
      }
      throw call.typeError("this is not a Date object.");
    }
    if (name.startsWith("set")) {
      return set(name, date, call);
    }
    if (name.equals(SymbolValue.TO_PRIMITIVE)) {
      Coercion.Hint hint =
          call.string(0).equals("number") ? Coercion.Hint.NUMBER : Coercion.Hint.STRING;
      return date.primitive(hint, call.run(), call.place());
    }
    if (!(date.time() instanceof Value.Num num)) {
      return call.unknown(date.time());
    }
    double time = num.value();
    if (name.startsWith("to")) {
      return text(name, time, call);
    }
    if (name.equals("getTime") || name.equals("valueOf")) {
      return num;
    }
    if (Double.isNaN(time)) {
      return num;
    }
    return new Value.Num(
        switch (name) {
          case "getTimezoneOffset" -> 0;
          case "getYear" -> DateTime.fields(time)[DateTime.YEAR] - 1900;
          case "getDay", "getUTCDay" -> DateTime.weekday(time);
          default -> DateTime.fields(time)[field(name)];
        });
  }

  private static Value text(String name, double time, Call call) {
    if (name.startsWith("toLocale")) {
      return call.unknown(call.self());
    }
    if (Double.isNaN(time)) {
      return switch (name) {
        case "toISOString" -> throw call.rangeError("Invalid time value");
        case "toJSON" -> Value.Nothing.NULL;
        default -> Text.produced("Invalid Date", call.place());
      };
    }
    return Text.produced(format(name, time), call.place());
  }

  /** A date as one of the methods named {@code to…} gives it. */
  static String format(String name, double time) {
    if (Double.isNaN(time)) {
      return "Invalid Date";
    }
    return switch (name) {
      case "toISOString", "toJSON" -> DateTime.iso(time);
      case "toDateString" -> DateTime.date(time);
      case "toTimeString" -> DateTime.timeOfDay(time);
      case "toUTCString", "toGMTString" -> DateTime.utc(time);
      default -> DateTime.date(time) + " " + DateTime.timeOfDay(time);
    };
  }

  private static Value set(String name, DateObject date, Call call) {
    Value changed;
    try {
      changed = new Value.Num(changed(name, date, call));
    } catch (NotKnown unknown) {
      changed = call.unknown(unknown.cause());
    }
    date.setTime(changed);
    return changed;
  }

  private static double changed(String name, DateObject date, Call call) {
    if (name.equals("setTime")) {
      return DateTime.clip(call.number(0));
    }
    double time = Coercion.number(date.time(), call.run(), call.place());
    int field = field(name);
    double[] fields =
        !Double.isNaN(time)
            ? DateTime.fields(time)
            : new double[] {field == DateTime.YEAR ? 1970 : Double.NaN, 0, 1, 0, 0, 0, 0};
    int last = field <= DateTime.DATE ? DateTime.DATE : DateTime.MILLISECONDS;
    for (int i = 0; i < Math.max(1, call.size()) && field + i <= last; i++) {
      fields[field + i] = call.number(i);
    }
    return DateTime.clip(DateTime.time(fields));
  }
}
