package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** {@code AS aliasname (colnames …)}. */
public record Alias(String aliasname, List<String> colnames, Span span) implements Node {}
