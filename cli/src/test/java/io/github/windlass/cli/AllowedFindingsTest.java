package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.PostgresAnalyzer;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.Suppression;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments in sources of every language allow findings; tested here because all meet here. */
class AllowedFindingsTest {

  private static final String BUILT = "index-built-without-concurrently";

  @TempDir Path folder;

  private Report analyze(String name, String text) throws IOException {
    return analyze(name, text, RuleOptions.DEFAULTS);
  }

  private Report analyze(String name, String text, RuleOptions options) throws IOException {
    Path before =
        Files.writeString(
            folder.resolve("before.sql"), "CREATE TABLE orders (id bigint, user_id bigint);");
    Files.writeString(folder.resolve("package.json"), "{}");
    Path file = Files.writeString(folder.resolve(name), text);
    return Windlass.builder()
        .history(before)
        .directory(folder)
        .ruleOptions(options)
        .build()
        .analyze(file);
  }

  private static List<String> rules(Report report) {
    return report.findings().stream().map(Finding::rule).toList();
  }

  private static List<String> allowed(Report report) {
    return report.migrations().stream()
        .flatMap(migration -> migration.statements().stream())
        .flatMap(statement -> statement.allowed().stream())
        .map(Finding::rule)
        .toList();
  }

  @Test
  void aCommentOfAnSqlFileAllowsTheNextStatement() throws IOException {
    Report report =
        analyze(
            "m.sql",
            """
            -- windlass:allow index-built-without-concurrently small
            CREATE INDEX a ON orders (id);
            CREATE INDEX b ON orders (id);
            """);
    assertThat(rules(report)).containsExactly(BUILT);
    assertThat(allowed(report)).containsExactly(BUILT);
  }

  @Test
  void whatIsAllowedNoLongerCountsAsRisk() throws IOException {
    String index = "CREATE INDEX a ON orders (id);";
    assertThat(analyze("m.sql", index).maxRisk()).isEqualTo(Risk.HIGH);
    assertThat(analyze("m.sql", index + " -- windlass:allow " + BUILT + " small").maxRisk())
        .isEqualTo(Risk.SAFE);
  }

  @Test
  void whatIsAllowedOfAnotherKindLeavesTheRisk() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.sql"),
            "CREATE INDEX ON orders (id); -- windlass:allow unnamed-index as others do");
    Report report =
        Windlass.builder()
            .directory(folder)
            .rules(Rules.installed().only(rule -> rule.id().equals("unnamed-index")))
            .build()
            .analyze(file);
    assertThat(allowed(report)).containsExactly("unnamed-index");
    assertThat(report.maxRisk()).isEqualTo(Risk.HIGH);
  }

  @Test
  void commentsOfKnexStandBeforeTheCallOrInIt() throws IOException {
    Report report =
        analyze(
            "20250101000000_m.js",
            """
            exports.up = async (knex) => {
              // windlass:allow index-built-without-concurrently small
              await knex.schema.alterTable('orders', (t) => {
                t.index('id', 'a');
              });
              await knex.raw('CREATE INDEX c ON orders (id)'); /* windlass:allow index-built-without-concurrently small */
              await knex.schema.alterTable('orders', (t) => {
                t.index('id', 'b');
              });
            };
            exports.down = async () => {};
            """);
    assertThat(rules(report)).containsExactly(BUILT);
    assertThat(allowed(report)).containsExactly(BUILT, BUILT);
  }

  @Test
  void commentsOfTypeScriptMayStandInAHelperThatIsImported() throws IOException {
    Files.writeString(
        folder.resolve("helper.ts"),
        """
        export async function build(runner: any, name: string) {
          // windlass:allow index-built-without-concurrently small
          await runner.query(`CREATE INDEX ${name} ON orders (id)`);
        }
        """);
    Report report =
        analyze(
            "1700000000000-m.ts",
            """
            import { MigrationInterface, QueryRunner } from "typeorm";
            import { build } from "./helper";
            export class M1700000000000 implements MigrationInterface {
              async up(runner: QueryRunner): Promise<void> {
                await build(runner, "a");
                await runner.query("CREATE INDEX b ON orders (id)");
                // windlass:allow index-built-without-concurrently small
                await runner.query("CREATE INDEX c ON orders (id)");
              }
              async down(runner: QueryRunner): Promise<void> {}
            }
            """);
    assertThat(allowed(report)).containsExactly(BUILT, BUILT);
    assertThat(rules(report)).containsExactly(BUILT);
  }

  @Test
  void commentsOfSqlCountInsideAString() throws IOException {
    Report report =
        analyze(
            "1700000000000-m.ts",
            """
            import { MigrationInterface, QueryRunner } from "typeorm";
            export class M1700000000000 implements MigrationInterface {
              async up(runner: QueryRunner): Promise<void> {
                await runner.query(`
                  -- windlass:allow index-built-without-concurrently small
                  CREATE INDEX a ON orders (id);
                `);
              }
              async down(runner: QueryRunner): Promise<void> {}
            }
            """);
    assertThat(allowed(report)).containsExactly(BUILT);
    assertThat(rules(report)).isEmpty();
  }

  @Test
  void commentsOfSequelizeCount() throws IOException {
    Report report =
        analyze(
            "20250101000000-m.js",
            """
            'use strict';
            module.exports = {
              async up(queryInterface, Sequelize) {
                // windlass:allow index-built-without-concurrently small
                await queryInterface.addIndex('orders', ['id'], { name: 'a' });
              },
              async down(queryInterface) {},
            };
            """);
    assertThat(allowed(report)).containsExactly(BUILT);
    assertThat(rules(report)).isEmpty();
  }

  @Test
  void aMisspeltNameIsTold() throws IOException {
    Report report =
        analyze(
            "m.sql",
            "-- windlass:allow index-build-without-concurrently\nCREATE INDEX a ON orders (id);");
    assertThat(rules(report)).containsExactlyInAnyOrder(BUILT, "allow-of-unknown-rule");
    assertThat(report.findings())
        .extracting(Finding::message)
        .contains(
            "windlass:allow on line 1 names index-build-without-concurrently, which is no rule; "
                + BUILT
                + " is.");
  }

  @Test
  void otherLintersCommentsCountOnlyWhereTheyAreHonoured() throws IOException {
    String text =
        "-- squawk-ignore require-concurrent-index-creation\nCREATE INDEX a ON orders (id);";
    assertThat(rules(analyze("m.sql", text))).isEmpty();
    assertThat(
            rules(
                analyze(
                    "m.sql",
                    text,
                    RuleOptions.DEFAULTS.withHonoured(Set.of(Suppression.Language.WINDLASS)))))
        .containsExactly(BUILT);
  }

  @Test
  void commentsOfRailsCountAndSoDoesSafetyAssured() throws IOException {
    Report report =
        analyze(
            "1_add.rb",
            """
            class Add < ActiveRecord::Migration[7.1]
              def change
                # windlass:allow index-built-without-concurrently few rows
                add_index :orders, :id
                say "# windlass:allow-file index-built-without-concurrently"
                safety_assured do
                  add_index :orders, :user_id
                end
                add_index :orders, [:id, :user_id]
              end
            end
            """);
    assertThat(rules(report)).containsExactly(BUILT);
    assertThat(allowed(report)).containsOnly(BUILT).hasSizeGreaterThan(1);
  }

  @Test
  void whatSafetyAssuredEnclosesIsAllowed() {
    SourceFile source =
        new SourceFile("m.rb", "safety_assured { add_index :orders, :id }\nadd_index :orders, :b");
    String sql = "CREATE INDEX ON orders (id)";
    List<Step> steps =
        List.of(
            new Step.Sql(
                sql,
                SourceMap.produced(sql.length(), source, new Span(17, 39)),
                null,
                false,
                List.of()),
            new Step.Sql(
                sql,
                SourceMap.produced(sql.length(), source, new Span(42, 63)),
                null,
                false,
                List.of()));
    Migration migration =
        new Migration(
            "m.rb",
            "rails",
            "m",
            Dialect.POSTGRES,
            TransactionMode.PER_MIGRATION,
            steps,
            List.of(new Comment("safety_assured", source.origin(new Span(0, 41)))));
    AnalyzedMigration analyzed =
        new PostgresAnalyzer().analyze(List.of(), List.of(migration), 18).get(0);
    assertThat(analyzed.statements())
        .extracting(AnalyzedStatement::allowed)
        .extracting(List::size)
        .containsExactly(1, 0);
  }
}
