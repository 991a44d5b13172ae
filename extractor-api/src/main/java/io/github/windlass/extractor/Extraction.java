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
    return steps() - gaps();
  }

  /** The number of places that could not be recovered. */
  public int gaps() {
    int gaps = 0;
    for (Migration migration : migrations) {
      for (Step step : migration.steps()) {
        if (step instanceof Step.Gap) {
          gaps++;
        }
      }
    }
    return gaps;
  }

  /** Every step is one or the other. */
  private int steps() {
    int steps = 0;
    for (Migration migration : migrations) {
      steps += migration.steps().size();
    }
    return steps;
  }

  /** The recovered part, from 0 to 1; 1 where there is nothing. */
  public double coverage() {
    int all = steps();
    return all == 0 ? 1 : (double) (all - gaps()) / all;
  }
}
