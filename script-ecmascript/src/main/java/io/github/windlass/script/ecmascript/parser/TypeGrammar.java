package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.TypeParameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types. They are read to the last detail, for what is accepted or rejected and where they end, and
 * dropped.
 *
 * <p>What JSDoc adds to types ({@code ?T}, {@code T!}, {@code *}, {@code function(T): U}) is read
 * too: TypeScript's parser takes it, and leaves the complaint to later.
 */
final class TypeGrammar {

  /**
   * Whether a production was one type of JSDoc's, {@code function(…)}, and nothing else: it begins
   * no arrow function.
   */
  private static final boolean JS_DOC_FUNCTION = true;

  private static final boolean OTHER = false;

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final Set<Integer> droppedConstraints = new HashSet<>();
  private boolean wasJsDocFunction;

  TypeGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code : type}, or nothing. */
  @Nullable TypeNode annotation() {
    return cursor.accept(Token.COLON) ? type() : null;
  }

  TypeNode type() {
    int start = cursor.start;
    read();
    return new TypeNode(cursor.span(start));
  }

  /** A type or a type predicate. */
  TypeNode returnType() {
    int start = cursor.start;
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DISALLOW_CONDITIONAL_TYPES;
    if (cursor.atIdentifier()) {
      Mark mark = cursor.mark();
      cursor.skip();
      if (cursor.kind == Token.IS && !cursor.lineBreakBefore) {
        cursor.advance();
      } else {
        cursor.reset(mark);
      }
    }
    wasJsDocFunction = read();
    cursor.context = saved;
    return new TypeNode(cursor.span(start));
  }

  /** Whether the last return type is {@code function(…)}, maybe in parentheses. */
  boolean wasJsDocFunction() {
    return wasJsDocFunction;
  }

  /** {@code <T, U extends V>}, or nothing. */
  List<TypeParameter> typeParameters() {
    if (cursor.kind != Token.LESS_THAN) {
      return List.of();
    }
    cursor.advance();
    int base = cursor.base();
    while (cursor.kind != Token.GREATER_THAN) {
      cursor.push(typeParameter());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.GREATER_THAN);
    return cursor.list(base);
  }

  private TypeParameter typeParameter() {
    int start = cursor.start;
    if (cursor.kind != Token.IN && cursor.kind != Token.CONST && !cursor.atIdentifier()) {
      throw cursor.error("type parameter declaration expected");
    }
    grammar.modifiers.modifiers(ModifierGrammar.CONST);
    grammar.bindings.identifier();
    if (cursor.accept(Token.EXTENDS)) {
      if (grammar.typeStarts.type() || !grammar.expressions.atStartOfExpression()) {
        read();
      } else {
        grammar.expressions.unary();
      }
    }
    if (cursor.accept(Token.EQUALS)) {
      read();
    }
    return new TypeParameter(cursor.span(start));
  }

  // --- types, from the weakest binding to the strongest --------------------------------------

  // The third of a chain of conditional types (A extends B ? C : D extends E ? F : G) is read by a
  // loop.
  private boolean read() {
    cursor.enter();
    int saved = cursor.context;
    cursor.context &= ~(TokenCursor.YIELD | TokenCursor.AWAIT);
    boolean result;
    while (true) {
      if (grammar.typeStarts.functionType()) {
        functionType();
        result = OTHER;
        break;
      }
      result = union();
      if (cursor.in(TokenCursor.DISALLOW_CONDITIONAL_TYPES)
          || cursor.lineBreakBefore
          || !cursor.accept(Token.EXTENDS)) {
        break;
      }
      cursor.context |= TokenCursor.DISALLOW_CONDITIONAL_TYPES;
      read();
      cursor.context &= ~TokenCursor.DISALLOW_CONDITIONAL_TYPES;
      cursor.expect(Token.QUESTION);
      read();
      cursor.expect(Token.COLON);
    }
    cursor.context = saved;
    cursor.leave();
    return result;
  }

  private boolean union() {
    boolean leading = cursor.accept(Token.BAR);
    if (leading) {
      noFunctionType();
    }
    boolean result = intersection();
    if (!leading && cursor.kind != Token.BAR) {
      return result;
    }
    while (cursor.accept(Token.BAR)) {
      noFunctionType();
      intersection();
    }
    return OTHER;
  }

  private boolean intersection() {
    boolean leading = cursor.accept(Token.AMPERSAND);
    if (leading) {
      noFunctionType();
    }
    boolean result = operator();
    if (!leading && cursor.kind != Token.AMPERSAND) {
      return result;
    }
    while (cursor.accept(Token.AMPERSAND)) {
      noFunctionType();
      operator();
    }
    return OTHER;
  }

  private void noFunctionType() {
    if (grammar.typeStarts.functionType()) {
      throw cursor.error(
          "function type notation must be parenthesized when used in a union or intersection type");
    }
  }

  private boolean operator() {
    boolean operated = false;
    while (cursor.kind == Token.KEYOF
        || cursor.kind == Token.UNIQUE
        || cursor.kind == Token.READONLY) {
      cursor.advance();
      operated = true;
    }
    if (cursor.kind == Token.INFER) {
      infer();
      return OTHER;
    }
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DISALLOW_CONDITIONAL_TYPES;
    boolean result = postfix();
    cursor.context = saved;
    return operated ? OTHER : result;
  }

  private void infer() {
    cursor.advance();
    grammar.bindings.identifier();
    if (cursor.kind != Token.EXTENDS) {
      return;
    }
    boolean conditional = !cursor.in(TokenCursor.DISALLOW_CONDITIONAL_TYPES);
    int start = cursor.start;
    if (conditional && droppedConstraints.contains(start)) {
      return;
    }
    Mark mark = cursor.mark();
    cursor.speculation++;
    cursor.advance();
    cursor.context |= TokenCursor.DISALLOW_CONDITIONAL_TYPES;
    read();
    cursor.speculation--;
    if (conditional && cursor.kind == Token.QUESTION) {
      // The extends belongs to a conditional type around it.
      droppedConstraints.add(start);
      cursor.reset(mark);
    } else if (conditional) {
      cursor.context &= ~TokenCursor.DISALLOW_CONDITIONAL_TYPES;
    }
  }

  private boolean postfix() {
    boolean result = nonArray();
    while (!cursor.lineBreakBefore) {
      switch (cursor.kind) {
        case Token.EXCLAMATION -> cursor.advance();
        case Token.QUESTION -> {
          Mark mark = cursor.mark();
          cursor.skip();
          boolean type = grammar.typeStarts.type();
          cursor.reset(mark);
          if (type) {
            return result;
          }
          cursor.advance();
        }
        case Token.OPEN_BRACKET -> {
          cursor.advance();
          if (grammar.typeStarts.type()) {
            read();
          }
          cursor.expect(Token.CLOSE_BRACKET);
        }
        default -> {
          return result;
        }
      }
      result = OTHER;
    }
    return result;
  }

  private boolean nonArray() {
    switch (cursor.kind) {
      case Token.ANY,
          Token.UNKNOWN_TYPE,
          Token.STRING,
          Token.NUMBER,
          Token.BIGINT,
          Token.SYMBOL,
          Token.BOOLEAN,
          Token.UNDEFINED,
          Token.NEVER,
          Token.OBJECT -> {
        if (cursor.peek() == Token.DOT) {
          reference();
        } else {
          cursor.advance();
        }
      }
      case Token.ASTERISK -> cursor.advance();
      case Token.ASTERISK_EQUALS -> {
        cursor.rescanFirst(Token.ASTERISK);
        cursor.advance();
      }
      case Token.QUESTION, Token.QUESTION_QUESTION -> nullable();
      case Token.FUNCTION -> {
        return jsDocFunction();
      }
      case Token.EXCLAMATION -> {
        cursor.advance();
        cursor.enter();
        nonArray();
        cursor.leave();
      }
      case Token.NO_SUBSTITUTION_TEMPLATE_LITERAL,
          Token.STRING_LITERAL,
          Token.NUMERIC_LITERAL,
          Token.BIG_INT_LITERAL,
          Token.TRUE,
          Token.FALSE,
          Token.NULL,
          Token.VOID ->
          cursor.advance();
      case Token.MINUS -> {
        cursor.advance();
        if (cursor.kind != Token.NUMERIC_LITERAL && cursor.kind != Token.BIG_INT_LITERAL) {
          throw cursor.error("type expected");
        }
        cursor.advance();
      }
      case Token.THIS -> {
        cursor.advance();
        if (cursor.kind == Token.IS && !cursor.lineBreakBefore) {
          cursor.advance();
          read();
        }
      }
      case Token.TYPEOF -> query();
      case Token.OPEN_BRACE -> grammar.typeMembers.braces();
      case Token.OPEN_BRACKET -> tuple();
      case Token.OPEN_PAREN -> {
        cursor.advance();
        boolean result = read();
        cursor.expect(Token.CLOSE_PAREN);
        return result;
      }
      case Token.IMPORT -> importType();
      case Token.ASSERTS -> {
        if (Token.isIdentifierOrKeyword(cursor.peekOnSameLine())) {
          assertion();
        } else {
          reference();
        }
      }
      case Token.TEMPLATE_HEAD -> template();
      default -> reference();
    }
    return OTHER;
  }

  private void nullable() {
    cursor.rescanFirst(Token.QUESTION);
    cursor.advance();
    switch (cursor.kind) {
      case Token.COMMA,
          Token.CLOSE_BRACE,
          Token.CLOSE_PAREN,
          Token.GREATER_THAN,
          Token.EQUALS,
          Token.BAR -> {}
      default -> read();
    }
  }

  private boolean jsDocFunction() {
    if (cursor.peek() != Token.OPEN_PAREN) {
      grammar.members.identifierName();
      return OTHER;
    }
    cursor.advance();
    cursor.advance();
    int saved = cursor.context;
    cursor.context &= ~(TokenCursor.YIELD | TokenCursor.AWAIT);
    while (cursor.kind != Token.CLOSE_PAREN && cursor.kind != Token.CLOSE_BRACKET) {
      jsDocParameter();
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    cursor.expect(Token.CLOSE_PAREN);
    grammar.functions.returnType();
    return JS_DOC_FUNCTION;
  }

  private void jsDocParameter() {
    if (!grammar.typeStarts.parameterOrType()) {
      throw cursor.error("parameter declaration expected");
    }
    if (cursor.kind == Token.THIS || cursor.kind == Token.NEW) {
      grammar.members.identifierName();
      cursor.expect(Token.COLON);
    }
    cursor.accept(Token.DOT_DOT_DOT);
    if (cursor.atIdentifier() && cursor.peekOnSameLine() == Token.IS) {
      cursor.advance();
      cursor.advance();
    }
    read();
    cursor.accept(Token.EQUALS);
  }

  private void query() {
    if (cursor.peek() == Token.IMPORT) {
      cursor.advance();
      importType();
      return;
    }
    cursor.advance();
    entityName();
    if (!cursor.lineBreakBefore && cursor.kind == Token.LESS_THAN) {
      grammar.typeArguments.bracketed();
    }
  }

  private void importType() {
    cursor.expect(Token.IMPORT);
    cursor.expect(Token.OPEN_PAREN);
    read();
    if (cursor.accept(Token.COMMA)) {
      cursor.expect(Token.OPEN_BRACE);
      if (cursor.kind != Token.WITH && cursor.kind != Token.ASSERT) {
        throw cursor.error("'with' expected");
      }
      cursor.advance();
      cursor.expect(Token.COLON);
      grammar.imports.attributeList();
      cursor.accept(Token.COMMA);
      cursor.expect(Token.CLOSE_BRACE);
    }
    cursor.expect(Token.CLOSE_PAREN);
    if (cursor.accept(Token.DOT)) {
      entityName();
    }
    typeArgumentsOfReference();
  }

  private void assertion() {
    cursor.advance();
    if (cursor.kind == Token.THIS) {
      cursor.advance();
    } else {
      grammar.bindings.identifier();
    }
    if (cursor.accept(Token.IS)) {
      read();
    }
  }

  private void reference() {
    entityName();
    typeArgumentsOfReference();
  }

  private void typeArgumentsOfReference() {
    if (!cursor.lineBreakBefore) {
      cursor.rescanLess();
      if (cursor.kind == Token.LESS_THAN) {
        grammar.typeArguments.bracketed();
      }
    }
  }

  // Any word may be a name here.
  private void entityName() {
    if (!Token.isIdentifierOrKeyword(cursor.kind)) {
      throw cursor.error("type expected");
    }
    cursor.identifier();
    while (cursor.accept(Token.DOT)) {
      if (cursor.kind == Token.LESS_THAN) {
        break;
      }
      grammar.members.notOnNextLine();
      if (cursor.kind == Token.PRIVATE_IDENTIFIER) {
        throw cursor.error("identifier expected");
      }
      grammar.members.identifierName();
    }
  }

  private void template() {
    if (cursor.error != null) {
      throw cursor.error();
    }
    boolean more = true;
    cursor.advance();
    while (more) {
      read();
      if (cursor.kind != Token.CLOSE_BRACE) {
        throw cursor.error("'}' expected");
      }
      cursor.rescanTemplate();
      if (cursor.error != null) {
        throw cursor.error();
      }
      more = cursor.kind == Token.TEMPLATE_MIDDLE;
      cursor.advance();
    }
  }

  private void tuple() {
    cursor.advance();
    while (cursor.kind != Token.CLOSE_BRACKET) {
      if (!grammar.typeStarts.type()) {
        throw cursor.error("type expected");
      }
      tupleElement();
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.expect(Token.CLOSE_BRACKET);
  }

  private void tupleElement() {
    if (atTupleElementName()) {
      cursor.accept(Token.DOT_DOT_DOT);
      grammar.members.identifierName();
      cursor.accept(Token.QUESTION);
      cursor.expect(Token.COLON);
    }
    cursor.accept(Token.DOT_DOT_DOT);
    read();
  }

  private boolean atTupleElementName() {
    if (cursor.kind != Token.DOT_DOT_DOT && !Token.isIdentifierOrKeyword(cursor.kind)) {
      return false;
    }
    Mark mark = cursor.mark();
    boolean result = !(cursor.kind == Token.DOT_DOT_DOT && cursor.skip() < Token.IDENTIFIER);
    if (result) {
      int next = cursor.skip();
      result = next == Token.COLON || (next == Token.QUESTION && cursor.skip() == Token.COLON);
    }
    cursor.reset(mark);
    return result;
  }

  // --- functions -----------------------------------------------------------------------------

  private void functionType() {
    cursor.accept(Token.ABSTRACT);
    cursor.accept(Token.NEW);
    typeParameters();
    grammar.functions.parenthesizedParameters(0);
    cursor.expect(Token.EQUALS_GREATER_THAN);
    returnType();
  }
}
