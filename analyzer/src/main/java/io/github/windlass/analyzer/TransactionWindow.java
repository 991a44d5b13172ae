package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows a session through its transactions: what is held, what is the transaction's own, and the
 * schema to go back to.
 */
final class TransactionWindow {

  private static final int HELD_LIMIT = 200;

  private final Map<RelationName, HeldLock> held = new LinkedHashMap<>();
  private final Set<RelationName> own = new HashSet<>();
  private Catalog catalog;
  private Catalog atStart;
  private boolean open;
  private boolean explicit;
  private int statement;

  TransactionWindow(Catalog catalog) {
    this.catalog = catalog;
    this.atStart = catalog;
  }

  Catalog catalog() {
    return catalog;
  }

  /** Whether several statements share a transaction now. */
  boolean isOpen() {
    return open;
  }

  /**
   * The relations that the migration made, or an earlier one in the same transaction: nobody uses
   * them yet, committed or not.
   */
  Set<RelationName> own() {
    return own;
  }

  /**
   * Locks of earlier statements that conflict with writers or with one another, oldest first; at
   * most {@link #HELD_LIMIT}, so that a report of a very long transaction stays readable.
   */
  List<HeldLock> held() {
    return conflicting().limit(HELD_LIMIT).toList();
  }

  /** How many such locks {@link #held} leaves out. */
  int heldBeyondLimit() {
    return (int) Math.max(0, conflicting().count() - HELD_LIMIT);
  }

  private Stream<HeldLock> conflicting() {
    return held.values().stream()
        .filter(lock -> lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
        .sorted(Comparator.comparingInt(HeldLock::since));
  }

  /** A further migration starts; unless a transaction is open, what others made is in use now. */
  void nextMigration() {
    if (!open) {
      own.clear();
      statement = 0;
    }
  }

  /** A further statement of the migration starts, be it BEGIN or COMMIT. */
  void nextStatement() {
    statement++;
  }

  /** The runner opens a transaction, unless one is open. */
  void begin() {
    if (!open) {
      open = true;
      atStart = catalog;
    }
  }

  /** All locks go. */
  void commit() {
    open = false;
    explicit = false;
    held.clear();
    atStart = catalog;
  }

  private void rollback() {
    catalog = atStart;
    commit();
  }

  /** The runner ends its transaction; one that the text opened goes on. */
  void end() {
    if (!explicit) {
      commit();
    }
  }

  void transactionStatement(TransactionStmt control) {
    switch (control.kind()) {
      case BEGIN, START -> {
        begin();
        explicit = true;
      }
      case COMMIT, PREPARE -> commit();
      case ROLLBACK -> rollback();
      case SAVEPOINT, RELEASE, ROLLBACK_TO, COMMIT_PREPARED, ROLLBACK_PREPARED -> {}
    }
  }

  /** Takes note of what a statement did. */
  void after(Effects effects, Catalog next) {
    catalog = next;
    own.addAll(effects.created());
    if (!open) {
      commit();
      return;
    }
    for (Lock lock : effects.locks()) {
      if (lock.existing()) {
        held.merge(
            lock.relation(),
            new HeldLock(lock.relation(), lock.mode(), statement),
            (older, newer) -> newer.mode().compareTo(older.mode()) > 0 ? newer : older);
      }
    }
    effects.dropped().forEach(held::remove);
  }
}
