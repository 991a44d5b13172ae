package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values as texts: {@code to_s} and {@code inspect}. */
public final class Strings {

  private static final int DEPTH = 8;

  private Strings() {}

  /** {@code to_s}. */
  public static Text text(Value value, Evaluation run, Place place) {
    if (value instanceof Text text) {
      return text;
    }
    if (value instanceof Symbol symbol) {
      return symbol.text();
    }
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Nothing) {
      return Text.EMPTY;
    }
    if (value instanceof ListValue || value instanceof RubyHash) {
      return inspect(value, run, place);
    }
    if (value instanceof RubyModule module) {
      return Text.of(module.name());
    }
    if (value instanceof RubyObject object) {
      if (object.type().method("to_s") != null) {
        return text(run.invoke(object, "to_s", List.of(), place), run, place);
      }
      if (object.variables().has("@message")) {
        return World.of(run).message(object, place);
      }
      return Text.hole(new Unknown(place.text(), place));
    }
    if (value instanceof RubyRange range) {
      return text(range.first(), run, place)
          .concat(Text.of(range.withoutEnd() ? "..." : ".."))
          .concat(text(range.last(), run, place));
    }
    if (value instanceof HostObject host) {
      Value given = run.invoke(host, "to_s", List.of(), place);
      return given instanceof Text text
          ? text
          : Text.hole(
              given instanceof Unknown unknown ? unknown : new Unknown(place.text(), place));
    }
    return Text.of(scalar(value));
  }

  /** A number or a truth value. */
  static String scalar(Value value) {
    if (value instanceof Value.BigInt whole) {
      return whole.value().toString();
    }
    if (value instanceof Value.Num number) {
      return number(number.value());
    }
    return value == Value.Bool.TRUE ? "true" : "false";
  }

  /** A float as Ruby writes it. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
      String text = Double.toString(value).replace("E", "e");
      int at = text.indexOf('e');
      String power = at < 0 ? "" : text.substring(at + 1);
      String sign = power.startsWith("-") ? "-" : "+";
      String digits = power.replace("-", "");
      return at < 0
          ? text
          : text.substring(0, at) + "e" + sign + (digits.length() < 2 ? "0" : "") + digits;
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** {@code inspect}. */
  public static Text inspect(Value value, Evaluation run, Place place) {
    return inspect(value, run, place, DEPTH);
  }

  private static Text inspect(Value value, Evaluation run, Place place, int depth) {
    run.spend(1);
    if (value instanceof Text text) {
      return text.isKnown()
          ? Text.of(quoted(text.text()))
          : Text.of("\"").concat(text).concat(Text.of("\""));
    }
    if (value instanceof Symbol symbol) {
      String known = symbol.text().known();
      boolean plain = true;
      for (int i = 0; known != null && i < known.length(); i++) {
        char c = known.charAt(i);
        plain &= Character.isLetterOrDigit(c) || "_?!=+-*/<>[]%&|^~".indexOf(c) >= 0;
      }
      return Text.of(":").concat(plain ? symbol.text() : Text.of(quoted(symbol.text().text())));
    }
    if (value instanceof Value.Nothing) {
      return Text.of("nil");
    }
    if (value instanceof ListValue list) {
      Unknown uncertain = list.uncertain();
      if (uncertain != null || depth == 0) {
        return Text.hole(uncertain == null ? new Unknown(place.text(), place) : uncertain);
      }
      Text.Builder all = new Text.Builder().add("[");
      for (int i = 0; i < list.size(); i++) {
        all.add(i == 0 ? "" : ", ").add(inspect(list.get(i), run, place, depth - 1));
      }
      return all.add("]").build();
    }
    if (value instanceof RubyHash hash) {
      Unknown uncertain = hash.uncertain();
      if (uncertain != null || depth == 0) {
        return Text.hole(uncertain == null ? new Unknown(place.text(), place) : uncertain);
      }
      Text.Builder all = new Text.Builder().add("{");
      boolean first = true;
      for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
        all.add(first ? "" : ", ")
            .add(inspect(entry.getKey(), run, place, depth - 1))
            .add("=>")
            .add(inspect(entry.getValue(), run, place, depth - 1));
        first = false;
      }
      return all.add("}").build();
    }
    return text(value, run, place);
  }

  private static String quoted(String text) {
    StringBuilder all = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> all.append("\\\"");
        case '\\' -> all.append("\\\\");
        case '\n' -> all.append("\\n");
        case '\t' -> all.append("\\t");
        case '\r' -> all.append("\\r");
        default -> all.append(c);
      }
    }
    return all.append('"').toString();
  }

  /** {@code format}, as far as its directives are plain; unknown otherwise. */
  public static Value format(Arguments arguments, Evaluation run, Place place) {
    if (!(arguments.get(0) instanceof Text pattern) || !pattern.isKnown()) {
      return new Unknown(place.text(), place);
    }
    return format(pattern, arguments.all().subList(1, arguments.all().size()), run, place);
  }

  static Value format(Text pattern, List<Value> values, Evaluation run, Place place) {
    String text = pattern.text();
    Text.Builder all = new Text.Builder();
    int next = 0;
    int from = 0;
    while (true) {
      int at = text.indexOf('%', from);
      if (at < 0) {
        return all.add(pattern.slice(from, text.length())).build();
      }
      all.add(pattern.slice(from, at));
      int i = at + 1;
      Value named = null;
      if (i < text.length() && (text.charAt(i) == '{' || text.charAt(i) == '<')) {
        char close = text.charAt(i) == '{' ? '}' : '>';
        int end = text.indexOf(close, i);
        if (end < 0) {
          return new Unknown(place.text(), place);
        }
        String key = text.substring(i + 1, end);
        Value first = values.isEmpty() ? Value.Nothing.NULL : values.get(0);
        if (!(first instanceof RubyHash hash)) {
          return new Unknown(place.text(), place);
        }
        Value found = hash.option(key);
        named = found == null ? Value.Nothing.NULL : found;
        i = end + 1;
        if (close == '}') {
          all.add(text(named, run, place));
          from = i;
          continue;
        }
      }
      int flags = i;
      while (i < text.length() && "-+ 0#".indexOf(text.charAt(i)) >= 0) {
        i++;
      }
      while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
        i++;
      }
      if (i >= text.length()) {
        return new Unknown(place.text(), place);
      }
      char kind = text.charAt(i);
      from = i + 1;
      if (kind == '%') {
        all.add("%");
        continue;
      }
      Value value = named;
      if (value == null) {
        value = next < values.size() ? values.get(next) : Value.Nothing.NULL;
        next++;
      }
      String spec = text.substring(flags, i);
      if (value instanceof Unknown || "sdifxp".indexOf(kind) < 0) {
        all.add(
            Text.hole(
                value instanceof Unknown unknown ? unknown : new Unknown(place.text(), place)));
      } else if (kind == 's' && spec.isEmpty()) {
        all.add(text(value, run, place));
      } else if (kind == 'p') {
        all.add(inspect(value, run, place));
      } else {
        all.add(directive(spec, kind, value, run, place));
      }
    }
  }

  private static Text directive(String spec, char kind, Value value, Evaluation run, Place place) {
    int width = 0;
    for (int i = 0; i < spec.length() && spec.charAt(i) != '.'; i++) {
      if (Character.isDigit(spec.charAt(i))) {
        width = Math.min(10_000, width * 10 + spec.charAt(i) - '0');
      }
    }
    if (width > 1_000) {
      return Text.hole(new Unknown(place.text(), place));
    }
    Object given =
        value instanceof Value.BigInt whole
            ? (kind == 'f' ? (Object) whole.value().doubleValue() : whole.value())
            : value instanceof Value.Num number
                ? (kind == 'f' ? (Object) number.value() : (Object) (long) number.value())
                : text(value, run, place).text();
    char used = kind == 'i' ? 'd' : kind;
    if (given instanceof String && used != 's') {
      return Text.hole(new Unknown(place.text(), place));
    }
    try {
      return Text.of(String.format(java.util.Locale.ROOT, "%" + spec + used, given));
    } catch (java.util.IllegalFormatException odd) {
      return Text.hole(new Unknown(place.text(), place));
    }
  }
}
