package io.github.windlass.sql.postgres.tree;

import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArgument;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonBehavior;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonQuotes;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonValueExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code JSON_TABLE (contextItem, pathspec PASSING passing COLUMNS (columns) onError)}. */
public record JsonTable(
    boolean lateral,
    JsonValueExpr contextItem,
    JsonTablePathSpec pathspec,
    List<JsonArgument> passing,
    List<JsonTableColumn> columns,
    @Nullable JsonBehavior onError,
    @Nullable Alias alias,
    Span span)
    implements FromItem {

  /** A path and the name that it is given by AS. */
  public record JsonTablePathSpec(String string, @Nullable String name, Span span)
      implements Node {}

  /** A column of JSON_TABLE. */
  public sealed interface JsonTableColumn extends Node {

    /** {@code name FOR ORDINALITY}. */
    record ForOrdinality(String name, Span span) implements JsonTableColumn {}

    /**
     * {@code name typeName FORMAT JSON PATH pathspec …}.
     *
     * @param format null where none is written
     */
    record Regular(
        String name,
        TypeName typeName,
        @Nullable JsonFormat format,
        @Nullable JsonTablePathSpec pathspec,
        JsonWrapper wrapper,
        JsonQuotes quotes,
        @Nullable JsonBehavior onEmpty,
        @Nullable JsonBehavior onError,
        Span span)
        implements JsonTableColumn {}

    /** {@code name typeName EXISTS PATH pathspec}. */
    record Exists(
        String name,
        TypeName typeName,
        @Nullable JsonTablePathSpec pathspec,
        @Nullable JsonBehavior onError,
        Span span)
        implements JsonTableColumn {}

    /** {@code NESTED PATH pathspec COLUMNS (columns)}. */
    record Nested(JsonTablePathSpec pathspec, List<JsonTableColumn> columns, Span span)
        implements JsonTableColumn {}
  }
}
