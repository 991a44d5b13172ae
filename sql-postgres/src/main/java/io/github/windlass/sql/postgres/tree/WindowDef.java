package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window of WINDOW or OVER.
 *
 * @param name the name that WINDOW gives it
 * @param refname an existing window that it refers to
 * @param frameOptions the bits of {@code FRAMEOPTION_*}, as the grammar sets them
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
    implements Node {}
