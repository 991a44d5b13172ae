package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What options make of a statement that no recording has: by ActiveRecord's source, {@code
 * postgresql/schema_statements.rb} and {@code schema_creation.rb} of the version.
 */
class UnrecordedOptionsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7.1 | add_unique_constraint :a, using_index: 'i', name: 'n' | ALTER TABLE "a" ADD CONSTRAINT "n" UNIQUE USING INDEX "i"
          8.0 | add_unique_constraint :a, [:b], name: 'n', nulls_not_distinct: true | ALTER TABLE "a" ADD CONSTRAINT "n" UNIQUE NULLS NOT DISTINCT ("b")
          7.1 | create_schema 's', if_not_exists: true | CREATE SCHEMA IF NOT EXISTS "s"
          7.1 | create_schema 's', force: true | DROP SCHEMA IF EXISTS "s" CASCADE; CREATE SCHEMA "s"
          7.1 | drop_enum :e, if_exists: true | DROP TYPE IF EXISTS "e"
          7.1 | add_enum_value :e, 'a', before: 'b' | ALTER TYPE "e" ADD VALUE 'a' BEFORE 'b'
          8.0 | add_enum_value :e, 'a', if_not_exists: true | ALTER TYPE "e" ADD VALUE IF NOT EXISTS 'a'
          7.1 | disable_extension 'x', force: :cascade | DROP EXTENSION IF EXISTS "x" CASCADE
          7.2 | create_join_table :a, :b, primary_key: %i[a_id b_id] | CREATE TABLE "a_b" ("a_id" bigint NOT NULL, "b_id" bigint NOT NULL)
          8.2 | create_join_table :a, :b, primary_key: %i[a_id b_id] | CREATE TABLE "a_b" ("a_id" bigint NOT NULL, "b_id" bigint NOT NULL, PRIMARY KEY ("a_id", "b_id"))
          8.2 | add_foreign_key :a, :b, enforced: false, name: 'n' | ALTER TABLE "a" ADD CONSTRAINT "n" FOREIGN KEY ("b_id") REFERENCES "b" ("id") NOT ENFORCED
          """)
  void theyAreWrittenAsTheSourceHasThem(String version, String call, String sql) {
    String text =
        "class X < ActiveRecord::Migration["
            + version
            + "]\n  def change\n    "
            + call
            + "\n  end\nend\n";
    StringBuilder told = new StringBuilder();
    for (Step step :
        new RailsExtractor()
            .extract(
                new SourceFile("db/migrate/20200101000000_x.rb", text),
                new ProjectFolder(folder, "", ProjectFolder.SIZE_LIMIT, Map.of("rails", version)))
            .get(0)
            .steps()) {
      told.append(told.isEmpty() ? "" : "; ")
          .append(
              step instanceof Step.Sql sent
                  ? sent.text().strip().replaceAll(";$", "").replaceAll("\\s+", " ")
                  : "gap");
    }
    assertThat(told.toString()).isEqualTo(sql);
  }
}
