package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of an index. Either {@code name} or {@code expr} is set.
 *
 * @param name the column
 * @param expr the expression, written in parentheses or as a function call
 * @param collation {@code COLLATE collation}; else empty
 * @param opclass the operator class; else empty
 * @param opclassopts the operator class's parameters
 */
public record IndexElem(
    @Nullable String name,
    @Nullable Expression expr,
    List<String> collation,
    List<String> opclass,
    List<DefElem> opclassopts,
    SortBy.Direction ordering,
    SortBy.Nulls nullsOrdering,
    Span span)
    implements Node {}
