package io.github.windlass.tracer.observe;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a running statement's messages from the driver, which would keep them all. */
final class Messages {

  /** How many may come before the statement is stopped. */
  static final int LIMIT = 100_000;

  private static final int KEPT = 1_000;

  private static final int CLEARED = 10_000;

  /**
   * What tells of work in proportion to a table: {@code ATRewriteTable}, {@code
   * validateForeignKeyConstraint}, {@code index_build}, {@code QueuePartitionConstraintValidation}.
   */
  private static final List<String> TELLING =
      List.of(
          "verifying table",
          "rewriting table",
          "validating foreign key",
          "building index \"",
          "existing constraints",
          "partition constraint for table",
          "updated partition constraint");

  private final Set<String> kept = new LinkedHashSet<>();
  private @Nullable SQLWarning first;
  private @Nullable SQLWarning last;
  private int count;
  private int sinceCleared;

  /** Takes what has come since the last time. */
  synchronized void take(Statement statement) {
    try {
      SQLWarning head = statement.getWarnings();
      if (head == null) {
        return;
      }
      if (!head.equals(first)) {
        first = head;
        last = null;
      }
      SQLWarning next = last == null ? head : last.getNextWarning();
      while (next != null) {
        last = next;
        count++;
        sinceCleared++;
        String text = Failures.text(next);
        if (kept.size() < KEPT && tells(text)) {
          kept.add(text);
        }
        next = next.getNextWarning();
      }
      if (sinceCleared > CLEARED) {
        sinceCleared = 0;
        statement.clearWarnings();
      }
    } catch (SQLException closed) {
      // What came before is kept.
      last = null;
    }
  }

  private static boolean tells(String text) {
    for (String beginning : TELLING) {
      if (text.startsWith(beginning)) {
        return !text.startsWith("building index \"pg_toast");
      }
    }
    return false;
  }

  /** Whether more came than anybody reads. */
  synchronized boolean isFlood() {
    return count > LIMIT;
  }

  /** Those that tell of work. */
  synchronized List<String> kept() {
    return List.copyOf(kept);
  }
}
