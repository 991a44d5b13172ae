package io.github.windlass.extractor.knex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a knexfile says that changes what is sent. */
class KnexfileTest {

  private static final SourceFile MIGRATION =
      new SourceFile(
          "db/migrations/m.js", "exports.up = (knex) => knex.schema.dropTable('userRoles');");

  private static List<String> told(String name, String knexfile) {
    return told(Map.of(name, knexfile, MIGRATION.path(), MIGRATION.text()));
  }

  private static List<String> told(Map<String, String> files) {
    MemoryProject project = new MemoryProject(files);
    return new KnexExtractor()
            .extract(
                new SourceFile(MIGRATION.path(), files.getOrDefault(MIGRATION.path(), "")),
                project,
                SchemaView.unknown())
            .getFirst()
            .steps()
            .stream()
            .map(step ->
                switch (step) {
                  case Step.Sql sql -> sql.text();
                  case Step.Gap gap -> "gap: " + gap.reason();
                })
            .toList();
  }

  @Test
  void namesAreMappedByTheFunctionOfTheLikeliestEnvironment() {
    assertThat(
            told(
                "knexfile.js",
                "const { knexSnakeCaseMappers } = require('objection');"
                    + "module.exports = { development: { client: 'pg' },"
                    + " production: { client: 'pg', ...knexSnakeCaseMappers() } };"))
        .containsExactly("drop table \"user_roles\"");
  }

  @Test
  void theFileMayBeTypeScriptAndExportAFunction() {
    assertThat(
            told(
                "db/knexfile.ts",
                "import type { Knex } from 'knex'; import { snakeCase } from 'lodash';"
                    + "export default async (): Promise<Knex.Config> => ({ client: 'pg',"
                    + " wrapIdentifier: (value, original) => original(snakeCase(value)) });"))
        .containsExactly("drop table \"user_roles\"");
  }

  @Test
  void namesAreMappedByATable() {
    assertThat(
            told(
                "knexfile.js",
                "const { knexIdentifierMapping } = require('objection');"
                    + "module.exports = { client: 'pg',"
                    + " ...knexIdentifierMapping({ roles_of_users: 'userRoles' }) };"))
        .containsExactly("drop table \"roles_of_users\"");
  }

  @Test
  void aFunctionThatIsNotKnownIsAGap() {
    assertThat(
            told(
                "knexfile.js",
                "const map = require('some-package');"
                    + "module.exports = { client: 'pg', wrapIdentifier: (v, o) => o(map(v)) };"))
        .containsExactly(
            "gap: it is not known how the knexfile maps names: names may be sent otherwise",
            "drop table \"userRoles\"");
  }

  @Test
  void aSearchPathIsSetFirst() {
    assertThat(told("knexfile.js", "exports.client = 'pg'; exports.searchPath = 'app';"))
        .containsExactly("set search_path to \"app\"", "drop table \"userRoles\"");
    assertThat(told("knexfile.js", "module.exports = { searchPath: process.env.PATHS };"))
        .containsExactly("gap: the search path: process.env.PATHS", "drop table \"userRoles\"");
  }

  @Test
  void whatItImportsCounts() {
    String migration = MIGRATION.text();
    assertThat(
            told(
                Map.of(
                    "knexfile.js",
                    "module.exports = require('./src/config').database;",
                    "src/config/index.js",
                    "exports.database = require('./database');",
                    "src/config/database.js",
                    "const { knexSnakeCaseMappers } = require('objection');"
                        + "module.exports = { client: 'pg', ...knexSnakeCaseMappers() };",
                    MIGRATION.path(),
                    migration)))
        .containsExactly("drop table \"user_roles\"");
    assertThat(
            told(
                Map.of(
                    "knexfile.ts",
                    "import { db } from './db.js'; export default db;",
                    "db.ts",
                    "export const db = { client: 'mysql2' };",
                    MIGRATION.path(),
                    migration)))
        .containsExactly("gap: dropTable() on mysql: its SQL is not modelled");
  }

  @Test
  void anOptionThatMayBeThereIsNotThereUnlessAWordSaysSo() {
    String mappers = "const m = process.env.MAP === 'true' ? mappers() : {};";
    String options = "module.exports = { client: 'pg', ...m };";
    assertThat(
            told(
                "knexfile.js",
                "const { knexSnakeCaseMappers: mappers } = require('objection');"
                    + mappers
                    + options))
        .containsExactly(
            "drop table \"userRoles\"",
            "gap: it is not known how the knexfile maps names: depends on process.env.MAP ==="
                + " 'true': names may be sent otherwise");
    assertThat(
            told(
                "knexfile.js",
                "const mappers = require('some-package'); // searchPath\n" + mappers + options))
        .containsExactly("gap: the search path: searchPath of m", "drop table \"userRoles\"");
  }

  @Test
  void whereNamesMayBeInSnakeCaseThoseThatAreAlreadyStay() {
    assertThat(
            told(
                Map.of(
                    "knexfile.js",
                    "const { knexSnakeCaseMappers } = require('objection');"
                        + "const m = process.env.MAP === 'true' ? knexSnakeCaseMappers() : {};"
                        + "module.exports = { client: 'pg', ...m };",
                    MIGRATION.path(),
                    "exports.up = (knex) => knex.schema.dropTable('user_roles2');")))
        .containsExactly("drop table \"user_roles2\"");
  }

  @Test
  void aKnexfileThatFailsIsAGap() {
    assertThat(told("knexfile.js", "throw new Error('no'); // searchPath"))
        .contains("drop table \"userRoles\"")
        .hasSize(2);
  }

  @Test
  void migrationsOfSeveralFoldersRunByTheNamesOfTheirFiles() {
    MemoryProject several =
        new MemoryProject(
            Map.of("knexfile.js", "module.exports = { migrations: { directory: ['a', 'b'] } };"));
    assertThat(new KnexExtractor().orderKey(MIGRATION, several)).isEqualTo("m.js");
    MemoryProject apart =
        new MemoryProject(
            Map.of(
                "knexfile.js",
                "module.exports = { migrations: { directory: ['a', 'b'],"
                    + " sortDirsSeparately: true } };"));
    assertThat(new KnexExtractor().orderKey(MIGRATION, apart)).isNull();
  }

  @Test
  void withoutAClientTheDriversTellTheDatabase() {
    String migration = MIGRATION.text();
    assertThat(
            told(
                Map.of(
                    "package.json",
                    "{ \"dependencies\": { \"knex\": \"3\", \"mysql2\": \"3\" } }",
                    MIGRATION.path(),
                    migration)))
        .containsExactly("gap: dropTable() on mysql: its SQL is not modelled");
    assertThat(
            told(
                Map.of(
                    "package.json",
                    "{ \"dependencies\": { \"pg\": \"8\" } }",
                    "db/package.json",
                    "{ \"dependencies\": { \"knex\": \"3\", \"sqlite3\": \"5\" } }",
                    MIGRATION.path(),
                    migration)))
        .containsExactly("drop table \"userRoles\"");
    assertThat(
            told(
                Map.of(
                    "package.json",
                    "{ \"dependencies\": { \"mysql2\": \"3\" } }",
                    MIGRATION.path(),
                    migration)))
        .containsExactly("drop table \"userRoles\"");
  }
}
