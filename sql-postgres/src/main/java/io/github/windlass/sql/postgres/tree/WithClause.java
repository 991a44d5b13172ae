package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code WITH [RECURSIVE] ctes}. */
public record WithClause(List<CommonTableExpr> ctes, boolean recursive, Span span) implements Node {

  /** {@code ctename (aliascolnames) AS (ctequery)}. */
  public record CommonTableExpr(
      String ctename,
      List<String> aliascolnames,
      Materialize ctematerialized,
      QueryStatement ctequery,
      @Nullable CTESearchClause searchClause,
      @Nullable CTECycleClause cycleClause,
      Span span)
      implements Node {}

  /** {@code CTEMaterialize*}. */
  public enum Materialize {
    DEFAULT,
    ALWAYS,
    NEVER
  }

  /** {@code SEARCH … FIRST BY searchColList SET searchSeqColumn}. */
  public record CTESearchClause(
      List<String> searchColList, boolean searchBreadthFirst, String searchSeqColumn, Span span)
      implements Node {}

  /**
   * {@code CYCLE cycleColList SET cycleMarkColumn TO cycleMarkValue DEFAULT cycleMarkDefault USING
   * cyclePathColumn}; without the values, they are TRUE and FALSE.
   */
  public record CTECycleClause(
      List<String> cycleColList,
      String cycleMarkColumn,
      Expression cycleMarkValue,
      Expression cycleMarkDefault,
      String cyclePathColumn,
      Span span)
      implements Node {}
}
