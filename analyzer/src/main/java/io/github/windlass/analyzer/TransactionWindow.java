package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows a session through its transactions: what is held, what is the transaction's own, and the
 * schema to go back to.
 */
final class TransactionWindow {

  private static final int HELD_LIMIT = 200;

  /** How the transaction that is open came to be. */
  private enum Block {
    /** None is open: each statement is a transaction. */
    NONE,
    /** By a string of several statements; it ends with the string. */
    IMPLICIT,
    /** By the runner. */
    RUNNER,
    /** By BEGIN. */
    EXPLICIT
  }

  /**
   * A place to roll back to.
   *
   * @param statement the number of the statement that set it
   */
  private record Savepoint(String name, int statement, Catalog catalog, SessionSettings settings) {}

  private final HeldLocks locks = new HeldLocks();
  private final List<Savepoint> savepoints = new ArrayList<>();
  private final Set<RelationName> own = new HashSet<>();

  /** What transactions hold that PREPARE TRANSACTION has cut loose from their session, by name. */
  private final Map<String, List<HeldLock>> prepared = new LinkedHashMap<>();

  private Catalog catalog;
  private Catalog atStart;
  private SessionSettings settings;
  private SessionSettings settingsAtStart;

  /** The search path after the transaction, if SET LOCAL has changed it for now. */
  private @Nullable List<String> pathAfter;

  private Block block = Block.NONE;
  private int statement;

  /** The number of the first statement of the transaction that is open. */
  private int opened;

  TransactionWindow(Catalog catalog, SessionSettings settings) {
    this.catalog = catalog;
    this.atStart = catalog;
    this.settings = settings;
    this.settingsAtStart = settings;
  }

  /**
   * A further connection, on which no transaction is open.
   *
   * @param own that of the migration, whose statements it counts
   * @param settings those with which a session starts
   */
  static TransactionWindow beside(TransactionWindow own, SessionSettings settings) {
    TransactionWindow window = new TransactionWindow(own.committed(), settings);
    window.statement = own.statement;
    return window;
  }

  Catalog catalog() {
    return catalog;
  }

  /** What another connection sees: nothing of the transaction that is open. */
  Catalog committed() {
    return isOpen() ? atStart : catalog;
  }

  /** Sees what another connection has committed, where no transaction is open. */
  void sees(Catalog committed) {
    if (!isOpen()) {
      catalog = committed;
      atStart = committed;
    }
  }

  /** Takes note of what another connection did. */
  void elsewhere(UnaryOperator<Catalog> change) {
    catalog = change.apply(catalog);
    atStart = change.apply(atStart);
    savepoints.replaceAll(each ->
        new Savepoint(
            each.name(), each.statement(), change.apply(each.catalog()), each.settings()));
  }

  /** The settings that hold for the next statement. */
  SessionSettings settings() {
    return settings;
  }

  /** The number of the statement that runs, from 1, counted from the start of the transaction. */
  int statement() {
    return statement;
  }

  /** The number of the first statement of the transaction, or of the statement outside of one. */
  int first() {
    return isOpen() ? opened : statement;
  }

  /** From here on, there may be relations that are not known, or known ones may be gone. */
  void mayMissRelations() {
    catalog = catalog.uncertain();
    atStart = atStart.uncertain();
    savepoints.replaceAll(each ->
        new Savepoint(each.name(), each.statement(), each.catalog().uncertain(), each.settings()));
  }

  /** Whether several statements share a transaction now. */
  boolean isOpen() {
    return block != Block.NONE;
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
    return prepared.isEmpty()
        ? locks.conflicting()
        : Stream.concat(prepared.values().stream().flatMap(List::stream), locks.conflicting())
            .sorted(Comparator.comparingInt(HeldLock::since));
  }

  /** The locks that a statement takes on what the transaction has a weaker lock on. */
  List<LockUpgrade> upgrades(Effects effects) {
    return locks.upgrades(effects.locks());
  }

  /** The locks of the open transaction that a statement of another connection waits for. */
  List<HeldLock> inTheWayOf(Effects effects) {
    return locks.inTheWayOf(effects.locks());
  }

  /** A further migration starts; unless a transaction is open, what others made is in use now. */
  void nextMigration() {
    if (!isOpen()) {
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
    open(Block.RUNNER);
  }

  /** A string of several statements starts, which is a transaction unless one is open. */
  void beginString() {
    open(Block.IMPLICIT);
  }

  private void open(Block by) {
    if (block == Block.NONE) {
      block = by;
      opened = by == Block.EXPLICIT ? statement : statement + 1;
      atStart = catalog;
      settingsAtStart = settings;
    }
  }

  /** All locks go. */
  private void commit() {
    if (pathAfter != null) {
      catalog = catalog.withSearchPath(pathAfter);
      pathAfter = null;
    }
    catalog = catalog.afterCommit();
    block = Block.NONE;
    savepoints.clear();
    locks.release();
    atStart = catalog;
    settings = settings.afterTransaction();
    settingsAtStart = settings;
  }

  /** The runner ends its transaction; one that the text opened goes on. */
  void end() {
    if (block != Block.EXPLICIT) {
      commit();
    }
  }

  /** The effects of a statement that controls transactions. */
  Effects transactionStatement(TransactionStmt control) {
    return switch (control.kind()) {
      case BEGIN, START -> {
        open(Block.EXPLICIT);
        block = Block.EXPLICIT;
        yield Effects.NONE;
      }
      case COMMIT -> ended(control);
      case ROLLBACK -> {
        catalog = atStart;
        settings = settingsAtStart;
        pathAfter = null;
        yield ended(control);
      }
      case PREPARE -> {
        prepared.put(Objects.requireNonNullElse(control.gid(), ""), locks.conflicting().toList());
        commit();
        yield Effects.NONE;
      }
      case COMMIT_PREPARED, ROLLBACK_PREPARED -> {
        prepared.remove(Objects.requireNonNullElse(control.gid(), ""));
        yield Effects.NONE;
      }
      case SAVEPOINT, RELEASE, ROLLBACK_TO ->
          block == Block.NONE || block == Block.IMPLICIT
              // DefineSavepoint and its neighbours in xact.c.
              ? Effects.failing("25P01", "savepoints are of use in transaction blocks alone")
              : savepoint(control, Objects.requireNonNullElse(control.savepointName(), ""));
    };
  }

  private Effects ended(TransactionStmt control) {
    boolean open = isOpen();
    commit();
    if (open && control.chain()) {
      block = Block.EXPLICIT;
      opened = statement + 1;
    }
    return Effects.NONE;
  }

  private Effects savepoint(TransactionStmt control, String name) {
    if (control.kind() == TransactionStmt.Kind.SAVEPOINT) {
      savepoints.add(new Savepoint(name, statement, catalog, settings));
      return Effects.NONE;
    }
    int last = savepoints.size() - 1;
    while (last >= 0 && !savepoints.get(last).name().equals(name)) {
      last--;
    }
    if (last < 0) {
      return Effects.failing("3B001", "there is no savepoint " + name);
    }
    Savepoint savepoint = savepoints.get(last);
    if (control.kind() == TransactionStmt.Kind.RELEASE) {
      savepoints.subList(last, savepoints.size()).clear();
    } else {
      savepoints.subList(last + 1, savepoints.size()).clear();
      locks.backTo(savepoint.statement());
      catalog = savepoint.catalog();
      settings = savepoint.settings();
    }
    return Effects.NONE;
  }

  /** Takes note of what a statement did. */
  void after(Statement run, Effects effects, Catalog next) {
    settings = settings.after(run, isOpen());
    if (run instanceof VariableSetStmt set && set.isLocal()) {
      local(next);
      return;
    }
    if (!next.searchPath().equals(catalog.searchPath())) {
      // A later SET outlives the transaction again.
      pathAfter = null;
    }
    catalog = next;
    own.addAll(effects.created());
    if (!isOpen()) {
      commit();
      return;
    }
    for (Lock lock : effects.locks()) {
      if (lock.existing()) {
        locks.take(lock.relation(), lock.mode(), statement);
      }
    }
    effects.dropped().forEach(relation -> locks.drop(relation, statement));
  }

  /** SET LOCAL holds to the end of the transaction, and does nothing outside of one. */
  private void local(Catalog next) {
    if (isOpen()) {
      if (pathAfter == null) {
        pathAfter = catalog.searchPath();
      }
      catalog = next;
    }
  }
}
