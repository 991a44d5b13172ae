package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** An item of GROUP BY. */
public sealed interface GroupingElement extends Node
    permits Expression, GroupingElement.GroupingSet {

  /** {@code ()}, {@code ROLLUP (…)}, {@code CUBE (…)} or {@code GROUPING SETS (…)}. */
  record GroupingSet(Kind kind, List<GroupingElement> content, Span span)
      implements GroupingElement {

    /** {@code GROUPING_SET_*}. */
    public enum Kind {
      EMPTY,
      ROLLUP,
      CUBE,
      SETS
    }
  }
}
