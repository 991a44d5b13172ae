package io.github.windlass.script;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts for the tests from a notation of lists: {@code (if (db.has "a") (db.query "B"))}.
 * Every record of the small language has a form; see {@link LispForms}.
 */
final class Lisp {

  /** What is read before it gets a meaning. */
  sealed interface Node {

    Span span();

    /** A word or number. */
    record Atom(String text, Span span) implements Node {}

    /** A text. */
    record Quoted(String text, Span span) implements Node {}

    /** {@code (…)}, {@code […]} or {@code {…}}. */
    record Group(char open, List<Node> nodes, Span span) implements Node {

      /** The word at the head; empty if there is none. */
      String head() {
        return !nodes.isEmpty() && nodes.get(0) instanceof Atom atom ? atom.text() : "";
      }

      List<Node> from(int first) {
        return nodes.subList(Math.min(first, nodes.size()), nodes.size());
      }
    }
  }

  private static final Map<Character, Character> CLOSES = Map.of('(', ')', '[', ']', '{', '}');

  private final String text;
  private int at;

  private Lisp(String text) {
    this.text = text;
  }

  /** A script from its text. */
  static Script read(String path, String text) {
    Lisp reader = new Lisp(text);
    List<Statement> body = new ArrayList<>();
    for (Node node = reader.next(); node != null; node = reader.next()) {
      body.add(LispForms.statement(node));
    }
    return new Script(new SourceFile(path, text), body);
  }

  private @Nullable Node next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length() || CLOSES.containsValue(text.charAt(at))) {
      return null;
    }
    int start = at;
    char c = text.charAt(at);
    if (CLOSES.containsKey(c)) {
      at++;
      List<Node> nodes = new ArrayList<>();
      for (Node node = next(); node != null; node = next()) {
        nodes.add(node);
      }
      at++;
      return new Node.Group(c, nodes, new Span(start, at));
    }
    if (c == '"') {
      int end = text.indexOf('"', at + 1);
      at = end + 1;
      return new Node.Quoted(text.substring(start + 1, end), new Span(start, at));
    }
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
    return new Node.Atom(text.substring(start, at), new Span(start, at));
  }

  private static boolean isEnd(char c) {
    return Character.isWhitespace(c) || CLOSES.containsKey(c) || CLOSES.containsValue(c);
  }
}
