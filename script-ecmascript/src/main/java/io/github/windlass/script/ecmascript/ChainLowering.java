package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.Link;
import io.github.windlass.script.Expression.TextLiteral;
import io.github.windlass.script.ecmascript.tree.Expression.AsExpression;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.CallExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ElementAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ExpressionWithTypeArguments;
import io.github.windlass.script.ecmascript.tree.Expression.FunctionExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ImportKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.MetaProperty;
import io.github.windlass.script.ecmascript.tree.Expression.NonNullExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ParenthesizedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SatisfiesExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TaggedTemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TypeAssertionExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Literal;
import io.github.windlass.script.ecmascript.tree.TemplatePart;
import io.github.windlass.script.ecmascript.tree.TemplateSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers members, items, calls and tagged templates on one another. */
final class ChainLowering {

  /** How many tagged templates may be called on one another: each is a nest, not a link. */
  private static final int TAGS = 100;

  private static final String AWAITER = "__awaiter";

  private final Lowering lowering;

  ChainLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Expression lower(io.github.windlass.script.ecmascript.tree.Expression outer) {
    Deque<io.github.windlass.script.ecmascript.tree.Expression> upper = new ArrayDeque<>();
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    boolean down = true;
    while (down) {
      switch (at) {
        case PropertyAccessExpression access -> {
          upper.push(at);
          at = access.expression();
        }
        case ElementAccessExpression access -> {
          upper.push(at);
          at = access.expression();
        }
        case CallExpression call -> {
          upper.push(at);
          at = call.expression();
        }
        case TaggedTemplateExpression tagged -> {
          upper.push(at);
          at = tagged.tag();
        }
        case NonNullExpression inner -> at = inner.expression();
        case ExpressionWithTypeArguments inner -> at = inner.expression();
        case AsExpression inner -> at = inner.expression();
        case SatisfiesExpression inner -> at = inner.expression();
        case TypeAssertionExpression inner -> at = inner.expression();
        case ParenthesizedExpression inner -> {
          // In (a?.b).c the parentheses end what ?. skips.
          if (skips(inner.expression())) {
            down = false;
          } else {
            at = inner.expression();
          }
        }
        default -> down = false;
      }
    }
    return build(at, upper, outer.span());
  }

  /** Whether a chain may end early. */
  static boolean skips(io.github.windlass.script.ecmascript.tree.Expression outer) {
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    while (true) {
      boolean optional;
      switch (at) {
        case PropertyAccessExpression access -> {
          optional = access.questionDotToken();
          at = access.expression();
        }
        case ElementAccessExpression access -> {
          optional = access.questionDotToken();
          at = access.expression();
        }
        case CallExpression call -> {
          optional = call.questionDotToken();
          at = call.expression();
        }
        case NonNullExpression inner -> {
          optional = false;
          at = inner.expression();
        }
        case AsExpression inner -> {
          optional = false;
          at = inner.expression();
        }
        case SatisfiesExpression inner -> {
          optional = false;
          at = inner.expression();
        }
        default -> {
          return false;
        }
      }
      if (optional) {
        return true;
      }
    }
  }

  private Expression build(
      io.github.windlass.script.ecmascript.tree.Expression innermost,
      Deque<io.github.windlass.script.ecmascript.tree.Expression> upper,
      Span span) {
    Expression base = base(innermost, upper);
    List<Link> links = new ArrayList<>(upper.size());
    int tags = 0;
    while (!upper.isEmpty()) {
      io.github.windlass.script.ecmascript.tree.Expression node = upper.pop();
      switch (node) {
        case PropertyAccessExpression access -> {
          String name = access.name().text();
          if (upper.peek() instanceof CallExpression call) {
            upper.pop();
            links.add(
                new Link.Invoke(
                    name,
                    lowering.expressions().items(call.arguments()),
                    access.questionDotToken(),
                    call.questionDotToken(),
                    call.span()));
          } else {
            links.add(new Link.Member(name, access.questionDotToken(), access.span()));
          }
        }
        case ElementAccessExpression access ->
            links.add(
                new Link.Index(
                    lowering.expressions().lower(access.argumentExpression()),
                    access.questionDotToken(),
                    access.span()));
        case CallExpression call ->
            links.add(
                new Link.Call(
                    lowering.expressions().items(call.arguments()),
                    call.questionDotToken(),
                    call.span()));
        case TaggedTemplateExpression tagged -> {
          if (++tags > TAGS) {
            return new Expression.Opaque("too many templates in one chain", span);
          }
          Expression tag =
              links.isEmpty() ? base : new Expression.Chain(base, links, tagged.tag().span());
          base = tagged(tag, tagged);
          links = new ArrayList<>();
        }
        default -> throw new IllegalStateException("no link");
      }
    }
    return links.isEmpty() ? base : new Expression.Chain(base, links, span);
  }

  /** What the links are on; those that belong to it are taken. */
  private Expression base(
      io.github.windlass.script.ecmascript.tree.Expression innermost,
      Deque<io.github.windlass.script.ecmascript.tree.Expression> upper) {
    if (innermost instanceof SuperKeyword) {
      return above(upper, innermost.span());
    }
    if (upper.peek() instanceof CallExpression call) {
      boolean imports =
          innermost instanceof ImportKeyword
              || (innermost instanceof MetaProperty meta && meta.name().text().equals("defer"));
      if (imports) {
        upper.pop();
        return Terms.invoke(
            Lowering.MODULE,
            ModuleScope.IMPORT_LATER,
            lowering.expressions().items(call.arguments()),
            call.span());
      }
      FunctionExpression body = isAwaiter(innermost) ? awaited(call) : null;
      if (body != null) {
        upper.pop();
        return awaited(body, call);
      }
    } else if (upper.peek() instanceof PropertyAccessExpression access
        && access.name().text().equals(AWAITER)) {
      upper.pop();
      FunctionExpression body = upper.peek() instanceof CallExpression call ? awaited(call) : null;
      if (body != null) {
        return awaited(body, (CallExpression) upper.pop());
      }
      upper.push(access);
    }
    return lowering.expressions().lower(innermost);
  }

  private Expression above(
      Deque<io.github.windlass.script.ecmascript.tree.Expression> upper, Span span) {
    if (upper.peek() instanceof CallExpression call) {
      upper.pop();
      return new Expression.SuperCall(lowering.expressions().items(call.arguments()), call.span());
    } else if (upper.peek() instanceof PropertyAccessExpression access) {
      upper.pop();
      return new Expression.SuperMember(access.name().text(), access.span());
    } else if (upper.peek() instanceof ElementAccessExpression access
        && ExpressionLowering.bare(access.argumentExpression())
            instanceof Literal.StringLiteral name) {
      upper.pop();
      return new Expression.SuperMember(name.text(), access.span());
    }
    return new Expression.Opaque("super by a computed name", span);
  }

  /**
   * Whether a function is the one by which TypeScript makes async functions for targets before
   * ES2017: {@code __awaiter}, {@code (0, tslib_1.__awaiter)}.
   */
  private static boolean isAwaiter(io.github.windlass.script.ecmascript.tree.Expression callee) {
    return switch (callee) {
      case Identifier name -> name.text().equals(AWAITER);
      case PropertyAccessExpression access -> access.name().text().equals(AWAITER);
      case BinaryExpression binary ->
          binary.operatorToken() == io.github.windlass.script.ecmascript.tree.BinaryOperator.COMMA
              && binary.left() instanceof Literal
              && isAwaiter(binary.right());
      default -> false;
    };
  }

  /** The generator in {@code __awaiter(this, void 0, void 0, function* () { … })}; null: none. */
  private static @Nullable FunctionExpression awaited(CallExpression call) {
    return call.arguments().size() == 4
            && call.arguments().get(3) instanceof FunctionExpression body
            && body.asteriskToken()
            && body.parameters().isEmpty()
        ? body
        : null;
  }

  private Expression awaited(FunctionExpression body, CallExpression call) {
    return new Expression.Chain(
        new Expression.FunctionLiteral(lowering.functions().awaited(body), body.span()),
        List.of(new Link.Call(List.of(), false, call.span())),
        call.span());
  }

  private Expression tagged(Expression tag, TaggedTemplateExpression tagged) {
    List<TextLiteral> cooked = new ArrayList<>();
    List<String> raw = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    if (tagged.template() instanceof TemplateExpression template) {
      part(template.head(), 2, cooked, raw);
      for (TemplateSpan span : template.templateSpans()) {
        values.add(lowering.expressions().lower(span.expression()));
        int delimiter = span.literal() instanceof TemplatePart.TemplateTail ? 1 : 2;
        part(span.literal(), delimiter, cooked, raw);
      }
    } else if (tagged.template() instanceof Literal.NoSubstitutionTemplateLiteral literal) {
      Span span = literal.span();
      cooked.add(cooked(literal.text(), span.start() + 1, span.end() - 1, span));
      raw.add(lines(literal.rawText()));
    }
    return new Expression.TaggedText(tag, cooked, raw, values, tagged.span());
  }

  private void part(TemplatePart part, int delimiter, List<TextLiteral> cooked, List<String> raw) {
    Span span = part.span();
    cooked.add(cooked(part.text(), span.start() + 1, span.end() - delimiter, span));
    raw.add(lines(part.rawText()));
  }

  /**
   * The value of a template's text; an escape without meaning, which only a tag may see, is raw.
   */
  TextLiteral cooked(@Nullable String text, int start, int end, Span span) {
    List<TextLiteral.Part> parts = new ArrayList<>(1);
    String value = text == null ? lowering.written(new Span(start, end)) : text;
    lowering.texts().parts(value, start, end, parts);
    return new TextLiteral(parts, span);
  }

  /** Raw text has LF for every line break (ECMAScript 2025, 12.9.6). */
  private static String lines(String raw) {
    return raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
  }
}
