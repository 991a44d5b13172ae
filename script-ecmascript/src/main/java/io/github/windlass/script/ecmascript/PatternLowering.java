package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.ecmascript.tree.ArrayBindingElement;
import io.github.windlass.script.ecmascript.tree.BindingElement;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.Expression.ArrayLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ElementAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ObjectLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Expression.OmittedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SpreadElement;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ObjectElement;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers what takes a value. */
final class PatternLowering {

  private final Lowering lowering;

  PatternLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** What a declaration or a parameter binds. */
  Pattern binding(BindingName name) {
    if (name instanceof Identifier identifier) {
      return new Pattern.Name(identifier.text(), identifier.span());
    }
    return switch (name) {
      case Identifier identifier -> new Pattern.Name(identifier.text(), identifier.span());
      case BindingName.ObjectBindingPattern object -> {
        List<Pattern.Properties.Entry> entries = new ArrayList<>();
        Pattern rest = null;
        for (BindingElement element : object.elements()) {
          if (element.dotDotDotToken()) {
            rest = binding(element.name());
          } else {
            entries.add(new Pattern.Properties.Entry(key(element), part(element)));
          }
        }
        yield new Pattern.Properties(entries, rest, object.span());
      }
      case BindingName.ArrayBindingPattern list -> {
        List<Pattern.@Nullable Part> items = new ArrayList<>();
        Pattern rest = null;
        for (ArrayBindingElement element : list.elements()) {
          switch (element) {
            case OmittedExpression omitted -> items.add(null);
            case BindingElement item -> {
              if (item.dotDotDotToken()) {
                rest = binding(item.name());
              } else {
                items.add(part(item));
              }
            }
          }
        }
        yield new Pattern.Items(items, rest, list.span());
      }
    };
  }

  private Expression key(BindingElement element) {
    PropertyName name = element.propertyName();
    if (name != null) {
      return lowering.expressions().key(name);
    }
    return element.name() instanceof Identifier identifier
        ? lowering.expressions().key(identifier)
        : Terms.text("", element.span());
  }

  private Pattern.Part part(BindingElement element) {
    String name = element.name() instanceof Identifier identifier ? identifier.text() : null;
    return new Pattern.Part(
        binding(element.name()),
        element.initializer() == null
            ? null
            : lowering.expressions().lower(element.initializer(), name));
  }

  /** What an assignment changes. */
  Pattern target(io.github.windlass.script.ecmascript.tree.Expression node) {
    io.github.windlass.script.ecmascript.tree.Expression bare = ExpressionLowering.bare(node);
    if (bare instanceof Identifier identifier) {
      return new Pattern.Name(identifier.text(), identifier.span());
    } else if (bare instanceof PropertyAccessExpression access) {
      return new Pattern.Member(object(access.expression()), access.name().text(), access.span());
    } else if (bare instanceof ElementAccessExpression access) {
      return new Pattern.Index(
          object(access.expression()),
          lowering.expressions().lower(access.argumentExpression()),
          access.span());
    } else if (bare instanceof ArrayLiteralExpression list) {
      return items(list);
    } else if (bare instanceof ObjectLiteralExpression object) {
      return properties(object);
    }
    // No correct program assigns anything else. What is assigned to it is lost.
    return new Pattern.Member(lowering.expressions().lower(bare), "", bare.span());
  }

  /** What has the member: of {@code super.a = b} the object itself. */
  private Expression object(io.github.windlass.script.ecmascript.tree.Expression node) {
    return node instanceof SuperKeyword
        ? new Expression.Self(node.span())
        : lowering.expressions().lower(node);
  }

  private Pattern items(ArrayLiteralExpression list) {
    List<Pattern.@Nullable Part> items = new ArrayList<>();
    Pattern rest = null;
    for (io.github.windlass.script.ecmascript.tree.Expression element : list.elements()) {
      if (element instanceof OmittedExpression) {
        items.add(null);
      } else if (element instanceof SpreadElement spread) {
        rest = target(spread.expression());
      } else {
        items.add(part(element));
      }
    }
    return new Pattern.Items(items, rest, list.span());
  }

  private Pattern properties(ObjectLiteralExpression object) {
    List<Pattern.Properties.Entry> entries = new ArrayList<>();
    Pattern rest = null;
    for (ObjectElement element : object.properties()) {
      if (element instanceof ObjectElement.PropertyAssignment pair) {
        entries.add(
            new Pattern.Properties.Entry(
                lowering.expressions().key(pair.name()), part(pair.initializer())));
      } else if (element instanceof ObjectElement.ShorthandPropertyAssignment pair) {
        Identifier name = pair.name();
        entries.add(
            new Pattern.Properties.Entry(
                lowering.expressions().key(name),
                new Pattern.Part(
                    new Pattern.Name(name.text(), name.span()),
                    pair.objectAssignmentInitializer() == null
                        ? null
                        : lowering.expressions().lower(pair.objectAssignmentInitializer()))));
      } else if (element instanceof ObjectElement.SpreadAssignment spread) {
        rest = target(spread.expression());
      }
    }
    return new Pattern.Properties(entries, rest, object.span());
  }

  /** {@code target = otherwise} within a pattern. */
  private Pattern.Part part(io.github.windlass.script.ecmascript.tree.Expression node) {
    if (node instanceof BinaryExpression binary
        && binary.operatorToken()
            == io.github.windlass.script.ecmascript.tree.BinaryOperator.EQUALS) {
      return new Pattern.Part(target(binary.left()), lowering.expressions().lower(binary.right()));
    }
    return new Pattern.Part(target(node), null);
  }
}
