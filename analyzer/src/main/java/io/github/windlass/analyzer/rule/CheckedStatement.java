package io.github.windlass.analyzer.rule;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of a statement.
 *
 * @param condition source text of the guard under which it runs; null: always
 * @param repeats whether it runs an unknown number of times
 * @param held locks that its transaction holds already
 * @param upgrades its locks on what the transaction has a weaker lock on
 * @param before the schema that it meets
 * @param after the schema that it leaves
 * @param risk what it can do to a server in use, before any rule judges
 * @param number its number in the transaction, which {@link HeldLock#since} counts, from 1
 * @param waits locks that a transaction of the same migration holds on another connection, and that
 *     it waits for: for ever, where the code waits for it before it ends that transaction
 * @param first the number of the first statement of its transaction; its own outside of one
 * @param holes the parts of its text that are not known, as they are written; in the tree a name, a
 *     value or nothing stands for each
 */
public record CheckedStatement(
    Statement statement,
    Origin origin,
    @Nullable String condition,
    boolean repeats,
    Effects effects,
    List<HeldLock> held,
    List<LockUpgrade> upgrades,
    Catalog before,
    Catalog after,
    Setting setting,
    Risk risk,
    int number,
    List<HeldLock> waits,
    int first,
    List<String> holes) {

  /**
   * Where a statement runs.
   *
   * @param postgres the server's major version
   * @param format the migration's format, such as {@code prisma}
   * @param inTransactionBlock whether other statements may share its transaction
   * @param session the settings that hold for it
   * @param options what rules are told by whoever uses them
   */
  public record Setting(
      int postgres,
      String format,
      TransactionMode transaction,
      boolean inTransactionBlock,
      SessionSettings session,
      RuleOptions options) {}

  public CheckedStatement {
    held = List.copyOf(held);
    upgrades = List.copyOf(upgrades);
    waits = List.copyOf(waits);
    holes = List.copyOf(holes);
  }

  /** Whether something stands in it for what is not known. */
  public boolean hasHole() {
    return !holes.isEmpty();
  }

  /** Whether the statement surely fails. */
  public boolean fails() {
    return effects.fails() != null;
  }

  /** The lock on a relation that others can see. */
  public Optional<LockMode> lockOn(RelationName relation) {
    for (Lock lock : effects.locks()) {
      if (lock.existing() && lock.relation().equals(relation)) {
        return Optional.of(lock.mode());
      }
    }
    return Optional.empty();
  }

  /** Whether others can see the relation: it was there before the migration. */
  public boolean isShared(RelationName relation) {
    return lockOn(relation).isPresent();
  }

  /** The relations that others can see and that take time in proportion to their rows. */
  public List<RelationName> worksOn() {
    return effects.locks().stream()
        .filter(Lock::existing)
        .map(Lock::relation)
        .filter(name -> effects.rewrites().contains(name) || effects.scans().contains(name))
        .toList();
  }
}
