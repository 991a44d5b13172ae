package io.github.windlass.extractor.knex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnexExtractorTest {

  private static Migration extract(Map<String, String> files) {
    SourceFile source = new SourceFile("m.js", files.get("m.js"));
    List<Migration> migrations =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                new KnexExtractor()
                    .extract(source, new MemoryProject(files), SchemaView.unknown()));
    assertThat(migrations).hasSize(1);
    return migrations.getFirst();
  }

  private static Migration up(String body) {
    return extract(Map.of("m.js", "exports.up = async (knex) => { " + body + " };"));
  }

  private static List<String> told(Migration migration) {
    return migration.steps().stream()
        .map(step ->
            switch (step) {
              case Step.Sql sql ->
                  sql.condition() == null
                      ? sql.text()
                      : "if " + sql.condition() + ": " + sql.text();
              case Step.Gap gap -> "gap: " + gap.reason();
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.up = (knex) => knex.schema.createTable('t', (t) => {});",
        "export async function up(db) { await db.schema.alterTable('t', (t) => {}); }",
        "import { Knex } from 'knex'; export const up = async (k: Knex) => k.raw('x');",
        "module.exports = { up(knex) {}, down(knex) {} };",
        "const up = (knex) => knex.raw('x');\nmodule.exports = {\n  down,\n  up\n};",
        "exports.up = function(knex) { return knex.raw('x'); };"
      })
  void aFileThatExportsUpAndUsesKnexIsOne(String text) {
    assertThat(new KnexExtractor().match(new SourceFile("m.ts", text), new MemoryProject(Map.of())))
        .isEqualTo(Match.CERTAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.exports = { up: (queryInterface) => queryInterface.sequelize.query('knex') };",
        "export class A1690000000123 implements MigrationInterface { async up(q) { q.raw('x'); } }",
        "exports.up = (pgm) => { pgm.sql('select 1'); };",
        "exports.seed = (knex) => knex('t').del();",
        "export const group = (rows) => db.raw(rows.setup(1), lookup(2, backup, 3));",
        "// what was not picked up (yet)\nexport const a = (knex) => knex.raw('x');"
      })
  void anotherFrameworksFileIsNone(String text) {
    assertThat(new KnexExtractor().match(new SourceFile("m.ts", text), new MemoryProject(Map.of())))
        .isEqualTo(Match.NO);
  }

  @Test
  void aColumnThatDependsOnTheSchemaIsAddedUnderItsCondition() {
    assertThat(
            told(
                up(
                    """
                    const has = await knex.schema.hasColumn('t', 'c');
                    await knex.schema.alterTable('t', (t) => { if (!has) t.text('c'); t.text('d'); });
                    """)))
        .containsExactly(
            "if !has: alter table \"t\" add column \"c\" text",
            "alter table \"t\" add column \"d\" text");
  }

  @Test
  void aTableWhoseColumnsDependOnSomethingIsGivenWithAGap() {
    Migration migration =
        up(
            "await knex.schema.createTable('t', (t) => { t.text('a'); if (process.env.X)"
                + " t.text('b'); });");
    assertThat(migration.statements()).hasSize(1);
    assertThat(migration.gaps()).hasSize(1);
  }

  @Test
  void whatIsUnknownIsAHole() {
    Migration migration =
        up(
            """
            await knex.schema.withSchema(process.env.S).createTable('t', (t) => { t.string('a', process.env.N); });
            await knex(process.env.T).insert({ a: process.env.V });
            """);
    assertThat(told(migration))
        .containsExactly(
            "create table \"${process.env.S}\".\"t\" (\"a\" varchar(${process.env.N}))",
            "insert into \"${process.env.T}\" (\"a\") values ($1)");
    assertThat(migration.statements().getFirst().holes()).hasSize(2);
  }

  @Test
  void anUnknownHelperThatGetsTheBuilderIsAGap() {
    Migration migration =
        extract(
            Map.of(
                "m.js",
                """
                const { audit } = require('somewhere');
                exports.up = (knex) => knex.schema.createTable('t', (t) => { audit(t); t.text('a'); });
                """));
    assertThat(migration.gaps()).isNotEmpty();
    assertThat(migration.statements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await knex.schema.createTable('t', (t) => { t.frobnicate('a'); });",
        "await knex('t').frobnicate('a');",
        "await knex.schema.frobnicate('a');",
        "await knex.migrate.latest();",
        "await knex.raw(process.env.SQL);",
        "await knex('t').upsert({ a: 1 });"
      })
  void whatIsNotModelledIsAGap(String body) {
    assertThat(up(body).gaps()).isNotEmpty();
  }

  @Test
  void aThrownErrorOfKnexIsAGap() {
    assertThat(told(up("await knex.raw('select ?', [1, 2]);")))
        .containsExactly("gap: it throws here: Expected 2 bindings, saw 1");
    assertThat(told(up("await knex('t').where('a', '=>', 1).del();")))
        .containsExactly("gap: it throws here: The operator \"=>\" is not permitted");
  }

  @Test
  void aBatchInsertRunsThoughNobodyWaitsForIt() {
    assertThat(told(up("knex.batchInsert('t', [{ a: 1 }]);")))
        .containsExactly(
            "SAVEPOINT trx2;", "insert into \"t\" (\"a\") values ($1)", "RELEASE SAVEPOINT trx2;");
  }

  @Test
  void theFileSaysWhetherThereIsATransaction() {
    assertThat(up("").transaction()).isEqualTo(TransactionMode.ALL_PENDING);
    assertThat(
            extract(
                    Map.of(
                        "m.js",
                        "exports.config = { transaction: false }; exports.up = (knex) =>"
                            + " knex.raw('a');"))
                .transaction())
        .isEqualTo(TransactionMode.NONE);
  }

  @Test
  void theKnexfileSaysWhichDatabaseItIs() {
    Migration migration =
        extract(
            Map.of(
                "knexfile.js",
                "module.exports = { client: 'mysql2', migrations: { disableTransactions: true } };",
                "m.js",
                "exports.up = async (knex) => { await knex.raw('a ?', [1]); await knex('t').del();"
                    + " };"));
    assertThat(migration.dialect()).isEqualTo(Dialect.MYSQL);
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(told(migration))
        .containsExactly("a ?", "gap: del() on mysql: its SQL is not modelled");
  }

  @Test
  void whatAsksForTheDatabaseIsForSeveral() {
    Migration migration =
        extract(
            Map.of(
                "m.js",
                "/* global APP */ exports.up = (knex) => knex.schema.createTable('t', (t) => { if"
                    + " (APP.db.type === 'mysql') { t.charset('utf8mb4'); } t.integer('a'); });"));
    assertThat(migration.dialect()).isEqualTo(Dialect.POSTGRES);
    assertThat(told(migration)).containsExactly("create table \"t\" (\"a\" integer)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) { await knex('t').del(); }",
        "let q = knex('t'); for (;;) { q = q.where('a', 1); }",
        "const f = (b) => b.where(f); await knex('t').where(f).del();",
        "await knex.schema.createTable('t', (t) => { for (;;) t.text('a'); });",
        "let r = knex.raw('a'); for (;;) { r = knex.raw('??', [r]); }",
        "let q = knex('t'); q.where(q); const o = {}; o.o = o; await knex('t').insert(o);",
        "const q = knex('t'); q.whereIn('a', q); await q;",
        "const j = function () { this.on(j); }; await knex('t').join('u', j);",
        "const r = knex.raw('?'); r.set('?', [r]); await r;"
      })
  void whatNeverEndsIsAGap(String body) {
    assertThat(up(body).gaps()).isNotEmpty();
  }

  /** Each statement after the number of its connection. */
  private static List<String> connections(Migration migration) {
    return migration.statements().stream().map(sql -> sql.connection() + " " + sql.text()).toList();
  }

  @Test
  void outsideATransactionThatIsOpenAnotherConnectionIsUsed() {
    assertThat(
            connections(
                extract(
                    Map.of(
                        "m.js",
                        "exports.config = { transaction: false };"
                            + "exports.up = async (knex) => {"
                            + " const trx = await knex.transaction();"
                            + " await trx.raw('a'); await knex.raw('b');"
                            + " await knex('t').del().transacting(trx);"
                            + " await trx.commit(); await knex.raw('c'); };"))))
        .containsExactly("0 BEGIN;", "0 a", "1 b", "0 delete from \"t\"", "0 COMMIT;", "0 c");
  }

  @Test
  void anotherKnexHasAnotherConnection() {
    assertThat(
            connections(
                extract(
                    Map.of(
                        "m.js",
                        "const other = require('knex')({ client: 'pg' });"
                            + "exports.up = async (knex) => {"
                            + " await knex.raw('a'); await other.raw('b'); };"))))
        .containsExactly("0 a", "1 b");
  }

  @Test
  void aStreamSends() {
    assertThat(told(up("knex('t').stream(); knex.raw('a').pipe(process.stdout);")))
        .containsExactly("select * from \"t\"", "a");
  }

  @Test
  void commandsAsValuesAreAGap() {
    assertThat(told(up("await knex.schema.dropTable('t').generateDdlCommands();")))
        .containsExactly("gap: the commands of a schema builder as values");
  }

  @Test
  void namesOfValuesAreValuesWhereItIsNotKnownWhichThereAre() {
    assertThat(
            told(
                up(
                    "const rows = await knex('t');for (const row of rows) { await knex.raw(\"insert"
                        + " into u values (:a, :b::int, '10:30'::time)\", { ...row, b: 1 }); }")))
        .containsExactly(
            "select * from \"t\"", "insert into u values ($1, $2::int, '10:30'::time)");
    assertThat(
            told(
                up("await knex.raw('delete from :t: where id = :id', JSON.parse(process.env.X));")))
        .last()
        .asString()
        .startsWith("delete from \"${");
  }

  @Test
  void aValueThatIsUndefinedByNameFails() {
    assertThat(told(up("await knex.raw('delete from t where id = :id', { id: undefined });")))
        .containsExactly(
            "gap: it throws here: Undefined binding(s) detected when compiling RAW query: delete"
                + " from t where id = :id");
  }

  @Test
  void whatIsCalledBackMayUseWhatIsDeclaredByThen() {
    assertThat(
            told(
                extract(
                    Map.of(
                        "m.js",
                        "const { Parser } = require('some-package');const read = (text) => new"
                            + " Promise((resolve) => {  const parser = new Parser({ end: () => {"
                            + " parser.stop(); resolve(1); } });  parser.write(text); });exports.up"
                            + " = async (knex) => { await read('x'); await knex.raw('a'); };"))))
        .containsExactly("a");
  }

  @Test
  void aComparisonTellsWhichOfTwoValuesIsMeant() {
    assertThat(
            told(
                up(
                    "const none = {}; const name = process.env.A ? none : { text: () => 'a' };"
                        + "await knex.raw('drop table ' + (name === none ? 'b' : name.text()));")))
        .containsExactly("drop table ${name === none ? 'b' : name.text()}");
  }

  @Test
  void whatAMethodOfSomethingUnknownGivesMayBeNoList() {
    assertThat(
            told(
                up(
                    "const rows = await knex('t'); const found = rows.find((row) => row.a);await"
                        + " knex.raw('delete from t where id = ?', [found.map((x) =>"
                        + " x.id).orNull()]);")))
        .containsExactly("select * from \"t\"", "delete from t where id = $1");
  }

  @Test
  void aQueryIsToldForEachWayInWhichAClauseMayBeThere() {
    assertThat(
            told(
                up(
                    "const query = knex('t').whereNull('a');"
                        + "if (process.env.A) { query.where('id', '>', 1); }"
                        + "await query.orderBy('id').del();")))
        .containsExactly(
            "if process.env.A: delete from \"t\" where \"a\" is null and \"id\" > $1",
            "if !(process.env.A): delete from \"t\" where \"a\" is null");
  }

  @Test
  void aMigrationMayBeCalledAsTestsAndSettingsAre() {
    KnexExtractor knex = new KnexExtractor();
    MemoryProject none = new MemoryProject(Map.of());
    SourceFile migration =
        new SourceFile("m/2_site.config.js", "exports.up = (knex) => knex.schema.dropTable('t');");
    SourceFile test =
        new SourceFile("m/1.test.js", "const { up } = require('./1'); test('a', () => up(knex));");
    for (SourceFile each : List.of(migration, test)) {
      assertThat(knex.mayBeIn(each.path())).isTrue();
    }
    assertThat(knex.mayBeIn("m/1.d.ts")).isFalse();
    assertThat(knex.leavesOut(migration, none)).isFalse();
    assertThat(knex.match(migration, none)).isEqualTo(Match.CERTAIN);
    assertThat(knex.leavesOut(test, none)).isTrue();
    assertThat(knex.match(test, none)).isEqualTo(Match.NO);
  }

  @Test
  void modulesInAFolderBesideMigrationsAreLeftOut() {
    SourceFile module = new SourceFile("m/lib/a.js", "exports.a = (knex) => knex.raw('x');");
    SourceFile odd = new SourceFile("m/2.js", module.text());
    MemoryProject project =
        new MemoryProject(Map.of("m/1_a.js", "", odd.path(), odd.text(), module.path(), ""));
    assertThat(new KnexExtractor().leavesOut(module, project)).isTrue();
    assertThat(new KnexExtractor().leavesOut(odd, project)).isFalse();
  }

  @Test
  void whatIsCalledBackMayBeForAnObject() {
    assertThat(
            told(
                up(
                    "const _ = require('some-package');_.each({ Failure: function (m) { this.name ="
                        + " this.constructor.name; } }, (f) => f);await knex.raw('a');")))
        .containsExactly("a");
  }

  @Test
  void theClassOfTheClientTellsTheDatabase() {
    assertThat(
            told(
                up(
                    "switch (knex.client.constructor.name) {"
                        + "case 'Client_SQLite3': await knex.raw('a'); break;"
                        + "case 'Client_PG': await knex.raw(knex.client.driverName); }")))
        .containsExactly("pg");
  }
}
