package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window of WINDOW or OVER.
 *
 * @param name the name that WINDOW gives it, or the window that {@code OVER name} means
 * @param refname an existing window that it refers to in parentheses
 * @param frameOptions the bits of {@code FRAMEOPTION_*} below, as the grammar sets them
 */
public record WindowDef(
    @Nullable String name,
    @Nullable String refname,
    List<Expression> partitionClause,
    List<SortBy> orderClause,
    int frameOptions,
    @Nullable Expression startOffset,
    @Nullable Expression endOffset,
    Span span)
    implements Node {

  public static final int NONDEFAULT = 0x1;
  public static final int RANGE = 0x2;
  public static final int ROWS = 0x4;
  public static final int GROUPS = 0x8;
  public static final int BETWEEN = 0x10;
  public static final int START_UNBOUNDED_PRECEDING = 0x20;
  public static final int END_UNBOUNDED_PRECEDING = 0x40;
  public static final int START_UNBOUNDED_FOLLOWING = 0x80;
  public static final int END_UNBOUNDED_FOLLOWING = 0x100;
  public static final int START_CURRENT_ROW = 0x200;
  public static final int END_CURRENT_ROW = 0x400;
  public static final int START_OFFSET_PRECEDING = 0x800;
  public static final int END_OFFSET_PRECEDING = 0x1000;
  public static final int START_OFFSET_FOLLOWING = 0x2000;
  public static final int END_OFFSET_FOLLOWING = 0x4000;
  public static final int EXCLUDE_CURRENT_ROW = 0x8000;
  public static final int EXCLUDE_GROUP = 0x10000;
  public static final int EXCLUDE_TIES = 0x20000;

  /** {@code RANGE UNBOUNDED PRECEDING}: what holds when nothing is written. */
  public static final int DEFAULTS = RANGE | START_UNBOUNDED_PRECEDING | END_CURRENT_ROW;
}
