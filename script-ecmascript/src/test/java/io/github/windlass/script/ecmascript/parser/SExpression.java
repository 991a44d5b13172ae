package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.BinaryOperator;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal.NumericLiteral;
import io.github.windlass.script.ecmascript.tree.Node;
import io.github.windlass.script.ecmascript.tree.SourceFile;
import io.github.windlass.script.ecmascript.tree.Statement.ExpressionStatement;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.TypeParameter;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * Trees as text: {@code (Kind components…)}, lists in brackets, what is absent, empty or false left
 * out. Names and numbers are bare, operators stand first, types are as they are written, in angle
 * brackets.
 */
final class SExpression {

  private final String text;
  private final StringBuilder out = new StringBuilder();

  private SExpression(String text) {
    this.text = text;
  }

  static String of(SourceFile file, String text) {
    SExpression printer = new SExpression(text);
    for (int i = 0; i < file.statements().size(); i++) {
      printer.out.append(i == 0 ? "" : " ");
      printer.node(file.statements().get(i));
    }
    return printer.out.toString();
  }

  private void node(Node node) {
    switch (node) {
      case Identifier name -> out.append(name.text().isEmpty() ? "''" : name.text());
      case NumericLiteral number -> out.append(number.text());
      case TypeNode type -> source(type.span());
      case TypeParameter parameter -> source(parameter.span());
      case ExpressionStatement statement -> node(statement.expression());
      case BinaryExpression binary -> {
        out.append('(').append(binary.operatorToken().text()).append(' ');
        node(binary.left());
        out.append(' ');
        node(binary.right());
        out.append(')');
      }
      default -> {
        out.append('(').append(node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
          component(component.getName(), value(component, node));
        }
        out.append(')');
      }
    }
  }

  private void source(Span span) {
    out.append('<').append(text, span.start(), span.end()).append('>');
  }

  private void component(String name, Object value) {
    switch (value) {
      case null -> {}
      case Span span -> {}
      case Node node -> {
        out.append(' ');
        node(node);
      }
      case List<?> list when list.isEmpty() -> {}
      case List<?> list -> {
        out.append(" [");
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : " ");
          node((Node) list.get(i));
        }
        out.append(']');
      }
      case String string -> string(string);
      case BinaryOperator operator -> out.append(' ').append(operator.text());
      case Boolean flag -> out.append(flag ? " " + name : "");
      default -> out.append(' ').append(value);
    }
  }

  private void string(String string) {
    out.append(" \"");
    string
        .codePoints()
        .forEach(c -> {
          if (c < ' ') {
            out.append("\\%02x".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    out.append('"');
  }

  private static Object value(RecordComponent component, Node node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
