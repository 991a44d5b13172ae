package io.github.windlass.sql.postgres.tree;

import java.util.List;

/**
 * A type by name. Keyword types have PostgreSQL's own name: {@code integer} is {@code
 * pg_catalog.int4}.
 *
 * @param pctType {@code name%TYPE}
 * @param typmods what stands in parentheses after the name; for {@code interval} the field mask and
 *     the precision, as the grammar encodes them
 * @param arrayBounds one bound for each {@code []}; -1 where none is given
 */
public record TypeName(
    List<String> names,
    boolean setof,
    boolean pctType,
    List<Expression> typmods,
    List<Integer> arrayBounds,
    Span span)
    implements ObjectReference, Node {}
