package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression, precedence resolved. */
public sealed interface Expression extends ForInitializer, ConciseBody
    permits Identifier,
        PrivateIdentifier,
        Literal,
        Expression.ThisKeyword,
        Expression.SuperKeyword,
        Expression.ImportKeyword,
        Expression.MetaProperty,
        Expression.TemplateExpression,
        Expression.TaggedTemplateExpression,
        Expression.ArrayLiteralExpression,
        Expression.ObjectLiteralExpression,
        Expression.FunctionExpression,
        Expression.ArrowFunction,
        Expression.ClassExpression,
        Expression.ParenthesizedExpression,
        Expression.PropertyAccessExpression,
        Expression.ElementAccessExpression,
        Expression.CallExpression,
        Expression.NewExpression,
        Expression.ExpressionWithTypeArguments,
        Expression.NonNullExpression,
        Expression.AsExpression,
        Expression.SatisfiesExpression,
        Expression.TypeAssertionExpression,
        Expression.PrefixUnaryExpression,
        Expression.PostfixUnaryExpression,
        Expression.DeleteExpression,
        Expression.TypeOfExpression,
        Expression.VoidExpression,
        Expression.AwaitExpression,
        Expression.YieldExpression,
        Expression.BinaryExpression,
        Expression.ConditionalExpression,
        Expression.SpreadElement,
        Expression.OmittedExpression {

  /** {@code this}. */
  record ThisKeyword(Span span) implements Expression {}

  /** {@code super}, on which something is called or accessed. */
  record SuperKeyword(Span span) implements Expression {}

  /** {@code import} in the call {@code import(…)}. */
  record ImportKeyword(Span span) implements Expression {}

  /** {@code import.meta}, {@code new.target}, {@code import.defer} in {@code import.defer(…)}. */
  record MetaProperty(Keyword keywordToken, Identifier name, Span span) implements Expression {

    /** What stands before the dot. */
    public enum Keyword {
      IMPORT,
      NEW
    }
  }

  /**
   * A template with substitutions.
   *
   * @param templateSpans at least one
   */
  record TemplateExpression(
      TemplatePart.TemplateHead head, List<TemplateSpan> templateSpans, Span span)
      implements Expression {}

  /**
   * A template with a function before it.
   *
   * @param template {@link TemplateExpression} or {@link Literal.NoSubstitutionTemplateLiteral}
   */
  record TaggedTemplateExpression(
      Expression tag, List<TypeNode> typeArguments, Expression template, Span span)
      implements Expression {}

  /**
   * {@code [elements]}.
   *
   * @param elements with {@link OmittedExpression} where nothing stands between commas
   */
  record ArrayLiteralExpression(List<Expression> elements, Span span) implements Expression {}

  /** <code>{properties}</code>. */
  record ObjectLiteralExpression(List<ObjectElement> properties, Span span) implements Expression {}

  /**
   * {@code function}, as an expression.
   *
   * @param asteriskToken whether it is a generator
   */
  record FunctionExpression(
      List<ModifierLike> modifiers,
      boolean asteriskToken,
      @Nullable Identifier name,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      Block body,
      Span span)
      implements Expression, FunctionLike {}

  /** {@code parameters => body}. */
  record ArrowFunction(
      List<ModifierLike> modifiers,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type,
      ConciseBody body,
      Span span)
      implements Expression, FunctionLike {}

  /** {@code class}, as an expression. */
  record ClassExpression(
      List<ModifierLike> modifiers,
      @Nullable Identifier name,
      List<TypeParameter> typeParameters,
      List<HeritageClause> heritageClauses,
      List<ClassElement> members,
      Span span)
      implements Expression, ClassLike {}

  /** {@code (expression)}. */
  record ParenthesizedExpression(Expression expression, Span span) implements Expression {}

  /**
   * {@code expression.name}.
   *
   * @param questionDotToken whether it is {@code ?.}; what follows in the chain is then skipped too
   */
  record PropertyAccessExpression(
      Expression expression, boolean questionDotToken, MemberName name, Span span)
      implements Expression {}

  /**
   * {@code expression[argumentExpression]}.
   *
   * @param questionDotToken whether it is {@code ?.[}; what follows in the chain is then skipped
   *     too
   */
  record ElementAccessExpression(
      Expression expression, boolean questionDotToken, Expression argumentExpression, Span span)
      implements Expression {}

  /**
   * {@code expression(arguments)}.
   *
   * @param questionDotToken whether it is {@code ?.(}; what follows in the chain is then skipped
   *     too
   * @param arguments with {@link SpreadElement}s
   */
  record CallExpression(
      Expression expression,
      boolean questionDotToken,
      List<TypeNode> typeArguments,
      List<Expression> arguments,
      Span span)
      implements Expression {}

  /**
   * {@code new expression(arguments)}.
   *
   * @param arguments with {@link SpreadElement}s; empty also without parentheses
   */
  record NewExpression(
      Expression expression, List<TypeNode> typeArguments, List<Expression> arguments, Span span)
      implements Expression {}

  /**
   * {@code expression<typeArguments>} that is no call, and each entry of a {@link HeritageClause}.
   */
  record ExpressionWithTypeArguments(Expression expression, List<TypeNode> typeArguments, Span span)
      implements Expression {}

  /** {@code expression!}. */
  record NonNullExpression(Expression expression, Span span) implements Expression {}

  /** {@code expression as type}. */
  record AsExpression(Expression expression, TypeNode type, Span span) implements Expression {}

  /** {@code expression satisfies type}. */
  record SatisfiesExpression(Expression expression, TypeNode type, Span span)
      implements Expression {}

  /** {@code <type>expression}. */
  record TypeAssertionExpression(TypeNode type, Expression expression, Span span)
      implements Expression {}

  /** An operator before its operand. */
  record PrefixUnaryExpression(Operator operator, Expression operand, Span span)
      implements Expression {

    /** {@code *Token}. */
    public enum Operator {
      PLUS,
      MINUS,
      TILDE,
      EXCLAMATION,
      PLUS_PLUS,
      MINUS_MINUS
    }
  }

  /** An operator behind its operand. */
  record PostfixUnaryExpression(Expression operand, Operator operator, Span span)
      implements Expression {

    /** {@code *Token}. */
    public enum Operator {
      PLUS_PLUS,
      MINUS_MINUS
    }
  }

  /** {@code delete expression}. */
  record DeleteExpression(Expression expression, Span span) implements Expression {}

  /** {@code typeof expression}. */
  record TypeOfExpression(Expression expression, Span span) implements Expression {}

  /** {@code void expression}. */
  record VoidExpression(Expression expression, Span span) implements Expression {}

  /** {@code await expression}. */
  record AwaitExpression(Expression expression, Span span) implements Expression {}

  /**
   * {@code yield}.
   *
   * @param asteriskToken whether it is {@code yield*}
   */
  record YieldExpression(boolean asteriskToken, @Nullable Expression expression, Span span)
      implements Expression {}

  /** Two operands, assignments and the comma among them. */
  record BinaryExpression(
      Expression left, BinaryOperator operatorToken, Expression right, Span span)
      implements Expression {}

  /** {@code condition ? whenTrue : whenFalse}. */
  record ConditionalExpression(
      Expression condition, Expression whenTrue, Expression whenFalse, Span span)
      implements Expression {}

  /** {@code ...expression} in an array or among arguments. */
  record SpreadElement(Expression expression, Span span) implements Expression {}

  /** Nothing, between two commas. */
  record OmittedExpression(Span span) implements Expression, ArrayBindingElement {}
}
