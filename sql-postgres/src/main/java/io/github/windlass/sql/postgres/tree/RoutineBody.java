package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** The body of a function or procedure where it is SQL, not a string ({@code routine_body}). */
public sealed interface RoutineBody extends Node
    permits RoutineStatement.ReturnStmt, RoutineBody.Atomic {

  /** {@code BEGIN ATOMIC statements END}. */
  record Atomic(List<Statement> statements, Span span) implements RoutineBody {}
}
