package io.github.windlass.script.ruby;

import io.github.windlass.extractor.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the comments of a Ruby text, which Prism does not give.
 *
 * <p>What begins a literal depends in Ruby on what is known of the names before it: {@code a /b}
 * divides where {@code a} is a variable. Here the blanks decide, as they do in Ruby where {@code a}
 * is a method. Nesting costs memory only, and each character is looked at a bounded number of
 * times.
 */
final class CommentScan {

  /** What was read last. */
  private enum Last {
    /** Something after which a value comes: an operator, a keyword, a new line. */
    OPEN,
    /** A name, which may be called with what follows. */
    NAME,
    /** A value. */
    VALUE
  }

  /**
   * A literal, within which code may stand.
   *
   * @param open what nests in it; 0: nothing
   * @param nested how many of these are open
   * @param braces how many braces were open in the code around
   */
  private record Literal(char open, char close, int nested, boolean interpolated, int braces) {}

  /** A heredoc whose text begins on the next line. */
  private record Heredoc(String end, boolean indented) {}

  private final String text;
  private final List<Span> comments = new ArrayList<>();
  private final Deque<Literal> around = new ArrayDeque<>();
  private final List<Heredoc> pending = new ArrayList<>();
  private int at;
  private int braces;
  private Last last = Last.OPEN;
  private String word = "";

  private CommentScan(String text) {
    this.text = text;
  }

  /** The comments of a text, in order: each with its {@code #}, or what a block comment holds. */
  static List<Span> of(String text) {
    CommentScan scan = new CommentScan(text);
    scan.blockComment();
    while (scan.at < text.length()) {
      scan.next();
    }
    return scan.comments;
  }

  /** The character that stands some places further on; 0 behind the end. */
  private char peek(int further) {
    return at + further < text.length() ? text.charAt(at + further) : 0;
  }

  private void next() {
    char c = peek(0);
    if (c == '\n') {
      at++;
      last = Last.OPEN;
      heredocs();
      blockComment();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      at++;
    } else if (c == '#') {
      int end = lineEnd(at);
      comments.add(new Span(at, end));
      at = end;
    } else if (isOfName(c)) {
      name();
    } else {
      symbol(c);
    }
  }

  private void name() {
    int start = at;
    while (isOfName(peek(0))) {
      at++;
    }
    if ((peek(0) == '?' || peek(0) == '!') && peek(1) != '=') {
      at++;
    }
    word = text.substring(start, at);
    last = Character.isDigit(word.charAt(0)) ? Last.VALUE : isKeyword(word) ? Last.OPEN : Last.NAME;
  }

  private void symbol(char c) {
    switch (c) {
      case '"', '`' -> literal((char) 0, c, true, 1);
      case '\'' -> literal((char) 0, c, false, 1);
      case '/' -> {
        if (begins(1)) {
          literal((char) 0, c, true, 1);
        } else {
          operator(1);
        }
      }
      case '%' -> percent();
      case '<' -> heredoc();
      case '?' -> {
        boolean character =
            last == Last.OPEN && peek(1) > ' ' && !isOfName(peek(2)) && peek(2) != peek(1);
        at += character ? 2 : 1;
        last = character ? Last.VALUE : Last.OPEN;
      }
      case ':' -> {
        // :/ and :<< are symbols; :"…" and :'…' end as strings do.
        boolean label = at > 0 && (isOfName(text.charAt(at - 1)) || last == Last.VALUE);
        boolean ofOperator = !label && isOfOperator(peek(1));
        operator(1);
        while (ofOperator && isOfOperator(peek(0))) {
          at++;
          last = Last.VALUE;
        }
      }
      case '$' -> {
        at += isOfName(peek(1)) ? 1 : 2;
        last = Last.VALUE;
      }
      case '{' -> {
        braces++;
        operator(1);
      }
      case '}' -> {
        if (braces == 0 && !around.isEmpty()) {
          Literal literal = around.pop();
          at++;
          braces = literal.braces();
          goOn(literal);
        } else {
          braces = Math.max(0, braces - 1);
          at++;
          last = Last.VALUE;
        }
      }
      case ')', ']' -> {
        at++;
        last = Last.VALUE;
      }
      default -> operator(1);
    }
  }

  private void operator(int length) {
    at += length;
    last = Last.OPEN;
  }

  /** Whether a sign that is an operator as well begins a value. */
  private boolean begins(int length) {
    return switch (last) {
      case OPEN -> true;
      case NAME ->
          at > 0 && isBlank(text.charAt(at - 1)) && peek(length) > ' ' && !word.equals("def");
      case VALUE -> false;
    };
  }

  private void percent() {
    char kind = peek(1);
    boolean named = "wWiIqQrsx".indexOf(kind) >= 0 && kind != 0;
    char open = named ? peek(2) : kind;
    if (!begins(1) || open <= ' ' || open == '=' || isOfName(open)) {
      operator(1);
      return;
    }
    boolean raw = named && "wiqs".indexOf(kind) >= 0;
    char close =
        switch (open) {
          case '(' -> ')';
          case '[' -> ']';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    literal(close == open ? 0 : open, close, !raw, named ? 3 : 2);
  }

  private void literal(char open, char close, boolean interpolated, int length) {
    at += length;
    goOn(new Literal(open, close, 0, interpolated, 0));
  }

  /** Reads a literal to its end, or to the code within. */
  private void goOn(Literal literal) {
    int nested = literal.nested();
    while (at < text.length()) {
      char c = peek(0);
      if (c == '\\') {
        at += 2;
      } else if (c == '#' && literal.interpolated() && peek(1) == '{') {
        around.push(new Literal(literal.open(), literal.close(), nested, true, braces));
        braces = 0;
        operator(2);
        return;
      } else if (c == literal.close() && nested == 0) {
        at++;
        last = Last.VALUE;
        return;
      } else {
        nested += c == literal.close() ? -1 : c == literal.open() ? 1 : 0;
        at++;
      }
    }
  }

  private void heredoc() {
    int name = at + 2;
    if (peek(1) != '<' || !begins(2) || word.equals("class")) {
      operator(peek(1) == '<' ? 2 : 1);
      return;
    }
    boolean indented = peek(2) == '~' || peek(2) == '-';
    name += indented ? 1 : 0;
    char quote = name < text.length() ? text.charAt(name) : 0;
    int end;
    if (quote == '"' || quote == '\'' || quote == '`') {
      name++;
      end = name;
      while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
        end++;
      }
      if (end >= text.length() || text.charAt(end) != quote) {
        operator(2);
        return;
      }
    } else {
      end = name;
      while (end < text.length() && isOfName(text.charAt(end))) {
        end++;
      }
      quote = 0;
    }
    if (end <= name) {
      operator(2);
      return;
    }
    pending.add(new Heredoc(text.substring(name, end), indented));
    at = quote == 0 ? end : end + 1;
    last = Last.VALUE;
  }

  /** Passes over the texts of the heredocs that began on the line before. */
  private void heredocs() {
    for (Heredoc heredoc : pending) {
      boolean ended = false;
      while (!ended && at < text.length()) {
        int end = lineEnd(at);
        String line = text.substring(at, end);
        String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        ended = (heredoc.indented() ? bare.strip() : bare).equals(heredoc.end());
        at = Math.min(text.length(), end + 1);
      }
    }
    pending.clear();
  }

  /** At the start of a line: {@code =begin … =end}, and {@code __END__}. */
  private void blockComment() {
    if (isLine("=begin")) {
      int start = lineEnd(at);
      at = start;
      while (at < text.length()) {
        at++;
        if (isLine("=end")) {
          comments.add(new Span(start, at));
          at = lineEnd(at);
          return;
        }
        at = lineEnd(at);
      }
    } else if (isLine("__END__")) {
      at = text.length();
    }
  }

  private boolean isLine(String mark) {
    return text.startsWith(mark, at) && !isOfName(peek(mark.length()));
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isOfName(char c) {
    return c == '_' || c == '@' || Character.isLetterOrDigit(c) || c > 127;
  }

  private static boolean isOfOperator(char c) {
    return c != 0 && "/%<`+-*!=>~^&|".indexOf(c) >= 0;
  }

  private static boolean isKeyword(String word) {
    return switch (word) {
      case "and",
          "begin",
          "case",
          "do",
          "else",
          "elsif",
          "ensure",
          "if",
          "in",
          "not",
          "or",
          "rescue",
          "return",
          "then",
          "unless",
          "until",
          "when",
          "while",
          "yield" ->
          true;
      default -> false;
    };
  }
}
