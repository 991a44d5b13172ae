package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.ArrayBindingElement;
import io.github.windlass.script.ecmascript.tree.BindingElement;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.BindingName.ArrayBindingPattern;
import io.github.windlass.script.ecmascript.tree.BindingName.ObjectBindingPattern;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.OmittedExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import java.util.List;

/** Names that are declared, and the patterns that take values apart. */
final class BindingGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  BindingGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  BindingName name() {
    return switch (cursor.kind) {
      case Token.OPEN_BRACKET -> arrayPattern();
      case Token.OPEN_BRACE -> objectPattern();
      default -> bindingIdentifier();
    };
  }

  /** The name of a variable that is declared. */
  Identifier bindingIdentifier() {
    if (!cursor.atBindingIdentifier()) {
      throw cursor.error("identifier expected");
    }
    return cursor.identifier();
  }

  /** The name of a variable that is used, or of a type that is declared. */
  Identifier identifier() {
    if (!cursor.atIdentifier()) {
      throw cursor.error("identifier expected");
    }
    return cursor.identifier();
  }

  private BindingName objectPattern() {
    int start = cursor.start;
    cursor.enter();
    cursor.advance();
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DISALLOW_IN;
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(objectElement());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    cursor.expect(Token.CLOSE_BRACE);
    cursor.leave();
    List<BindingElement> elements = cursor.list(base);
    return new ObjectBindingPattern(elements, cursor.span(start));
  }

  private BindingElement objectElement() {
    int start = cursor.start;
    boolean rest = cursor.accept(Token.DOT_DOT_DOT);
    boolean identifier = cursor.atBindingIdentifier();
    PropertyName propertyName = grammar.objects.propertyName();
    BindingName name;
    if (identifier && cursor.kind != Token.COLON) {
      name = (Identifier) propertyName;
      propertyName = null;
    } else {
      cursor.expect(Token.COLON);
      name = name();
    }
    Expression initializer = grammar.expressions.initializer();
    return new BindingElement(rest, propertyName, name, initializer, cursor.span(start));
  }

  private BindingName arrayPattern() {
    int start = cursor.start;
    cursor.enter();
    cursor.advance();
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DISALLOW_IN;
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACKET) {
      cursor.push(arrayElement());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    cursor.expect(Token.CLOSE_BRACKET);
    cursor.leave();
    List<ArrayBindingElement> elements = cursor.list(base);
    return new ArrayBindingPattern(elements, cursor.span(start));
  }

  private ArrayBindingElement arrayElement() {
    int start = cursor.start;
    if (cursor.kind == Token.COMMA) {
      return new OmittedExpression(new Span(cursor.lastEnd, cursor.lastEnd));
    }
    boolean rest = cursor.accept(Token.DOT_DOT_DOT);
    BindingName name = name();
    Expression initializer = grammar.expressions.initializer();
    return new BindingElement(rest, null, name, initializer, cursor.span(start));
  }
}
