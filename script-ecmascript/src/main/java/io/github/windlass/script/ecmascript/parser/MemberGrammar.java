package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.CallExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ElementAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ExpressionWithTypeArguments;
import io.github.windlass.script.ecmascript.tree.Expression.ImportKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.MetaProperty;
import io.github.windlass.script.ecmascript.tree.Expression.NewExpression;
import io.github.windlass.script.ecmascript.tree.Expression.NonNullExpression;
import io.github.windlass.script.ecmascript.tree.Expression.PropertyAccessExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SpreadElement;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TaggedTemplateExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.MemberName;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import java.util.List;

/** Calls, accesses, {@code new}: what binds strongest. Chains are read by loops. */
final class MemberGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  MemberGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** What may stand left of an assignment: all that binds as strong as a call. */
  Expression leftHandSide() {
    int start = cursor.start;
    Expression expression =
        switch (cursor.kind) {
          case Token.IMPORT -> importExpression();
          case Token.SUPER -> superKeyword();
          default -> grammar.primaries.primary();
        };
    return chain(start, expression, true);
  }

  private Expression importExpression() {
    int start = cursor.start;
    int next = cursor.peek();
    if (next == Token.OPEN_PAREN || next == Token.LESS_THAN) {
      cursor.advance();
      return new ImportKeyword(cursor.span(start));
    } else if (next == Token.DOT) {
      cursor.advance();
      cursor.advance();
      Identifier name = identifierName();
      if (name.text().equals("meta")) {
        cursor.importMeta = true;
      }
      return new MetaProperty(MetaProperty.Keyword.IMPORT, name, cursor.span(start));
    }
    throw cursor.error();
  }

  private Expression superKeyword() {
    int start = cursor.start;
    cursor.advance();
    if (cursor.kind != Token.OPEN_PAREN
        && cursor.kind != Token.DOT
        && cursor.kind != Token.OPEN_BRACKET) {
      throw cursor.error("'super' must be followed by an argument list or member access");
    }
    return new SuperKeyword(cursor.span(start));
  }

  /** {@code new} and what belongs to it. */
  Expression newExpression() {
    int start = cursor.start;
    cursor.advance();
    if (cursor.accept(Token.DOT)) {
      Identifier name = identifierName();
      return new MetaProperty(MetaProperty.Keyword.NEW, name, cursor.span(start));
    }
    int calleeStart = cursor.start;
    cursor.enter();
    Expression callee = chain(calleeStart, grammar.primaries.primary(), false);
    cursor.leave();
    List<TypeNode> typeArguments = List.of();
    if (callee instanceof ExpressionWithTypeArguments generic) {
      typeArguments = generic.typeArguments();
      callee = generic.expression();
    }
    if (cursor.kind == Token.QUESTION_DOT) {
      throw cursor.error("invalid optional chain from new expression");
    }
    List<Expression> arguments = cursor.kind == Token.OPEN_PAREN ? arguments() : List.of();
    return new NewExpression(callee, typeArguments, arguments, cursor.span(start));
  }

  /**
   * All accesses, calls and the like behind {@code expression}.
   *
   * @param calls whether calls and {@code ?.} belong to it: not for what stands behind {@code new}
   */
  private Expression chain(int start, Expression first, boolean calls) {
    Expression expression = first;
    // Whether a ?. stands to the left, outside of all parentheses.
    boolean optional = false;
    while (true) {
      switch (cursor.kind) {
        case Token.DOT -> {
          cursor.advance();
          expression = propertyAccess(start, expression, false, optional);
        }
        case Token.QUESTION_DOT -> {
          if (!calls) {
            return expression;
          }
          cursor.advance();
          expression = optionalLink(start, expression);
          optional = true;
        }
        case Token.OPEN_BRACKET -> {
          if (cursor.in(TokenCursor.DECORATOR)) {
            return expression;
          }
          expression = elementAccess(start, expression, false);
        }
        case Token.OPEN_PAREN -> {
          if (!calls) {
            return expression;
          }
          expression =
              expression instanceof ExpressionWithTypeArguments generic
                  ? call(start, generic.expression(), false, generic.typeArguments())
                  : call(start, expression, false, List.of());
        }
        case Token.NO_SUBSTITUTION_TEMPLATE_LITERAL, Token.TEMPLATE_HEAD ->
            expression =
                expression instanceof ExpressionWithTypeArguments generic
                    ? tagged(start, generic.expression(), generic.typeArguments())
                    : tagged(start, expression, List.of());
        case Token.EXCLAMATION -> {
          if (cursor.lineBreakBefore) {
            return expression;
          }
          cursor.advance();
          expression = new NonNullExpression(expression, cursor.span(start));
        }
        case Token.LESS_THAN, Token.LESS_THAN_LESS_THAN -> {
          List<TypeNode> typeArguments = grammar.typeArguments.tryInExpression();
          if (typeArguments == null) {
            return expression;
          }
          expression =
              new ExpressionWithTypeArguments(expression, typeArguments, cursor.span(start));
        }
        default -> {
          return expression;
        }
      }
    }
  }

  // Behind ?. was read.
  private Expression optionalLink(int start, Expression expression) {
    if (Token.isIdentifierOrKeyword(cursor.kind)) {
      return propertyAccess(start, expression, true, true);
    } else if (cursor.kind == Token.OPEN_BRACKET) {
      return elementAccess(start, expression, true);
    } else if (Token.isTemplateStart(cursor.kind)) {
      return tagged(start, expression, List.of());
    }
    List<TypeNode> typeArguments = null;
    if (cursor.kind == Token.LESS_THAN || cursor.kind == Token.LESS_THAN_LESS_THAN) {
      typeArguments = grammar.typeArguments.tryInExpression();
    }
    if (typeArguments != null && Token.isTemplateStart(cursor.kind)) {
      return tagged(start, expression, typeArguments);
    }
    return call(start, expression, true, typeArguments == null ? List.of() : typeArguments);
  }

  private Expression propertyAccess(
      int start, Expression expression, boolean questionDot, boolean optional) {
    MemberName name = memberName(optional);
    if (expression instanceof ExpressionWithTypeArguments) {
      throw cursor.error(
          "an instantiation expression cannot be followed by a property access", name.span());
    }
    return new PropertyAccessExpression(expression, questionDot, name, cursor.span(start));
  }

  private MemberName memberName(boolean optional) {
    notOnNextLine();
    if (cursor.kind == Token.PRIVATE_IDENTIFIER) {
      if (optional) {
        throw cursor.error("an optional chain cannot contain private identifiers");
      }
      return grammar.primaries.privateIdentifier();
    }
    return identifierName();
  }

  /**
   * A name on the line behind the dot, followed by another on the same line, is the start of a
   * statement to TypeScript, and the access lacks its name.
   */
  void notOnNextLine() {
    if (cursor.lineBreakBefore
        && Token.isIdentifierOrKeyword(cursor.kind)
        && Token.isIdentifierOrKeyword(cursor.peekOnSameLine())) {
      throw cursor.error("identifier expected");
    }
  }

  /** Any name, keywords included. */
  Identifier identifierName() {
    if (!Token.isIdentifierOrKeyword(cursor.kind)) {
      throw cursor.error("identifier expected");
    }
    return cursor.identifier();
  }

  private Expression elementAccess(int start, Expression expression, boolean questionDot) {
    cursor.advance();
    if (cursor.kind == Token.CLOSE_BRACKET) {
      throw cursor.error("an element access expression should take an argument");
    }
    Expression argument = grammar.expressions.expressionAllowingIn();
    cursor.expect(Token.CLOSE_BRACKET);
    return new ElementAccessExpression(expression, questionDot, argument, cursor.span(start));
  }

  private Expression tagged(int start, Expression tag, List<TypeNode> typeArguments) {
    Expression template = grammar.primaries.template(true);
    return new TaggedTemplateExpression(tag, typeArguments, template, cursor.span(start));
  }

  private Expression call(
      int start, Expression callee, boolean questionDot, List<TypeNode> typeArguments) {
    List<Expression> arguments = arguments();
    return new CallExpression(callee, questionDot, typeArguments, arguments, cursor.span(start));
  }

  private List<Expression> arguments() {
    cursor.expect(Token.OPEN_PAREN);
    int saved = cursor.context;
    cursor.context &= ~(TokenCursor.DISALLOW_IN | TokenCursor.DECORATOR);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_PAREN) {
      cursor.push(
          cursor.kind == Token.DOT_DOT_DOT ? spread() : grammar.expressions.assignment(true));
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    cursor.expect(Token.CLOSE_PAREN);
    return cursor.list(base);
  }

  /** {@code ...expression}. */
  Expression spread() {
    int start = cursor.start;
    cursor.advance();
    Expression expression = grammar.expressions.assignment(true);
    return new SpreadElement(expression, cursor.span(start));
  }

  /** The expression behind {@code @}. */
  Expression decorator() {
    int saved = cursor.context;
    cursor.context |= TokenCursor.DECORATOR;
    Expression expression = leftHandSide();
    cursor.context = saved;
    return expression;
  }

  /** An entry of a heritage clause. */
  ExpressionWithTypeArguments withTypeArguments() {
    int start = cursor.start;
    Expression expression = leftHandSide();
    if (expression instanceof ExpressionWithTypeArguments generic) {
      return generic;
    }
    List<TypeNode> typeArguments =
        cursor.kind == Token.LESS_THAN ? grammar.typeArguments.bracketed() : List.of();
    return new ExpressionWithTypeArguments(expression, typeArguments, cursor.span(start));
  }
}
