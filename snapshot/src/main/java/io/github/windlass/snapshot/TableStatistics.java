package io.github.windlass.snapshot;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a relation with rows is, and how it is used.
 *
 * @param kind a table, a partitioned table or a materialized view
 * @param partitionOf the partitioned table that it belongs to; null if to none
 * @param rows the planner's estimate, or what the server counted; null where it knows neither
 * @param size null for a partitioned table, which has no file
 * @param partitions what is below a partitioned table; null for another
 */
public record TableStatistics(
    RelationName name,
    RelationKind kind,
    boolean unlogged,
    @Nullable RelationName partitionOf,
    @Nullable Long rows,
    @Nullable Size size,
    @Nullable Partitions partitions,
    List<IndexStatistics> indexes,
    Upkeep upkeep,
    Activity activity) {

  /**
   * What is on the disk.
   *
   * @param bytes its main file
   * @param totalBytes with free space map, indexes and TOAST
   * @param toastBytes with TOAST's index
   */
  public record Size(long bytes, long totalBytes, long indexBytes, long toastBytes) {}

  /**
   * The leaves below a partitioned table.
   *
   * @param rows null where those of a leaf are not known
   */
  public record Partitions(int count, @Nullable Long rows, long bytes, long totalBytes) {}

  /**
   * An index.
   *
   * @param valid whether queries use it
   */
  public record IndexStatistics(String name, long bytes, long scans, boolean valid) {}

  /** When it was last seen to; null: never since statistics began. */
  public record Upkeep(
      @Nullable Instant lastVacuum,
      @Nullable Instant lastAutovacuum,
      @Nullable Instant lastAnalyze,
      @Nullable Instant lastAutoanalyze) {}

  /** What happened since the statistics began: counts, of scans and of rows. */
  public record Activity(
      long seqScans,
      long seqRows,
      long indexScans,
      long indexRows,
      long inserts,
      long updates,
      long hotUpdates,
      long deletes,
      long liveRows,
      long deadRows,
      long changesSinceAnalyze) {}

  public TableStatistics {
    indexes = List.copyOf(indexes);
  }
}
