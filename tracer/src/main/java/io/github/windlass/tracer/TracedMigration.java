package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedMigration;
import java.util.List;

/** A migration that was run, with its gaps and findings as they were predicted. */
public record TracedMigration(AnalyzedMigration predicted, List<TracedStatement> statements) {

  public TracedMigration {
    statements = List.copyOf(statements);
  }
}
