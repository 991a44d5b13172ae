package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON.stringify}: ECMA-262, 25.5.2. What is unknown is a hole; texts keep their origins.
 */
final class JsonWriter {

  private static final int DEEPEST = 200;

  private final Call call;
  private final Text gap;
  private final @Nullable List<String> allowed;
  private final Text.Builder json = new Text.Builder();
  private final List<Value> around = new ArrayList<>();

  private JsonWriter(Call call, Text gap, @Nullable List<String> allowed) {
    this.call = call;
    this.gap = gap;
    this.allowed = allowed;
  }

  static Value stringify(Call call) {
    List<String> allowed = null;
    if (call.at(1) instanceof ListValue list) {
      allowed = new ArrayList<>();
      for (Value key : list.items()) {
        if (!allowed.contains(Coercion.key(key, call.run(), call.place()))) {
          allowed.add(Coercion.key(key, call.run(), call.place()));
        }
      }
    }
    JsonWriter writer = new JsonWriter(call, gap(call), allowed);
    ObjectValue holder = call.run().object();
    holder.put("", call.at(0));
    Value value = writer.prepared(holder, "", call.at(0));
    return writer.isWritten(value) ? writer.written(value) : Value.Nothing.UNDEFINED;
  }

  private Text written(Value value) {
    write(value);
    return json.build();
  }

  private static Text gap(Call call) {
    if (call.at(2) instanceof Value.Num) {
      return Text.of(" ".repeat((int) Math.min(10, Math.max(0, call.integer(2)))));
    }
    if (call.at(2) instanceof Text text) {
      Outline outline = Outline.of(text);
      return outline.slice(0, Math.min(10, outline.length()));
    }
    return Text.EMPTY;
  }

  /** What {@code toJSON} and the replacer make of a value. */
  private Value prepared(Value holder, String key, Value value) {
    Value prepared = value;
    boolean may = !Coercion.isPrimitive(prepared) || prepared instanceof Value.BigInt;
    if (may && !(prepared instanceof ListValue)) {
      Value method = call.run().member(prepared, "toJSON", call.place());
      if (Coercion.isFunction(method)) {
        prepared = call.run().call(method, prepared, List.of(Text.of(key)), call.place());
      }
    }
    return Coercion.isFunction(call.at(1))
        ? call.run().call(call.at(1), holder, List.of(Text.of(key), prepared), call.place())
        : prepared;
  }

  private boolean isWritten(Value value) {
    return value != Value.Nothing.UNDEFINED
        && !Coercion.isFunction(value)
        && !(value instanceof SymbolValue);
  }

  private void write(Value value) {
    // Each value becomes pieces of the text.
    call.run().spend(4);
    switch (value) {
      case Value.Nothing nothing -> write("null");
      case Value.Bool bool -> write(bool == Value.Bool.TRUE ? "true" : "false");
      case Value.Num num ->
          write(Double.isFinite(num.value()) ? NumberFormat.format(num.value()) : "null");
      case Value.BigInt big -> throw call.typeError("Do not know how to serialize a BigInt");
      case Text text -> quote(text);
      case Unknown unknown -> json.add(Text.hole(unknown));
      case ListValue list -> list(list);
      default -> object(value);
    }
  }

  /** Writes what JSON has around the texts. */
  private void write(String characters) {
    json.add(new Text.Piece.Known(characters, call.place(), false));
  }

  private void quote(Text text) {
    Cost.characters(text.length(), call.run());
    write("\"");
    Outline outline = Outline.of(text);
    String characters = outline.characters();
    int plain = 0;
    for (int i = 0; i < characters.length(); i++) {
      String escape = escape(characters, i);
      if (escape != null && !outline.hasHole(i, i + 1)) {
        json.add(outline.slice(plain, i));
        write(escape);
        plain = i + 1;
      }
    }
    json.add(outline.slice(plain, characters.length()));
    write("\"");
  }

  private static @Nullable String escape(String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"' -> {
        return "\\\"";
      }
      case '\\' -> {
        return "\\\\";
      }
      case '\b' -> {
        return "\\b";
      }
      case '\f' -> {
        return "\\f";
      }
      case '\n' -> {
        return "\\n";
      }
      case '\r' -> {
        return "\\r";
      }
      case '\t' -> {
        return "\\t";
      }
      default -> {
        boolean pair =
            Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return c < ' ' || (Character.isSurrogate(c) && !pair) ? hexadecimal(c) : null;
      }
    }
  }

  private static String hexadecimal(char c) {
    String digits = Integer.toHexString(c);
    return "\\u" + "0".repeat(4 - digits.length()) + digits;
  }

  private void enter(Value value) {
    for (Value outer : around) {
      if (outer.equals(value)) {
        throw call.typeError("Converting circular structure to JSON");
      }
    }
    if (around.size() >= DEEPEST) {
      throw new NotKnown(value);
    }
    around.add(value);
  }

  private void line() {
    if (gap.length() > 0) {
      write("\n");
      Cost.characters((double) gap.length() * around.size(), call.run());
      for (int i = 0; i < around.size(); i++) {
        json.add(gap);
      }
    }
  }

  private void list(ListValue list) {
    Unknown uncertain = list.uncertain();
    if (uncertain != null) {
      json.add(Text.hole(uncertain));
      return;
    }
    enter(list);
    write("[");
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        write(",");
      }
      line();
      Value item = prepared(list, Integer.toString(i), list.get(i));
      write(isWritten(item) ? item : Value.Nothing.NULL);
    }
    around.removeLast();
    if (list.size() > 0) {
      line();
    }
    write("]");
  }

  private void object(Value object) {
    List<String> keys = allowed;
    if (keys == null) {
      try {
        keys = Properties.keys(object, call);
      } catch (NotKnown unknown) {
        json.add(Text.hole(call.unknown(object)));
        return;
      }
    }
    enter(object);
    write("{");
    boolean first = true;
    for (String key : keys) {
      Value value = prepared(object, key, call.run().member(object, key, call.place()));
      if (isWritten(value)) {
        if (!first) {
          write(",");
        }
        first = false;
        line();
        quote(Text.of(key));
        write(gap.length() > 0 ? ": " : ":");
        write(value);
      }
    }
    around.removeLast();
    if (!first) {
      line();
    }
    write("}");
  }
}
