package io.github.windlass.analyzer.rule;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement among those around it.
 *
 * @param index the statement's place in {@code migration}
 */
public record Moment(CheckedMigration migration, int index) {

  public CheckedStatement statement() {
    return migration.statements().get(index);
  }

  /** The statement after it in the migration. */
  public Optional<CheckedStatement> next() {
    return index + 1 < migration.statements().size()
        ? Optional.of(migration.statements().get(index + 1))
        : Optional.empty();
  }

  /** The statement before it in the migration. */
  public Optional<CheckedStatement> previous() {
    return index > 0 ? Optional.of(migration.statements().get(index - 1)) : Optional.empty();
  }

  /**
   * The statement that ran as a number of this one's transaction; see {@link
   * CheckedStatement#number}.
   */
  public Optional<CheckedStatement> numbered(int number) {
    int back = statement().number() - number;
    int in = migration.index();
    int at = index - back;
    List<List<CheckedStatement>> all = migration.run().migrations();
    while (at < 0 && in > 0) {
      in--;
      at += all.get(in).size();
    }
    List<CheckedStatement> found = in == migration.index() ? migration.statements() : all.get(in);
    // Statements of another connection in between count by themselves.
    return at >= 0 && at < found.size() && found.get(at).number() == number
        ? Optional.of(found.get(at))
        : Optional.empty();
  }

  /**
   * Whether nobody reads a relation any more, for the migration locked it before in the same
   * transaction. What migrations before locked does not count: they may have run already.
   */
  public boolean holds(RelationName relation) {
    for (HeldLock lock : statement().held()) {
      if (lock.relation().equals(relation)
          && lock.mode().blocksReads()
          && index >= statement().number() - lock.since()) {
        return true;
      }
    }
    return false;
  }

  /** What ran before it in the same transaction, in earlier migrations too, oldest first. */
  public List<CheckedStatement> earlier() {
    List<CheckedStatement> earlier = new ArrayList<>();
    for (int number = statement().first(); number < statement().number(); number++) {
      numbered(number).ifPresent(earlier::add);
    }
    return earlier;
  }
}
