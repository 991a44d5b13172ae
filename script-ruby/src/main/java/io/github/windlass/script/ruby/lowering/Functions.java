package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Function;
import io.github.windlass.script.Pattern;
import io.github.windlass.script.Statement;
import io.github.windlass.script.ruby.object.BlockMaker;
import io.github.windlass.script.ruby.object.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.Nodes;

/** Methods, blocks, and the bodies of classes and modules. */
final class Functions {

  private final Lowering lowering;

  Functions(Lowering lowering) {
    this.lowering = lowering;
  }

  /** The parameters of a function. */
  private static final class Parameters {
    final List<Pattern.Part> parts = new ArrayList<>();
    final List<Expression> after = new ArrayList<>();
    final Set<String> names = new HashSet<>();
    Signature signature = Signature.NONE;

    void add(Pattern pattern, @Nullable Expression otherwise) {
      parts.add(new Pattern.Part(pattern, otherwise));
      named(pattern);
    }

    /** Takes down what a pattern names: those are parameters, and no variables of the body. */
    private void named(Pattern pattern) {
      switch (pattern) {
        case Pattern.Name name -> names.add(name.name());
        case Pattern.Items items -> {
          for (Pattern.Part part : items.items()) {
            if (part != null) {
              named(part.pattern());
            }
          }
          if (items.rest() != null) {
            named(items.rest());
          }
        }
        case Pattern.Member member -> {}
        case Pattern.Index index -> {}
        case Pattern.Properties properties -> {}
      }
    }
  }

  /** The statements of a function, its variables first. */
  List<Statement> body(
      Nodes.@Nullable Node body,
      byte[][] locals,
      Set<String> parameters,
      Scope scope,
      Result result,
      Nodes.Node around) {
    Span span = lowering.span(around);
    List<Statement> lowered =
        body == null
            ? lowering.statements.finish(Lowering.nil(span), result)
            : lowering.statements.all(body, result, scope);
    List<Statement> all = new ArrayList<>();
    for (byte[] local : locals) {
      String name = Lowering.name(local);
      if (!parameters.contains(name)) {
        all.add(Lowering.declare(name, span));
      }
    }
    for (String name : scope.hidden) {
      all.add(Lowering.declare(name, span));
    }
    if (!scope.leaves) {
      all.addAll(lowered);
      return all;
    }
    all.add(Lowering.declare(scope.result(), span));
    all.add(new Statement.Labeled(scope.returnLabel(), new Statement.Block(lowered, span), span));
    all.add(new Statement.Return(Lowering.variable(scope.result(), span), span));
    return all;
  }

  private Parameters parameters(Nodes.@Nullable Node node, Scope scope) {
    Parameters all = new Parameters();
    if (node instanceof Nodes.BlockParametersNode block) {
      if (block.parameters != null) {
        add(block.parameters, all, scope);
      }
    } else if (node instanceof Nodes.ParametersNode parameters) {
      add(parameters, all, scope);
    } else if (node instanceof Nodes.NumberedParametersNode numbered) {
      for (int i = 1; i <= numbered.maximum; i++) {
        all.add(new Pattern.Name("_" + i, lowering.span(node)), null);
      }
      all.signature = Signature.positional(numbered.maximum);
    } else if (node instanceof Nodes.ItParametersNode) {
      all.add(new Pattern.Name("%it", lowering.span(node)), null);
      all.signature = Signature.positional(1);
    }
    return all;
  }

  private void add(Nodes.ParametersNode node, Parameters all, Scope scope) {
    for (Nodes.Node required : node.requireds) {
      all.add(lowering.assignments.target(required, all.after, scope), null);
    }
    for (Nodes.OptionalParameterNode optional : node.optionals) {
      all.add(name(optional.name, optional), lowering.expressions.lower(optional.value, scope));
    }
    Span span = lowering.span(node);
    boolean rest = node.rest instanceof Nodes.RestParameterNode;
    if (node.rest instanceof Nodes.RestParameterNode parameter) {
      all.add(
          parameter.name == null
              ? new Pattern.Name("%rest", span)
              : name(parameter.name, parameter),
          null);
    }
    for (Nodes.Node post : node.posts) {
      all.add(lowering.assignments.target(post, all.after, scope), null);
    }
    List<String> keywords = new ArrayList<>();
    Set<String> required = new HashSet<>();
    for (Nodes.Node keyword : node.keywords) {
      if (keyword instanceof Nodes.RequiredKeywordParameterNode parameter) {
        keywords.add(Lowering.name(parameter.name));
        required.add(Lowering.name(parameter.name));
        all.add(name(parameter.name, keyword), null);
      } else if (keyword instanceof Nodes.OptionalKeywordParameterNode parameter) {
        keywords.add(Lowering.name(parameter.name));
        all.add(name(parameter.name, keyword), lowering.expressions.lower(parameter.value, scope));
      }
    }
    boolean keywordRest = false;
    boolean block = false;
    if (node.keyword_rest instanceof Nodes.ForwardingParameterNode) {
      rest = true;
      keywordRest = true;
      block = true;
      all.add(new Pattern.Name("%rest", span), null);
      all.add(new Pattern.Name("%kwrest", span), null);
      all.add(new Pattern.Name("%block", span), null);
    } else if (node.keyword_rest instanceof Nodes.KeywordRestParameterNode parameter) {
      keywordRest = true;
      all.add(
          parameter.name == null
              ? new Pattern.Name("%kwrest", span)
              : name(parameter.name, parameter),
          null);
    }
    if (node.block instanceof Nodes.BlockParameterNode parameter) {
      block = true;
      all.add(
          parameter.name == null
              ? new Pattern.Name("%block", span)
              : name(parameter.name, parameter),
          null);
    }
    all.signature =
        new Signature(
            node.requireds.length,
            node.optionals.length,
            rest,
            node.rest instanceof Nodes.ImplicitRestNode,
            node.posts.length,
            keywords,
            required,
            keywordRest,
            block);
  }

  private Pattern name(byte[] name, Nodes.Node node) {
    return new Pattern.Name(Lowering.name(name), lowering.span(node));
  }

  private Function function(
      @Nullable String name,
      Function.Kind kind,
      Parameters parameters,
      boolean framed,
      Nodes.@Nullable Node body,
      byte[][] locals,
      Scope scope,
      Nodes.Node node) {
    Span span = lowering.span(node);
    List<Pattern.Part> parts = new ArrayList<>();
    if (framed) {
      parts.add(new Pattern.Part(new Pattern.Name(Lowering.METHOD, span), null));
    }
    parts.addAll(parameters.parts);
    List<Statement> first = new ArrayList<>();
    for (Expression expression : parameters.after) {
      if (expression instanceof Expression.Assign(Pattern.Name target, var value, var place)
          && parameters.names.add(target.name())) {
        first.add(Lowering.declare(target.name(), span));
      }
    }
    List<Statement> statements =
        body(body, locals, parameters.names, scope, Result.Returned.RETURNED, node);
    if (!parameters.after.isEmpty()) {
      List<Statement> all = new ArrayList<>(first);
      for (Expression expression : parameters.after) {
        all.add(Lowering.evaluate(expression));
      }
      all.addAll(statements);
      statements = all;
    }
    return new Function(name, kind, false, false, parts, null, statements, span);
  }

  /** A block that is given to a call: an expression that makes it. */
  Expression block(Nodes.BlockNode node, Scope scope) {
    return closure(node.parameters, node.body, node.locals, scope, node);
  }

  Expression lambda(Nodes.LambdaNode node, Scope outer) {
    Scope scope = new Scope(Scope.Kind.LAMBDA, outer, node.startOffset);
    return closure(node.parameters, node.body, node.locals, scope, node);
  }

  private Expression closure(
      Nodes.@Nullable Node parameterNode,
      Nodes.@Nullable Node body,
      byte[][] locals,
      Scope scope,
      Nodes.Node node) {
    Parameters parameters = parameters(parameterNode, scope);
    Function function =
        function(null, Function.Kind.ARROW, parameters, false, body, locals, scope, node);
    Span span = lowering.span(node);
    return Lowering.call(
        new BlockMaker(parameters.signature, scope.kind == Scope.Kind.LAMBDA),
        List.of(Lowering.item(new Expression.FunctionLiteral(function, span))),
        span);
  }

  Expression method(Nodes.DefNode node, Scope outer) {
    Scope scope = new Scope(Scope.Kind.METHOD, outer, node.startOffset);
    Parameters parameters = parameters(node.parameters, scope);
    String name = Lowering.name(node.name);
    Function function =
        function(
            name, Function.Kind.FUNCTION, parameters, true, node.body, node.locals, scope, node);
    Span span = lowering.span(node);
    List<Expression.Item> arguments = new ArrayList<>();
    arguments.add(Lowering.item(Lowering.text(name, span)));
    arguments.add(Lowering.item(Lowering.constant(parameters.signature, span)));
    arguments.add(Lowering.item(new Expression.FunctionLiteral(function, span)));
    arguments.add(
        Lowering.item(
            node.receiver == null
                ? outer.kind == Scope.Kind.BLOCK || outer.kind == Scope.Kind.LAMBDA
                    ? new Expression.Self(span)
                    : Lowering.nil(span)
                : lowering.expressions.lower(node.receiver, outer)));
    return new Expression.Chain(
        Lowering.variable(Lowering.CREF, span),
        List.of(
            new Expression.Link.Invoke(
                node.receiver == null ? "%def" : "%defs", arguments, false, false, span)),
        span);
  }

  Expression classDefinition(Nodes.ClassNode node, Scope outer) {
    Span span = lowering.span(node);
    return definition(
        "%class",
        node.constant_path,
        node.superclass == null
            ? Lowering.nil(span)
            : lowering.expressions.lower(node.superclass, outer),
        node.body,
        node.locals,
        node,
        outer);
  }

  Expression moduleDefinition(Nodes.ModuleNode node, Scope outer) {
    return definition(
        "%module",
        node.constant_path, Lowering.nil(lowering.span(node)), node.body, node.locals, node, outer);
  }

  private Expression definition(
      String what,
      Nodes.Node path,
      Expression superclass,
      Nodes.@Nullable Node body,
      byte[][] locals,
      Nodes.Node node,
      Scope outer) {
    Span span = lowering.span(node);
    Expression parent = Lowering.nil(span);
    String name = "";
    if (path instanceof Nodes.ConstantReadNode constant) {
      name = Lowering.name(constant.name);
    } else if (path instanceof Nodes.ConstantPathNode constant) {
      name = Lowering.name(constant.name);
      parent =
          constant.parent == null
              ? Lowering.nil(span)
              : lowering.expressions.lower(constant.parent, outer);
    }
    return Lowering.invoke(
        Lowering.variable(Lowering.CREF, span),
        what,
        span,
        Lowering.text(name, span),
        superclass,
        classBody(body, locals, node, outer),
        parent);
  }

  Expression singletonClass(Nodes.SingletonClassNode node, Scope outer) {
    Span span = lowering.span(node);
    return Lowering.invoke(
        Lowering.variable(Lowering.CREF, span),
        "%singleton",
        span,
        lowering.expressions.lower(node.expression, outer),
        classBody(node.body, node.locals, node, outer));
  }

  /** A function whose Self is the class, and which gets what stands for it as {@code %cref}. */
  private Expression classBody(
      Nodes.@Nullable Node body, byte[][] locals, Nodes.Node node, Scope outer) {
    Span span = lowering.span(node);
    Scope scope = new Scope(Scope.Kind.CLASS, outer, node.startOffset);
    List<Statement> statements = body(body, locals, Set.of(), scope, Result.Dropped.DROPPED, node);
    Function function =
        new Function(
            null,
            Function.Kind.FUNCTION,
            false,
            false,
            List.of(new Pattern.Part(new Pattern.Name(Lowering.CREF, span), null)),
            null,
            statements,
            span);
    return new Expression.FunctionLiteral(function, span);
  }
}
