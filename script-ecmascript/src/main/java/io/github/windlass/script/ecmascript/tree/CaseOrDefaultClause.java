package io.github.windlass.script.ecmascript.tree;

import io.github.windlass.extractor.Span;
import java.util.List;

/** A label of a {@code switch} and the statements behind it. */
public sealed interface CaseOrDefaultClause extends Node
    permits CaseOrDefaultClause.CaseClause, CaseOrDefaultClause.DefaultClause {

  List<Statement> statements();

  /** {@code case expression:}. */
  record CaseClause(Expression expression, List<Statement> statements, Span span)
      implements CaseOrDefaultClause {}

  /** {@code default:}. */
  record DefaultClause(List<Statement> statements, Span span) implements CaseOrDefaultClause {}
}
