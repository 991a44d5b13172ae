package io.github.windlass.analyzer.rule;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.extractor.Migration;
import java.util.List;

/**
 * What a rule sees of a migration.
 *
 * @param statements in the order in which they run
 * @param run all migrations that are analysed together, in order; this is one of them
 * @param index the place of this one in {@code run}
 */
public record CheckedMigration(
    Migration migration, List<CheckedStatement> statements, Run run, int index) {

  /**
   * The migrations that are analysed together.
   *
   * @param migrations the statements of each
   * @param end the schema after the last of them
   */
  public record Run(List<List<CheckedStatement>> migrations, Catalog end) {

    public Run {
      migrations = List.copyOf(migrations);
    }
  }

  public CheckedMigration {
    statements = List.copyOf(statements);
  }
}
