package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.HostObject;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/**
 * Dates as Sequelize writes them, by {@code moment}. The time zone is its default, that of UTC; a
 * text without one is read in the zone of the machine, which is taken for that of UTC, too.
 */
final class Dates {

  private static final String INVALID = "Invalid date";

  private Dates() {}

  static boolean isDate(Value value) {
    return value instanceof HostObject host && host.describe().equals("Date");
  }

  /** {@code YYYY-MM-DD HH:mm:ss.SSS Z}. */
  static Text dateTime(Call call, Value value) {
    if (value instanceof Value.Num num && Double.isInfinite(num.value())) {
      return Text.of(num.value() > 0 ? "Infinity" : "-Infinity");
    }
    Text iso = iso(call, value);
    String known = iso.known();
    if (known == null || known.equals(INVALID)) {
      return iso;
    }
    // 2020-01-02T03:04:05.000Z
    return Text.produced(known.replace('T', ' ').replace("Z", " +00:00"), call.place());
  }

  /** {@code YYYY-MM-DD}. */
  static Text date(Call call, Value value) {
    if (value instanceof Value.Num num && Double.isInfinite(num.value())) {
      return Text.of(num.value() > 0 ? "Infinity" : "-Infinity");
    }
    Text iso = iso(call, value);
    String known = iso.known();
    int end = known == null ? -1 : known.indexOf('T');
    return end < 0 ? iso : iso.slice(0, end);
  }

  private static Text iso(Call call, Value value) {
    Value date = value;
    if (!isDate(date)) {
      if (!(value instanceof Text || value instanceof Value.Num) || !Values.text(value).isKnown()) {
        return Text.hole(
            value instanceof Unknown unknown ? unknown : call.unknown("a date that is not known"));
      }
      Value constructor = call.run().language().global("Date", call.run(), call.place());
      if (constructor == null) {
        return Text.hole(call.unknown("a date"));
      }
      date = call.run().construct(constructor, List.of(value), call.place());
    }
    try {
      Value iso = call.run().invoke(date, "toISOString", List.of(), call.place());
      return Values.text(iso);
    } catch (Thrown thrown) {
      return Text.of(INVALID);
    }
  }
}
