package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table that {@code SELECT INTO}, {@code CREATE TABLE AS} and {@code CREATE MATERIALIZED VIEW}
 * make. {@code SELECT INTO} sets {@code rel} alone.
 *
 * @param options the options of {@code WITH (…)}
 * @param skipData {@code WITH NO DATA}
 */
public record IntoClause(
    RangeVar rel,
    List<String> colNames,
    @Nullable String accessMethod,
    List<DefElem> options,
    OnCommitAction onCommit,
    @Nullable String tableSpaceName,
    boolean skipData,
    Span span)
    implements Node {}
