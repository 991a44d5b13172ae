package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON, with comments and commas at the end as TypeScript's own settings have them. */
final class JsonReader {

  private static final int DEPTH = 200;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** What a text says; null: it is no JSON. */
  static @Nullable Json read(String text) {
    JsonReader reader = new JsonReader(text);
    Json value = reader.value();
    reader.blank();
    return reader.at == text.length() ? value : null;
  }

  private void blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }

  private char next() {
    blank();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private @Nullable Json value() {
    if (depth == DEPTH) {
      return null;
    }
    depth++;
    Json value =
        switch (next()) {
          case '{' -> object();
          case '[' -> array();
          case '"' -> string();
          case 't' -> word("true", new Json.Bool(true));
          case 'f' -> word("false", new Json.Bool(false));
          case 'n' -> word("null", new Json.Null());
          default -> number();
        };
    depth--;
    return value;
  }

  private @Nullable Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      return null;
    }
    at += word.length();
    return value;
  }

  private @Nullable Json number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new Json.Num(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Json object() {
    at++;
    Map<String, Json> members = new LinkedHashMap<>();
    while (next() != '}') {
      if (next() != '"' || !(string() instanceof Json.Str name) || next() != ':') {
        return null;
      }
      at++;
      Json value = value();
      if (value == null) {
        return null;
      }
      members.put(name.text(), value);
      if (next() == ',') {
        at++;
      } else if (next() != '}') {
        return null;
      }
    }
    at++;
    return new Json.Obj(members);
  }

  private @Nullable Json array() {
    at++;
    List<Json> items = new ArrayList<>();
    while (next() != ']') {
      Json value = value();
      if (value == null) {
        return null;
      }
      items.add(value);
      if (next() == ',') {
        at++;
      } else if (next() != ']') {
        return null;
      }
    }
    at++;
    return new Json.Arr(items);
  }

  private Json.@Nullable Str string() {
    int start = ++at;
    StringBuilder escaped = null;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        Span span = new Span(start, at++);
        return escaped == null
            ? new Json.Str(text.substring(span.start(), span.end()), span, true)
            : new Json.Str(escaped.toString(), span, false);
      } else if (c == '\\' && at + 1 < text.length()) {
        if (escaped == null) {
          escaped = new StringBuilder(text.substring(start, at));
        }
        if (!escape(escaped)) {
          return null;
        }
      } else {
        if (escaped != null) {
          escaped.append(c);
        }
        at++;
      }
    }
    return null;
  }

  private boolean escape(StringBuilder out) {
    char c = text.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'u' -> {
        if (at + 4 > text.length()) {
          return false;
        }
        int code = 0;
        for (int end = at + 4; at < end; at++) {
          int digit = Character.digit(text.charAt(at), 16);
          if (digit < 0) {
            return false;
          }
          code = code * 16 + digit;
        }
        out.append((char) code);
      }
      default -> out.append(c);
    }
    return true;
  }
}
