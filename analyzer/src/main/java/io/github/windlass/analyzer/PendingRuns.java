package io.github.windlass.analyzer;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.TransactionMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which migrations one runner takes into the transaction of all that are pending. Those of another
 * format are another runner's, and those of another folder another run's, unless one folder is
 * within the other, or the order goes back and forth between them, as it does where a runner has
 * several.
 */
final class PendingRuns {

  private final List<Migration> migrations;

  /** The first migrations of runs. */
  private final Set<Integer> starts = new HashSet<>();

  private PendingRuns(List<Migration> migrations) {
    this.migrations = migrations;
  }

  static PendingRuns of(List<Migration> migrations) {
    PendingRuns runs = new PendingRuns(migrations);
    int at = 0;
    while (at < migrations.size()) {
      int end = runs.end(at);
      runs.split(at, end);
      at = end;
    }
    return runs;
  }

  /** Whether a migration that follows another may be in the same transaction. */
  static boolean mayShare(Migration first, Migration next) {
    return first.transaction() == TransactionMode.ALL_PENDING
        && next.transaction() == TransactionMode.ALL_PENDING
        && next.format().equals(first.format());
  }

  /** Whether a migration is the first of a run. */
  boolean starts(int index) {
    return starts.contains(index);
  }

  /** Where a stretch of migrations ends that are of one format and run together. */
  private int end(int start) {
    Migration first = migrations.get(start);
    int end = start + 1;
    while (end < migrations.size() && mayShare(first, migrations.get(end))) {
      end++;
    }
    return end;
  }

  private void split(int start, int end) {
    starts.add(start);
    Set<String> seen = new HashSet<>();
    Set<Integer> inner = new HashSet<>();
    String folder = folder(migrations.get(start));
    seen.add(folder);
    for (int i = start + 1; i < end; i++) {
      String next = folder(migrations.get(i));
      if (!next.equals(folder) && !next.startsWith(folder) && !folder.startsWith(next)) {
        if (!seen.add(next)) {
          return;
        }
        inner.add(i);
      }
      seen.add(next);
      folder = next;
    }
    starts.addAll(inner);
  }

  /** Where a migration is; one that has a folder of its own is where that is. */
  private static String folder(Migration migration) {
    String path = migration.path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return path.endsWith("/migration.sql")
        ? folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1)
        : folder;
  }
}
