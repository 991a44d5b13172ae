package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/** {@code JSON_TABLE (…)}. */
public record JsonTable(boolean lateral, @Nullable Alias alias, Span span) implements FromItem {}
