package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The locks that a transaction holds, by the statements that took them. A lock goes at the end of
 * the transaction, or where a savepoint from before it is rolled back to (manual, "Explicit
 * Locking").
 */
final class HeldLocks {

  /** The locks on each relation that were stronger than those before, weakest and oldest first. */
  private final Map<RelationName, Deque<HeldLock>> held = new LinkedHashMap<>();

  /** Relations that are gone, by the statement that dropped them: nobody waits for them. */
  private final Map<RelationName, Integer> dropped = new HashMap<>();

  void take(RelationName relation, LockMode mode, int statement) {
    Deque<HeldLock> locks = held.computeIfAbsent(relation, ignored -> new ArrayDeque<>());
    HeldLock strongest = locks.peekLast();
    if (strongest == null || mode.compareTo(strongest.mode()) > 0) {
      locks.addLast(new HeldLock(relation, mode, statement));
    }
    dropped.remove(relation);
  }

  void drop(RelationName relation, int statement) {
    dropped.put(relation, statement);
  }

  /** Gives back the locks that later statements took. */
  void backTo(int statement) {
    held.values()
        .removeIf(locks -> {
          while (!locks.isEmpty() && locks.getLast().since() > statement) {
            locks.removeLast();
          }
          return locks.isEmpty();
        });
    dropped.values().removeIf(since -> since > statement);
  }

  void release() {
    held.clear();
    dropped.clear();
  }

  /** The strongest lock on each relation, if it conflicts with writers or itself; oldest first. */
  Stream<HeldLock> conflicting() {
    List<HeldLock> conflicting = new ArrayList<>();
    held.forEach((relation, locks) -> {
      HeldLock strongest = locks.getLast();
      if (strongest.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0
          && !dropped.containsKey(relation)) {
        conflicting.add(strongest);
      }
    });
    conflicting.sort(Comparator.comparingInt(HeldLock::since));
    return conflicting.stream();
  }

  /** The locks that are held on what another transaction wants to lock, and do not let it. */
  List<HeldLock> inTheWayOf(List<Lock> wanted) {
    List<HeldLock> found = new ArrayList<>();
    for (Lock lock : wanted) {
      Deque<HeldLock> before = held.get(lock.relation());
      if (lock.existing() && before != null) {
        for (HeldLock each : before) {
          if (each.mode().conflictsWith(lock.mode())) {
            found.add(each);
            break;
          }
        }
      }
    }
    return found;
  }

  /** The locks among a statement's that are stronger than one that is held on the same relation. */
  List<LockUpgrade> upgrades(List<Lock> locks) {
    List<LockUpgrade> upgrades = new ArrayList<>();
    for (Lock lock : locks) {
      Deque<HeldLock> before = held.get(lock.relation());
      if (lock.existing() && before != null) {
        HeldLock strongest = before.getLast();
        if (lock.mode().compareTo(strongest.mode()) > 0) {
          upgrades.add(
              new LockUpgrade(lock.relation(), strongest.mode(), lock.mode(), strongest.since()));
        }
      }
    }
    return upgrades;
  }
}
