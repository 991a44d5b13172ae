package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import org.jspecify.annotations.Nullable;

/** Statements that keep readers or writers of tables in use out. */
final class KeptOut {

  private KeptOut() {}

  /** The relation of which others wait, and wait for no CONCURRENTLY; null if nobody waits. */
  static @Nullable RelationName by(CheckedStatement checked) {
    if (!checked.fails()) {
      for (Lock lock : checked.effects().locks()) {
        if (lock.existing() && lock.mode().blocksWrites() && lock.kind() != RelationKind.INDEX) {
          return lock.relation();
        }
      }
    }
    return null;
  }

  /** The first such statement of a migration; null without. */
  static @Nullable CheckedStatement first(CheckedMigration migration) {
    for (CheckedStatement checked : migration.statements()) {
      if (by(checked) != null) {
        return checked;
      }
    }
    return null;
  }
}
