package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.parser.TokenCursor.Mark;
import io.github.windlass.script.ecmascript.tree.BindingName;
import io.github.windlass.script.ecmascript.tree.Declaration.EnumDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.InterfaceDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.ModuleDeclaration;
import io.github.windlass.script.ecmascript.tree.Declaration.TypeAliasDeclaration;
import io.github.windlass.script.ecmascript.tree.EnumMember;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.ModifierLike;
import io.github.windlass.script.ecmascript.tree.ModifierLike.Modifier;
import io.github.windlass.script.ecmascript.tree.ModuleBody;
import io.github.windlass.script.ecmascript.tree.ModuleBody.ModuleBlock;
import io.github.windlass.script.ecmascript.tree.ModuleName;
import io.github.windlass.script.ecmascript.tree.PropertyName;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.VariableStatement;
import io.github.windlass.script.ecmascript.tree.TypeNode;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import io.github.windlass.script.ecmascript.tree.VariableDeclarationList;
import java.util.List;

/**
 * Declarations other than those of functions and classes, and what tells a declaration from an
 * expression.
 */
final class DeclarationGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  /** The modifiers that were last looked at, and what was found behind them. */
  private int modifiersStart;

  private int modifiersEnd = -1;
  private int modifiersContext;
  private boolean declarationFollows;

  DeclarationGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- whether it is one ---------------------------------------------------------------------

  /** Whether {@code let} begins a declaration. */
  boolean atLetDeclaration() {
    Mark mark = cursor.mark();
    cursor.skip();
    boolean result = atBindingName();
    cursor.reset(mark);
    return result;
  }

  private boolean atBindingName() {
    return cursor.atBindingIdentifier()
        || cursor.kind == Token.OPEN_BRACE
        || cursor.kind == Token.OPEN_BRACKET;
  }

  /** Whether {@code using} begins a declaration. */
  boolean atUsing() {
    Mark mark = cursor.mark();
    boolean result = nameFollowsUsing(false);
    cursor.reset(mark);
    return result;
  }

  /**
   * Whether {@code using} begins a declaration in the head of a {@code for}, where {@code of} is
   * hardly a name.
   */
  boolean atUsingInFor() {
    Mark mark = cursor.mark();
    boolean result = nameFollowsUsing(true);
    cursor.reset(mark);
    return result;
  }

  /** Whether {@code await} begins {@code await using}. */
  boolean atAwaitUsing() {
    Mark mark = cursor.mark();
    boolean result = cursor.skip() == Token.USING && nameFollowsUsing(false);
    cursor.reset(mark);
    return result;
  }

  private boolean nameFollowsUsing(boolean disallowOf) {
    cursor.skip();
    if (disallowOf && cursor.kind == Token.OF) {
      int next = cursor.skip();
      return next == Token.EQUALS || next == Token.SEMICOLON || next == Token.COLON;
    }
    return (cursor.atBindingIdentifier() || cursor.kind == Token.OPEN_BRACE)
        && !cursor.lineBreakBefore;
  }

  /** Whether a word that may be a name, or a modifier, begins a declaration. */
  boolean atDeclaration() {
    int start = cursor.start;
    // Each of many modifiers in a row may be a statement of its own; what follows them is read
    // once.
    boolean isKnown =
        start > modifiersStart && start <= modifiersEnd && cursor.context == modifiersContext;
    if (!isKnown) {
      Mark mark = cursor.mark();
      modifiersStart = start;
      declarationFollows = readAtDeclaration();
      cursor.reset(mark);
      modifiersContext = cursor.context;
    }
    return declarationFollows;
  }

  private boolean readAtDeclaration() {
    while (true) {
      int kind = cursor.kind;
      modifiersEnd = cursor.start;
      switch (kind) {
        case Token.VAR, Token.LET, Token.CONST, Token.FUNCTION, Token.CLASS, Token.ENUM -> {
          return true;
        }
        case Token.USING -> {
          return nameFollowsUsing(false);
        }
        case Token.AWAIT -> {
          return cursor.skip() == Token.USING && nameFollowsUsing(false);
        }
        case Token.INTERFACE, Token.TYPE, Token.DEFER -> {
          cursor.skip();
          return !cursor.lineBreakBefore && cursor.atIdentifier();
        }
        case Token.MODULE, Token.NAMESPACE -> {
          cursor.skip();
          return !cursor.lineBreakBefore
              && (cursor.atIdentifier() || cursor.kind == Token.STRING_LITERAL);
        }
        case Token.ABSTRACT,
            Token.ACCESSOR,
            Token.ASYNC,
            Token.DECLARE,
            Token.PRIVATE,
            Token.PROTECTED,
            Token.PUBLIC,
            Token.READONLY -> {
          cursor.skip();
          if (cursor.lineBreakBefore) {
            return false;
          } else if (kind == Token.DECLARE && cursor.kind == Token.TYPE) {
            return true;
          }
        }
        case Token.GLOBAL -> {
          int next = cursor.skip();
          return next == Token.OPEN_BRACE || next == Token.IDENTIFIER || next == Token.EXPORT;
        }
        case Token.IMPORT -> {
          int next = cursor.skip();
          return next == Token.STRING_LITERAL
              || next == Token.ASTERISK
              || next == Token.OPEN_BRACE
              || Token.isIdentifierOrKeyword(next);
        }
        case Token.EXPORT -> {
          int next = cursor.skip();
          if (next == Token.TYPE) {
            next = cursor.peek();
          }
          switch (next) {
            case Token.EQUALS,
                Token.ASTERISK,
                Token.OPEN_BRACE,
                Token.DEFAULT,
                Token.AS,
                Token.AT -> {
              return true;
            }
            default -> {}
          }
        }
        case Token.STATIC -> cursor.skip();
        default -> {
          return false;
        }
      }
    }
  }

  // --- declarations --------------------------------------------------------------------------

  /** Modifiers and what they belong to. */
  Statement declaration() {
    int start = cursor.start;
    List<ModifierLike> modifiers = grammar.modifiers.modifiers(ModifierGrammar.DECORATORS);
    boolean saved = cursor.awaitIsName;
    cursor.awaitIsName = saved || awaitIsName(modifiers);
    Statement declaration = declaration(start, modifiers);
    cursor.awaitIsName = saved;
    return declaration;
  }

  private boolean awaitIsName(List<ModifierLike> modifiers) {
    return switch (cursor.kind) {
      case Token.INTERFACE,
          Token.TYPE,
          Token.ENUM,
          Token.GLOBAL,
          Token.MODULE,
          Token.NAMESPACE,
          Token.IMPORT,
          Token.EXPORT ->
          true;
      default -> ModifierGrammar.has(modifiers, Modifier.Kind.DECLARE);
    };
  }

  private Statement declaration(int start, List<ModifierLike> modifiers) {
    return switch (cursor.kind) {
      case Token.VAR, Token.LET, Token.CONST, Token.USING -> variableStatement(start, modifiers);
      case Token.AWAIT -> {
        if (!atAwaitUsing()) {
          throw cursor.error("declaration expected");
        }
        yield variableStatement(start, modifiers);
      }
      case Token.FUNCTION -> grammar.functions.functionDeclaration(start, modifiers);
      case Token.CLASS -> grammar.classes.classDeclaration(start, modifiers);
      case Token.INTERFACE -> interfaceDeclaration(start, modifiers);
      case Token.TYPE -> typeAlias(start, modifiers);
      case Token.ENUM -> enumDeclaration(start, modifiers);
      case Token.GLOBAL, Token.MODULE, Token.NAMESPACE -> module(start, modifiers);
      case Token.IMPORT -> grammar.imports.importDeclaration(start, modifiers);
      case Token.EXPORT -> grammar.exports.exportDeclaration(start, modifiers);
      default -> throw cursor.error("declaration expected");
    };
  }

  Statement variableStatement(int start, List<ModifierLike> modifiers) {
    VariableDeclarationList declarations = variableDeclarationList(false);
    cursor.expectSemicolon();
    return new VariableStatement(modifiers, declarations, cursor.span(start));
  }

  /** {@code var declarations}. None at all is no error to TypeScript's parser. */
  VariableDeclarationList variableDeclarationList(boolean inFor) {
    int start = cursor.start;
    VariableDeclarationList.Flags flags =
        switch (cursor.kind) {
          case Token.VAR -> VariableDeclarationList.Flags.VAR;
          case Token.LET -> VariableDeclarationList.Flags.LET;
          case Token.CONST -> VariableDeclarationList.Flags.CONST;
          case Token.USING -> VariableDeclarationList.Flags.USING;
          default -> VariableDeclarationList.Flags.AWAIT_USING;
        };
    if (flags == VariableDeclarationList.Flags.AWAIT_USING) {
      cursor.advance();
    }
    cursor.advance();
    int base = cursor.base();
    if (cursor.kind != Token.OF || !atOfClause()) {
      int saved = cursor.context;
      cursor.context =
          inFor
              ? cursor.context | TokenCursor.DISALLOW_IN
              : cursor.context & ~TokenCursor.DISALLOW_IN;
      while (atBindingName() || cursor.kind == Token.PRIVATE_IDENTIFIER || !atEndOfList()) {
        cursor.push(variableDeclaration(!inFor));
        if (!cursor.accept(Token.COMMA)) {
          break;
        }
      }
      cursor.context = saved;
    }
    List<VariableDeclaration> declarations = cursor.list(base);
    return new VariableDeclarationList(flags, declarations, cursor.span(start));
  }

  // Whether of begins "of x)", not a declaration of the name of.
  private boolean atOfClause() {
    Mark mark = cursor.mark();
    cursor.skip();
    boolean result = cursor.atIdentifier() && cursor.skip() == Token.CLOSE_PAREN;
    cursor.reset(mark);
    return result;
  }

  private boolean atEndOfList() {
    return cursor.canEndStatement()
        || cursor.kind == Token.IN
        || cursor.kind == Token.OF
        || cursor.kind == Token.EQUALS_GREATER_THAN;
  }

  /**
   * A variable.
   *
   * @param allowExclamation whether {@code !} may follow the name
   */
  VariableDeclaration variableDeclaration(boolean allowExclamation) {
    int start = cursor.start;
    BindingName name = grammar.bindings.name();
    boolean exclamation =
        allowExclamation
            && name instanceof Identifier
            && !cursor.lineBreakBefore
            && cursor.accept(Token.EXCLAMATION);
    TypeNode type = grammar.types.annotation();
    Expression initializer =
        cursor.kind == Token.IN || cursor.kind == Token.OF
            ? null
            : grammar.expressions.initializer();
    return new VariableDeclaration(name, exclamation, type, initializer, cursor.span(start));
  }

  private Statement interfaceDeclaration(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    Identifier name = grammar.bindings.identifier();
    grammar.types.typeParameters();
    grammar.classes.heritageClauses();
    grammar.typeMembers.members();
    return new InterfaceDeclaration(modifiers, name, cursor.span(start));
  }

  private Statement typeAlias(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    if (cursor.lineBreakBefore) {
      throw cursor.error("line break not permitted here");
    }
    Identifier name = grammar.bindings.identifier();
    grammar.types.typeParameters();
    cursor.expect(Token.EQUALS);
    if (cursor.kind == Token.INTRINSIC && cursor.peek() != Token.DOT) {
      cursor.advance();
    } else {
      grammar.types.type();
    }
    cursor.expectSemicolon();
    return new TypeAliasDeclaration(modifiers, name, cursor.span(start));
  }

  private Statement enumDeclaration(int start, List<ModifierLike> modifiers) {
    cursor.advance();
    Identifier name = grammar.bindings.identifier();
    cursor.expect(Token.OPEN_BRACE);
    int saved = cursor.context;
    cursor.context &= ~(TokenCursor.YIELD | TokenCursor.AWAIT);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      int memberStart = cursor.start;
      PropertyName memberName = grammar.objects.propertyName();
      Expression initializer = grammar.expressions.initializerWithout(TokenCursor.DISALLOW_IN);
      cursor.push(new EnumMember(memberName, initializer, cursor.span(memberStart)));
      if (!cursor.accept(Token.COMMA)) {
        break;
      }
    }
    cursor.context = saved;
    cursor.expect(Token.CLOSE_BRACE);
    List<EnumMember> members = cursor.list(base);
    return new EnumDeclaration(modifiers, name, members, cursor.span(start));
  }

  private Statement module(int start, List<ModifierLike> modifiers) {
    if (cursor.kind == Token.GLOBAL) {
      Identifier name = grammar.bindings.identifier();
      return external(start, modifiers, ModuleDeclaration.Keyword.GLOBAL, name);
    }
    ModuleDeclaration.Keyword keyword =
        cursor.kind == Token.MODULE
            ? ModuleDeclaration.Keyword.MODULE
            : ModuleDeclaration.Keyword.NAMESPACE;
    cursor.advance();
    if (keyword == ModuleDeclaration.Keyword.MODULE && cursor.kind == Token.STRING_LITERAL) {
      return external(start, modifiers, keyword, grammar.primaries.stringLiteral());
    }
    return namespace(start, modifiers, keyword);
  }

  private Statement external(
      int start, List<ModifierLike> modifiers, ModuleDeclaration.Keyword keyword, ModuleName name) {
    ModuleBody body = null;
    if (cursor.kind == Token.OPEN_BRACE) {
      body = moduleBlock();
    } else {
      cursor.expectSemicolon();
    }
    return new ModuleDeclaration(modifiers, keyword, name, body, cursor.span(start));
  }

  // namespace a.b is one in another: read by a loop, made from the inside.
  private Statement namespace(
      int start, List<ModifierLike> modifiers, ModuleDeclaration.Keyword keyword) {
    int base = cursor.base();
    Identifier name = grammar.bindings.identifier();
    while (cursor.accept(Token.DOT)) {
      cursor.push(name);
      name = grammar.members.identifierName();
    }
    ModuleBody body = moduleBlock();
    while (cursor.base() > base) {
      body =
          new ModuleDeclaration(List.of(), keyword, name, body, cursor.span(name.span().start()));
      name = (Identifier) cursor.pop();
    }
    return new ModuleDeclaration(modifiers, keyword, name, body, cursor.span(start));
  }

  private ModuleBlock moduleBlock() {
    int start = cursor.start;
    cursor.expect(Token.OPEN_BRACE);
    List<Statement> statements = grammar.statements.statementsToBrace();
    return new ModuleBlock(statements, cursor.span(start));
  }
}
