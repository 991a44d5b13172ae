package io.github.windlass.extractor;

import java.util.ArrayList;
import java.util.List;

/**
 * What a framework runs as one unit, with the SQL that it will send.
 *
 * @param path the source's path, as the user knows it
 * @param format the extractor's {@link MigrationExtractor#format() format}
 * @param name the framework's own name or version for it
 * @param steps in the order in which they would run
 * @param comments what stands in the sources for whoever judges the migration, in order for each
 *     source; comments that stand in a step's own SQL need not be there. Code that means the same,
 *     such as {@code safety_assured} of Rails, is there by its name, with the place of what it
 *     encloses
 */
public record Migration(
    String path,
    String format,
    String name,
    Dialect dialect,
    TransactionMode transaction,
    List<Step> steps,
    List<Comment> comments) {

  public Migration {
    steps = List.copyOf(steps);
    comments = List.copyOf(comments);
  }

  /** A migration without comments. */
  public Migration(
      String path,
      String format,
      String name,
      Dialect dialect,
      TransactionMode transaction,
      List<Step> steps) {
    this(path, format, name, dialect, transaction, steps, List.of());
  }

  /** The same with further comments. */
  public Migration with(List<Comment> further) {
    List<Comment> all = new ArrayList<>(comments);
    all.addAll(further);
    return new Migration(path, format, name, dialect, transaction, steps, all);
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
