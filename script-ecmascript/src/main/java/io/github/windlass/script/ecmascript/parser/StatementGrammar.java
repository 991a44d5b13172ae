package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Block;
import io.github.windlass.script.ecmascript.tree.CaseBlock;
import io.github.windlass.script.ecmascript.tree.CaseOrDefaultClause;
import io.github.windlass.script.ecmascript.tree.CaseOrDefaultClause.CaseClause;
import io.github.windlass.script.ecmascript.tree.CaseOrDefaultClause.DefaultClause;
import io.github.windlass.script.ecmascript.tree.CatchClause;
import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.Identifier;
import io.github.windlass.script.ecmascript.tree.Node;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.BreakStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ContinueStatement;
import io.github.windlass.script.ecmascript.tree.Statement.DebuggerStatement;
import io.github.windlass.script.ecmascript.tree.Statement.EmptyStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ExpressionStatement;
import io.github.windlass.script.ecmascript.tree.Statement.IfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.LabeledStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ReturnStatement;
import io.github.windlass.script.ecmascript.tree.Statement.SwitchStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ThrowStatement;
import io.github.windlass.script.ecmascript.tree.Statement.TryStatement;
import io.github.windlass.script.ecmascript.tree.Statement.WithStatement;
import io.github.windlass.script.ecmascript.tree.VariableDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements other than loops and declarations. */
final class StatementGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  StatementGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement statement() {
    cursor.enter();
    Statement statement = readStatement();
    cursor.leave();
    return statement;
  }

  /** A statement among others, where some words are no names if another word follows. */
  Statement listed() {
    switch (cursor.kind) {
      case Token.ACCESSOR,
          Token.PUBLIC,
          Token.PRIVATE,
          Token.PROTECTED,
          Token.STATIC,
          Token.READONLY -> {
        if (Token.isIdentifierOrKeyword(cursor.peekOnSameLine())
            && !grammar.declarations.atDeclaration()) {
          throw cursor.error("declaration or statement expected");
        }
      }
      default -> {}
    }
    return statement();
  }

  private Statement readStatement() {
    int start = cursor.start;
    switch (cursor.kind) {
      case Token.SEMICOLON -> {
        cursor.advance();
        return new EmptyStatement(cursor.span(start));
      }
      case Token.OPEN_BRACE -> {
        return block();
      }
      case Token.VAR -> {
        return grammar.declarations.variableStatement(start, List.of());
      }
      case Token.LET -> {
        if (grammar.declarations.atLetDeclaration()) {
          return grammar.declarations.variableStatement(start, List.of());
        }
      }
      case Token.AWAIT -> {
        if (grammar.declarations.atAwaitUsing()) {
          return grammar.declarations.variableStatement(start, List.of());
        }
      }
      case Token.USING -> {
        if (grammar.declarations.atUsing()) {
          return grammar.declarations.variableStatement(start, List.of());
        }
      }
      case Token.FUNCTION -> {
        return grammar.functions.functionDeclaration(start, List.of());
      }
      case Token.CLASS -> {
        return grammar.classes.classDeclaration(start, List.of());
      }
      case Token.IF -> {
        return ifStatement();
      }
      case Token.DO -> {
        return grammar.loops.doStatement();
      }
      case Token.WHILE -> {
        return grammar.loops.whileStatement();
      }
      case Token.FOR -> {
        return grammar.loops.forStatement();
      }
      case Token.CONTINUE -> {
        cursor.advance();
        Identifier label = label();
        return new ContinueStatement(label, cursor.span(start));
      }
      case Token.BREAK -> {
        cursor.advance();
        Identifier label = label();
        return new BreakStatement(label, cursor.span(start));
      }
      case Token.RETURN -> {
        cursor.advance();
        Expression expression =
            cursor.canEndStatement() ? null : grammar.expressions.expressionAllowingIn();
        cursor.expectSemicolon();
        return new ReturnStatement(expression, cursor.span(start));
      }
      case Token.WITH -> {
        cursor.advance();
        Expression expression = parenthesized();
        Statement body = statement();
        return new WithStatement(expression, body, cursor.span(start));
      }
      case Token.SWITCH -> {
        return switchStatement();
      }
      case Token.THROW -> {
        return throwStatement();
      }
      case Token.TRY -> {
        return tryStatement();
      }
      case Token.DEBUGGER -> {
        cursor.advance();
        cursor.expectSemicolon();
        return new DebuggerStatement(cursor.span(start));
      }
      case Token.AT -> {
        return grammar.declarations.declaration();
      }
      case Token.ASYNC,
          Token.INTERFACE,
          Token.TYPE,
          Token.MODULE,
          Token.NAMESPACE,
          Token.DECLARE,
          Token.CONST,
          Token.ENUM,
          Token.EXPORT,
          Token.IMPORT,
          Token.PRIVATE,
          Token.PROTECTED,
          Token.PUBLIC,
          Token.ABSTRACT,
          Token.ACCESSOR,
          Token.STATIC,
          Token.READONLY,
          Token.GLOBAL -> {
        if (grammar.declarations.atDeclaration()) {
          return grammar.declarations.declaration();
        }
      }
      default -> {}
    }
    return expressionOrLabeled();
  }

  /**
   * Whether a name is {@code declare}: TypeScript misses no semicolon behind it, for it expects to
   * have complained before.
   */
  static boolean isDeclareWord(Node node) {
    return node instanceof Identifier identifier && identifier.text().equals("declare");
  }

  private Statement expressionOrLabeled() {
    int start = cursor.start;
    Expression expression = grammar.expressions.expressionAllowingIn();
    if (expression instanceof Identifier label && cursor.accept(Token.COLON)) {
      Statement statement = statement();
      return new LabeledStatement(label, statement, cursor.span(start));
    }
    endExpression(expression);
    return new ExpressionStatement(expression, cursor.span(start));
  }

  private void endExpression(Expression expression) {
    if (cursor.canEndStatement() || !isDeclareWord(expression)) {
      cursor.expectSemicolon();
    }
  }

  /** <code>{statements}</code>. */
  Block block() {
    int start = cursor.start;
    cursor.expect(Token.OPEN_BRACE);
    List<Statement> statements = statementsToBrace();
    Block block = new Block(statements, cursor.span(start));
    if (cursor.kind == Token.EQUALS) {
      throw cursor.error("declaration or statement expected");
    }
    return block;
  }

  /** Statements to the closing brace, and the brace. */
  List<Statement> statementsToBrace() {
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      if (cursor.kind == Token.END_OF_FILE) {
        throw cursor.error("'}' expected");
      }
      cursor.push(listed());
    }
    cursor.advance();
    return cursor.list(base);
  }

  /** {@code (expression)} as the head of a statement. */
  Expression parenthesized() {
    cursor.expect(Token.OPEN_PAREN);
    Expression expression = grammar.expressions.expressionAllowingIn();
    cursor.expect(Token.CLOSE_PAREN);
    return expression;
  }

  // A chain of else if is read by a loop, so that it may be of any length.
  private Statement ifStatement() {
    int base = cursor.base();
    Statement last = null;
    while (true) {
      cursor.push(cursor.start);
      cursor.advance();
      cursor.push(parenthesized());
      cursor.push(statement());
      if (!cursor.accept(Token.ELSE)) {
        break;
      } else if (cursor.kind != Token.IF) {
        last = statement();
        break;
      }
    }
    while (true) {
      Statement then = (Statement) cursor.pop();
      Expression expression = (Expression) cursor.pop();
      int start = (Integer) cursor.pop();
      IfStatement statement = new IfStatement(expression, then, last, cursor.span(start));
      if (cursor.base() == base) {
        return statement;
      }
      last = statement;
    }
  }

  private @Nullable Identifier label() {
    cursor.awaitAsName |= cursor.kind == Token.AWAIT && !cursor.awaitIsName;
    Identifier label = cursor.canEndStatement() ? null : grammar.bindings.identifier();
    cursor.expectSemicolon();
    return label;
  }

  private Statement throwStatement() {
    int start = cursor.start;
    cursor.advance();
    // Nothing behind throw on its line is no error to TypeScript's parser: it throws a nameless
    // name.
    Expression expression =
        cursor.lineBreakBefore
            ? new Identifier("", new Span(cursor.lastEnd, cursor.lastEnd))
            : grammar.expressions.expressionAllowingIn();
    endExpression(expression);
    return new ThrowStatement(expression, cursor.span(start));
  }

  private Statement switchStatement() {
    int start = cursor.start;
    cursor.advance();
    Expression expression = parenthesized();
    int blockStart = cursor.start;
    cursor.expect(Token.OPEN_BRACE);
    int base = cursor.base();
    while (cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(clause());
    }
    cursor.advance();
    List<CaseOrDefaultClause> clauses = cursor.list(base);
    CaseBlock block = new CaseBlock(clauses, cursor.span(blockStart));
    return new SwitchStatement(expression, block, cursor.span(start));
  }

  private CaseOrDefaultClause clause() {
    int start = cursor.start;
    if (cursor.accept(Token.CASE)) {
      Expression expression = grammar.expressions.expressionAllowingIn();
      cursor.expect(Token.COLON);
      List<Statement> statements = clauseStatements();
      return new CaseClause(expression, statements, cursor.span(start));
    } else if (cursor.accept(Token.DEFAULT)) {
      cursor.expect(Token.COLON);
      List<Statement> statements = clauseStatements();
      return new DefaultClause(statements, cursor.span(start));
    }
    throw cursor.error("'case' or 'default' expected");
  }

  private List<Statement> clauseStatements() {
    int base = cursor.base();
    while (cursor.kind != Token.CASE
        && cursor.kind != Token.DEFAULT
        && cursor.kind != Token.CLOSE_BRACE) {
      cursor.push(listed());
    }
    return cursor.list(base);
  }

  private Statement tryStatement() {
    int start = cursor.start;
    cursor.advance();
    Block block = block();
    CatchClause catchClause = cursor.kind == Token.CATCH ? catchClause() : null;
    Block finallyBlock = null;
    if (catchClause == null || cursor.kind == Token.FINALLY) {
      if (cursor.kind != Token.FINALLY) {
        throw cursor.error("'catch' or 'finally' expected");
      }
      cursor.advance();
      finallyBlock = block();
    }
    return new TryStatement(block, catchClause, finallyBlock, cursor.span(start));
  }

  private CatchClause catchClause() {
    int start = cursor.start;
    cursor.advance();
    VariableDeclaration variable = null;
    if (cursor.accept(Token.OPEN_PAREN)) {
      variable = grammar.declarations.variableDeclaration(false);
      cursor.expect(Token.CLOSE_PAREN);
    }
    Block block = block();
    return new CatchClause(variable, block, cursor.span(start));
  }
}
