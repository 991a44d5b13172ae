package io.github.windlass.script.ecmascript.parser;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read in attempts that may be given up, so that it is not read anew each time that a text
 * around it is tried in another way: without it, time would be exponential in how deep such texts
 * nest.
 */
final class Memo {

  private final Map<Long, Entry> entries = new HashMap<>();
  private int limit;

  /** What stands at a place. */
  sealed interface Entry {}

  /**
   * It could be read.
   *
   * @param end where its last token ends
   */
  record Success(Object value, int end) implements Entry {}

  /** It could not. */
  record Failure(ParseFailure reason) implements Entry {}

  /** Whether something may be known of what starts at {@code start}. */
  boolean covers(int start) {
    return start < limit;
  }

  @Nullable Entry find(int start, int how) {
    return entries.get(key(start, how));
  }

  void put(int start, int how, Entry entry) {
    if (start >= limit) {
      limit = start + 1;
    }
    entries.put(key(start, how), entry);
  }

  private static long key(int start, int how) {
    return ((long) start << 8) | how;
  }
}
