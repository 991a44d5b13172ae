package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.Item;
import io.github.windlass.script.Expression.Link;
import io.github.windlass.script.Expression.TextLiteral;
import io.github.windlass.script.Function;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short forms of what lowering writes again and again. */
final class Terms {

  private Terms() {}

  /** A text that the source does not have as it is. */
  static TextLiteral text(String text, Span span) {
    return text.isEmpty()
        ? new TextLiteral(List.of(), span)
        : new TextLiteral(List.of(new TextLiteral.Characters(text, span, false)), span);
  }

  static Item item(Expression value) {
    return new Item(value, false);
  }

  /** {@code object.name(arguments)} of an object that only lowering can name. */
  static Expression invoke(String object, String name, List<Item> arguments, Span span) {
    return new Expression.Chain(
        new Expression.Variable(object, span),
        List.of(new Link.Invoke(name, arguments, false, false, span)),
        span);
  }

  /** A call of what is no part of the language. */
  static Expression call(HostObject function, List<Item> arguments, Span span) {
    return new Expression.Chain(
        new Expression.Constant(function, span),
        List.of(new Link.Call(arguments, false, span)),
        span);
  }

  /** What is not lowered, though SQL may be sent in it. */
  static Expression unread(Intrinsic why, Span span) {
    return call(why, List.of(), span);
  }

  /** {@code () => value}. */
  static Expression thunk(Expression value, Span span) {
    return new Expression.FunctionLiteral(
        new Function(
            null,
            Function.Kind.ARROW,
            false,
            false,
            List.of(),
            null,
            List.of(new Statement.Return(value, span)),
            span),
        span);
  }

  static Statement declare(
      Statement.Declare.Scope scope, String name, @Nullable Expression value, Span span) {
    return new Statement.Declare(scope, new Pattern.Name(name, span), value, span);
  }
}
