package io.github.windlass.extractor;

import java.util.List;

/**
 * What a framework runs as one unit, with the SQL that it will send.
 *
 * @param path the source's path, as the user knows it
 * @param format the extractor's {@link MigrationExtractor#format() format}
 * @param name the framework's own name or version for it
 * @param steps in the order in which they would run
 */
public record Migration(
    String path,
    String format,
    String name,
    Dialect dialect,
    TransactionMode transaction,
    List<Step> steps) {

  public Migration {
    steps = List.copyOf(steps);
  }

  /** The steps that send SQL. */
  public List<Step.Sql> statements() {
    return steps.stream().filter(Step.Sql.class::isInstance).map(Step.Sql.class::cast).toList();
  }

  /** The steps that could not be recovered. */
  public List<Step.Gap> gaps() {
    return steps.stream().filter(Step.Gap.class::isInstance).map(Step.Gap.class::cast).toList();
  }

  /** The recovered part of the steps, from 0 to 1; 1 where there are none. */
  public double coverage() {
    return steps.isEmpty() ? 1 : (double) statements().size() / steps.size();
  }
}
