package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.rewrite.RewriteParts;
import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.MigrationWriters;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.WrittenMigrations;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files that are written for the rewrites of all rules' pages are read back: the SQL of the
 * steps, in the transactions of the steps.
 */
class RewriteFilesTest {

  private static final Extractors EXTRACTORS = Extractors.installed();
  private static final MigrationWriters WRITERS = MigrationWriters.installed();

  private static final String TYPEORM_TS =
      """
      import { MigrationInterface, QueryRunner } from "typeorm";

      export class AddThings1700000000000 implements MigrationInterface {
        async up(queryRunner: QueryRunner): Promise<void> {}
        async down(queryRunner: QueryRunner): Promise<void> {}
      }
      """;

  private static final String TYPEORM_JS =
      """
      const { MigrationInterface, QueryRunner } = require("typeorm");

      module.exports = class AddThings1700000000000 {
        async up(queryRunner) {}
        async down(queryRunner) {}
      };
      """;

  private static final String RAILS =
      """
      class AddThings < ActiveRecord::Migration[%s]
        def change
        end
      end
      """;

  private static final List<SourceFile> ORIGINALS =
      List.of(
          new SourceFile("src/migrations/1700000000000-AddThings.ts", TYPEORM_TS),
          new SourceFile("migrations/1700000000000-AddThings.js", TYPEORM_JS),
          new SourceFile(
              "migrations/20250101235959_things.js",
              "exports.up = async (knex) => {};\nexports.down = async (knex) => {};\n"),
          new SourceFile(
              "migrations/20250101235959_things.ts",
              """
              import type { Knex } from 'knex';
              export async function up(knex: Knex): Promise<void> {}
              export async function down(knex: Knex): Promise<void> {}
              """),
          new SourceFile(
              "migrations/003_things.mjs",
              "export const up = async (knex) => {};\nexport const down = async (knex) => {};\n"),
          new SourceFile(
              "migrations/20250101235959-things.js",
              """
              'use strict';
              module.exports = {
                async up(queryInterface, Sequelize) {},
                async down(queryInterface) {},
              };
              """),
          new SourceFile(
              "migrations/20250101235959-things.ts",
              """
              import { QueryInterface } from "sequelize";
              export const up = async ({ context: queryInterface }: { context: QueryInterface }) => {};
              """),
          new SourceFile("db/migrate/20250101235959_add_things.rb", RAILS.formatted("7.1")),
          new SourceFile("db/migrate/20250101235959_add_things.rb", RAILS.formatted("5.2")));

  /** TypeORM's mode, without which it refuses the files. */
  private static final SourceFile DATA_SOURCE =
      new SourceFile(
          "data-source.ts",
          """
          import { DataSource } from "typeorm";
          export default new DataSource({ type: "postgres", migrationsTransactionMode: "each" });
          """);

  @TestFactory
  Stream<DynamicTest> whatIsWrittenIsReadBack() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int version : new int[] {11, 13, 18}) {
      for (PageRewrites.Found found : PageRewrites.on(version)) {
        for (SourceFile original : ORIGINALS) {
          tests.add(
              DynamicTest.dynamicTest(
                  found.rule().id() + " on " + version + ", " + original.path(),
                  () -> new RoundTrip(original, found.rewrite(), version).holds()));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(1000);
    return tests.stream();
  }

  /** One rewrite in the language of one original. */
  private record RoundTrip(SourceFile original, SafeRewrite rewrite, int version) {

    void holds() {
      MigrationExtractor extractor =
          EXTRACTORS.detect(original, new Files(List.of(DATA_SOURCE))).orElseThrow();
      WrittenMigrations written = written(extractor);
      List<SourceFile> all = new ArrayList<>(written.files());
      all.add(DATA_SOURCE);
      Project project = new Files(all);
      assertThat(written.files()).extracting(SourceFile::path).doesNotHaveDuplicates().isSorted();
      SchemaView schema = CatalogSchemaView.ofUnknownDatabase(version);
      List<RewriteStep> left = new ArrayList<>(rewrite.steps());
      List<RewriteStep> gone = new ArrayList<>();
      for (SourceFile file : written.files()) {
        assertThat(EXTRACTORS.detect(file, project)).contains(extractor);
        List<Migration> read = extractor.extract(file, project, schema);
        assertThat(read).as(file.text()).hasSize(1);
        assertThat(read.get(0).gaps()).as(file.text()).isEmpty();
        compare(read.get(0), left, gone, extractor.format(), file);
        schema = schema.after(read.get(0));
      }
      assertThat(left).isEmpty();
    }

    private WrittenMigrations written(MigrationExtractor extractor) {
      Migration migration =
          extractor.extract(original, new Files(List.of(DATA_SOURCE, original))).get(0);
      return WRITERS
          .forFormat(extractor.format())
          .orElseThrow()
          .write(
              new MigrationDraft(
                  original, migration, 0, RewriteParts.of(rewrite, "things", new HashSet<>())));
    }

    /** Takes the steps away that a file stands for. */
    private static void compare(
        Migration read,
        List<RewriteStep> left,
        List<RewriteStep> gone,
        String format,
        SourceFile file) {
      List<String> sent = new ArrayList<>();
      for (Step.Sql sql : read.statements()) {
        assertThat(sql.condition()).as(file.text()).isNull();
        assertThat(sql.connection()).as(file.text()).isZero();
        sent.add(sql.text());
      }
      boolean together = left.get(0).transaction() == RewriteTransaction.OWN;
      if (together) {
        switch (format) {
          case "typeorm", "rails" ->
              assertThat(read.transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
          default -> {
            if (sent.size() > 1) {
              assertThat(read.transaction()).isEqualTo(TransactionMode.EXPLICIT);
              assertThat(sent.remove(0).replace(";", ""))
                  .isIn("BEGIN", "BEGIN TRANSACTION", "START TRANSACTION");
              assertThat(sent.remove(sent.size() - 1).replace(";", "")).isEqualTo("COMMIT");
            }
          }
        }
      } else {
        assertThat(read.transaction()).as(file.text()).isEqualTo(TransactionMode.NONE);
      }
      int size = 0;
      for (String sql : sent) {
        if (!left.isEmpty() && same(sql, left.get(0).sql(), format)) {
          RewriteStep step = left.remove(0);
          gone.add(step);
          RewriteTransaction expected =
              !together
                  ? RewriteTransaction.NONE
                  : size == 0 ? RewriteTransaction.OWN : RewriteTransaction.SAME;
          assertThat(step.transaction()).as(sql).isEqualTo(expected);
          size++;
        } else {
          assertThat(sql.startsWith("RESET ") || isRepeated(sql, gone)).as(sql).isTrue();
        }
      }
      assertThat(size).as(file.text()).isPositive();
      if (together) {
        assertThat(left.isEmpty() || left.get(0).transaction() != RewriteTransaction.SAME).isTrue();
      }
    }

    /** A setting of the session that an earlier file made. */
    private static boolean isRepeated(String sql, List<RewriteStep> gone) {
      return sql.startsWith("SET ")
          && !sql.startsWith("SET LOCAL ")
          && gone.stream().anyMatch(step -> step.sql().equals(sql));
    }

    /** To the letter; what Rails writes itself, by its tree. */
    private static boolean same(String sent, String sql, String format) {
      return sent.strip().equals(sql)
          || (format.equals("rails") && printed(sent).equals(printed(sql)));
    }

    private static String printed(String sql) {
      List<Statement> statements = PostgresParser.parse(sql).statements();
      return statements.size() == 1 ? SqlPrinter.print(statements.get(0)) : sql;
    }
  }

  /** A project in memory. */
  private record Files(Map<String, SourceFile> byPath) implements Project {

    Files(List<SourceFile> all) {
      this(all.stream().collect(java.util.stream.Collectors.toMap(SourceFile::path, file -> file)));
    }

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      SourceFile found = byPath.get(path);
      if (found == null) {
        throw new UnreadableSourceException("no such file");
      }
      return found;
    }

    @Override
    public List<String> list(String folder) {
      return byPath.keySet().stream()
          .filter(path -> path.startsWith(folder))
          .map(path -> path.substring(folder.length()))
          .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : path)
          .distinct()
          .sorted()
          .toList();
    }
  }
}
