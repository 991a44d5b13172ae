package io.github.windlass.analyzer;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an analysis says.
 *
 * @param postgres the server's major version that was assumed
 * @param problems inputs that could not be read
 */
public record Report(int postgres, List<AnalyzedMigration> migrations, List<Problem> problems) {

  /** An input that could not be read, with the reason in one line. */
  public record Problem(String path, String reason) {}

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
    return Stream.concat(
            migrations.stream()
                .flatMap(migration -> migration.statements().stream())
                .map(AnalyzedStatement::risk),
            findings().stream().map(Finding::risk))
        .max(Risk::compareTo)
        .orElse(Risk.SAFE);
  }
}
