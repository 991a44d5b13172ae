package io.github.windlass.extractor;

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
  EXPLICIT
}
