package io.github.windlass.analyzer;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationAnalyzer;
import java.util.List;

/** Says what migrations do to a PostgreSQL server. */
public final class PostgresAnalyzer implements MigrationAnalyzer<AnalyzedMigration> {

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public boolean analyzes(Dialect dialect) {
    return dialect == Dialect.POSTGRES;
  }

  @Override
  public List<AnalyzedMigration> analyze(
      List<Migration> history, List<Migration> migrations, int serverVersion) {
    return migrations.stream()
        .map(migration -> new AnalyzedMigration(migration, List.of(), List.of(), migration.gaps()))
        .toList();
  }
}
