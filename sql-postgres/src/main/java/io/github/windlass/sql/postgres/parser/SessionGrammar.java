package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeclareCursorStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.ExecuteStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;

/** Transactions, settings, prepared statements, cursors, notifications. */
final class SessionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  SessionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SessionStatement statement() {
    throw cursor.error();
  }

  /** {@code SetResetClause}: the cursor is at SET or RESET. */
  VariableSetStmt setReset() {
    throw cursor.error();
  }

  /** {@code FunctionSetResetClause}: as {@link #setReset}, without SET TRANSACTION and its like. */
  VariableSetStmt functionSetReset() {
    throw cursor.error();
  }

  /** {@code VariableResetStmt}: the cursor is at RESET. */
  VariableSetStmt variableReset() {
    throw cursor.error();
  }

  /** {@code generic_set} of ALTER SYSTEM: the cursor is behind SET, the span starts there. */
  VariableSetStmt genericSet() {
    throw cursor.error();
  }

  /** {@code generic_reset} of ALTER SYSTEM: the cursor is behind RESET, the span starts there. */
  VariableSetStmt genericReset() {
    throw cursor.error();
  }

  /** {@code ExecuteStmt}: the cursor is at EXECUTE. */
  ExecuteStmt execute() {
    throw cursor.error();
  }

  /** {@code DeclareCursorStmt}: the cursor is at DECLARE. */
  DeclareCursorStmt declareCursor() {
    throw cursor.error();
  }
}
