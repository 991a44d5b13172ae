package io.github.windlass.analyzer;

import java.util.Locale;

/**
 * PostgreSQL's table-level lock modes, weakest first (manual, "Table-Level Locks").
 *
 * <p>The order is that of {@code lockdefs.h}; a mode conflicts with every mode that it does not
 * share the relation with, as the manual's table of conflicting modes says.
 */
public enum LockMode {
  ACCESS_SHARE,
  ROW_SHARE,
  ROW_EXCLUSIVE,
  SHARE_UPDATE_EXCLUSIVE,
  SHARE,
  SHARE_ROW_EXCLUSIVE,
  EXCLUSIVE,
  ACCESS_EXCLUSIVE;

  private static final LockMode[] BY_MANUAL = values();

  /** The mode as PostgreSQL's manual spells it: {@code ACCESS EXCLUSIVE}. */
  public String manualName() {
    return name().replace('_', ' ');
  }

  /** The mode as {@code pg_locks} spells it: {@code AccessExclusiveLock}. */
  public String pgLocksName() {
    StringBuilder result = new StringBuilder();
    for (String word : name().split("_", -1)) {
      result.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return result.append("Lock").toString();
  }

  /** The mode of a name in either spelling. */
  public static LockMode of(String name) {
    for (LockMode mode : BY_MANUAL) {
      if (mode.manualName().equalsIgnoreCase(name) || mode.pgLocksName().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no lock mode: " + name);
  }

  /** Whether two sessions cannot hold the modes on one relation at the same time. */
  public boolean conflictsWith(LockMode other) {
    return switch (this) {
      case ACCESS_SHARE -> other == ACCESS_EXCLUSIVE;
      case ROW_SHARE -> other.compareTo(EXCLUSIVE) >= 0;
      case ROW_EXCLUSIVE -> other.compareTo(SHARE) >= 0;
      case SHARE_UPDATE_EXCLUSIVE -> other.compareTo(SHARE_UPDATE_EXCLUSIVE) >= 0;
      case SHARE -> other.compareTo(ROW_EXCLUSIVE) >= 0 && other != SHARE;
      case SHARE_ROW_EXCLUSIVE -> other.compareTo(ROW_EXCLUSIVE) >= 0;
      case EXCLUSIVE -> other.compareTo(ROW_SHARE) >= 0;
      case ACCESS_EXCLUSIVE -> true;
    };
  }

  /** Whether SELECT waits. */
  public boolean blocksReads() {
    return conflictsWith(ACCESS_SHARE);
  }

  /** Whether INSERT, UPDATE and DELETE wait. */
  public boolean blocksWrites() {
    return conflictsWith(ROW_EXCLUSIVE);
  }

  /**
   * Whether every change of the relation's definition waits: the weakest lock that one takes is
   * SHARE UPDATE EXCLUSIVE (ALTER TABLE … VALIDATE CONSTRAINT, CREATE INDEX CONCURRENTLY).
   */
  public boolean blocksDdl() {
    return conflictsWith(SHARE_UPDATE_EXCLUSIVE);
  }

  /** Whether autovacuum passes the table by: VACUUM and ANALYZE take SHARE UPDATE EXCLUSIVE. */
  public boolean blocksAutovacuum() {
    return conflictsWith(SHARE_UPDATE_EXCLUSIVE);
  }

  /** The stronger of two modes. */
  public LockMode orStronger(LockMode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
