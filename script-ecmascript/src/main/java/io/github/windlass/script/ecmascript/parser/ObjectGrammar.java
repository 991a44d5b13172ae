package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.ObjectLiteralExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ObjectElement;
import io.github.windlass.script.ecmascript.tree.ObjectElement.PropertyAssignment;
import io.github.windlass.script.ecmascript.tree.ObjectElement.ShorthandPropertyAssignment;
import io.github.windlass.script.ecmascript.tree.ObjectElement.SpreadAssignment;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.PropertyName.ComputedPropertyName;
import java.util.List;

/** Object literals, and the names of properties everywhere. */
final class ObjectGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ObjectGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Expression objectLiteral() {
    int start = cursor.start;
    cursor.advance();
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(element());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACE);
    List<ObjectElement> properties = cursor.list(base);
    return new ObjectLiteralExpression(properties, cursor.span(start));
  }

  private ObjectElement element() {
    int start = cursor.start;
    if (cursor.accept(Token.DOT_DOT_DOT)) {
      Expression expression = grammar.expressions.assignment(true);
      return new SpreadAssignment(expression, cursor.span(start));
    }
    if (cursor.kind == Token.AT) {
      throw cursor.error();
    }
    List<ModifierLike> modifiers = grammar.modifiers.modifiers(ModifierGrammar.DECORATORS);
    if (grammar.modifiers.accept(Token.GET)) {
      return grammar.functions.getAccessor(start, modifiers);
    }
    if (grammar.modifiers.accept(Token.SET)) {
      return grammar.functions.setAccessor(start, modifiers);
    }
    boolean asterisk = cursor.accept(Token.ASTERISK);
    boolean identifier = cursor.atIdentifier();
    PropertyName name = propertyName();
    boolean question = cursor.accept(Token.QUESTION);
    cursor.accept(Token.EXCLAMATION);
    if (asterisk || cursor.kind == Token.OPEN_PAREN || cursor.kind == Token.LESS_THAN) {
      return grammar.functions.method(start, modifiers, asterisk, name, question);
    }
    if (identifier && cursor.kind != Token.COLON) {
      Expression initializer = grammar.expressions.initializerWithout(TokenCursor.DISALLOW_IN);
      return new ShorthandPropertyAssignment((Identifier) name, initializer, cursor.span(start));
    }
    cursor.expect(Token.COLON);
    Expression initializer = grammar.expressions.assignmentWithout(TokenCursor.DISALLOW_IN);
    return new PropertyAssignment(name, initializer, cursor.span(start));
  }

  PropertyName propertyName() {
    return switch (cursor.kind) {
      case Token.STRING_LITERAL -> grammar.primaries.stringLiteral();
      case Token.NUMERIC_LITERAL -> grammar.primaries.numericLiteral();
      case Token.BIG_INT_LITERAL -> grammar.primaries.bigIntLiteral();
      case Token.PRIVATE_IDENTIFIER -> grammar.primaries.privateIdentifier();
      case Token.OPEN_BRACKET -> {
        int start = cursor.start;
        cursor.advance();
        Expression expression = grammar.expressions.expressionAllowingIn();
        cursor.expect(Token.CLOSE_BRACKET);
        yield new ComputedPropertyName(expression, cursor.span(start));
      }
      default -> grammar.members.identifierName();
    };
  }
}
