package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ruby_lang.prism.Nodes;

/** Strings, symbols and heredocs, each piece with the place where it is written. */
final class Texts {

  private final Lowering lowering;

  Texts(Lowering lowering) {
    this.lowering = lowering;
  }

  /** A text that is known as a whole. */
  Text known(byte[] unescaped, Nodes.Node node) {
    String text = new String(unescaped, StandardCharsets.UTF_8);
    Span written = written(text, node);
    return written == null
        ? Text.produced(text, lowering.place(node))
        : Text.verbatim(text, new Place(lowering.source(), written));
  }

  /**
   * Where a text stands as it is. A heredoc's node is its opening, and its content begins on one of
   * the lines below.
   */
  private @org.jspecify.annotations.Nullable Span written(String text, Nodes.Node node) {
    Span span = lowering.span(node);
    String source = lowering.source().text();
    if (text.isEmpty()) {
      return null;
    }
    int at = -1;
    if (source.startsWith("<<", span.start())) {
      int line = source.indexOf('\n', span.end());
      at = line < 0 ? -1 : source.indexOf(text, line + 1);
    } else {
      int found = source.indexOf(text, span.start());
      at = found >= 0 && found + text.length() <= span.end() ? found : -1;
    }
    return at < 0 ? null : new Span(at, at + text.length());
  }

  Expression string(Nodes.StringNode node) {
    return Lowering.constant(known(node.unescaped, node), lowering.span(node));
  }

  /** A text with values inserted. */
  Expression interpolated(Nodes.Node[] parts, Nodes.Node node, Scope scope) {
    List<Expression.TextLiteral.Part> lowered = new ArrayList<>(parts.length);
    for (Nodes.Node part : parts) {
      add(part, lowered, scope);
    }
    return new Expression.TextLiteral(lowered, lowering.span(node));
  }

  private void add(Nodes.Node part, List<Expression.TextLiteral.Part> parts, Scope scope) {
    if (part instanceof Nodes.StringNode string) {
      String text = new String(string.unescaped, StandardCharsets.UTF_8);
      Span written = written(text, string);
      parts.add(
          new Expression.TextLiteral.Characters(
              text, written == null ? lowering.span(string) : written, written != null));
    } else if (part instanceof Nodes.InterpolatedStringNode nested) {
      for (Nodes.Node inner : nested.parts) {
        add(inner, parts, scope);
      }
    } else if (part instanceof Nodes.EmbeddedStatementsNode embedded) {
      parts.add(
          new Expression.TextLiteral.Inserted(
              embedded.statements == null
                  ? Lowering.nil(lowering.span(embedded))
                  : lowering.expressions.body(embedded.statements, embedded, scope)));
    } else if (part instanceof Nodes.EmbeddedVariableNode embedded) {
      parts.add(
          new Expression.TextLiteral.Inserted(
              lowering.expressions.lower(embedded.variable, scope)));
    } else {
      parts.add(new Expression.TextLiteral.Inserted(lowering.expressions.lower(part, scope)));
    }
  }
}
