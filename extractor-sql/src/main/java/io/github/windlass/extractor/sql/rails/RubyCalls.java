package io.github.windlass.extractor.sql.rails;

import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.sql.rails.RubyCall.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a {@code schema.rb}, line by line. It is no Ruby: what Rails' schema dumper does not
 * write is a call with a problem.
 */
final class RubyCalls {

  private static final int DEPTH_LIMIT = 32;

  private final String text;
  private final List<RubyCall> calls = new ArrayList<>();
  private int at;

  private RubyCalls(String text) {
    this.text = text;
  }

  static List<RubyCall> in(String text) {
    RubyCalls reader = new RubyCalls(text);
    reader.lines();
    return List.copyOf(reader.calls);
  }

  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private void lines() {
    skip(true);
    while (at < text.length()) {
      int start = at;
      String receiver = "";
      String name = word();
      if (!name.isEmpty() && peek() == '.') {
        receiver = name;
        at++;
        name = word();
      }
      // ActiveRecord::Schema[7.1].define(version: 1) do
      while (text.startsWith("::", at) || peek() == '[' || (peek() == '.' && at > start)) {
        at += text.startsWith("::", at) ? 2 : 1;
        int from = at;
        while (at < text.length() && " \t\n(".indexOf(peek()) < 0 && peek() != ':') {
          at++;
        }
        if (at == from) {
          break;
        }
        receiver = text.substring(start, at);
        name = receiver.substring(receiver.lastIndexOf('.') + 1);
      }
      call(receiver, name, start);
      skip(true);
    }
  }

  private void call(String receiver, String name, int start) {
    List<Value> positional = new ArrayList<>();
    Map<String, Value> named = new LinkedHashMap<>();
    boolean block = false;
    String problem = null;
    try {
      if (name.isEmpty()) {
        throw new Unreadable("no call");
      }
      skip(false);
      boolean brackets = peek() == '(';
      at += brackets ? 1 : 0;
      skip(brackets);
      while (!atEnd(brackets)) {
        argument(positional, named, 0);
        skip(brackets);
        if (peek() == ',') {
          at++;
          skip(true);
        } else {
          break;
        }
      }
      if (brackets) {
        expect(')');
        skip(false);
      }
      block = isBlock();
      if (!block && at < text.length() && peek() != '\n' && peek() != '\r') {
        throw new Unreadable("the line goes on with what a schema does not have");
      }
    } catch (Unreadable e) {
      problem = e.getMessage();
      recover(start);
    }
    if (block) {
      at = lineEnd(at);
    }
    calls.add(new RubyCall(receiver, name, positional, named, block, problem, new Span(start, at)));
  }

  private boolean atEnd(boolean brackets) {
    char c = peek();
    return at >= text.length() || c == '\n' || c == '\r' || (brackets && c == ')') || isBlock();
  }

  private boolean isBlock() {
    return text.startsWith("do", at)
        && (at + 2 == text.length() || Character.isWhitespace(text.charAt(at + 2)));
  }

  /** Goes on behind the line, and behind the text of a heredoc that begins in it. */
  private void recover(int start) {
    int end = lineEnd(Math.max(at, start));
    int heredoc = text.indexOf("<<", start, end);
    at = end;
    if (heredoc < 0) {
      return;
    }
    int from = heredoc + 2;
    while (from < end && "-~'\"".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < end && isWord(text.charAt(to))) {
      to++;
    }
    String mark = text.substring(from, to);
    int line = end + 1;
    while (!mark.isEmpty() && line < text.length()) {
      int next = lineEnd(line);
      at = next;
      if (text.substring(line, next).strip().equals(mark)) {
        return;
      }
      line = next + 1;
    }
  }

  private void argument(List<Value> positional, Map<String, Value> named, int depth)
      throws Unreadable {
    int start = at;
    String key = key();
    if (key != null) {
      skip(true);
      named.put(key, value(depth));
      return;
    }
    at = start;
    Value value = value(depth);
    skip(false);
    if (text.startsWith("=>", at)) {
      at += 2;
      skip(true);
      String name = RubyCall.text(value);
      named.put(name == null ? "" : name, value(depth));
    } else {
      positional.add(value);
    }
  }

  /** {@code name:} or {@code "name":}; null if none stands here. */
  private @org.jspecify.annotations.Nullable String key() throws Unreadable {
    String key = peek() == '"' ? string('"') : word();
    if (!key.isEmpty() && peek() == ':' && !text.startsWith("::", at)) {
      at++;
      return key;
    }
    return null;
  }

  private Value value(int depth) throws Unreadable {
    if (depth > DEPTH_LIMIT) {
      throw new Unreadable("too deep");
    }
    char c = peek();
    if (c == '"' || c == '\'') {
      return new Value.Text(string(c), false);
    }
    if (c == ':') {
      at++;
      return new Value.Symbol(peek() == '"' ? string('"') : word());
    }
    if (c == '[') {
      at++;
      List<Value> items = new ArrayList<>();
      skip(true);
      while (peek() != ']') {
        items.add(value(depth + 1));
        separator(']');
      }
      at++;
      return new Value.Items(items);
    }
    if (c == '{') {
      at++;
      Map<String, Value> pairs = new LinkedHashMap<>();
      List<Value> none = new ArrayList<>();
      skip(true);
      while (peek() != '}') {
        argument(none, pairs, depth + 1);
        separator('}');
      }
      at++;
      return new Value.Pairs(pairs);
    }
    if (text.startsWith("->", at)) {
      at += 2;
      skip(true);
      expect('{');
      skip(true);
      String expression = string(peek());
      skip(true);
      expect('}');
      return new Value.Text(expression, true);
    }
    return word(c);
  }

  private Value word(char first) throws Unreadable {
    int start = at;
    while (at < text.length() && (isWord(peek()) || "-+.".indexOf(peek()) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "" -> throw new Unreadable("a value is missing");
      case "true" -> new Value.Bool(true);
      case "false" -> new Value.Bool(false);
      case "nil" -> new Value.Nil();
      default -> {
        if (!Character.isDigit(first) && first != '-' && first != '+') {
          throw new Unreadable("what " + word + " is does not stand here");
        }
        yield new Value.Num(word.replace("_", ""));
      }
    };
  }

  private void separator(char close) throws Unreadable {
    skip(true);
    if (peek() == ',') {
      at++;
      skip(true);
    } else if (peek() != close) {
      throw new Unreadable("'" + close + "' is missing");
    }
  }

  private void expect(char c) throws Unreadable {
    if (peek() != c) {
      throw new Unreadable("'" + c + "' is missing");
    }
    at++;
  }

  private String string(char quote) throws Unreadable {
    if (quote != '"' && quote != '\'') {
      throw new Unreadable("a string is missing");
    }
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && peek() != quote) {
      char c = text.charAt(at++);
      if (c == '#' && peek() == '{' && quote == '"') {
        throw new Unreadable("a string depends on a value");
      }
      if (c != '\\' || at == text.length()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      if (quote == '\'' && escaped != '\'' && escaped != '\\') {
        out.append('\\');
      }
      out.append(quote == '\'' ? escaped : unescaped(escaped));
    }
    expect(quote);
    return out.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'e' -> '\u001b';
      default -> c;
    };
  }

  // --- characters -----------------------------------------------------------------------------

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skip(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = lineEnd(at);
      } else if ((c == '\n' || c == '\r') ? lines : (Character.isWhitespace(c) || c == '\uFEFF')) {
        at++;
      } else {
        return;
      }
    }
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
