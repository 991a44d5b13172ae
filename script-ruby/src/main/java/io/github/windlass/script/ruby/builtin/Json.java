package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.Locale;
import java.util.Map;

/** {@code to_json}, as Active Support has it. */
final class Json {

  private static final int DEPTH = 16;

  private Json() {}

  static Text of(Value value, Evaluation run, Place place) {
    return of(value, run, place, DEPTH);
  }

  private static Text of(Value value, Evaluation run, Place place, int depth) {
    run.spend(1);
    if (depth == 0 || value instanceof Unknown) {
      return Text.hole(new Unknown(place.text(), place));
    }
    if (value instanceof Value.Nothing) {
      return Text.of("null");
    }
    if (value instanceof Text text) {
      return string(text);
    }
    if (value instanceof Symbol symbol) {
      return string(symbol.text());
    }
    if (value instanceof Value.BigInt
        || value instanceof Value.Num
        || value instanceof Value.Bool) {
      return Text.of(Strings.scalar(value));
    }
    if (value instanceof ListValue list && list.uncertain() == null) {
      Text.Builder all = new Text.Builder().add("[");
      for (int i = 0; i < list.size(); i++) {
        all.add(i == 0 ? "" : ",").add(of(list.get(i), run, place, depth - 1));
      }
      return all.add("]").build();
    }
    if (value instanceof RubyHash hash && hash.uncertain() == null) {
      Text.Builder all = new Text.Builder().add("{");
      boolean first = true;
      for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
        all.add(first ? "" : ",")
            .add(string(Strings.text(entry.getKey(), run, place)))
            .add(":")
            .add(of(entry.getValue(), run, place, depth - 1));
        first = false;
      }
      return all.add("}").build();
    }
    return Text.hole(new Unknown(place.text(), place));
  }

  private static Text string(Text text) {
    String known = text.known();
    if (known == null) {
      return Text.of("\"").concat(text).concat(Text.of("\""));
    }
    StringBuilder all = new StringBuilder("\"");
    for (int i = 0; i < known.length(); i++) {
      char c = known.charAt(i);
      switch (c) {
        case '"' -> all.append("\\\"");
        case '\\' -> all.append("\\\\");
        case '\n' -> all.append("\\n");
        case '\r' -> all.append("\\r");
        case '\t' -> all.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' ->
            all.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        default -> all.append(c);
      }
    }
    return Text.of(all.append('"').toString());
  }
}
