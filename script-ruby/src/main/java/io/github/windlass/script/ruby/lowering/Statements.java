package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Maker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Nodes;

/** What is done, and what becomes of its value. */
final class Statements {

  private final Lowering lowering;

  Statements(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Statements in order; the value is that of the last. */
  List<Statement> all(Nodes.Node body, Result result, Scope scope) {
    if (!(body instanceof Nodes.StatementsNode statements)) {
      return List.of(lower(body, result, scope));
    }
    List<Statement> all = new ArrayList<>(statements.body.length);
    for (int i = 0; i < statements.body.length; i++) {
      boolean last = i == statements.body.length - 1;
      all.add(lower(statements.body[i], last ? result : Result.Dropped.DROPPED, scope));
    }
    return all;
  }

  /** What is done with a value. */
  List<Statement> finish(Expression value, Result result) {
    Span span = value.span();
    if (result == Result.Returned.RETURNED) {
      return List.of(new Statement.Return(value, span));
    }
    return result instanceof Result.Into into
        ? List.of(Lowering.evaluate(Lowering.assign(into.variable(), value, span)))
        : List.of(Lowering.evaluate(value));
  }

  private Statement finished(Expression value, Result result) {
    return finish(value, result).get(0);
  }

  private Statement.Block block(
      Nodes.@Nullable Node body, Nodes.Node around, Result result, Scope scope) {
    Span span = lowering.span(body == null ? around : body);
    if (body == null) {
      return new Statement.Block(
          result == Result.Dropped.DROPPED ? List.of() : finish(Lowering.nil(span), result), span);
    }
    return new Statement.Block(all(body, result, scope), span);
  }

  Statement lower(Nodes.Node node, Result result, Scope scope) {
    if (node instanceof Nodes.IfNode branch) {
      return conditional(branch, result, scope);
    }
    if (node instanceof Nodes.UnlessNode unless) {
      return unless(unless, result, scope);
    }
    if (node instanceof Nodes.CaseNode cases) {
      return cases(cases, result, scope);
    }
    if (node instanceof Nodes.CaseMatchNode cases) {
      return matches(cases, result, scope);
    }
    if (node instanceof Nodes.BeginNode begin) {
      return begin(begin, result, scope);
    }
    if (node instanceof Nodes.RescueModifierNode modifier) {
      return rescued(modifier, result, scope);
    }
    if (node instanceof Nodes.WhileNode loop) {
      return loop(
          loop.predicate, false, loop.isBeginModifier(), loop.statements, loop, result, scope);
    }
    if (node instanceof Nodes.UntilNode loop) {
      return loop(
          loop.predicate, true, loop.isBeginModifier(), loop.statements, loop, result, scope);
    }
    if (node instanceof Nodes.ForNode loop) {
      return forEach(loop, result, scope);
    }
    if (node instanceof Nodes.ReturnNode returned) {
      return returned(returned, scope);
    }
    if (node instanceof Nodes.NextNode next) {
      return next(next, scope);
    }
    if (node instanceof Nodes.BreakNode broken) {
      return broken(broken, scope);
    }
    if (node instanceof Nodes.ParenthesesNode parentheses && parentheses.body != null) {
      return block(parentheses.body, node, result, scope);
    }
    if (node instanceof Nodes.AndNode and && result == Result.Dropped.DROPPED) {
      return new Statement.If(
          List.of(
              new Statement.If.Branch(
                  lowering.expressions.lower(and.left, scope),
                  lower(and.right, Result.Dropped.DROPPED, scope))),
          null,
          lowering.span(node));
    }
    if (node instanceof Nodes.OrNode or && result == Result.Dropped.DROPPED) {
      return new Statement.If(
          List.of(
              new Statement.If.Branch(
                  lowering.expressions.lower(or.left, scope),
                  new Statement.Block(List.of(), lowering.span(node)))),
          lower(or.right, Result.Dropped.DROPPED, scope),
          lowering.span(node));
    }
    if (node instanceof Nodes.CallNode call && call.receiver == null) {
      String name = Lowering.name(call.name);
      if (name.equals("raise") || name.equals("fail")) {
        return lowering.calls.raise(call, scope);
      }
      if (name.equals("loop") && call.block instanceof Nodes.BlockNode) {
        return endless(call, scope);
      }
    }
    return finished(lowering.expressions.lower(node, scope), result);
  }

  private Statement conditional(Nodes.IfNode node, Result result, Scope scope) {
    List<Statement.If.Branch> branches = new ArrayList<>();
    Nodes.IfNode at = node;
    while (true) {
      branches.add(
          new Statement.If.Branch(
              lowering.expressions.lower(at.predicate, scope),
              block(at.statements, at, result, scope)));
      if (at.subsequent instanceof Nodes.IfNode next) {
        at = next;
        continue;
      }
      Statement otherwise =
          at.subsequent instanceof Nodes.ElseNode last
              ? block(last.statements, last, result, scope)
              : otherwise(at, result, scope);
      return new Statement.If(branches, otherwise, lowering.span(node));
    }
  }

  private @Nullable Statement otherwise(Nodes.Node node, Result result, Scope scope) {
    return result == Result.Dropped.DROPPED ? null : block(null, node, result, scope);
  }

  private Statement unless(Nodes.UnlessNode node, Result result, Scope scope) {
    Nodes.ElseNode last = node.else_clause;
    return new Statement.If(
        List.of(
            new Statement.If.Branch(
                lowering.expressions.lower(node.predicate, scope),
                block(last == null ? null : last.statements, node, result, scope))),
        block(node.statements, node, result, scope),
        lowering.span(node));
  }

  private Statement cases(Nodes.CaseNode node, Result result, Scope scope) {
    Span span = lowering.span(node);
    List<Statement> all = new ArrayList<>();
    Expression subject = null;
    if (node.predicate != null) {
      String name = scope.temporary("case", node.startOffset);
      all.add(
          Lowering.evaluate(
              Lowering.assign(
                  name,
                  lowering.expressions.lower(node.predicate, scope),
                  lowering.span(node.predicate))));
      subject = Lowering.variable(name, lowering.span(node.predicate));
    }
    List<Statement.If.Branch> branches = new ArrayList<>();
    for (Nodes.WhenNode when : node.conditions) {
      List<Expression> tests = new ArrayList<>();
      for (Nodes.Node condition : when.conditions) {
        tests.add(test(condition, subject, scope));
      }
      // What is said of a condition has what is asked about in it: case ENV["A"] when "b".
      Span tested =
          lowering.span(
              subject == null
                  ? when.conditions[0].startOffset
                  : branches.isEmpty() ? node.startOffset : when.startOffset,
              when.conditions[when.conditions.length - 1].endOffset());
      Expression test =
          tests.size() == 1 && subject == null
              ? tests.get(0)
              : new Expression.Shortcut(Expression.Shortcut.Kind.OR, tests, tested);
      branches.add(new Statement.If.Branch(test, block(when.statements, when, result, scope)));
    }
    Nodes.ElseNode last = node.else_clause;
    Statement otherwise =
        last == null ? otherwise(node, result, scope) : block(last.statements, last, result, scope);
    all.add(new Statement.If(branches, otherwise, span));
    return all.size() == 1 ? all.get(0) : new Statement.Block(all, span);
  }

  private Expression test(Nodes.Node condition, @Nullable Expression subject, Scope scope) {
    Span span = lowering.span(condition);
    if (subject == null) {
      return lowering.expressions.lower(condition, scope);
    }
    if (condition instanceof Nodes.SplatNode splat && splat.expression != null) {
      return Lowering.invoke(
          lowering.expressions.lower(splat.expression, scope), "include?", span, subject);
    }
    return new Expression.Operation(
        lowering.expressions.lower(condition, scope),
        List.of(new Expression.Operation.Term(BinaryOperator.STRICT_EQUAL, subject, span)),
        span);
  }

  /** Patterns of values are compared; those that take values apart are unknown. */
  private Statement matches(Nodes.CaseMatchNode node, Result result, Scope scope) {
    Span span = lowering.span(node);
    String name = scope.temporary("case", node.startOffset);
    Expression subject = Lowering.variable(name, lowering.span(node.predicate));
    List<Statement> all = new ArrayList<>();
    all.add(
        Lowering.evaluate(
            Lowering.assign(
                name,
                lowering.expressions.lower(node.predicate, scope),
                lowering.span(node.predicate))));
    List<Statement.If.Branch> branches = new ArrayList<>();
    for (Nodes.InNode in : node.conditions) {
      branches.add(
          new Statement.If.Branch(
              match(in.pattern, subject, scope), block(in.statements, in, result, scope)));
    }
    Nodes.ElseNode last = node.else_clause;
    Statement otherwise =
        last == null ? otherwise(node, result, scope) : block(last.statements, last, result, scope);
    all.add(new Statement.If(branches, otherwise, span));
    return new Statement.Block(all, span);
  }

  private Expression match(Nodes.Node pattern, Expression subject, Scope scope) {
    Span span = lowering.span(pattern);
    if (pattern instanceof Nodes.AlternationPatternNode either) {
      return new Expression.Shortcut(
          Expression.Shortcut.Kind.OR,
          List.of(match(either.left, subject, scope), match(either.right, subject, scope)),
          span);
    }
    if (pattern instanceof Nodes.ArrayPatternNode
        || pattern instanceof Nodes.HashPatternNode
        || pattern instanceof Nodes.FindPatternNode
        || pattern instanceof Nodes.CapturePatternNode
        || pattern instanceof Nodes.IfNode
        || pattern instanceof Nodes.UnlessNode
        || pattern instanceof Nodes.PinnedVariableNode
        || pattern instanceof Nodes.PinnedExpressionNode) {
      return lowering.opaque(lowering.place(pattern).text(), pattern);
    }
    if (pattern instanceof Nodes.LocalVariableTargetNode target) {
      return new Expression.Sequence(
          List.of(
              Lowering.assign(Lowering.name(target.name), subject, span),
              Lowering.constant(Value.Bool.TRUE, span)),
          span);
    }
    return test(pattern, subject, scope);
  }

  private Statement begin(Nodes.BeginNode node, Result result, Scope scope) {
    Span span = lowering.span(node);
    Nodes.RescueNode rescue = node.rescue_clause;
    Nodes.EnsureNode ensure = node.ensure_clause;
    if (rescue == null && ensure == null) {
      return block(node.statements, node, result, scope);
    }
    Statement.Block body;
    Nodes.ElseNode last = node.else_clause;
    if (last == null) {
      body = block(node.statements, node, result, scope);
    } else {
      List<Statement> both = new ArrayList<>();
      both.add(block(node.statements, node, Result.Dropped.DROPPED, scope));
      both.add(block(last.statements, last, result, scope));
      body = new Statement.Block(both, span);
    }
    Statement.Block always =
        ensure == null ? null : block(ensure.statements, ensure, Result.Dropped.DROPPED, scope);
    if (rescue == null) {
      return new Statement.Try(body, null, null, always, span);
    }
    String error = scope.temporary("error", node.startOffset);
    return new Statement.Try(
        body,
        new Pattern.Name(error, rescueSpan(rescue)),
        handler(rescue, error, result, scope),
        always,
        span);
  }

  /** What a report says was rescued. */
  private Span rescueSpan(Nodes.RescueNode rescue) {
    if (rescue.reference != null) {
      return rescue.exceptions.length > 0
          ? lowering.span(rescue.exceptions[0].startOffset, rescue.reference.endOffset())
          : lowering.span(rescue.reference);
    }
    return rescue.exceptions.length > 0
        ? lowering.span(
            rescue.exceptions[0].startOffset,
            rescue.exceptions[rescue.exceptions.length - 1].endOffset())
        : lowering.span(rescue.startOffset, rescue.startOffset + "rescue".length());
  }

  private Statement.Block handler(
      Nodes.RescueNode first, String error, Result result, Scope scope) {
    Span span = lowering.span(first);
    Expression subject = Lowering.variable(error, span);
    List<Statement.If.Branch> branches = new ArrayList<>();
    Statement otherwise = new Statement.Throw(subject, span);
    for (Nodes.RescueNode at = first; at != null; at = at.subsequent) {
      List<Statement> body = new ArrayList<>();
      if (at.reference != null) {
        List<Expression> after = new ArrayList<>();
        Pattern target = lowering.assignments.target(at.reference, after, scope);
        body.add(
            Lowering.evaluate(new Expression.Assign(target, subject, lowering.span(at.reference))));
        for (Expression each : after) {
          body.add(Lowering.evaluate(each));
        }
      }
      body.add(block(at.statements, at, result, scope));
      Statement.Block handled = new Statement.Block(body, lowering.span(at));
      if (at.exceptions.length == 0) {
        otherwise = handled;
        break;
      }
      List<Expression> tests = new ArrayList<>();
      for (Nodes.Node exception : at.exceptions) {
        tests.add(test(exception, subject, scope));
      }
      branches.add(
          new Statement.If.Branch(
              tests.size() == 1
                  ? tests.get(0)
                  : new Expression.Shortcut(Expression.Shortcut.Kind.OR, tests, rescueSpan(at)),
              handled));
    }
    return branches.isEmpty() && otherwise instanceof Statement.Block all
        ? all
        : new Statement.Block(List.of(new Statement.If(branches, otherwise, span)), span);
  }

  private Statement rescued(Nodes.RescueModifierNode node, Result result, Scope scope) {
    Span span = lowering.span(node);
    return new Statement.Try(
        block(node.expression, node, result, scope),
        null,
        block(node.rescue_expression, node, result, scope),
        null,
        span);
  }

  private Statement loop(
      Nodes.Node predicate,
      boolean until,
      boolean bodyFirst,
      Nodes.@Nullable Node body,
      Nodes.Node node,
      Result result,
      Scope scope) {
    Span span = lowering.span(node);
    Expression condition = lowering.expressions.lower(predicate, scope);
    scope.loops++;
    Statement turn = block(body, node, Result.Dropped.DROPPED, scope);
    scope.loops--;
    Statement loop =
        new Statement.Loop(
            List.of(),
            until ? Expressions.not(condition, condition.span()) : condition,
            !bodyFirst,
            null,
            turn,
            span);
    return withNil(loop, result, span);
  }

  private Statement withNil(Statement loop, Result result, Span span) {
    if (result == Result.Dropped.DROPPED) {
      return loop;
    }
    List<Statement> all = new ArrayList<>();
    all.add(loop);
    all.addAll(finish(Lowering.nil(span), result));
    return new Statement.Block(all, span);
  }

  /** {@code loop do … end}. */
  Statement endless(Nodes.CallNode node, Scope scope) {
    Nodes.BlockNode block = (Nodes.BlockNode) node.block;
    Span span = lowering.span(node);
    scope.loops++;
    List<Statement> body = new ArrayList<>();
    for (byte[] local : block.locals) {
      body.add(
          new Statement.Declare(
              Statement.Declare.Scope.BLOCK,
              new Pattern.Name(Lowering.name(local), span),
              Lowering.nil(span),
              span));
    }
    if (block.body != null) {
      body.addAll(all(block.body, Result.Dropped.DROPPED, scope));
    }
    scope.loops--;
    return new Statement.Loop(List.of(), null, true, null, new Statement.Block(body, span), span);
  }

  private Statement forEach(Nodes.ForNode node, Result result, Scope scope) {
    Span span = lowering.span(node);
    List<Expression> after = new ArrayList<>();
    Pattern target = lowering.assignments.target(node.index, after, scope);
    scope.loops++;
    List<Statement> body = new ArrayList<>();
    for (Expression each : after) {
      body.add(Lowering.evaluate(each));
    }
    if (node.statements != null) {
      body.addAll(all(node.statements, Result.Dropped.DROPPED, scope));
    }
    scope.loops--;
    Statement loop =
        new Statement.ForEach(
            null,
            target,
            Lowering.call(
                Maker.LIST,
                List.of(Lowering.item(lowering.expressions.lower(node.collection, scope))),
                lowering.span(node.collection)),
            false,
            new Statement.Block(body, span),
            span);
    return withNil(loop, result, span);
  }

  private Expression value(Nodes.@Nullable ArgumentsNode arguments, Nodes.Node node, Scope scope) {
    if (arguments == null || arguments.arguments.length == 0) {
      return Lowering.nil(lowering.span(node));
    }
    if (arguments.arguments.length == 1 && !(arguments.arguments[0] instanceof Nodes.SplatNode)) {
      return lowering.expressions.lower(arguments.arguments[0], scope);
    }
    return new Expression.ListLiteral(
        lowering.calls.items(arguments.arguments, scope), lowering.span(node));
  }

  private Statement returned(Nodes.ReturnNode node, Scope scope) {
    Span span = lowering.span(node);
    Expression value = value(node.arguments, node, scope);
    Scope from = scope.returning();
    if (from == scope) {
      return new Statement.Return(value, span);
    }
    from.leaves = true;
    return leave(from.result(), value, from.returnLabel(), span);
  }

  private Statement leave(String variable, Expression value, String label, Span span) {
    return new Statement.Block(
        List.of(
            Lowering.evaluate(Lowering.assign(variable, value, span)),
            new Statement.Leave(label, span)),
        span);
  }

  private Statement next(Nodes.NextNode node, Scope scope) {
    Span span = lowering.span(node);
    return scope.loops > 0
        ? new Statement.Continue(null, span)
        : new Statement.Return(value(node.arguments, node, scope), span);
  }

  private Statement broken(Nodes.BreakNode node, Scope scope) {
    Span span = lowering.span(node);
    if (scope.loops > 0) {
      return new Statement.Break(null, span);
    }
    if (scope.kind != Scope.Kind.BLOCK) {
      return new Statement.Return(value(node.arguments, node, scope), span);
    }
    scope.breaks = true;
    return leave(scope.result(), value(node.arguments, node, scope), scope.breakLabel(), span);
  }
}
