package io.github.windlass.analyzer;

import io.github.windlass.extractor.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an analysis says.
 *
 * @param postgres the server's major version that was assumed
 * @param problems inputs that could not be read
 */
public record Report(int postgres, List<AnalyzedMigration> migrations, List<Problem> problems) {

  public Report {
    migrations = List.copyOf(migrations);
    problems = List.copyOf(problems);
  }

  /** All findings, of migrations and of statements. */
  public List<Finding> findings() {
    return migrations.stream()
        .flatMap(migration ->
            Stream.concat(
                migration.statements().stream().flatMap(statement -> statement.findings().stream()),
                migration.findings().stream()))
        .toList();
  }

  /** All findings that comments allow, of migrations and of statements. */
  public List<Finding> allowed() {
    return migrations.stream().flatMap(migration -> migration.allAllowed().stream()).toList();
  }

  /** The number of statements that were understood. */
  public int statements() {
    return migrations.stream().mapToInt(migration -> migration.statements().size()).sum();
  }

  /** The number of places that were not understood. */
  public int gaps() {
    return migrations.stream().mapToInt(migration -> migration.gaps().size()).sum();
  }

  /** The understood part, from 0 to 1; 1 where there is nothing. */
  public double coverage() {
    int all = statements() + gaps();
    return all == 0 ? 1 : (double) statements() / all;
  }

  /** The highest risk of any statement or finding; SAFE where there is none. */
  public Risk maxRisk() {
    Risk max = Risk.SAFE;
    for (AnalyzedMigration migration : migrations) {
      max = max.orHigher(migration.maxRisk());
    }
    return max;
  }
}
