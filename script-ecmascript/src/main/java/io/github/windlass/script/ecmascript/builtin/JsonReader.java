package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code JSON.parse}: ECMA-262, 25.5.1. Strings without escapes keep their origins. */
final class JsonReader {

  private static final int DEEPEST = 200;

  private final Outline outline;
  private final String json;
  private final Call call;
  private int at;

  private JsonReader(Outline outline, Call call) {
    this.outline = outline;
    this.json = outline.characters();
    this.call = call;
  }

  static Value parse(Call call) {
    Text text = call.text(0);
    Outline outline = Outline.of(text);
    if (!outline.isKnown()) {
      throw new NotKnown(call.at(0));
    }
    Cost.characters(outline.length(), call.run());
    JsonReader reader = new JsonReader(outline, call);
    Value value = reader.value(0);
    reader.space();
    if (reader.at < reader.json.length()) {
      throw reader.unexpected();
    }
    return Coercion.isFunction(call.at(1)) ? reader.revived(wrapped(value, call), "", 0) : value;
  }

  private static ObjectValue wrapped(Value value, Call call) {
    ObjectValue holder = call.run().object();
    holder.put("", value);
    return holder;
  }

  private Value revived(Value holder, String key, int depth) {
    if (depth > DEEPEST) {
      throw new NotKnown(holder);
    }
    Value value = call.run().member(holder, key, call.place());
    if (value instanceof ObjectValue object) {
      for (String name : Properties.keys(object, call)) {
        Value changed = revived(object, name, depth + 1);
        if (changed == Value.Nothing.UNDEFINED) {
          object.remove(name);
        } else {
          object.put(name, changed);
        }
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, revived(list, Integer.toString(i), depth + 1));
      }
    }
    return call.run().call(call.at(1), holder, List.of(Text.of(key), value), call.place());
  }

  private void space() {
    while (at < json.length()) {
      switch (json.charAt(at)) {
        case ' ', '\t', '\n', '\r' -> at++;
        default -> {
          return;
        }
      }
    }
  }

  private Thrown unexpected() {
    String message;
    if (at >= json.length()) {
      message = "Unexpected end of JSON input";
    } else {
      message =
          "Unexpected token '"
              + json.charAt(at)
              + "', "
              + (json.length() > 40
                  ? "\""
                      + (at > 10 ? "..." : "")
                      + json.substring(Math.max(0, at - 10), Math.min(json.length(), at + 10))
                      + (at + 10 < json.length() ? "..." : "")
                      + "\""
                  : "\"" + json + "\"")
              + " is not valid JSON";
    }
    return ErrorObjects.thrown(Constructor.SYNTAX_ERROR, message, call.run(), call.place());
  }

  private char peek() {
    return at < json.length() ? json.charAt(at) : 0;
  }

  private Value value(int depth) {
    if (depth > DEEPEST) {
      throw new NotKnown(outline.text());
    }
    call.run().spend(1);
    space();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      case 't' -> word("true", Value.Bool.TRUE);
      case 'f' -> word("false", Value.Bool.FALSE);
      case 'n' -> word("null", Value.Nothing.NULL);
      default -> number();
    };
  }

  private Value word(String word, Value value) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (peek() != word.charAt(i)) {
        throw unexpected();
      }
    }
    return value;
  }

  private Value object(int depth) {
    ObjectValue object = call.run().object();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw unexpected();
      }
      String key = string().text();
      space();
      if (peek() != ':') {
        throw unexpected();
      }
      at++;
      object.put(key, value(depth + 1));
      space();
      if (peek() == '}') {
        at++;
        return object;
      }
      if (peek() != ',') {
        throw unexpected();
      }
      at++;
    }
  }

  private Value list(int depth) {
    List<Value> items = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return call.run().list(items);
    }
    while (true) {
      items.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return call.run().list(items);
      }
      if (peek() != ',') {
        throw unexpected();
      }
      at++;
    }
  }

  private Text string() {
    int start = ++at;
    StringBuilder cooked = null;
    while (true) {
      char c = peek();
      if (at >= json.length() || c < ' ') {
        throw unexpected();
      }
      if (c == '"') {
        Text text =
            cooked == null
                ? outline.slice(start, at)
                : Text.produced(cooked.toString(), call.place());
        at++;
        return text;
      }
      if (c == '\\' && cooked == null) {
        cooked = new StringBuilder(json.substring(start, at));
      }
      at++;
      if (c == '\\') {
        c = escape();
      }
      if (cooked != null) {
        cooked.append(c);
      }
    }
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int value = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
          if (digit < 0) {
            throw unexpected();
          }
          value = value * 16 + digit;
        }
        yield (char) value;
      }
      default -> {
        at--;
        throw unexpected();
      }
    };
  }

  private Value number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    return new Value.Num(Double.parseDouble(json.substring(start, at)));
  }

  private void digits() {
    if (peek() < '0' || peek() > '9') {
      throw unexpected();
    }
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }
}
