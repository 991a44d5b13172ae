package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.script.ecmascript.tree.Expression;
import io.github.windlass.script.ecmascript.tree.ForInitializer;
import io.github.windlass.script.ecmascript.tree.Statement;
import io.github.windlass.script.ecmascript.tree.Statement.DoStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForInStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForOfStatement;
import io.github.windlass.script.ecmascript.tree.Statement.ForStatement;
import io.github.windlass.script.ecmascript.tree.Statement.WhileStatement;

/** Loops. */
final class LoopGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  LoopGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Statement doStatement() {
    int start = cursor.start;
    cursor.advance();
    Statement statement = grammar.statements.statement();
    cursor.expect(Token.WHILE);
    Expression expression = grammar.statements.parenthesized();
    cursor.accept(Token.SEMICOLON);
    return new DoStatement(statement, expression, cursor.span(start));
  }

  Statement whileStatement() {
    int start = cursor.start;
    cursor.advance();
    Expression expression = grammar.statements.parenthesized();
    Statement statement = grammar.statements.statement();
    return new WhileStatement(expression, statement, cursor.span(start));
  }

  Statement forStatement() {
    int start = cursor.start;
    cursor.advance();
    boolean awaited = cursor.accept(Token.AWAIT);
    cursor.expect(Token.OPEN_PAREN);
    ForInitializer initializer = cursor.kind == Token.SEMICOLON ? null : initializer();
    if (initializer != null && (awaited || cursor.kind == Token.OF)) {
      cursor.expect(Token.OF);
      Expression expression = grammar.expressions.assignmentWithout(TokenCursor.DISALLOW_IN);
      Statement body = body();
      return new ForOfStatement(awaited, initializer, expression, body, cursor.span(start));
    }
    if (awaited) {
      throw cursor.error("'of' expected");
    }
    if (initializer != null && cursor.accept(Token.IN)) {
      Expression expression = grammar.expressions.expressionAllowingIn();
      Statement body = body();
      return new ForInStatement(initializer, expression, body, cursor.span(start));
    }
    cursor.expect(Token.SEMICOLON);
    Expression condition =
        cursor.kind == Token.SEMICOLON || cursor.kind == Token.CLOSE_PAREN
            ? null
            : grammar.expressions.expressionAllowingIn();
    cursor.expect(Token.SEMICOLON);
    Expression incrementor =
        cursor.kind == Token.CLOSE_PAREN ? null : grammar.expressions.expressionAllowingIn();
    Statement body = body();
    return new ForStatement(initializer, condition, incrementor, body, cursor.span(start));
  }

  private Statement body() {
    cursor.expect(Token.CLOSE_PAREN);
    return grammar.statements.statement();
  }

  private ForInitializer initializer() {
    boolean declares =
        switch (cursor.kind) {
          case Token.VAR, Token.LET, Token.CONST -> true;
          case Token.USING -> grammar.declarations.atUsingInFor();
          case Token.AWAIT -> grammar.declarations.atAwaitUsing();
          default -> false;
        };
    if (declares) {
      return grammar.declarations.variableDeclarationList(true);
    }
    int saved = cursor.context;
    cursor.context |= TokenCursor.DISALLOW_IN;
    Expression expression = grammar.expressions.expression();
    cursor.context = saved;
    return expression;
  }
}
