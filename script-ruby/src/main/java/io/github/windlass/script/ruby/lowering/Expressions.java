package io.github.windlass.script.ruby.lowering;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Expression;
import io.github.windlass.script.Text;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Maker;
import io.github.windlass.script.ruby.object.Symbol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ruby_lang.prism.AbstractNodeVisitor;
import org.ruby_lang.prism.Nodes;

/** What has a value, where the value is asked for. */
final class Expressions {

  private final Lowering lowering;

  Expressions(Lowering lowering) {
    this.lowering = lowering;
  }

  Expression lower(Nodes.@Nullable Node node, Scope scope) {
    return node == null ? Lowering.nil(new Span(0, 0)) : node.accept(new Visitor(scope));
  }

  /** Statements in the place of an expression. */
  Expression body(Nodes.@Nullable Node node, Nodes.Node around, Scope scope) {
    if (node == null) {
      return Lowering.nil(lowering.span(around));
    }
    if (!(node instanceof Nodes.StatementsNode statements)) {
      return lower(node, scope);
    }
    List<Expression> all = new ArrayList<>(statements.body.length);
    for (Nodes.Node each : statements.body) {
      all.add(lower(each, scope));
    }
    return Lowering.sequence(all, lowering.span(statements));
  }

  /** A statement that leaves its value in a variable. */
  private Expression performed(Nodes.Node node, Scope scope) {
    Span span = lowering.span(node);
    String name = scope.temporary("value", node.startOffset);
    return new Expression.Sequence(
        List.of(
            Lowering.perform(lowering.statements.lower(node, new Result.Into(name), scope)),
            Lowering.variable(name, span)),
        span);
  }

  static Expression not(Expression operand, Span span) {
    return new Expression.Unary(UnaryOperator.NOT, operand, span);
  }

  private final class Visitor extends AbstractNodeVisitor<Expression> {

    private final Scope scope;

    Visitor(Scope scope) {
      this.scope = scope;
    }

    private Expression lower(Nodes.@Nullable Node node) {
      return node == null ? Lowering.nil(new Span(0, 0)) : node.accept(this);
    }

    @Override
    protected Expression defaultVisit(Nodes.Node node) {
      String name = node.getClass().getSimpleName();
      return lowering.opaque(name.substring(0, name.length() - "Node".length()), node);
    }

    // Literals.

    @Override
    public Expression visitNilNode(Nodes.NilNode node) {
      return Lowering.nil(lowering.span(node));
    }

    @Override
    public Expression visitTrueNode(Nodes.TrueNode node) {
      return Lowering.constant(Value.Bool.TRUE, lowering.span(node));
    }

    @Override
    public Expression visitFalseNode(Nodes.FalseNode node) {
      return Lowering.constant(Value.Bool.FALSE, lowering.span(node));
    }

    @Override
    public Expression visitIntegerNode(Nodes.IntegerNode node) {
      return Lowering.constant(
          new Value.BigInt(new BigInteger(node.value.toString())), lowering.span(node));
    }

    @Override
    public Expression visitFloatNode(Nodes.FloatNode node) {
      return Lowering.constant(new Value.Num(node.value), lowering.span(node));
    }

    @Override
    public Expression visitRationalNode(Nodes.RationalNode node) {
      double value =
          Double.parseDouble(node.numerator.toString())
              / Double.parseDouble(node.denominator.toString());
      return Lowering.constant(new Value.Num(value), lowering.span(node));
    }

    @Override
    public Expression visitStringNode(Nodes.StringNode node) {
      return lowering.texts.string(node);
    }

    @Override
    public Expression visitInterpolatedStringNode(Nodes.InterpolatedStringNode node) {
      return lowering.texts.interpolated(node.parts, node, scope);
    }

    @Override
    public Expression visitSymbolNode(Nodes.SymbolNode node) {
      return Lowering.constant(
          new Symbol(lowering.texts.known(node.unescaped, node)), lowering.span(node));
    }

    @Override
    public Expression visitInterpolatedSymbolNode(Nodes.InterpolatedSymbolNode node) {
      return Lowering.call(
          Maker.SYMBOL,
          List.of(Lowering.item(lowering.texts.interpolated(node.parts, node, scope))),
          lowering.span(node));
    }

    @Override
    public Expression visitXStringNode(Nodes.XStringNode node) {
      return shell(
          Lowering.constant(lowering.texts.known(node.unescaped, node), lowering.span(node)), node);
    }

    @Override
    public Expression visitInterpolatedXStringNode(Nodes.InterpolatedXStringNode node) {
      return shell(lowering.texts.interpolated(node.parts, node, scope), node);
    }

    private Expression shell(Expression command, Nodes.Node node) {
      Span span = lowering.span(node);
      return Lowering.invoke(new Expression.Self(span), "`", span, command);
    }

    @Override
    public Expression visitRegularExpressionNode(Nodes.RegularExpressionNode node) {
      String flags =
          (node.isIgnoreCase() ? "i" : "")
              + (node.isMultiLine() ? "m" : "")
              + (node.isExtended() ? "x" : "");
      return new Expression.RegularExpression(
          Lowering.name(node.unescaped), flags, lowering.span(node));
    }

    @Override
    public Expression visitArrayNode(Nodes.ArrayNode node) {
      return new Expression.ListLiteral(
          lowering.calls.items(node.elements, scope), lowering.span(node));
    }

    @Override
    public Expression visitHashNode(Nodes.HashNode node) {
      return hash(Maker.HASH, node.elements, node);
    }

    @Override
    public Expression visitKeywordHashNode(Nodes.KeywordHashNode node) {
      return hash(Maker.KEYWORDS, node.elements, node);
    }

    private Expression hash(Maker maker, Nodes.Node[] elements, Nodes.Node node) {
      List<Expression.Item> items = new ArrayList<>(elements.length * 2);
      for (Nodes.Node element : elements) {
        if (element instanceof Nodes.AssocNode pair) {
          items.add(Lowering.item(lower(pair.key)));
          items.add(Lowering.item(lower(pair.value)));
        } else if (element instanceof Nodes.AssocSplatNode splat) {
          items.add(Lowering.item(Lowering.constant(Maker.SPLAT, lowering.span(splat))));
          items.add(
              Lowering.item(
                  splat.value == null
                      ? Lowering.variable("%kwrest", lowering.span(splat))
                      : lower(splat.value)));
        }
      }
      return Lowering.call(maker, items, lowering.span(node));
    }

    @Override
    public Expression visitRangeNode(Nodes.RangeNode node) {
      return Lowering.call(
          node.isExcludeEnd() ? Maker.RANGE_WITHOUT_END : Maker.RANGE,
          List.of(Lowering.item(lower(node.left)), Lowering.item(lower(node.right))),
          lowering.span(node));
    }

    @Override
    public Expression visitLambdaNode(Nodes.LambdaNode node) {
      return lowering.functions.lambda(node, scope);
    }

    // Names.

    @Override
    public Expression visitSelfNode(Nodes.SelfNode node) {
      return new Expression.Self(lowering.span(node));
    }

    @Override
    public Expression visitLocalVariableReadNode(Nodes.LocalVariableReadNode node) {
      return Lowering.variable(Lowering.name(node.name), lowering.span(node));
    }

    @Override
    public Expression visitItLocalVariableReadNode(Nodes.ItLocalVariableReadNode node) {
      return Lowering.variable("%it", lowering.span(node));
    }

    @Override
    public Expression visitInstanceVariableReadNode(Nodes.InstanceVariableReadNode node) {
      return member(new Expression.Self(lowering.span(node)), Lowering.name(node.name), node);
    }

    @Override
    public Expression visitClassVariableReadNode(Nodes.ClassVariableReadNode node) {
      return member(cref(node), Lowering.name(node.name), node);
    }

    @Override
    public Expression visitGlobalVariableReadNode(Nodes.GlobalVariableReadNode node) {
      return member(cref(node), Lowering.name(node.name), node);
    }

    private Expression cref(Nodes.Node node) {
      return Lowering.variable(Lowering.CREF, lowering.span(node));
    }

    private Expression member(Expression on, String name, Nodes.Node node) {
      Span span = lowering.span(node);
      return new Expression.Chain(on, List.of(new Expression.Link.Member(name, false, span)), span);
    }

    @Override
    public Expression visitConstantReadNode(Nodes.ConstantReadNode node) {
      Span span = lowering.span(node);
      return Lowering.invoke(
          cref(node), "%const", span, Lowering.text(Lowering.name(node.name), span));
    }

    @Override
    public Expression visitConstantPathNode(Nodes.ConstantPathNode node) {
      Span span = lowering.span(node);
      Expression name = Lowering.text(Lowering.name(node.name), span);
      return node.parent == null
          ? Lowering.invoke(cref(node), "%top", span, name)
          : Lowering.invoke(cref(node), "%within", span, lower(node.parent), name);
    }

    @Override
    public Expression visitImplicitNode(Nodes.ImplicitNode node) {
      return lower(node.value);
    }

    @Override
    public Expression visitSourceFileNode(Nodes.SourceFileNode node) {
      return Lowering.text(lowering.source().path(), lowering.span(node));
    }

    @Override
    public Expression visitSourceLineNode(Nodes.SourceLineNode node) {
      int line = lowering.source().position(lowering.span(node).start()).line();
      return Lowering.constant(new Value.BigInt(BigInteger.valueOf(line)), lowering.span(node));
    }

    // Operators and conditions.

    @Override
    public Expression visitAndNode(Nodes.AndNode node) {
      return shortcut(Expression.Shortcut.Kind.AND, node.left, node.right, node);
    }

    @Override
    public Expression visitOrNode(Nodes.OrNode node) {
      return shortcut(Expression.Shortcut.Kind.OR, node.left, node.right, node);
    }

    private Expression shortcut(
        Expression.Shortcut.Kind kind, Nodes.Node left, Nodes.Node right, Nodes.Node node) {
      List<Expression> operands = new ArrayList<>();
      operands.add(lower(right));
      Nodes.Node at = left;
      while (true) {
        if (kind == Expression.Shortcut.Kind.AND && at instanceof Nodes.AndNode and) {
          operands.add(0, lower(and.right));
          at = and.left;
        } else if (kind == Expression.Shortcut.Kind.OR && at instanceof Nodes.OrNode or) {
          operands.add(0, lower(or.right));
          at = or.left;
        } else {
          operands.add(0, lower(at));
          return new Expression.Shortcut(kind, operands, lowering.span(node));
        }
      }
    }

    @Override
    public Expression visitIfNode(Nodes.IfNode node) {
      List<Expression.Conditional.Branch> branches = new ArrayList<>();
      Nodes.IfNode at = node;
      while (true) {
        branches.add(
            new Expression.Conditional.Branch(lower(at.predicate), body(at.statements, at, scope)));
        if (at.subsequent instanceof Nodes.IfNode next) {
          at = next;
          continue;
        }
        Expression otherwise =
            at.subsequent instanceof Nodes.ElseNode last
                ? body(last.statements, last, scope)
                : Lowering.nil(lowering.span(at));
        return new Expression.Conditional(branches, otherwise, lowering.span(node));
      }
    }

    @Override
    public Expression visitUnlessNode(Nodes.UnlessNode node) {
      Expression otherwise =
          node.else_clause == null
              ? Lowering.nil(lowering.span(node))
              : body(node.else_clause.statements, node.else_clause, scope);
      return new Expression.Conditional(
          List.of(new Expression.Conditional.Branch(lower(node.predicate), otherwise)),
          body(node.statements, node, scope),
          lowering.span(node));
    }

    @Override
    public Expression visitDefinedNode(Nodes.DefinedNode node) {
      Span span = lowering.span(node);
      Nodes.Node value = node.value;
      while (value instanceof Nodes.ParenthesesNode inner
          && inner.body instanceof Nodes.StatementsNode statements
          && statements.body.length == 1) {
        value = statements.body[0];
      }
      if (value instanceof Nodes.ConstantReadNode || value instanceof Nodes.ConstantPathNode) {
        return Lowering.invoke(
            cref(node), "%defined", span, Lowering.text(lowering.place(value).text(), span));
      }
      if (value instanceof Nodes.LocalVariableReadNode) {
        return Lowering.text("local-variable", span);
      }
      if (value instanceof Nodes.InstanceVariableReadNode) {
        return lower(value);
      }
      if (value instanceof Nodes.SuperNode || value instanceof Nodes.ForwardingSuperNode) {
        return scope.isInMethod()
            ? Lowering.invoke(Lowering.variable(Lowering.METHOD, span), "%super?", span)
            : Lowering.nil(span);
      }
      return lowering.opaque(lowering.place(node).text(), node);
    }

    @Override
    public Expression visitMatchWriteNode(Nodes.MatchWriteNode node) {
      return lower(node.call);
    }

    @Override
    public Expression visitParenthesesNode(Nodes.ParenthesesNode node) {
      return body(node.body, node, scope);
    }

    @Override
    public Expression visitStatementsNode(Nodes.StatementsNode node) {
      return body(node, node, scope);
    }

    @Override
    public Expression visitEmbeddedStatementsNode(Nodes.EmbeddedStatementsNode node) {
      return body(node.statements, node, scope);
    }

    @Override
    public Expression visitShareableConstantNode(Nodes.ShareableConstantNode node) {
      return lower(node.write);
    }

    // Statements.

    @Override
    public Expression visitBeginNode(Nodes.BeginNode node) {
      return node.rescue_clause == null && node.ensure_clause == null
          ? body(node.statements, node, scope)
          : performed(node, scope);
    }

    @Override
    public Expression visitRescueModifierNode(Nodes.RescueModifierNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitCaseNode(Nodes.CaseNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitCaseMatchNode(Nodes.CaseMatchNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitWhileNode(Nodes.WhileNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitUntilNode(Nodes.UntilNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitForNode(Nodes.ForNode node) {
      return performed(node, scope);
    }

    @Override
    public Expression visitReturnNode(Nodes.ReturnNode node) {
      return Lowering.perform(lowering.statements.lower(node, Result.Dropped.DROPPED, scope));
    }

    @Override
    public Expression visitNextNode(Nodes.NextNode node) {
      return Lowering.perform(lowering.statements.lower(node, Result.Dropped.DROPPED, scope));
    }

    @Override
    public Expression visitBreakNode(Nodes.BreakNode node) {
      return Lowering.perform(lowering.statements.lower(node, Result.Dropped.DROPPED, scope));
    }

    // Definitions and calls.

    @Override
    public Expression visitClassNode(Nodes.ClassNode node) {
      return lowering.functions.classDefinition(node, scope);
    }

    @Override
    public Expression visitModuleNode(Nodes.ModuleNode node) {
      return lowering.functions.moduleDefinition(node, scope);
    }

    @Override
    public Expression visitSingletonClassNode(Nodes.SingletonClassNode node) {
      return lowering.functions.singletonClass(node, scope);
    }

    @Override
    public Expression visitDefNode(Nodes.DefNode node) {
      return lowering.functions.method(node, scope);
    }

    @Override
    public Expression visitAliasMethodNode(Nodes.AliasMethodNode node) {
      return Lowering.invoke(
          cref(node),
          "alias_method",
          lowering.span(node),
          lower(node.new_name),
          lower(node.old_name));
    }

    @Override
    public Expression visitCallNode(Nodes.CallNode node) {
      return lowering.calls.call(node, scope);
    }

    @Override
    public Expression visitSuperNode(Nodes.SuperNode node) {
      return lowering.calls.superCall(node, scope);
    }

    @Override
    public Expression visitForwardingSuperNode(Nodes.ForwardingSuperNode node) {
      return lowering.calls.forwardingSuper(node, scope);
    }

    @Override
    public Expression visitYieldNode(Nodes.YieldNode node) {
      return lowering.calls.yielded(node, scope);
    }

    // Assignments.

    @Override
    public Expression visitLocalVariableWriteNode(Nodes.LocalVariableWriteNode node) {
      return Lowering.assign(Lowering.name(node.name), lower(node.value), lowering.span(node));
    }

    @Override
    public Expression visitInstanceVariableWriteNode(Nodes.InstanceVariableWriteNode node) {
      return lowering.assignments.self(node.name, node.value, node, scope);
    }

    @Override
    public Expression visitClassVariableWriteNode(Nodes.ClassVariableWriteNode node) {
      return lowering.assignments.cref(node.name, node.value, node, scope);
    }

    @Override
    public Expression visitGlobalVariableWriteNode(Nodes.GlobalVariableWriteNode node) {
      return lowering.assignments.cref(node.name, node.value, node, scope);
    }

    @Override
    public Expression visitConstantWriteNode(Nodes.ConstantWriteNode node) {
      return Lowering.invoke(
          cref(node),
          "%const=",
          lowering.span(node),
          Lowering.text(Lowering.name(node.name), lowering.span(node)),
          lower(node.value));
    }

    @Override
    public Expression visitConstantOrWriteNode(Nodes.ConstantOrWriteNode node) {
      return Lowering.invoke(
          cref(node),
          "%const=",
          lowering.span(node),
          Lowering.text(Lowering.name(node.name), lowering.span(node)),
          lower(node.value));
    }

    @Override
    public Expression visitConstantPathWriteNode(Nodes.ConstantPathWriteNode node) {
      return Lowering.invoke(
          cref(node),
          "%within=",
          lowering.span(node),
          lower(node.target.parent),
          Lowering.text(Lowering.name(node.target.name), lowering.span(node)),
          lower(node.value));
    }

    @Override
    public Expression visitMultiWriteNode(Nodes.MultiWriteNode node) {
      return lowering.assignments.multiple(node, scope);
    }

    @Override
    public Expression visitLocalVariableOrWriteNode(Nodes.LocalVariableOrWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.local(node.name, node),
          Expression.Shortcut.Kind.OR,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitLocalVariableAndWriteNode(Nodes.LocalVariableAndWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.local(node.name, node),
          Expression.Shortcut.Kind.AND,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitLocalVariableOperatorWriteNode(
        Nodes.LocalVariableOperatorWriteNode node) {
      return lowering.assignments.operation(
          lowering.assignments.local(node.name, node),
          node.binary_operator,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitInstanceVariableOrWriteNode(Nodes.InstanceVariableOrWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.ofSelf(node.name, node),
          Expression.Shortcut.Kind.OR,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitInstanceVariableAndWriteNode(Nodes.InstanceVariableAndWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.ofSelf(node.name, node),
          Expression.Shortcut.Kind.AND,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitInstanceVariableOperatorWriteNode(
        Nodes.InstanceVariableOperatorWriteNode node) {
      return lowering.assignments.operation(
          lowering.assignments.ofSelf(node.name, node),
          node.binary_operator,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitClassVariableOrWriteNode(Nodes.ClassVariableOrWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.ofCref(node.name, node),
          Expression.Shortcut.Kind.OR,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitClassVariableOperatorWriteNode(
        Nodes.ClassVariableOperatorWriteNode node) {
      return lowering.assignments.operation(
          lowering.assignments.ofCref(node.name, node),
          node.binary_operator,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitGlobalVariableOrWriteNode(Nodes.GlobalVariableOrWriteNode node) {
      return lowering.assignments.shortcut(
          lowering.assignments.ofCref(node.name, node),
          Expression.Shortcut.Kind.OR,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitGlobalVariableOperatorWriteNode(
        Nodes.GlobalVariableOperatorWriteNode node) {
      return lowering.assignments.operation(
          lowering.assignments.ofCref(node.name, node),
          node.binary_operator,
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitIndexOrWriteNode(Nodes.IndexOrWriteNode node) {
      return lowering.assignments.index(
          node.receiver, node.arguments, "||", node.value, node, scope);
    }

    @Override
    public Expression visitIndexAndWriteNode(Nodes.IndexAndWriteNode node) {
      return lowering.assignments.index(
          node.receiver, node.arguments, "&&", node.value, node, scope);
    }

    @Override
    public Expression visitIndexOperatorWriteNode(Nodes.IndexOperatorWriteNode node) {
      return lowering.assignments.index(
          node.receiver,
          node.arguments,
          Lowering.name(node.binary_operator),
          node.value,
          node,
          scope);
    }

    @Override
    public Expression visitCallOrWriteNode(Nodes.CallOrWriteNode node) {
      return lowering.assignments.attribute(
          node.receiver, node.read_name, node.write_name, "||", node.value, node, scope);
    }

    @Override
    public Expression visitCallAndWriteNode(Nodes.CallAndWriteNode node) {
      return lowering.assignments.attribute(
          node.receiver, node.read_name, node.write_name, "&&", node.value, node, scope);
    }

    @Override
    public Expression visitCallOperatorWriteNode(Nodes.CallOperatorWriteNode node) {
      return lowering.assignments.attribute(
          node.receiver,
          node.read_name,
          node.write_name,
          Lowering.name(node.binary_operator),
          node.value,
          node,
          scope);
    }
  }

  /** An operator that both sides are evaluated for; null: a method like any other. */
  static @Nullable BinaryOperator operator(String sign) {
    return switch (sign) {
      case "+" -> BinaryOperator.ADD;
      case "-" -> BinaryOperator.SUBTRACT;
      case "*" -> BinaryOperator.MULTIPLY;
      case "/" -> BinaryOperator.DIVIDE;
      case "%" -> BinaryOperator.REMAINDER;
      case "**" -> BinaryOperator.POWER;
      case "<<" -> BinaryOperator.SHIFT_LEFT;
      case ">>" -> BinaryOperator.SHIFT_RIGHT;
      case "&" -> BinaryOperator.BIT_AND;
      case "|" -> BinaryOperator.BIT_OR;
      case "^" -> BinaryOperator.BIT_XOR;
      case "==" -> BinaryOperator.EQUAL;
      case "!=" -> BinaryOperator.NOT_EQUAL;
      case "===" -> BinaryOperator.STRICT_EQUAL;
      case "<" -> BinaryOperator.LESS;
      case "<=" -> BinaryOperator.LESS_OR_EQUAL;
      case ">" -> BinaryOperator.GREATER;
      case ">=" -> BinaryOperator.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  /** A text that the lowering itself writes. */
  static Expression literal(Text text, Span span) {
    return Lowering.constant(text, span);
  }
}
