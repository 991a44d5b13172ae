package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.Accessor.GetAccessor;
import io.github.windlass.script.ecmascript.tree.Accessor.SetAccessor;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.Declaration.FunctionDeclaration;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.FunctionExpression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.MethodDeclaration;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.Parameter;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.TypeParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions other than arrow functions: parameters, bodies, methods. */
final class FunctionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  FunctionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Expression functionExpression() {
    int saved = cursor.context;
    cursor.context &= ~TokenCursor.DECORATOR;
    int start = cursor.start;
    List<ModifierLike> modifiers = grammar.modifiers.modifiers(0);
    cursor.expect(Token.FUNCTION);
    boolean asterisk = cursor.accept(Token.ASTERISK);
    int function = surroundings(modifiers, asterisk);
    Identifier name = cursor.atBindingIdentifier() ? cursor.identifier() : null;
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    List<Parameter> parameters = parenthesizedParameters(function);
    TypeNode type = returnType();
    cursor.enter();
    Block body = body(function);
    cursor.leave();
    cursor.context = saved;
    return new FunctionExpression(
        modifiers, asterisk, name, typeParameters, parameters, type, body, cursor.span(start));
  }

  FunctionDeclaration functionDeclaration(int start, List<ModifierLike> modifiers) {
    int saved = cursor.context;
    cursor.advance();
    boolean asterisk = cursor.accept(Token.ASTERISK);
    Identifier name =
        ModifierGrammar.has(modifiers, Modifier.Kind.DEFAULT) && !cursor.atBindingIdentifier()
            ? null
            : grammar.bindings.bindingIdentifier();
    int function = surroundings(modifiers, asterisk);
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    if (ModifierGrammar.has(modifiers, Modifier.Kind.EXPORT)) {
      cursor.context |= TokenCursor.AWAIT;
    }
    List<Parameter> parameters = parenthesizedParameters(function);
    TypeNode type = returnType();
    Block body = bodyOrSemicolon(function);
    cursor.context = saved;
    return new FunctionDeclaration(
        modifiers, asterisk, name, typeParameters, parameters, type, body, cursor.span(start));
  }

  private static int surroundings(List<ModifierLike> modifiers, boolean asterisk) {
    return (asterisk ? TokenCursor.YIELD : 0)
        | (ModifierGrammar.has(modifiers, Modifier.Kind.ASYNC) ? TokenCursor.AWAIT : 0);
  }

  /** The rest of a method, of which the name was read. */
  MethodDeclaration method(
      int start,
      List<ModifierLike> modifiers,
      boolean asterisk,
      PropertyName name,
      boolean question) {
    int function = surroundings(modifiers, asterisk);
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    List<Parameter> parameters = parenthesizedParameters(function);
    TypeNode type = returnType();
    Block body = bodyOrSemicolon(function);
    return new MethodDeclaration(
        modifiers,
        asterisk,
        name,
        question,
        typeParameters,
        parameters,
        type,
        body,
        cursor.span(start));
  }

  /** The rest of {@code get name()}, of which the keyword was read. */
  GetAccessor getAccessor(int start, List<ModifierLike> modifiers) {
    PropertyName name = grammar.objects.propertyName();
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    List<Parameter> parameters = parenthesizedParameters(0);
    TypeNode type = returnType();
    Block body = bodyOrSemicolon(0);
    return new GetAccessor(
        modifiers, name, typeParameters, parameters, type, body, cursor.span(start));
  }

  /** The rest of {@code set name(parameter)}, of which the keyword was read. */
  SetAccessor setAccessor(int start, List<ModifierLike> modifiers) {
    PropertyName name = grammar.objects.propertyName();
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    List<Parameter> parameters = parenthesizedParameters(0);
    TypeNode type = returnType();
    Block body = bodyOrSemicolon(0);
    return new SetAccessor(
        modifiers, name, typeParameters, parameters, type, body, cursor.span(start));
  }

  /** {@code : type}, or nothing. */
  @Nullable TypeNode returnType() {
    return cursor.accept(Token.COLON) ? grammar.types.returnType() : null;
  }

  /**
   * {@code (parameters)}.
   *
   * @param function {@link TokenCursor#YIELD} and {@link TokenCursor#AWAIT} as the function has
   *     them
   */
  List<Parameter> parenthesizedParameters(int function) {
    cursor.expect(Token.OPEN_PAREN);
    List<Parameter> parameters = parameters(function, false);
    if (parameters == null) {
      throw cursor.error();
    }
    cursor.expect(Token.CLOSE_PAREN);
    return parameters;
  }

  /**
   * Parameters up to the closing parenthesis or bracket.
   *
   * @param attempt whether null is returned if what stands there is no parameter
   */
  @Nullable List<Parameter> parameters(int function, boolean attempt) {
    int saved = cursor.context;
    boolean outerAwait = cursor.in(TokenCursor.AWAIT);
    cursor.context = (cursor.context & ~(TokenCursor.YIELD | TokenCursor.AWAIT)) | function;
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_PAREN && cursor.kind != Token.CLOSE_BRACKET) {
      Parameter parameter = parameter(outerAwait, attempt);
      if (parameter == null) {
        return null;
      }
      cursor.push(parameter);
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    return cursor.list(base);
  }

  private @Nullable Parameter parameter(boolean outerAwait, boolean attempt) {
    int start = cursor.start;
    List<ModifierLike> modifiers = List.of();
    if (cursor.kind == Token.AT || Token.isModifier(cursor.kind)) {
      int saved = cursor.context;
      cursor.context = (cursor.context & ~TokenCursor.AWAIT) | (outerAwait ? TokenCursor.AWAIT : 0);
      modifiers = grammar.modifiers.modifiers(ModifierGrammar.DECORATORS);
      cursor.context = saved;
    }
    if (cursor.kind == Token.THIS) {
      if (!modifiers.isEmpty()) {
        throw cursor.error("neither decorators nor modifiers may be applied to 'this' parameters");
      }
      Identifier name = cursor.identifier();
      TypeNode type = grammar.types.annotation();
      return new Parameter(modifiers, false, name, false, type, null, cursor.span(start));
    }
    boolean rest = cursor.accept(Token.DOT_DOT_DOT);
    if (attempt
        && !cursor.atBindingIdentifier()
        && cursor.kind != Token.OPEN_BRACKET
        && cursor.kind != Token.OPEN_BRACE) {
      return null;
    }
    BindingName name = grammar.bindings.name();
    boolean question = cursor.accept(Token.QUESTION);
    TypeNode type = grammar.types.annotation();
    boolean awaitAsName = cursor.awaitAsName;
    Expression initializer = grammar.expressions.initializer();
    cursor.awaitAsName = awaitAsName;
    return new Parameter(modifiers, rest, name, question, type, initializer, cursor.span(start));
  }

  /** <code>{statements}</code> as a function's body. */
  Block body(int function) {
    int saved = cursor.context;
    cursor.context =
        (cursor.context & ~(TokenCursor.YIELD | TokenCursor.AWAIT | TokenCursor.DECORATOR))
            | function;
    // What await is in here, the function says, not the file.
    boolean awaitAsName = cursor.awaitAsName;
    Block body = grammar.statements.block();
    cursor.awaitAsName = awaitAsName;
    cursor.context = saved;
    return body;
  }

  /** A body, or the end of a declaration without one. */
  @Nullable Block bodyOrSemicolon(int function) {
    if (cursor.kind != Token.OPEN_BRACE && cursor.canEndStatement()) {
      cursor.accept(Token.SEMICOLON);
      return null;
    }
    cursor.enter();
    Block body = body(function);
    cursor.leave();
    return body;
  }
}
