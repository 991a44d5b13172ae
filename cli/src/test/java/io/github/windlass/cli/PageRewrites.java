package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.PostgresAnalyzer;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.fixtures.RulePage;
import io.github.windlass.fixtures.RulePage.Block;
import io.github.windlass.fixtures.RulePage.Section;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rewrites that rules' pages bring about. */
final class PageRewrites {

  /** A rewrite, with the place that brings it about. */
  record Found(Rule rule, Section section, Block block, SafeRewrite rewrite) {}

  private PageRewrites() {}

  /** Those of all pages on a version of the server, where the page does not ask for another. */
  static List<Found> on(int version) {
    List<Found> all = new ArrayList<>();
    for (Rule rule : Rules.installed().all()) {
      for (Section section : RulePage.of(rule.page()).sections()) {
        for (Block block : section.migrations()) {
          if (isProven(section, block, version)) {
            for (SafeRewrite rewrite : of(rule, section, block, version)) {
              all.add(new Found(rule, section, block, rewrite));
            }
          }
        }
      }
    }
    return all;
  }

  /** How many the pages say that there are. */
  static int shown(int version) {
    int shown = 0;
    for (Rule rule : Rules.installed().all()) {
      for (Section section : RulePage.of(rule.page()).sections()) {
        for (Block block : section.migrations()) {
          shown += isProven(section, block, version) ? block.rewrites() : 0;
        }
      }
    }
    return shown;
  }

  /** Whether a block is flagged on a version, and has tables to run on. */
  private static boolean isProven(Section section, Block block, int version) {
    String postgres = block.words().getOrDefault("postgres", String.valueOf(version));
    return section.isFlagged()
        && !section.given().isEmpty()
        && postgres.equals(String.valueOf(version));
  }

  private static List<SafeRewrite> of(Rule rule, Section section, Block block, int version) {
    List<Migration> given = section.given().stream().map(each -> migration(each.text())).toList();
    List<Migration> run = new ArrayList<>();
    for (Block each : section.migrations()) {
      run.add(migration(each.text()));
      if (each == block) {
        break;
      }
    }
    return new PostgresAnalyzer(new Rules(List.of(rule)), SessionSettings.of(Map.of()))
        .analyze(Catalog.empty(), given, run, version).stream()
            .skip(run.size() - 1L)
            .flatMap(PageRewrites::findings)
            .map(Finding::rewrite)
            .filter(rewrite -> rewrite != null)
            .toList();
  }

  private static Stream<Finding> findings(AnalyzedMigration migration) {
    return Stream.concat(
        migration.statements().stream().flatMap(statement -> statement.findings().stream()),
        migration.findings().stream());
  }

  /** Statements that commit by themselves, each a step. */
  static Migration migration(String sql) {
    SourceFile source = new SourceFile("page.sql", sql);
    List<Step> steps = new ArrayList<>();
    for (Script.Item item : PostgresParser.parse(sql).items()) {
      steps.add(Step.Sql.verbatim(source, new Span(item.span().start(), item.span().end())));
    }
    return new Migration("page.sql", "sql", "page", Dialect.POSTGRES, TransactionMode.NONE, steps);
  }
}
