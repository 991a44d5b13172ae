package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connections that migrations use: their own, and those beside it over which statements go that
 * are sent while a transaction is open, and not in it.
 */
final class Sessions {

  private final TransactionWindow own;
  private final SessionSettings settings;
  private final Map<Integer, TransactionWindow> others = new TreeMap<>();

  /**
   * @param settings those with which a session starts
   */
  Sessions(TransactionWindow own, SessionSettings settings) {
    this.own = own;
    this.settings = settings;
  }

  TransactionWindow own() {
    return own;
  }

  /** The connection of a number, as steps have it; 0 is the migration's own. */
  TransactionWindow of(int connection) {
    if (connection == 0) {
      return own;
    }
    TransactionWindow window =
        others.computeIfAbsent(connection, ignored -> TransactionWindow.beside(own, settings));
    window.sees(own.committed());
    return window;
  }

  /** Statements are counted over all connections. */
  void nextStatement() {
    own.nextStatement();
    others.values().forEach(TransactionWindow::nextStatement);
  }

  /** A further migration starts: it has a connection of its own. */
  void nextMigration() {
    others.clear();
    own.nextMigration();
  }

  /** From here on, there may be relations that are not known, or known ones may be gone. */
  void mayMissRelations() {
    own.mayMissRelations();
    others.values().forEach(TransactionWindow::mayMissRelations);
  }

  /**
   * The locks of transactions of the migration's own that a statement waits for. Where the code
   * waits for the statement before it ends the transaction, that is for ever: the server sees two
   * clients, of which one is idle.
   */
  List<HeldLock> waits(TransactionWindow window, Effects effects) {
    if (others.isEmpty()) {
      return List.of();
    }
    List<HeldLock> waits = new ArrayList<>();
    if (window != own) {
      waits.addAll(own.inTheWayOf(effects));
    }
    for (TransactionWindow other : others.values()) {
      if (other != window) {
        waits.addAll(other.inTheWayOf(effects));
      }
    }
    return waits;
  }

  /** Tells the migration's own connection what another did. */
  void after(TransactionWindow window, Statement statement, int version) {
    if (window != own) {
      own.elsewhere(catalog -> CatalogFold.fold(catalog, statement, version));
    }
  }
}
