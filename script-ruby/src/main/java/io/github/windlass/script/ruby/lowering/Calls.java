package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.ruby.object.Maker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Nodes;

/** Calls, operators among them, and their arguments. */
final class Calls {

  /**
   * Methods that change a string in place. Texts do not change here, so that the variable gets the
   * new one.
   */
  private static final Set<String> CHANGING =
      Set.of(
          "<<",
          "concat",
          "prepend",
          "insert",
          "replace",
          "gsub!",
          "sub!",
          "squish!",
          "strip!",
          "lstrip!",
          "rstrip!",
          "chomp!",
          "upcase!",
          "downcase!",
          "capitalize!",
          "squeeze!",
          "tr!",
          "delete!",
          "remove!");

  private final Lowering lowering;

  Calls(Lowering lowering) {
    this.lowering = lowering;
  }

  List<Expression.Item> items(Nodes.Node[] nodes, Scope scope) {
    List<Expression.Item> items = new ArrayList<>(nodes.length);
    for (Nodes.Node node : nodes) {
      if (node instanceof Nodes.SplatNode splat) {
        Expression list =
            splat.expression == null
                ? Lowering.variable("%rest", lowering.span(splat))
                : lowering.expressions.lower(splat.expression, scope);
        items.add(
            new Expression.Item(
                Lowering.call(Maker.LIST, List.of(Lowering.item(list)), lowering.span(splat)),
                true));
      } else if (node instanceof Nodes.ForwardingArgumentsNode forwarding) {
        Span span = lowering.span(forwarding);
        items.add(new Expression.Item(Lowering.variable("%rest", span), true));
        items.add(
            Lowering.item(
                Lowering.call(
                    Maker.KEYWORDS,
                    List.of(
                        Lowering.item(Lowering.constant(Maker.SPLAT, span)),
                        Lowering.item(Lowering.variable("%kwrest", span))),
                    span)));
        items.add(block(Lowering.variable("%block", span), span));
      } else {
        items.add(Lowering.item(lowering.expressions.lower(node, scope)));
      }
    }
    return items;
  }

  List<Expression.Item> arguments(Nodes.@Nullable ArgumentsNode arguments, Scope scope) {
    return arguments == null ? List.of() : items(arguments.arguments, scope);
  }

  private static Expression.Item block(Expression value, Span span) {
    return Lowering.item(Lowering.call(Maker.BLOCK_ARGUMENT, List.of(Lowering.item(value)), span));
  }

  /** The arguments of a call with its block. */
  private List<Expression.Item> all(
      Nodes.@Nullable ArgumentsNode arguments,
      Nodes.@Nullable Node block,
      @Nullable Scope blockScope,
      Scope scope) {
    List<Expression.Item> items = new ArrayList<>(arguments(arguments, scope));
    if (block instanceof Nodes.BlockNode literal && blockScope != null) {
      items.add(block(lowering.functions.block(literal, blockScope), lowering.span(literal)));
    } else if (block instanceof Nodes.BlockArgumentNode given) {
      Span span = lowering.span(given);
      items.add(
          block(
              given.expression == null
                  ? Lowering.variable("%block", span)
                  : lowering.expressions.lower(given.expression, scope),
              span));
    }
    return items;
  }

  private static @Nullable Scope blockScope(
      Nodes.@Nullable Node block, @Nullable String method, Scope scope) {
    if (!(block instanceof Nodes.BlockNode)) {
      return null;
    }
    boolean lambda = method != null && (method.equals("lambda") || method.equals("define_method"));
    return new Scope(lambda ? Scope.Kind.LAMBDA : Scope.Kind.BLOCK, scope, block.startOffset);
  }

  /** A call whose block may end it by {@code break}. */
  private Expression ended(Expression call, @Nullable Scope block, Nodes.Node node, Scope scope) {
    if (block == null || !block.breaks) {
      return call;
    }
    Span span = lowering.span(node);
    scope.hidden.add(block.result());
    return new Expression.Sequence(
        List.of(
            Lowering.perform(
                new Statement.Labeled(
                    block.breakLabel(),
                    Lowering.evaluate(Lowering.assign(block.result(), call, span)),
                    span)),
            Lowering.variable(block.result(), span)),
        span);
  }

  Expression call(Nodes.CallNode node, Scope scope) {
    Deque<Nodes.CallNode> spine = new ArrayDeque<>();
    Nodes.Node at = node;
    while (at instanceof Nodes.CallNode call) {
      spine.push(call);
      at = call.receiver;
    }
    Expression value = null;
    Nodes.Node base = at;
    if (at != null) {
      value = lowering.expressions.lower(at, scope);
    }
    while (!spine.isEmpty()) {
      Nodes.CallNode next = spine.pop();
      value = value == null ? withoutReceiver(next, scope) : link(value, next, base, scope);
    }
    if (value == null) {
      throw new IllegalStateException("a call without a name");
    }
    return value;
  }

  private Expression withoutReceiver(Nodes.CallNode node, Scope scope) {
    String name = Lowering.name(node.name);
    Span span = lowering.span(node);
    switch (name) {
      case "block_given?":
      case "__method__":
        if (scope.isInMethod()) {
          return Lowering.invoke(Lowering.variable(Lowering.METHOD, span), name, span);
        }
        break;
      case "binding":
        return lowering.opaque(name, node);
      case "raise":
      case "fail":
        return Lowering.perform(raise(node, scope));
      case "loop":
        if (node.block instanceof Nodes.BlockNode) {
          return Lowering.perform(lowering.statements.endless(node, scope));
        }
        break;
      default:
        break;
    }
    Scope block = blockScope(node.block, name, scope);
    List<Expression.Item> arguments = all(node.arguments, node.block, block, scope);
    Expression call =
        new Expression.Chain(
            new Expression.Self(span),
            List.of(new Expression.Link.Invoke(name, arguments, false, false, span)),
            span);
    return ended(call, block, node, scope);
  }

  /** {@code raise}, as a statement that throws what its arguments make. */
  Statement raise(Nodes.CallNode node, Scope scope) {
    Span span = lowering.span(node);
    List<Expression.Item> arguments = new ArrayList<>();
    if (node.arguments != null) {
      arguments.addAll(arguments(node.arguments, scope));
    }
    return new Statement.Throw(Lowering.call(Maker.ERROR, arguments, span), span);
  }

  private Expression link(
      Expression on, Nodes.CallNode node, Nodes.@Nullable Node base, Scope scope) {
    String name = Lowering.name(node.name);
    Span span = lowering.span(node);
    int count = node.arguments == null ? 0 : node.arguments.arguments.length;
    if (count == 0 && node.block == null) {
      switch (name) {
        case "!":
          return new Expression.Unary(UnaryOperator.NOT, on, span);
        case "-@":
          return new Expression.Unary(UnaryOperator.NEGATE, on, span);
        case "+@":
          return new Expression.Unary(UnaryOperator.PLUS, on, span);
        case "~":
          return new Expression.Unary(UnaryOperator.BIT_NOT, on, span);
        default:
          break;
      }
    }
    BinaryOperator operator = Expressions.operator(name);
    Expression call;
    if (operator != null
        && count == 1
        && node.block == null
        && node.arguments != null
        && !(node.arguments.arguments[0] instanceof Nodes.SplatNode)) {
      Expression right = lowering.expressions.lower(node.arguments.arguments[0], scope);
      call = operation(on, operator, right, span);
    } else {
      Scope block = blockScope(node.block, name, scope);
      List<Expression.Item> arguments = all(node.arguments, node.block, block, scope);
      call = ended(chain(on, name, arguments, node, span), block, node, scope);
    }
    if (CHANGING.contains(name)) {
      Pattern variable = variable(node, base);
      if (variable != null) {
        return new Expression.Assign(variable, call, span);
      }
    }
    return call;
  }

  private static Expression operation(
      Expression on, BinaryOperator operator, Expression right, Span span) {
    List<Expression.Operation.Term> terms = new ArrayList<>();
    Expression first = on;
    if (on instanceof Expression.Operation before) {
      // Ruby's operators are calls, each on the value of those before.
      first = before.first();
      terms.addAll(before.terms());
    }
    terms.add(new Expression.Operation.Term(operator, right, span));
    return new Expression.Operation(first, terms, span);
  }

  private static Expression chain(
      Expression on, String name, List<Expression.Item> arguments, Nodes.CallNode node, Span span) {
    List<Expression.Link> links = new ArrayList<>();
    Expression base = on;
    if (on instanceof Expression.Chain before && !(isOfNil(name) && endsEarly(before))) {
      base = before.base();
      links.addAll(before.links());
    }
    links.add(new Expression.Link.Invoke(name, arguments, node.isSafeNavigation(), false, span));
    return new Expression.Chain(base, links, span);
  }

  /** Whether nil has a method: where {@code &.} finds nil, it is called of that. */
  private static boolean isOfNil(String name) {
    return switch (name) {
      case "to_s",
          "to_a",
          "to_h",
          "to_i",
          "to_f",
          "to_json",
          "inspect",
          "nil?",
          "blank?",
          "present?",
          "presence",
          "try",
          "is_a?",
          "kind_of?",
          "class",
          "respond_to?",
          "then",
          "tap",
          "dup",
          "itself" ->
          true;
      default -> false;
    };
  }

  /** Whether a chain has a {@code &.}. */
  private static boolean endsEarly(Expression.Chain chain) {
    for (Expression.Link link : chain.links()) {
      if (link.optional()) {
        return true;
      }
    }
    return false;
  }

  /** The variable that a chain of changing calls is on. */
  @SuppressWarnings("ReferenceEquality") // the very node
  private @Nullable Pattern variable(Nodes.CallNode node, Nodes.@Nullable Node base) {
    Nodes.Node at = node;
    while (at instanceof Nodes.CallNode call && CHANGING.contains(Lowering.name(call.name))) {
      at = call.receiver;
    }
    if (at == null || at != base) {
      return null;
    }
    if (at instanceof Nodes.LocalVariableReadNode local) {
      return lowering.assignments.local(local.name, at);
    }
    return at instanceof Nodes.InstanceVariableReadNode variable
        ? lowering.assignments.ofSelf(variable.name, at)
        : null;
  }

  Expression superCall(Nodes.SuperNode node, Scope scope) {
    return toFrame("super", node.arguments, node.block, node, scope);
  }

  Expression forwardingSuper(Nodes.ForwardingSuperNode node, Scope scope) {
    return toFrame("zsuper", null, node.block, node, scope);
  }

  Expression yielded(Nodes.YieldNode node, Scope scope) {
    return toFrame("yield", node.arguments, null, node, scope);
  }

  private Expression toFrame(
      String what,
      Nodes.@Nullable ArgumentsNode arguments,
      Nodes.@Nullable Node block,
      Nodes.Node node,
      Scope scope) {
    if (!scope.isInMethod()) {
      return lowering.opaque(lowering.place(node).text(), node);
    }
    Span span = lowering.span(node);
    Scope blockScope = blockScope(block, null, scope);
    Expression call =
        new Expression.Chain(
            Lowering.variable(Lowering.METHOD, span),
            List.of(
                new Expression.Link.Invoke(
                    what, all(arguments, block, blockScope, scope), false, false, span)),
            span);
    return ended(call, blockScope, node, scope);
  }
}
