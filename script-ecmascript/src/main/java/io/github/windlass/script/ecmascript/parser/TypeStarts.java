package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;

/** Where a type may begin, and which kind, as far as some tokens tell. */
final class TypeStarts {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeStarts(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Whether a function type begins here, or a constructor type. */
  boolean functionType() {
    return switch (cursor.kind) {
      case Token.LESS_THAN, Token.NEW -> true;
      case Token.OPEN_PAREN -> {
        Mark mark = cursor.mark();
        boolean result = isFunctionType();
        cursor.reset(mark);
        yield result;
      }
      case Token.ABSTRACT -> cursor.peek() == Token.NEW;
      default -> false;
    };
  }

  // Whether what stands in the parentheses can only be a parameter.
  private boolean isFunctionType() {
    cursor.skip();
    if (cursor.kind == Token.CLOSE_PAREN || cursor.kind == Token.DOT_DOT_DOT) {
      return true;
    }
    if (!skipParameterStart()) {
      return false;
    }
    return switch (cursor.kind) {
      case Token.COLON, Token.COMMA, Token.QUESTION, Token.EQUALS -> true;
      case Token.CLOSE_PAREN -> cursor.skip() == Token.EQUALS_GREATER_THAN;
      default -> false;
    };
  }

  private boolean skipParameterStart() {
    if (Token.isModifier(cursor.kind)) {
      grammar.modifiers.modifiers(0);
    }
    if (cursor.atIdentifier() || cursor.kind == Token.THIS) {
      cursor.skip();
      return true;
    }
    if (cursor.kind != Token.OPEN_BRACKET && cursor.kind != Token.OPEN_BRACE) {
      return false;
    }
    int saved = cursor.speculation;
    cursor.speculation = saved + 1;
    try {
      grammar.bindings.name();
      return true;
    } catch (ParseFailure failure) {
      if (failure.limit()) {
        throw failure;
      }
      return false;
    } finally {
      cursor.speculation = saved;
    }
  }

  /** Whether the current token can begin a type in a list of types. */
  boolean type() {
    return switch (cursor.kind) {
      case Token.VOID,
          Token.NULL,
          Token.THIS,
          Token.TYPEOF,
          Token.FUNCTION,
          Token.OPEN_BRACE,
          Token.OPEN_BRACKET,
          Token.LESS_THAN,
          Token.BAR,
          Token.AMPERSAND,
          Token.NEW,
          Token.STRING_LITERAL,
          Token.NUMERIC_LITERAL,
          Token.BIG_INT_LITERAL,
          Token.TRUE,
          Token.FALSE,
          Token.ASTERISK,
          Token.QUESTION,
          Token.EXCLAMATION,
          Token.DOT_DOT_DOT,
          Token.IMPORT,
          Token.NO_SUBSTITUTION_TEMPLATE_LITERAL,
          Token.TEMPLATE_HEAD ->
          true;
      case Token.MINUS -> {
        int next = cursor.peek();
        yield next == Token.NUMERIC_LITERAL || next == Token.BIG_INT_LITERAL;
      }
      case Token.OPEN_PAREN -> parenthesizedType();
      default -> cursor.atIdentifier();
    };
  }

  private boolean parenthesizedType() {
    Mark mark = cursor.mark();
    cursor.skip();
    boolean result = cursor.kind == Token.CLOSE_PAREN || parameterOrType();
    cursor.reset(mark);
    return result;
  }

  /** Whether the current token can begin a parameter, or a type. */
  boolean parameterOrType() {
    return cursor.kind == Token.PRIVATE_IDENTIFIER
        || cursor.kind == Token.AT
        || cursor.atBindingIdentifier()
        || Token.isModifier(cursor.kind)
        || type();
  }
}
