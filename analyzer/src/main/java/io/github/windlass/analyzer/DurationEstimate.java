package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.snapshot.RelationSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * About how long a statement works on the tables that others use.
 *
 * @param basis what was counted, for a person: {@code rewrites 14.2 GB of public.orders at about
 *     150 MB/s}
 */
public record DurationEstimate(Duration time, String basis) {

  /** Bytes a second: what a server with solid-state disks does, WAL included. */
  private static final long REWRITTEN = 150_000_000L;

  private static final long READ = 500_000_000L;
  private static final long INDEXED = 100_000_000L;

  /** Rows a second. */
  private static final long CHANGED = 50_000L;

  /**
   * The estimate for a statement's effects.
   *
   * @param everyRow whether it changes every row of what it scans
   * @param before the schema that the statement meets
   * @param after the schema that it leaves
   * @return empty where it does no work on tables that others use, or the size of one is not known
   */
  static Optional<DurationEstimate> of(
      Effects effects, boolean everyRow, Catalog before, Catalog after, TableSizes sizes) {
    if (sizes.byName().isEmpty()) {
      return Optional.empty();
    }
    double seconds = 0;
    List<String> basis = new ArrayList<>();
    for (RelationName name : existing(effects)) {
      RelationSize size = sizes.of(name).orElse(null);
      if (size == null) {
        return Optional.empty();
      }
      if (effects.rewrites().contains(name)) {
        seconds += (double) size.totalBytes() / REWRITTEN;
        basis.add("rewrites " + bytes(size.totalBytes()) + of(name) + " at about 150 MB/s");
        continue;
      }
      int indexes = builds(effects, before, after, name);
      if (indexes > 0) {
        seconds += (double) size.bytes() * indexes / INDEXED;
        basis.add(
            (indexes == 1 ? "builds an index over " : "builds " + indexes + " indexes over ")
                + bytes(size.bytes())
                + of(name)
                + " at about 100 MB/s");
      } else if (everyRow && size.rows() >= 0) {
        seconds += (double) size.rows() / CHANGED;
        basis.add("changes " + size.rows() + " rows" + of(name) + " at about 50,000 a second");
      } else {
        seconds += (double) size.bytes() / READ;
        basis.add("reads " + bytes(size.bytes()) + of(name) + " at about 500 MB/s");
      }
    }
    return basis.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DurationEstimate(
                Duration.ofMillis(Math.round(seconds * 1000)), String.join("; ", basis)));
  }

  /** The relations in use that the statement works on. */
  private static Set<RelationName> existing(Effects effects) {
    Set<RelationName> names = new LinkedHashSet<>();
    for (Lock lock : effects.locks()) {
      boolean worked =
          effects.rewrites().contains(lock.relation()) || effects.scans().contains(lock.relation());
      if (lock.existing() && worked) {
        names.add(lock.relation());
      }
    }
    return names;
  }

  private static int builds(Effects effects, Catalog before, Catalog after, RelationName table) {
    int builds = 0;
    for (RelationName index : effects.indexBuilds()) {
      if (before
          .index(index)
          .or(() -> after.index(index))
          .map(Index::table)
          .filter(table::equals)
          .isPresent()) {
        builds++;
      }
    }
    return builds;
  }

  private static String of(RelationName name) {
    return " of " + name;
  }

  private static String bytes(long bytes) {
    if (bytes < 1_000_000) {
      return Math.max(1, bytes / 1000) + " kB";
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
