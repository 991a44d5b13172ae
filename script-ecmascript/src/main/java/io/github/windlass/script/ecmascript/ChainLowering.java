package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Expression.Link;
import io.github.windlass.script.Expression.TextLiteral;
import io.github.windlass.script.ecmascript.tree.Expression.BinaryExpression;
import io.github.windlass.script.ecmascript.tree.Expression.CallExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ElementAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.FunctionExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ImportKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.MetaProperty;
import io.github.windlass.script.ecmascript.tree.Expression.ParenthesizedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TaggedTemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.TemplateExpression;
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
    while (true) {
      io.github.windlass.script.ecmascript.tree.Expression inner = linked(at);
      if (inner != null) {
        upper.push(at);
        at = inner;
      } else if (at instanceof ParenthesizedExpression parenthesized
          && skips(parenthesized.expression())) {
        // In (a?.b).c the parentheses end what ?. skips.
        break;
      } else {
        inner = ExpressionLowering.unwrapped(at);
        if (inner == null) {
          break;
        }
        at = inner;
      }
    }
    return build(at, upper, outer.span());
  }

  /** What a member, an item, a call or a template is of; null: it is none of these. */
  private static io.github.windlass.script.ecmascript.tree.@Nullable Expression linked(
      io.github.windlass.script.ecmascript.tree.Expression node) {
    if (node instanceof PropertyAccessExpression access) {
      return access.expression();
    } else if (node instanceof CallExpression call) {
      return call.expression();
    } else if (node instanceof ElementAccessExpression access) {
      return access.expression();
    } else if (node instanceof TaggedTemplateExpression tagged) {
      return tagged.tag();
    }
    return null;
  }

  /** Whether a chain may end early. */
  static boolean skips(io.github.windlass.script.ecmascript.tree.Expression outer) {
    io.github.windlass.script.ecmascript.tree.Expression at = outer;
    while (true) {
      boolean optional =
          (at instanceof PropertyAccessExpression access && access.questionDotToken())
              || (at instanceof ElementAccessExpression item && item.questionDotToken())
              || (at instanceof CallExpression call && call.questionDotToken());
      if (optional) {
        return true;
      }
      io.github.windlass.script.ecmascript.tree.Expression inner =
          at instanceof TaggedTemplateExpression ? null : linked(at);
      if (inner == null && !(at instanceof ParenthesizedExpression)) {
        inner = ExpressionLowering.unwrapped(at);
      }
      if (inner == null) {
        return false;
      }
      at = inner;
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
      if (node instanceof TaggedTemplateExpression tagged) {
        if (++tags > TAGS) {
          return Terms.unread(Intrinsic.TOO_DEEP, span);
        }
        Expression tag =
            links.isEmpty() ? base : new Expression.Chain(base, links, tagged.tag().span());
        base = tagged(tag, tagged);
        links = new ArrayList<>();
      } else {
        links.add(link(node, upper));
      }
    }
    return links.isEmpty() ? base : new Expression.Chain(base, links, span);
  }

  /** A link; of a member that is called the call is taken, too. */
  private Link link(
      io.github.windlass.script.ecmascript.tree.Expression node,
      Deque<io.github.windlass.script.ecmascript.tree.Expression> upper) {
    if (node instanceof PropertyAccessExpression access) {
      String name = access.name().text();
      if (upper.peek() instanceof CallExpression call) {
        upper.pop();
        return new Link.Invoke(
            name,
            lowering.expressions().items(call.arguments()),
            access.questionDotToken(),
            call.questionDotToken(),
            call.span());
      }
      return new Link.Member(name, access.questionDotToken(), access.span());
    } else if (node instanceof ElementAccessExpression access) {
      return new Link.Index(
          lowering.expressions().lower(access.argumentExpression()),
          access.questionDotToken(),
          access.span());
    } else if (node instanceof CallExpression call) {
      return new Link.Call(
          lowering.expressions().items(call.arguments()), call.questionDotToken(), call.span());
    }
    throw new IllegalStateException("no link");
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
    if (callee instanceof BinaryExpression binary
        && binary.operatorToken() == io.github.windlass.script.ecmascript.tree.BinaryOperator.COMMA
        && binary.left() instanceof Literal) {
      return binary.right() instanceof PropertyAccessExpression access
          && access.name().text().equals(AWAITER);
    }
    return callee instanceof Identifier name && name.text().equals(AWAITER);
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
