package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.ConciseBody;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.ArrowFunction;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.Parameter;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.TypeParameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arrow functions. Whether an opening parenthesis begins one is decided as TypeScript does: by a
 * few tokens, and where they do not tell, by an attempt.
 */
final class ArrowGrammar {

  private enum Answer {
    YES,
    NO,
    MAYBE
  }

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final Set<Integer> notArrows = new HashSet<>();

  ArrowGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** All before the body. */
  private record Header(
      int start,
      List<ModifierLike> modifiers,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      @Nullable TypeNode type) {}

  /**
   * The arrow function that begins at the current token, other than {@code name => body}; null if
   * none does.
   */
  @Nullable Expression tryArrow(boolean allowReturnType) {
    switch (cursor.kind) {
      case Token.OPEN_PAREN, Token.LESS_THAN, Token.ASYNC -> {
        Expression arrow =
            switch (answer()) {
              case YES -> certain();
              case MAYBE -> attempt(allowReturnType);
              case NO -> null;
            };
        if (arrow == null && cursor.kind == Token.ASYNC && atAsyncSimple()) {
          return asyncSimple(allowReturnType);
        }
        return arrow;
      }
      case Token.EQUALS_GREATER_THAN -> throw cursor.error();
      default -> {
        return null;
      }
    }
  }

  private Answer answer() {
    Mark mark = cursor.mark();
    Answer answer = readAnswer();
    cursor.reset(mark);
    return answer;
  }

  private Answer readAnswer() {
    if (cursor.kind == Token.ASYNC) {
      cursor.skip();
      if (cursor.lineBreakBefore
          || (cursor.kind != Token.OPEN_PAREN && cursor.kind != Token.LESS_THAN)) {
        return Answer.NO;
      }
    }
    boolean generic = cursor.kind == Token.LESS_THAN;
    int second = cursor.skip();
    return generic ? generic(second) : parenthesized(second);
  }

  private Answer parenthesized(int second) {
    switch (second) {
      case Token.CLOSE_PAREN -> {
        int third = cursor.skip();
        return third == Token.EQUALS_GREATER_THAN
                || third == Token.COLON
                || third == Token.OPEN_BRACE
            ? Answer.YES
            : Answer.NO;
      }
      case Token.OPEN_BRACKET, Token.OPEN_BRACE -> {
        return Answer.MAYBE;
      }
      case Token.DOT_DOT_DOT -> {
        return Answer.YES;
      }
      default -> {}
    }
    if (Token.isModifier(second) && second != Token.ASYNC) {
      Mark mark = cursor.mark();
      cursor.skip();
      if (cursor.atIdentifier()) {
        return cursor.kind == Token.AS ? Answer.NO : Answer.YES;
      }
      cursor.reset(mark);
    }
    if (!cursor.atIdentifier() && second != Token.THIS) {
      return Answer.NO;
    }
    switch (cursor.skip()) {
      case Token.COLON -> {
        return Answer.YES;
      }
      case Token.QUESTION -> {
        int fourth = cursor.skip();
        return fourth == Token.COLON
                || fourth == Token.COMMA
                || fourth == Token.EQUALS
                || fourth == Token.CLOSE_PAREN
            ? Answer.YES
            : Answer.NO;
      }
      case Token.COMMA, Token.EQUALS, Token.CLOSE_PAREN -> {
        return Answer.MAYBE;
      }
      default -> {
        return Answer.NO;
      }
    }
  }

  private Answer generic(int second) {
    if (!cursor.atIdentifier() && second != Token.CONST) {
      return Answer.NO;
    }
    if (!cursor.javaScript) {
      return Answer.MAYBE;
    }
    // In JavaScript <T> begins JSX, but not <T,>, <T extends U> and <const T extends U>.
    if (second == Token.CONST) {
      cursor.skip();
    }
    int third = cursor.skip();
    if (third == Token.EXTENDS) {
      int fourth = cursor.skip();
      return fourth == Token.EQUALS || fourth == Token.GREATER_THAN || fourth == Token.SLASH
          ? Answer.NO
          : Answer.YES;
    }
    return third == Token.COMMA || third == Token.EQUALS ? Answer.YES : Answer.NO;
  }

  private ArrowFunction certain() {
    Header header = header(false);
    if (header == null || cursor.kind != Token.EQUALS_GREATER_THAN) {
      throw cursor.error("'=>' expected");
    }
    return finish(header, true);
  }

  private @Nullable Expression attempt(boolean allowReturnType) {
    int start = cursor.start;
    if (notArrows.contains(start)) {
      return null;
    }
    Mark mark = cursor.mark();
    int saved = cursor.speculation;
    cursor.speculation = saved + 1;
    Header header = null;
    ArrowFunction arrow = null;
    try {
      header = header(true);
      if (header != null
          && header.type != null
          && !allowReturnType
          && cursor.kind == Token.EQUALS_GREATER_THAN) {
        arrow = finish(header, false);
      }
    } catch (ParseFailure failure) {
      if (failure.limit()) {
        throw failure;
      }
      header = null;
    }
    cursor.speculation = saved;
    boolean conditional = header != null && header.type != null && !allowReturnType;
    if (header == null || (conditional && (arrow == null || cursor.kind != Token.COLON))) {
      notArrows.add(start);
      cursor.reset(mark);
      return null;
    }
    if (arrow != null) {
      return arrow;
    }
    if (cursor.kind != Token.EQUALS_GREATER_THAN) {
      throw cursor.error("'=>' expected");
    }
    return finish(header, allowReturnType);
  }

  /**
   * All before the arrow.
   *
   * @return null if this turns out to be no arrow function, which it may only in an attempt
   */
  private @Nullable Header header(boolean attempt) {
    int start = cursor.start;
    List<ModifierLike> modifiers = List.of();
    boolean async = cursor.kind == Token.ASYNC;
    if (async) {
      cursor.advance();
      modifiers = List.of(new Modifier(Modifier.Kind.ASYNC, cursor.span(start)));
    }
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    int function = async ? TokenCursor.AWAIT : 0;
    cursor.expect(Token.OPEN_PAREN);
    List<Parameter> parameters = grammar.functions.parameters(function, attempt);
    if (parameters == null) {
      return null;
    }
    cursor.expect(Token.CLOSE_PAREN);
    TypeNode type = null;
    boolean jsDocFunction = false;
    if (cursor.accept(Token.COLON)) {
      type = grammar.types.returnType();
      jsDocFunction = grammar.types.wasJsDocFunction();
    }
    // A brace without an arrow is an arrow function that lacks its arrow.
    boolean arrow =
        cursor.kind == Token.EQUALS_GREATER_THAN
            || (cursor.kind == Token.OPEN_BRACE && !jsDocFunction);
    return arrow || !attempt
        ? new Header(start, modifiers, typeParameters, parameters, type)
        : null;
  }

  private ArrowFunction finish(Header header, boolean allowReturnType) {
    cursor.advance();
    ConciseBody body = body(!header.modifiers.isEmpty(), allowReturnType);
    return new ArrowFunction(
        header.modifiers,
        header.typeParameters,
        header.parameters,
        header.type,
        body,
        cursor.span(header.start));
  }

  private ConciseBody body(boolean async, boolean allowReturnType) {
    int function = async ? TokenCursor.AWAIT : 0;
    if (cursor.kind == Token.OPEN_BRACE) {
      return grammar.functions.body(function);
    }
    if (cursor.kind == Token.AT) {
      throw cursor.error("'{' expected");
    }
    int saved = cursor.context;
    cursor.context = (cursor.context & ~(TokenCursor.YIELD | TokenCursor.AWAIT)) | function;
    boolean awaitAsName = cursor.awaitAsName;
    Expression body = grammar.expressions.assignment(allowReturnType);
    cursor.awaitAsName = awaitAsName;
    cursor.context = saved;
    return body;
  }

  /** {@code parameter => body}, of which the parameter was read. */
  Expression simple(Identifier parameter, boolean allowReturnType) {
    return simple(parameter.span().start(), List.of(), parameter, allowReturnType);
  }

  private ArrowFunction simple(
      int start, List<ModifierLike> modifiers, Identifier parameter, boolean allowReturnType) {
    Span span = parameter.span();
    cursor.expect(Token.EQUALS_GREATER_THAN);
    ConciseBody body = body(!modifiers.isEmpty(), allowReturnType);
    return new ArrowFunction(
        modifiers,
        List.of(),
        List.of(new Parameter(List.of(), false, parameter, false, null, null, span)),
        null,
        body,
        cursor.span(start));
  }

  private boolean atAsyncSimple() {
    Mark mark = cursor.mark();
    cursor.skip();
    boolean result = false;
    if (!cursor.lineBreakBefore && cursor.atIdentifier()) {
      cursor.skip();
      result = !cursor.lineBreakBefore && cursor.kind == Token.EQUALS_GREATER_THAN;
    }
    cursor.reset(mark);
    return result;
  }

  private ArrowFunction asyncSimple(boolean allowReturnType) {
    int start = cursor.start;
    cursor.advance();
    List<ModifierLike> modifiers = List.of(new Modifier(Modifier.Kind.ASYNC, cursor.span(start)));
    return simple(start, modifiers, cursor.identifier(), allowReturnType);
  }
}
