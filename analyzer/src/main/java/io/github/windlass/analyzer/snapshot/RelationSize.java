package io.github.windlass.analyzer.snapshot;

/**
 * How large a relation was.
 *
 * @param rows the planner's estimate ({@code reltuples}); -1 where the relation was never analysed
 * @param bytes its main file ({@code pg_relation_size})
 * @param totalBytes with its indexes and TOAST ({@code pg_total_relation_size})
 */
public record RelationSize(long rows, long bytes, long totalBytes) {}
