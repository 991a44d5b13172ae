package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Function;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import io.github.windlass.script.ecmascript.tree.Accessor;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.ClassElement;
import io.github.windlass.script.ecmascript.tree.ConciseBody;
import io.github.windlass.script.ecmascript.tree.Declaration.FunctionDeclaration;
import io.github.windlass.script.ecmascript.tree.Expression.ArrowFunction;
import io.github.windlass.script.ecmascript.tree.Expression.FunctionExpression;
import io.github.windlass.script.ecmascript.tree.FunctionLike;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.MethodDeclaration;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier.Kind;
import io.github.windlass.script.ecmascript.tree.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers what has parameters and code. */
final class FunctionLowering {

  private final Lowering lowering;

  FunctionLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Expression declaration(FunctionDeclaration function, String name) {
    return new Expression.FunctionLiteral(
        lower(function, name, Function.Kind.FUNCTION, function.asteriskToken(), function.span()),
        function.span());
  }

  Expression expression(FunctionExpression function, @Nullable String given) {
    Identifier own = function.name();
    String name = own == null ? given : own.text();
    Span span = function.span();
    Expression literal =
        new Expression.FunctionLiteral(
            lower(function, name, Function.Kind.FUNCTION, function.asteriskToken(), span), span);
    return own == null ? literal : named(own, literal, span);
  }

  /**
   * A function that sees itself by its name: {@code (() => { const f = function …; return f; })()}.
   */
  private static Expression named(Identifier name, Expression literal, Span span) {
    Function scope =
        new Function(
            null,
            Function.Kind.ARROW,
            false,
            false,
            List.of(),
            null,
            List.of(
                Terms.declare(Statement.Declare.Scope.CONSTANT, name.text(), literal, name.span()),
                new Statement.Return(new Expression.Variable(name.text(), name.span()), span)),
            span);
    return new Expression.Chain(
        new Expression.FunctionLiteral(scope, span),
        List.of(new Expression.Link.Call(List.of(), false, span)),
        span);
  }

  Expression arrow(ArrowFunction function, @Nullable String given) {
    return new Expression.FunctionLiteral(
        lower(function, given, Function.Kind.ARROW, false, function.span()), function.span());
  }

  Function method(MethodDeclaration method) {
    return lower(method, null, Function.Kind.METHOD, method.asteriskToken(), method.span());
  }

  Function accessor(Accessor accessor) {
    return lower(accessor, null, Function.Kind.METHOD, false, accessor.span());
  }

  /** A constructor; what a parameter with {@code private} and the like makes is assigned. */
  Function constructor(ClassElement.Constructor constructor) {
    Function plain = lower(constructor, null, Function.Kind.METHOD, false, constructor.span());
    List<Statement> assigned = new ArrayList<>();
    for (Parameter parameter : constructor.parameters()) {
      if (Modifiers.isProperty(parameter.modifiers())
          && parameter.name() instanceof Identifier name) {
        Span span = parameter.span();
        assigned.add(
            new Statement.Evaluate(
                new Expression.Assign(
                    new Pattern.Member(new Expression.Self(span), name.text(), span),
                    new Expression.Variable(name.text(), span),
                    span),
                span));
      }
    }
    if (assigned.isEmpty()) {
      return plain;
    }
    List<Statement> body = new ArrayList<>(plain.body());
    body.addAll(afterSuper(body), assigned);
    return new Function(
        plain.name(),
        plain.kind(),
        plain.async(),
        plain.generator(),
        plain.parameters(),
        plain.rest(),
        body,
        plain.span());
  }

  /** TypeScript puts these assignments behind {@code super(…)}, else first. */
  private static int afterSuper(List<Statement> body) {
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Statement.Evaluate evaluate
          && evaluate.expression() instanceof Expression.SuperCall) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The body of a generator that stands for an async function. */
  Function awaited(FunctionExpression function) {
    boolean before = lowering.enter(true);
    List<Statement> body = lowering.statements().body(function.body().statements());
    lowering.leave(before);
    return new Function(
        null, Function.Kind.ARROW, true, false, List.of(), null, body, function.span());
  }

  /** A block that is run once, where a class is made. */
  Function staticBlock(Block block) {
    boolean before = lowering.enter(false);
    List<Statement> body = lowering.statements().body(block.statements());
    lowering.leave(before);
    return new Function(
        null, Function.Kind.METHOD, false, false, List.of(), null, body, block.span());
  }

  private Function lower(
      FunctionLike function,
      @Nullable String name,
      Function.Kind kind,
      boolean generator,
      Span span) {
    boolean before = lowering.enter(false);
    List<Pattern.Part> parameters = new ArrayList<>(function.parameters().size());
    Pattern rest = null;
    for (Parameter parameter : function.parameters()) {
      if (parameter.name() instanceof Identifier self && self.text().equals("this")) {
        continue;
      }
      Pattern pattern = lowering.patterns().binding(parameter.name());
      if (parameter.dotDotDotToken()) {
        rest = pattern;
      } else {
        String own = pattern instanceof Pattern.Name variable ? variable.name() : null;
        parameters.add(
            new Pattern.Part(
                pattern,
                parameter.initializer() == null
                    ? null
                    : lowering.expressions().lower(parameter.initializer(), own)));
      }
    }
    List<Statement> body = code(function.body());
    lowering.leave(before);
    boolean async = Modifiers.has(function.modifiers(), Kind.ASYNC);
    return new Function(name, kind, async, generator, parameters, rest, body, span);
  }

  private List<Statement> code(@Nullable ConciseBody body) {
    if (body instanceof Block block) {
      return lowering.statements().body(block.statements());
    } else if (body instanceof io.github.windlass.script.ecmascript.tree.Expression value) {
      return List.of(new Statement.Return(lowering.expressions().lower(value), value.span()));
    }
    return List.of();
  }
}
