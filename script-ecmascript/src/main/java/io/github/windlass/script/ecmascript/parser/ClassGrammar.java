package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.ClassElement;
import io.github.windlass.script.ecmascript.tree.ClassElement.ClassStaticBlockDeclaration;
import io.github.windlass.script.ecmascript.tree.ClassElement.Constructor;
import io.github.windlass.script.ecmascript.tree.ClassElement.IndexSignature;
import io.github.windlass.script.ecmascript.tree.ClassElement.PropertyDeclaration;
import io.github.windlass.script.ecmascript.tree.ClassElement.SemicolonClassElement;
import io.github.windlass.script.ecmascript.tree.Declaration.ClassDeclaration;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Expression.ClassExpression;
import io.github.windlass.script.ecmascript.tree.Expression.ExpressionWithTypeArguments;
import io.github.windlass.script.ecmascript.tree.HeritageClause;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.Parameter;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.TypeParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classes. */
final class ClassGrammar {

  private static final int MEMBER_MODIFIERS =
      ModifierGrammar.DECORATORS | ModifierGrammar.CONST | ModifierGrammar.STATIC_BLOCKS;

  private final Grammar grammar;
  private final TokenCursor cursor;

  ClassGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  ClassDeclaration classDeclaration(int start, List<ModifierLike> modifiers) {
    int saved = cursor.context;
    cursor.advance();
    Identifier name = name();
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    if (ModifierGrammar.has(modifiers, Modifier.Kind.EXPORT)) {
      cursor.context |= TokenCursor.AWAIT;
    }
    cursor.enter();
    List<HeritageClause> heritage = heritageClauses();
    List<ClassElement> members = members();
    cursor.leave();
    cursor.context = saved;
    return new ClassDeclaration(
        modifiers, name, typeParameters, heritage, members, cursor.span(start));
  }

  ClassExpression classExpression(int start, List<ModifierLike> modifiers) {
    int saved = cursor.context;
    cursor.advance();
    Identifier name = name();
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    if (ModifierGrammar.has(modifiers, Modifier.Kind.EXPORT)) {
      cursor.context |= TokenCursor.AWAIT;
    }
    cursor.enter();
    List<HeritageClause> heritage = heritageClauses();
    List<ClassElement> members = members();
    cursor.leave();
    cursor.context = saved;
    return new ClassExpression(
        modifiers, name, typeParameters, heritage, members, cursor.span(start));
  }

  /** A class expression with decorators. */
  Expression decoratedExpression() {
    int start = cursor.start;
    List<ModifierLike> modifiers = grammar.modifiers.modifiers(ModifierGrammar.DECORATORS);
    if (cursor.kind != Token.CLASS) {
      throw cursor.error("'class' expected");
    }
    return classExpression(start, modifiers);
  }

  private @Nullable Identifier name() {
    boolean implement =
        cursor.kind == Token.IMPLEMENTS && Token.isIdentifierOrKeyword(cursor.peek());
    return cursor.atBindingIdentifier() && !implement ? cursor.identifier() : null;
  }

  /** All {@code extends …} and {@code implements …} that stand here. */
  List<HeritageClause> heritageClauses() {
    int base = cursor.base();
    while (cursor.kind == Token.EXTENDS || cursor.kind == Token.IMPLEMENTS) {
      int start = cursor.start;
      HeritageClause.Token token =
          cursor.kind == Token.EXTENDS
              ? HeritageClause.Token.EXTENDS
              : HeritageClause.Token.IMPLEMENTS;
      cursor.advance();
      List<ExpressionWithTypeArguments> types = heritageTypes();
      cursor.push(new HeritageClause(token, types, cursor.span(start)));
    }
    return cursor.list(base);
  }

  private List<ExpressionWithTypeArguments> heritageTypes() {
    int base = cursor.base();
    while (atHeritageType()) {
      cursor.push(grammar.members.withTypeArguments());
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    return cursor.list(base);
  }

  private boolean atHeritageType() {
    return switch (cursor.kind) {
      case Token.OPEN_BRACE -> atObjectLiteral();
      case Token.EXTENDS -> false;
      case Token.IMPLEMENTS -> {
        Mark mark = cursor.mark();
        cursor.skip();
        boolean name = !grammar.expressions.atStartOfExpression();
        cursor.reset(mark);
        yield name && cursor.atIdentifier();
      }
      default -> {
        if (!grammar.expressions.atStartOfLeftHandSide()) {
          throw cursor.error();
        }
        yield true;
      }
    };
  }

  // A brace begins the members, but for {} before what can only follow a heritage clause.
  private boolean atObjectLiteral() {
    Mark mark = cursor.mark();
    boolean literal = true;
    if (cursor.skip() == Token.CLOSE_BRACE) {
      int next = cursor.skip();
      literal =
          next == Token.COMMA
              || next == Token.OPEN_BRACE
              || next == Token.EXTENDS
              || next == Token.IMPLEMENTS;
    }
    cursor.reset(mark);
    return literal;
  }

  private List<ClassElement> members() {
    cursor.expect(Token.OPEN_BRACE);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(member());
    }
    cursor.advance();
    return cursor.list(base);
  }

  private ClassElement member() {
    int start = cursor.start;
    if (cursor.accept(Token.SEMICOLON)) {
      return new SemicolonClassElement(cursor.span(start));
    }
    List<ModifierLike> modifiers = grammar.modifiers.modifiers(MEMBER_MODIFIERS);
    if (cursor.kind == Token.STATIC && cursor.peek() == Token.OPEN_BRACE) {
      return staticBlock(start);
    }
    if (grammar.modifiers.accept(Token.GET)) {
      return grammar.functions.getAccessor(start, modifiers);
    }
    if (grammar.modifiers.accept(Token.SET)) {
      return grammar.functions.setAccessor(start, modifiers);
    }
    if (atConstructor()) {
      return constructor(start, modifiers);
    }
    if (grammar.typeMembers.atIndexSignature()) {
      grammar.typeMembers.indexSignature();
      return new IndexSignature(modifiers, cursor.span(start));
    }
    return propertyOrMethod(start, modifiers);
  }

  private ClassElement staticBlock(int start) {
    cursor.advance();
    int saved = cursor.context;
    cursor.context = (cursor.context & ~TokenCursor.YIELD) | TokenCursor.AWAIT;
    Block body = grammar.statements.block();
    cursor.context = saved;
    return new ClassStaticBlockDeclaration(body, cursor.span(start));
  }

  private boolean atConstructor() {
    if (cursor.kind == Token.CONSTRUCTOR) {
      return true;
    }
    return cursor.kind == Token.STRING_LITERAL
        && cursor.peek() == Token.OPEN_PAREN
        && cursor.string().equals("constructor");
  }

  private Constructor constructor(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    List<TypeParameter> typeParameters = grammar.types.typeParameters();
    List<Parameter> parameters = grammar.functions.parenthesizedParameters(0);
    TypeNode type = grammar.functions.returnType();
    Block body = grammar.functions.bodyOrSemicolon(0);
    return new Constructor(modifiers, typeParameters, parameters, type, body, cursor.span(start));
  }

  private ClassElement propertyOrMethod(int start, List<ModifierLike> modifiers) {
    boolean asterisk = cursor.accept(Token.ASTERISK);
    PropertyName name = grammar.objects.propertyName();
    boolean question = cursor.accept(Token.QUESTION);
    if (asterisk || cursor.kind == Token.OPEN_PAREN || cursor.kind == Token.LESS_THAN) {
      return grammar.functions.method(start, modifiers, asterisk, name, question);
    }
    boolean exclamation = !question && !cursor.lineBreakBefore && cursor.accept(Token.EXCLAMATION);
    TypeNode type = grammar.types.annotation();
    Expression initializer =
        grammar.expressions.initializerWithout(
            TokenCursor.YIELD | TokenCursor.AWAIT | TokenCursor.DISALLOW_IN);
    endProperty(name, type != null || initializer != null);
    return new PropertyDeclaration(
        modifiers, name, question, exclamation, type, initializer, cursor.span(start));
  }

  private void endProperty(PropertyName name, boolean typedOrInitialized) {
    if (cursor.kind == Token.AT && !cursor.lineBreakBefore) {
      throw cursor.error("decorators must precede the name of a property");
    }
    if (cursor.kind == Token.OPEN_PAREN) {
      throw cursor.error("';' expected");
    }
    if (!cursor.canEndStatement() && !typedOrInitialized && StatementGrammar.isDeclareWord(name)) {
      return;
    }
    cursor.expectSemicolon();
  }
}
