package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.ruby.builtin.Operators;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Nodes;

/** Assignments to all that is not a plain variable. */
final class Assignments {

  private final Lowering lowering;

  Assignments(Lowering lowering) {
    this.lowering = lowering;
  }

  Pattern local(byte[] name, Nodes.Node node) {
    return new Pattern.Name(Lowering.name(name), lowering.span(node));
  }

  Pattern ofSelf(byte[] name, Nodes.Node node) {
    Span span = lowering.span(node);
    return new Pattern.Member(new Expression.Self(span), Lowering.name(name), span);
  }

  Pattern ofCref(byte[] name, Nodes.Node node) {
    Span span = lowering.span(node);
    return new Pattern.Member(Lowering.variable(Lowering.CREF, span), Lowering.name(name), span);
  }

  Expression self(byte[] name, Nodes.Node value, Nodes.Node node, Scope scope) {
    return new Expression.Assign(
        ofSelf(name, node), lowering.expressions.lower(value, scope), lowering.span(node));
  }

  Expression cref(byte[] name, Nodes.Node value, Nodes.Node node, Scope scope) {
    return new Expression.Assign(
        ofCref(name, node), lowering.expressions.lower(value, scope), lowering.span(node));
  }

  Expression shortcut(
      Pattern target,
      Expression.Shortcut.Kind kind,
      Nodes.Node value,
      Nodes.Node node,
      Scope scope) {
    return new Expression.AssignShortcut(
        target, kind, lowering.expressions.lower(value, scope), lowering.span(node));
  }

  Expression operation(
      Pattern target, byte[] sign, Nodes.Node value, Nodes.Node node, Scope scope) {
    BinaryOperator operator = Expressions.operator(Lowering.name(sign));
    return operator == null
        ? lowering.opaque(lowering.place(node).text(), node)
        : new Expression.AssignOperation(
            target, operator, lowering.expressions.lower(value, scope), lowering.span(node));
  }

  /** {@code a[b] ||= c}, {@code a[b] += c}. */
  Expression index(
      Nodes.@Nullable Node receiver,
      Nodes.@Nullable ArgumentsNode arguments,
      String sign,
      Nodes.Node value,
      Nodes.Node node,
      Scope scope) {
    Span span = lowering.span(node);
    List<Expression> all = new ArrayList<>();
    Expression on = kept("on", receiver, node, all, scope);
    Expression key =
        kept(
            "key",
            arguments == null || arguments.arguments.length == 0 ? null : arguments.arguments[0],
            node,
            all,
            scope);
    Expression present = Lowering.invoke(on, "[]", span, key);
    Expression given = lowering.expressions.lower(value, scope);
    all.add(
        changed(
            sign, present, given, node, changed -> Lowering.invoke(on, "[]=", span, key, changed)));
    return new Expression.Sequence(all, span);
  }

  /** {@code a.b ||= c}. */
  Expression attribute(
      Nodes.@Nullable Node receiver,
      byte[] read,
      byte[] write,
      String sign,
      Nodes.Node value,
      Nodes.Node node,
      Scope scope) {
    Span span = lowering.span(node);
    List<Expression> all = new ArrayList<>();
    Expression on = kept("on", receiver, node, all, scope);
    Expression present = Lowering.invoke(on, Lowering.name(read), span);
    Expression given = lowering.expressions.lower(value, scope);
    all.add(
        changed(
            sign,
            present,
            given,
            node,
            changed -> Lowering.invoke(on, Lowering.name(write), span, changed)));
    return new Expression.Sequence(all, span);
  }

  /** How a value is written back. */
  private interface Write {
    Expression of(Expression value);
  }

  private Expression changed(
      String sign, Expression present, Expression given, Nodes.Node node, Write write) {
    Span span = lowering.span(node);
    if (sign.equals("||") || sign.equals("&&")) {
      return new Expression.Shortcut(
          sign.equals("||") ? Expression.Shortcut.Kind.OR : Expression.Shortcut.Kind.AND,
          List.of(present, write.of(given)),
          span);
    }
    BinaryOperator operator = Expressions.operator(sign);
    return write.of(
        operator == null
            ? lowering.opaque(lowering.place(node).text(), node)
            : new Expression.Operation(
                present, List.of(new Expression.Operation.Term(operator, given, span)), span));
  }

  /** Evaluates an expression once, for two uses. */
  private Expression kept(
      String what,
      Nodes.@Nullable Node node,
      Nodes.Node around,
      List<Expression> all,
      Scope scope) {
    Span span = lowering.span(node == null ? around : node);
    if (node == null) {
      return new Expression.Self(span);
    }
    String name = scope.temporary(what, around.startOffset);
    all.add(Lowering.assign(name, lowering.expressions.lower(node, scope), span));
    return Lowering.variable(name, span);
  }

  /** {@code a, b = c}. */
  Expression multiple(Nodes.MultiWriteNode node, Scope scope) {
    List<Expression> after = new ArrayList<>();
    if (node.rights.length > 0) {
      return around(node, scope);
    }
    Pattern pattern = items(node.lefts, node.rest, node.rights, node, after, scope);
    Span span = lowering.span(node);
    Expression assigned =
        new Expression.Assign(pattern, lowering.expressions.lower(node.value, scope), span);
    if (after.isEmpty()) {
      return assigned;
    }
    after.add(0, assigned);
    return new Expression.Sequence(after, span);
  }

  /** {@code a, *b, c = d}: from both ends of the list. */
  private Expression around(Nodes.MultiWriteNode node, Scope scope) {
    Span span = lowering.span(node);
    String name = scope.temporary("list", node.startOffset);
    Expression list = Lowering.variable(name, span);
    List<Expression> all = new ArrayList<>();
    all.add(Lowering.assign(name, lowering.expressions.lower(node.value, scope), span));
    Expression backwards = Lowering.invoke(list, "reverse", span);
    for (int i = 0; i < node.lefts.length; i++) {
      assign(node.lefts[i], Lowering.invoke(list, "[]", span, number(i, span)), all, scope);
    }
    if (node.rest instanceof Nodes.SplatNode splat && splat.expression != null) {
      Expression later = Lowering.invoke(list, "drop", span, number(node.lefts.length, span));
      Expression middle =
          Lowering.invoke(
              Lowering.invoke(
                  Lowering.invoke(later, "reverse", span),
                  "drop",
                  span,
                  number(node.rights.length, span)),
              "reverse",
              span);
      assign(splat.expression, middle, all, scope);
    }
    for (int i = 0; i < node.rights.length; i++) {
      Expression item =
          Lowering.invoke(backwards, "[]", span, number(node.rights.length - 1 - i, span));
      assign(node.rights[i], item, all, scope);
    }
    all.add(list);
    return new Expression.Sequence(all, span);
  }

  private static Expression number(int value, Span span) {
    return Lowering.constant(Operators.of(value), span);
  }

  private void assign(Nodes.Node target, Expression value, List<Expression> all, Scope scope) {
    List<Expression> after = new ArrayList<>();
    all.add(new Expression.Assign(target(target, after, scope), value, lowering.span(target)));
    all.addAll(after);
  }

  private Pattern items(
      Nodes.Node[] lefts,
      Nodes.@Nullable Node rest,
      Nodes.Node[] rights,
      Nodes.Node node,
      List<Expression> after,
      Scope scope) {
    List<Pattern.@Nullable Part> parts = new ArrayList<>();
    for (Nodes.Node left : lefts) {
      parts.add(new Pattern.Part(target(left, after, scope), null));
    }
    Pattern others = null;
    if (rest instanceof Nodes.SplatNode splat && splat.expression != null) {
      others = target(splat.expression, after, scope);
    }
    if (rights.length > 0) {
      // Targets behind the rest: unknown which items they take, and which the rest.
      if (others != null) {
        after.add(
            new Expression.Assign(
                others, lowering.opaque(lowering.place(node).text(), node), lowering.span(node)));
      }
      for (Nodes.Node right : rights) {
        after.add(
            new Expression.Assign(
                target(right, after, scope),
                lowering.opaque(lowering.place(right).text(), right),
                lowering.span(right)));
      }
    }
    return new Pattern.Items(parts, others, lowering.span(node));
  }

  /** What takes a value; what only a method can take is given it afterwards. */
  Pattern target(Nodes.Node node, List<Expression> after, Scope scope) {
    Span span = lowering.span(node);
    if (node instanceof Nodes.LocalVariableTargetNode local) {
      return new Pattern.Name(Lowering.name(local.name), span);
    }
    if (node instanceof Nodes.RequiredParameterNode parameter) {
      return new Pattern.Name(Lowering.name(parameter.name), span);
    }
    if (node instanceof Nodes.InstanceVariableTargetNode variable) {
      return ofSelf(variable.name, node);
    }
    if (node instanceof Nodes.ClassVariableTargetNode variable) {
      return ofCref(variable.name, node);
    }
    if (node instanceof Nodes.GlobalVariableTargetNode variable) {
      return ofCref(variable.name, node);
    }
    if (node instanceof Nodes.MultiTargetNode targets) {
      return items(targets.lefts, targets.rest, targets.rights, node, after, scope);
    }
    String name = scope.temporary("target", node.startOffset);
    Expression value = Lowering.variable(name, span);
    if (node instanceof Nodes.IndexTargetNode index) {
      List<Expression.Item> arguments =
          new ArrayList<>(lowering.calls.arguments(index.arguments, scope));
      arguments.add(Lowering.item(value));
      after.add(
          new Expression.Chain(
              lowering.expressions.lower(index.receiver, scope),
              List.of(new Expression.Link.Invoke("[]=", arguments, false, false, span)),
              span));
    } else if (node instanceof Nodes.CallTargetNode call) {
      after.add(
          Lowering.invoke(
              lowering.expressions.lower(call.receiver, scope),
              Lowering.name(call.name),
              span,
              value));
    } else if (node instanceof Nodes.ConstantTargetNode constant) {
      after.add(
          Lowering.invoke(
              Lowering.variable(Lowering.CREF, span),
              "%const=",
              span,
              Lowering.text(Lowering.name(constant.name), span),
              value));
    }
    return new Pattern.Name(name, span);
  }
}
