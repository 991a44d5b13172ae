package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a SELECT list or of RETURNING ({@code val AS name}), a column of an INSERT ({@code
 * name}), or an assignment of an UPDATE ({@code name = val}).
 *
 * @param name the label, or the column that is written to
 * @param indirection what follows the column that is written to
 * @param val null for a column of an INSERT
 */
public record ResTarget(
    @Nullable String name, List<Indirection> indirection, @Nullable Expression val, Span span)
    implements SetClause {}
