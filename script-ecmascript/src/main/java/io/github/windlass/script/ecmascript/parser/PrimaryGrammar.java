package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.ArrayLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Expression.OmittedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ParenthesizedExpression;
import io.github.windlass.script.ecmascript.tree.Expression.SuperKeyword;
import io.github.windlass.script.ecmascript.tree.Expression.TemplateExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ThisKeyword;
import io.github.windlass.script.ecmascript.tree.Literal.BigIntLiteral;
import io.github.windlass.script.ecmascript.tree.Literal.FalseKeyword;
import io.github.windlass.script.ecmascript.tree.Literal.NoSubstitutionTemplateLiteral;
import io.github.windlass.script.ecmascript.tree.Literal.NullKeyword;
import io.github.windlass.script.ecmascript.tree.Literal.NumericLiteral;
import io.github.windlass.script.ecmascript.tree.Literal.RegularExpressionLiteral;
import io.github.windlass.script.ecmascript.tree.Literal.StringLiteral;
import io.github.windlass.script.ecmascript.tree.Literal.TrueKeyword;
import io.github.windlass.script.ecmascript.tree.PrivateIdentifier;
import io.github.windlass.script.ecmascript.tree.TemplatePart;
import io.github.windlass.script.ecmascript.tree.TemplatePart.TemplateHead;
import io.github.windlass.script.ecmascript.tree.TemplatePart.TemplateMiddle;
import io.github.windlass.script.ecmascript.tree.TemplatePart.TemplateTail;
import io.github.windlass.script.ecmascript.tree.TemplateSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names, literals, and what stands in brackets of some kind. */
final class PrimaryGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  PrimaryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Expression primary() {
    int start = cursor.start;
    switch (cursor.kind) {
      case Token.STRING_LITERAL -> {
        return stringLiteral();
      }
      case Token.NUMERIC_LITERAL -> {
        return numericLiteral();
      }
      case Token.BIG_INT_LITERAL -> {
        return bigIntLiteral();
      }
      case Token.NO_SUBSTITUTION_TEMPLATE_LITERAL, Token.TEMPLATE_HEAD -> {
        return template(false);
      }
      case Token.THIS -> {
        cursor.advance();
        return new ThisKeyword(cursor.span(start));
      }
      case Token.SUPER -> {
        cursor.advance();
        return new SuperKeyword(cursor.span(start));
      }
      case Token.NULL -> {
        cursor.advance();
        return new NullKeyword(cursor.span(start));
      }
      case Token.TRUE -> {
        cursor.advance();
        return new TrueKeyword(cursor.span(start));
      }
      case Token.FALSE -> {
        cursor.advance();
        return new FalseKeyword(cursor.span(start));
      }
      case Token.OPEN_PAREN -> {
        return parenthesized();
      }
      case Token.OPEN_BRACKET -> {
        return arrayLiteral();
      }
      case Token.OPEN_BRACE -> {
        return grammar.objects.objectLiteral();
      }
      case Token.ASYNC -> {
        if (cursor.peekOnSameLine() == Token.FUNCTION) {
          return grammar.functions.functionExpression();
        }
        return cursor.identifier();
      }
      case Token.AT -> {
        return grammar.classes.decoratedExpression();
      }
      case Token.CLASS -> {
        return grammar.classes.classExpression(start, List.of());
      }
      case Token.FUNCTION -> {
        return grammar.functions.functionExpression();
      }
      case Token.NEW -> {
        return grammar.members.newExpression();
      }
      case Token.SLASH, Token.SLASH_EQUALS -> {
        return regularExpression();
      }
      case Token.PRIVATE_IDENTIFIER -> {
        return privateIdentifier();
      }
      default -> {
        if (!cursor.atIdentifier()) {
          throw cursor.error();
        }
        cursor.awaitAsName |= cursor.kind == Token.AWAIT && !cursor.awaitIsName;
        return cursor.identifier();
      }
    }
  }

  StringLiteral stringLiteral() {
    int start = cursor.start;
    String value = cursor.string();
    cursor.advance();
    return new StringLiteral(value, cursor.span(start));
  }

  NumericLiteral numericLiteral() {
    int start = cursor.start;
    cursor.advance();
    return new NumericLiteral(
        Numbers.value(cursor.text, start, cursor.lastEnd), cursor.span(start));
  }

  BigIntLiteral bigIntLiteral() {
    int start = cursor.start;
    cursor.advance();
    return new BigIntLiteral(
        Numbers.bigInt(cursor.text, start, cursor.lastEnd), cursor.span(start));
  }

  PrivateIdentifier privateIdentifier() {
    int start = cursor.start;
    String name = cursor.name();
    cursor.advance();
    return new PrivateIdentifier(name, cursor.span(start));
  }

  private Expression regularExpression() {
    int start = cursor.start;
    cursor.rescanSlash();
    cursor.advance();
    int end = cursor.lastEnd;
    int slash = end - 1;
    while (cursor.text[slash] != '/') {
      slash--;
    }
    return new RegularExpressionLiteral(
        cursor.text(start + 1, slash), cursor.text(slash + 1, end), cursor.span(start));
  }

  private Expression parenthesized() {
    int start = cursor.start;
    cursor.advance();
    Expression expression = grammar.expressions.expressionAllowingIn();
    cursor.expect(Token.CLOSE_PAREN);
    return new ParenthesizedExpression(expression, cursor.span(start));
  }

  private Expression arrayLiteral() {
    int start = cursor.start;
    cursor.advance();
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACKET) {
      if (cursor.kind == Token.COMMA) {
        cursor.push(new OmittedExpression(new Span(cursor.lastEnd, cursor.lastEnd)));
      } else if (cursor.kind == Token.DOT_DOT_DOT) {
        cursor.push(grammar.members.spread());
      } else {
        cursor.push(grammar.expressions.assignment(true));
      }
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACKET);
    List<Expression> elements = cursor.list(base);
    return new ArrayLiteralExpression(elements, cursor.span(start));
  }

  // --- templates -----------------------------------------------------------------------------

  /**
   * A template.
   *
   * @param tagged whether escapes without meaning are allowed
   */
  Expression template(boolean tagged) {
    int start = cursor.start;
    if (cursor.kind == Token.NO_SUBSTITUTION_TEMPLATE_LITERAL) {
      String raw = raw(1);
      String text = value(tagged, 1, raw);
      cursor.advance();
      return new NoSubstitutionTemplateLiteral(text, raw, cursor.span(start));
    }
    String raw = raw(2);
    String text = value(tagged, 2, raw);
    cursor.advance();
    TemplateHead head = new TemplateHead(text, raw, cursor.span(start));
    int base = cursor.base();
    boolean more = true;
    while (more) {
      int spanStart = cursor.start;
      Expression expression = grammar.expressions.expressionAllowingIn();
      TemplatePart literal = part(tagged);
      cursor.push(new TemplateSpan(expression, literal, cursor.span(spanStart)));
      more = literal instanceof TemplateMiddle;
    }
    List<TemplateSpan> spans = cursor.list(base);
    return new TemplateExpression(head, spans, cursor.span(start));
  }

  // What stands between the end of a substitution and the start of the next.
  private TemplatePart part(boolean tagged) {
    int start = cursor.start;
    if (cursor.kind != Token.CLOSE_BRACE) {
      throw cursor.error("'}' expected");
    }
    cursor.rescanTemplate();
    boolean last = cursor.kind == Token.TEMPLATE_TAIL;
    String raw = raw(last ? 1 : 2);
    String text = value(tagged, last ? 1 : 2, raw);
    cursor.advance();
    return last
        ? new TemplateTail(text, raw, cursor.span(start))
        : new TemplateMiddle(text, raw, cursor.span(start));
  }

  private String raw(int closing) {
    if (cursor.kind == Token.UNKNOWN) {
      throw cursor.error();
    }
    return cursor.text(cursor.start + 1, cursor.position - closing);
  }

  private @Nullable String value(boolean tagged, int closing, String raw) {
    if (!tagged && cursor.error != null) {
      throw cursor.error();
    }
    return cursor.escaped
        ? Escapes.resolve(cursor, cursor.start + 1, cursor.position - closing)
        : raw;
  }
}
