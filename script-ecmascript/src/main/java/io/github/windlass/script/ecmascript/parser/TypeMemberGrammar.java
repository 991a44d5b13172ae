package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import java.util.List;

/** What stands in the braces of an interface or of a type. */
final class TypeMemberGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeMemberGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A type in braces: of members, or mapped. */
  void braces() {
    if (atMappedType()) {
      mappedType();
    } else {
      members();
    }
  }

  /** <code>{members}</code>. */
  void members() {
    cursor.expect(Token.OPEN_BRACE);
    membersToBrace();
  }

  private void membersToBrace() {
    while (cursor.kind != Token.CLOSE_BRACE) {
      member();
    }
    cursor.advance();
  }

  private boolean atMappedType() {
    Mark mark = cursor.mark();
    boolean result = readAtMappedType();
    cursor.reset(mark);
    return result;
  }

  private boolean readAtMappedType() {
    int next = cursor.skip();
    if (next == Token.PLUS || next == Token.MINUS) {
      return cursor.skip() == Token.READONLY;
    }
    if (next == Token.READONLY) {
      next = cursor.skip();
    }
    if (next != Token.OPEN_BRACKET) {
      return false;
    }
    cursor.skip();
    return cursor.atIdentifier() && cursor.skip() == Token.IN;
  }

  private void mappedType() {
    cursor.advance();
    if (cursor.kind == Token.PLUS || cursor.kind == Token.MINUS) {
      cursor.advance();
      cursor.expect(Token.READONLY);
    } else {
      cursor.accept(Token.READONLY);
    }
    cursor.expect(Token.OPEN_BRACKET);
    grammar.members.identifierName();
    cursor.expect(Token.IN);
    grammar.types.type();
    if (cursor.accept(Token.AS)) {
      grammar.types.type();
    }
    cursor.expect(Token.CLOSE_BRACKET);
    if (cursor.kind == Token.PLUS || cursor.kind == Token.MINUS) {
      cursor.advance();
      cursor.expect(Token.QUESTION);
    } else {
      cursor.accept(Token.QUESTION);
    }
    grammar.types.annotation();
    cursor.expectSemicolon();
    membersToBrace();
  }

  private void member() {
    boolean accessor = cursor.kind == Token.GET || cursor.kind == Token.SET;
    if (cursor.kind == Token.OPEN_PAREN || cursor.kind == Token.LESS_THAN) {
      signature();
      return;
    }
    if (cursor.kind == Token.NEW) {
      int next = cursor.peek();
      if (next == Token.OPEN_PAREN || next == Token.LESS_THAN) {
        cursor.advance();
        signature();
        return;
      }
    }
    if (!accessor) {
      grammar.modifiers.modifiers(0);
    }
    if (grammar.modifiers.accept(Token.GET) || grammar.modifiers.accept(Token.SET)) {
      accessor();
    } else if (atIndexSignature()) {
      indexSignature();
    } else {
      propertyOrMethod(accessor);
    }
  }

  private void signature() {
    grammar.types.typeParameters();
    grammar.functions.parenthesizedParameters(0);
    grammar.functions.returnType();
    end();
  }

  private void accessor() {
    grammar.objects.propertyName();
    grammar.types.typeParameters();
    grammar.functions.parenthesizedParameters(0);
    grammar.functions.returnType();
    if (cursor.kind == Token.OPEN_BRACE) {
      grammar.functions.body(0);
    } else {
      end();
    }
  }

  // A value is an error only if it follows the bare name on its line, which then is no member to
  // TypeScript.
  private void propertyOrMethod(boolean afterAccessorWord) {
    boolean mayHaveValue = afterAccessorWord || cursor.kind == Token.OPEN_BRACKET;
    grammar.objects.propertyName();
    mayHaveValue |= cursor.accept(Token.QUESTION);
    if (cursor.kind == Token.OPEN_PAREN || cursor.kind == Token.LESS_THAN) {
      signature();
      return;
    }
    mayHaveValue |= grammar.types.annotation() != null;
    if (mayHaveValue || cursor.lineBreakBefore) {
      grammar.expressions.initializer();
    }
    end();
  }

  private void end() {
    if (!cursor.accept(Token.COMMA)) {
      cursor.expectSemicolon();
    }
  }

  /** Whether a bracket begins {@code [key: type]: type}, not a computed name. */
  boolean atIndexSignature() {
    if (cursor.kind != Token.OPEN_BRACKET) {
      return false;
    }
    Mark mark = cursor.mark();
    boolean result = readAtIndexSignature();
    cursor.reset(mark);
    return result;
  }

  private boolean readAtIndexSignature() {
    cursor.skip();
    if (cursor.kind == Token.DOT_DOT_DOT || cursor.kind == Token.CLOSE_BRACKET) {
      return true;
    }
    if (Token.isModifier(cursor.kind)) {
      cursor.skip();
      if (cursor.atIdentifier()) {
        return true;
      }
    } else if (cursor.atIdentifier()) {
      cursor.skip();
    } else {
      return false;
    }
    return switch (cursor.kind) {
      case Token.COLON, Token.COMMA -> true;
      case Token.QUESTION -> {
        int next = cursor.skip();
        yield next == Token.COLON || next == Token.COMMA || next == Token.CLOSE_BRACKET;
      }
      default -> false;
    };
  }

  /** {@code [key: type]: type} and its end. */
  void indexSignature() {
    cursor.advance();
    List<?> parameters = grammar.functions.parameters(0, false);
    if (parameters == null) {
      throw cursor.error();
    }
    cursor.expect(Token.CLOSE_BRACKET);
    grammar.types.annotation();
    end();
  }
}
