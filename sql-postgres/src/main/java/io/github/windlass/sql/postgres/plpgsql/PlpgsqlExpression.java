package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Span;
import org.jspecify.annotations.Nullable;

/**
 * An expression ({@code PLpgSQL_Expr}): what may stand behind SELECT, so that it can have a FROM.
 *
 * @param query the SELECT that the server runs for it
 */
public record PlpgsqlExpression(SelectStmt.Select query, Span span) {

  /** The value, where it is one expression and reads no table itself; null otherwise. */
  public @Nullable Expression value() {
    return query.targetList().size() == 1
            && query.fromClause().isEmpty()
            && query.whereClause() == null
            && query.distinctClause() == null
            && query.groupClause().isEmpty()
            && query.tail().equals(SelectStmt.Tail.NONE)
        ? query.targetList().get(0).val()
        : null;
  }
}
