package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationAnalyzer;
import java.util.List;
import java.util.Map;

/** Says what migrations do to a PostgreSQL server. */
public final class PostgresAnalyzer implements MigrationAnalyzer<AnalyzedMigration> {

  private final Rules rules;
  private final SessionSettings session;
  private final RuleOptions options;
  private final TableSizes sizes;

  /** Judges by the rules on the class path that judge by default. */
  public PostgresAnalyzer() {
    this(Rules.installed().byDefault(), SessionSettings.of(Map.of()));
  }

  /**
   * Judges by rules.
   *
   * @param session the settings with which a session starts
   */
  public PostgresAnalyzer(Rules rules, SessionSettings session) {
    this(rules, session, RuleOptions.DEFAULTS);
  }

  /**
   * Judges by rules.
   *
   * @param session the settings with which a session starts
   */
  public PostgresAnalyzer(Rules rules, SessionSettings session, RuleOptions options) {
    this(rules, session, options, TableSizes.UNKNOWN);
  }

  private PostgresAnalyzer(
      Rules rules, SessionSettings session, RuleOptions options, TableSizes sizes) {
    this.rules = rules;
    this.session = session;
    this.options = options;
    this.sizes = sizes;
  }

  /** The same analyzer, which knows how large tables are. */
  public PostgresAnalyzer sized(TableSizes known) {
    return new PostgresAnalyzer(rules, session, options, known);
  }

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
    return analyze(Catalog.empty(), history, migrations, serverVersion);
  }

  /**
   * As {@link #analyze(List, List, int)}, on a schema of which something is known.
   *
   * @param before the schema before the history
   */
  public List<AnalyzedMigration> analyze(
      Catalog before, List<Migration> history, List<Migration> migrations, int serverVersion) {
    Walk walk = walk(before, history, serverVersion);
    migrations.forEach(walk::next);
    return walk.judged();
  }

  /** One that is given migrations one after another, as they become known. */
  Walk walk(Catalog before, List<Migration> history, int serverVersion) {
    return new Walk(
        before, history, serverVersion, session, sizes, options, new Judgement(rules, options));
  }
}
