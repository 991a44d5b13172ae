package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

  private static SourceFile file(String text) {
    return new SourceFile("m.ts", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"src/1-a.ts", "m.js", "m.mts", "m.cts", "m.mjs", "m.cjs", "Migrations/M.TS"})
  void scriptsMayHoldMigrations(String path) {
    assertThat(ScriptNames.mayBeMigration(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m.d.ts",
        "m.spec.ts",
        "m.test.js",
        "m.sql",
        "node_modules/a/m.js",
        "m.e2e-spec.ts",
        "ts"
      })
  void otherFilesDoNot(String path) {
    assertThat(ScriptNames.mayBeMigration(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { MigrationInterface } from 'typeorm'; class A1 { up() {} }",
        "module.exports = class A1690000000123 { async up(queryRunner) {"
            + " await queryRunner.query('x'); } }",
        "function A1690000000123() {} A1690000000123.prototype.up = async function (q) {"
            + " await q.query('x'); };",
        "module.exports = class { name = 'A1690000000123'; async up(queryRunner) {} }"
      })
  void migrationsHaveMarks(String text) {
    assertThat(Marks.areIn(file(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.up = (knex) => knex.schema.createTable('t', () => {})",
        "module.exports = { up: async (queryInterface, Sequelize) => {} }",
        "import { Migration } from '@mikro-orm/migrations'; export class Migration20240101000000"
            + " extends Migration { async up() { this.addSql('x'); } }",
        "export const a = 1"
      })
  void otherFrameworksHaveOthers(String text) {
    assertThat(Marks.areIn(file(text))).isFalse();
  }

  @Test
  void theTimeStampIsThatOfTheClassOrOfTheNameGiven() {
    assertThat(Marks.timestamp(file("class A1690000000123 {}"))).isEqualTo("1690000000123");
    assertThat(Marks.timestamp(file("class A1690000000123 { name = 'B1690000000124'; }")))
        .isEqualTo("1690000000124");
    assertThat(Marks.timestamp(file("class A { }"))).isNull();
  }
}
