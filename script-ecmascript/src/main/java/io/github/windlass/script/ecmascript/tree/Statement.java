package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Statement extends Node
    permits Block,
        Statement.EmptyStatement,
        Statement.VariableStatement,
        Statement.ExpressionStatement,
        Statement.IfStatement,
        Statement.DoStatement,
        Statement.WhileStatement,
        Statement.ForStatement,
        Statement.ForInStatement,
        Statement.ForOfStatement,
        Statement.ContinueStatement,
        Statement.BreakStatement,
        Statement.ReturnStatement,
        Statement.WithStatement,
        Statement.SwitchStatement,
        Statement.LabeledStatement,
        Statement.ThrowStatement,
        Statement.TryStatement,
        Statement.DebuggerStatement,
        Declaration,
        ModuleItem {

  /** {@code ;}. */
  record EmptyStatement(Span span) implements Statement {}

  /** {@code var declarations;}. */
  record VariableStatement(
      List<ModifierLike> modifiers, VariableDeclarationList declarationList, Span span)
      implements Statement {}

  /** {@code expression;}. */
  record ExpressionStatement(Expression expression, Span span) implements Statement {}

  /** {@code if (expression) thenStatement else elseStatement}. */
  record IfStatement(
      Expression expression, Statement thenStatement, @Nullable Statement elseStatement, Span span)
      implements Statement {}

  /** {@code do statement while (expression)}. */
  record DoStatement(Statement statement, Expression expression, Span span) implements Statement {}

  /** {@code while (expression) statement}. */
  record WhileStatement(Expression expression, Statement statement, Span span)
      implements Statement {}

  /** {@code for (initializer; condition; incrementor) statement}. */
  record ForStatement(
      @Nullable ForInitializer initializer,
      @Nullable Expression condition,
      @Nullable Expression incrementor,
      Statement statement,
      Span span)
      implements Statement {}

  /** {@code for (initializer in expression) statement}. */
  record ForInStatement(
      ForInitializer initializer, Expression expression, Statement statement, Span span)
      implements Statement {}

  /**
   * {@code for (initializer of expression) statement}.
   *
   * @param awaitModifier whether it is {@code for await}
   */
  record ForOfStatement(
      boolean awaitModifier,
      ForInitializer initializer,
      Expression expression,
      Statement statement,
      Span span)
      implements Statement {}

  /** {@code continue label;}. */
  record ContinueStatement(@Nullable Identifier label, Span span) implements Statement {}

  /** {@code break label;}. */
  record BreakStatement(@Nullable Identifier label, Span span) implements Statement {}

  /** {@code return expression;}. */
  record ReturnStatement(@Nullable Expression expression, Span span) implements Statement {}

  /** {@code with (expression) statement}. */
  record WithStatement(Expression expression, Statement statement, Span span)
      implements Statement {}

  /** {@code switch (expression) caseBlock}. */
  record SwitchStatement(Expression expression, CaseBlock caseBlock, Span span)
      implements Statement {}

  /** {@code label: statement}. */
  record LabeledStatement(Identifier label, Statement statement, Span span) implements Statement {}

  /** {@code throw expression;}. */
  record ThrowStatement(Expression expression, Span span) implements Statement {}

  /** {@code try tryBlock catchClause finally finallyBlock}; at least one of the two is there. */
  record TryStatement(
      Block tryBlock, @Nullable CatchClause catchClause, @Nullable Block finallyBlock, Span span)
      implements Statement {}

  /** {@code debugger;}. */
  record DebuggerStatement(Span span) implements Statement {}
}
