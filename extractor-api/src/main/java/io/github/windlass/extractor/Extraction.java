package io.github.windlass.extractor;

import java.util.List;

/**
 * What was found in the inputs.
 *
 * @param migrations in the order in which they would run
 * @param problems inputs that could not be read; the others were
 */
public record Extraction(List<Migration> migrations, List<Problem> problems) {

  public Extraction {
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }

  /** The number of SQL steps. */
  public int statements() {
    return migrations.stream().mapToInt(migration -> migration.statements().size()).sum();
  }

  /** The number of places that could not be recovered. */
  public int gaps() {
    return migrations.stream().mapToInt(migration -> migration.gaps().size()).sum();
  }

  /** The recovered part, from 0 to 1; 1 where there is nothing. */
  public double coverage() {
    int all = statements() + gaps();
    return all == 0 ? 1 : (double) statements() / all;
  }
}
