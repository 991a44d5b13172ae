package io.github.windlass.extractor;

import java.util.List;

/** Which transaction the runner of a migration opens. */
public enum TransactionMode {
  /** One for each migration. */
  PER_MIGRATION,
  /** One for all migrations that are pending. */
  ALL_PENDING,
  /**
   * None, but all of a migration is sent as one string, which the server runs as one transaction
   * (manual, "Multiple Statements in a Simple Query").
   */
  IMPLICIT,
  /** None: each statement commits by itself. */
  NONE,
  /** The code or the SQL opens its own. */
  EXPLICIT;

  private static final List<String> OPENING = List.of("BEGIN", "START TRANSACTION");

  /** That of steps around which the runner opens none. */
  public static TransactionMode ofItself(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Sql sql && opens(sql.text(), 0)) {
        return EXPLICIT;
      }
    }
    return NONE;
  }

  /** Whether the statement that stands at an offset of a text opens a transaction. */
  public static boolean opens(String text, int offset) {
    int start = offset;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    for (String words : OPENING) {
      if (text.regionMatches(true, start, words, 0, words.length())) {
        return true;
      }
    }
    return false;
  }
}
