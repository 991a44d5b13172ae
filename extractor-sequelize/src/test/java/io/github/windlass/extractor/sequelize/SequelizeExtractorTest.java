package io.github.windlass.extractor.sequelize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequelizeExtractorTest {

  private static final String PATH = "migrations/20200101-a.js";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.exports = { up(q, S) { return q.dropTable('t') } }",
        "module.exports = { up: function (q) { return q.dropTable('t') }, down() {} }",
        "exports.up = async q => { await q.dropTable('t') }",
        "module.exports.up = (q) => q.dropTable('t')",
        "export const up = async (q) => { await q.dropTable('t') }",
        "export async function up(q) { await q.dropTable('t') }",
        "export default { up: async (q) => q.dropTable('t') }",
        "exports.default = { up: async (q) => q.dropTable('t') }",
        "export const up = async ({ context }) => { await context.dropTable('t') }",
        "export const up = async ({ context: q }) => q.dropTable('t')",
        "export const up = async ({ context: { queryInterface } }) =>"
            + " queryInterface.dropTable('t')",
        "export const up = async ({ context: sequelize }) => {"
            + " await sequelize.getQueryInterface().dropTable('t') }",
        "export const up = async (params) => params.context.dropTable('t')",
        "module.exports = { up: ({ dropTable }) => dropTable('t') }",
        "module.exports = { up: (q, { sequelize }) => q.sequelize.queryInterface.dropTable('t') }",
        "class M { async up(q) { await q.dropTable('t') } } module.exports = new M()",
        "module.exports = class { static async up(q) { await q.dropTable('t') } }",
        "module.exports = class { async up(q) { await q.dropTable('t') } }",
        "const up = q => q.dropTable('t'); module.exports = { up, down: () => {} }",
        "module.exports = { up(q, S, done) { q.dropTable('t').then(() => done()) } }",
      })
  void aMigrationHasOneOfManyShapes(String text) {
    assertThat(told(run(text))).containsExactly("DROP TABLE IF EXISTS \"t\";");
  }

  @Test
  void aFileOfCommentsAloneHoldsNone() {
    assertThat(extract("/* module.exports = { up: (queryInterface) => {} } */")).isEmpty();
  }

  @Test
  void aFileWithoutUpIsAGap() {
    assertThat(told(run("exports.down = (queryInterface) => {}")))
        .containsExactly("gap unsupported: no function up is exported here");
  }

  @Test
  void itsNameIsThatOfTheFile() {
    assertThat(run("exports.up = () => {}").name()).isEqualTo("20200101-a.js");
  }

  @Test
  void marksAreTheQueryInterfaceAndAFunctionUp() {
    assertThat(match("module.exports = { up: (queryInterface) => {} }")).isEqualTo(Match.CERTAIN);
    assertThat(match("const { Sequelize } = require('sequelize'); exports.up = () => {}"))
        .isEqualTo(Match.CERTAIN);
    assertThat(match("const { Sequelize } = require('sequelize'); const group = update()"))
        .isEqualTo(Match.NO);
    assertThat(match("exports.up = (knex) => knex.schema.dropTable('t')")).isEqualTo(Match.NO);
    assertThat(
            match(
                "import { MigrationInterface } from 'typeorm'; class A { up(queryInterface) {} }"))
        .isEqualTo(Match.NO);
  }

  @Test
  void withoutATransactionEachStatementCommits() {
    assertThat(run("exports.up = (q) => q.dropTable('t')").transaction())
        .isEqualTo(TransactionMode.NONE);
  }

  @Test
  void aTransactionIsTheCodesOwn() {
    Migration migration =
        run(
            "exports.up = (q) => q.sequelize.transaction(t => q.dropTable('t', { transaction: t"
                + " }))");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(told(migration))
        .containsExactly("START TRANSACTION;", "DROP TABLE IF EXISTS \"t\";", "COMMIT;");
  }

  @Test
  void whatFailsRollsBack() {
    assertThat(
            told(
                run(
                    "exports.up = (q) => q.sequelize.transaction(async t => {"
                        + " await q.dropTable('t'); throw new Error('no') })")))
        .containsExactly(
            "START TRANSACTION;",
            "DROP TABLE IF EXISTS \"t\";",
            "ROLLBACK;",
            "gap unsupported: it throws here: no");
  }

  @Test
  void whatIsNotKnownIsAHole() {
    assertThat(
            told(
                run(
                    "exports.up = (q, S) => q.addColumn(process.env.T, 'x',"
                        + " { type: S.STRING(process.env.N), defaultValue: process.env.D })")))
        .containsExactly(
            "ALTER TABLE \"public\".\"${process.env.T}\" ADD COLUMN \"x\""
                + " VARCHAR(${process.env.N}) DEFAULT ${process.env.D};");
  }

  @Test
  void aTypeThatIsNotKnownMayNeedAnEnum() {
    assertThat(told(run("exports.up = (q, S) => q.addColumn('t', 'x', S[process.env.T])")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("gap dynamic: an enum type is made first, if the type of x is one");
  }

  @Test
  void whatAModelSendsIsToldAsFarAsNoRowsDecide() {
    assertThat(
            told(
                run(
                    "exports.up = async (q, S) => {"
                        + " const M = q.sequelize.define('m', { a: S.INTEGER });"
                        + " await M.update({ a: 1 }, { where: { a: 2 }, silent: true });"
                        + " await M.truncate(); const m = await M.findOne();"
                        + " await M.upsert({ a: 1 }); await m.save(); }")))
        .containsExactly(
            "UPDATE \"ms\" SET \"a\"=$1 WHERE \"a\" = $2",
            "TRUNCATE \"ms\"",
            "gap dynamic: m.findOne(), on the table \"ms\": what it sends depends on more than its"
                + " code",
            "gap dynamic: m.upsert(), on the table \"ms\": what it sends depends on more than its"
                + " code",
            "gap dynamic: calls m.save, which may send SQL");
  }

  @Test
  void aModelOfAnUnknownTableIsAGap() {
    assertThat(
            told(
                run(
                    "exports.up = async (q, S) => {"
                        + " const M = q.sequelize.define('mouse', { a: S.INTEGER });"
                        + " await M.create({ a: 1 }); }")))
        .containsExactly("gap unsupported: mouse.create(): what models send is not modelled");
  }

  @Test
  void methodsThatThereAreNotAreGaps() {
    assertThat(told(run("exports.up = (q) => q.createView('v')")))
        .containsExactly("gap unsupported: QueryInterface has no method createView");
  }

  @Test
  void rowsThatAreNotKnownAreAGapOrHaveHoles() {
    assertThat(
            told(
                run(
                    "exports.up = async (q) => {"
                        + " const [rows] = await q.sequelize.query('SELECT 1');"
                        + " await q.bulkInsert('t', rows.map(r => ({ a: r.a }))); }")))
        .hasSize(2)
        .last()
        .asString()
        .isEqualTo("INSERT INTO \"t\" (\"a\") VALUES (${r.a});");
    assertThat(told(run("exports.up = (q) => q.bulkInsert('t', require('./rows.json'))")))
        .anyMatch(told -> told.startsWith("gap "));
  }

  @Test
  void anEnumThatMayBeThereIsMadeUnderACondition() {
    Migration migration = run("exports.up = (q, S) => q.createTable('t', { s: S.ENUM('a') })");
    assertThat(migration.statements())
        .extracting(Step.Sql::condition)
        .containsExactly("there is no type public.enum_t_s", null);
  }

  @Test
  void describeTableIsAnsweredFromTheHistory() {
    String text =
        "exports.up = async (q, S) => { const d = await q.describeTable('t');"
            + " if (!d.x) await q.addColumn('t', 'x', S.TEXT);"
            + " if (!d.a) await q.addColumn('t', 'a', S.TEXT); }";
    SchemaView before = CatalogSchemaView.ofEmptyDatabase(15).after("CREATE TABLE t (a text)");
    assertThat(run(text, before).statements())
        .extracting(Step.Sql::text, Step.Sql::condition)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ALTER TABLE \"public\".\"t\" ADD COLUMN \"x\" TEXT;", null));
    assertThat(run(text).statements())
        .extracting(Step.Sql::condition)
        .containsExactly("!d.x", "!d.a");
  }

  @Test
  void databasesAreMadeAndDropped() {
    assertThat(
            told(
                run(
                    "exports.up = async (q) => { await q.createDatabase('d', { encoding: 'UTF8',"
                        + " template: 'template0' }); await q.dropDatabase('d'); }")))
        .containsExactly(
            "CREATE DATABASE \"d\" ENCODING = 'UTF8' TEMPLATE = 'template0';",
            "DROP DATABASE IF EXISTS \"d\";");
  }

  @Test
  void typesThatPostgresqlMayNotHaveAreWrittenAllTheSame() {
    assertThat(
            told(
                run(
                    "exports.up = (q, S) => q.createTable('t', { a: S.GEOMETRY('POINT', 4326),"
                        + " b: S.GEOGRAPHY, c: S.TINYINT(1), d: S.MEDIUMINT(5).UNSIGNED,"
                        + " e: S.VIRTUAL, f: S.GEOMETRY })")))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS \"t\" (\"a\" GEOMETRY(POINT,4326), \"b\" GEOGRAPHY,"
                + " \"c\" TINYINT, \"d\" MEDIUMINT(5) UNSIGNED, \"e\" VIRTUAL,"
                + " \"f\" GEOMETRY);");
  }

  @Test
  void randomIsAFunction() {
    assertThat(
            told(
                run(
                    "exports.up = (q) => q.bulkUpdate('t',"
                        + " { a: q.sequelize.random() }, { b: q.sequelize.literal('c') })")))
        .containsExactly("UPDATE \"t\" SET \"a\"=RANDOM() WHERE c");
  }

  @Test
  void oldPromisesHadMore() {
    assertThat(
            told(
                run(
                    "exports.up = (q) => q.sequelize.query('SELECT 1').spread((rows) =>"
                        + " q.dropTable('a')).tap(() => q.dropTable('b'))"
                        + ".then(() => ['c', 'd']).each((t) => q.dropTable(t))")))
        .containsExactly(
            "SELECT 1",
            "DROP TABLE IF EXISTS \"a\";",
            "DROP TABLE IF EXISTS \"b\";",
            "DROP TABLE IF EXISTS \"c\";",
            "DROP TABLE IF EXISTS \"d\";");
  }

  @Test
  void whatPromisesHaveBesidesDependsOnTheProjectsVersion() {
    String asked =
        "exports.up = async (q) => { const p = q.sequelize.query('SELECT 1');"
            + " if (p.spread) await q.dropTable('old'); else await q.dropTable('new'); }";
    assertThat(toldFor("^5.21.1", asked))
        .containsExactly("SELECT 1", "DROP TABLE IF EXISTS \"old\";");
    assertThat(toldFor("6.x", asked)).containsExactly("SELECT 1", "DROP TABLE IF EXISTS \"new\";");
    for (String unclear : List.of(">=4 <7", "4 || 6", "latest", "*", "catalog:")) {
      assertThat(conditions(extractFor(unclear, asked)))
          .as(unclear)
          .containsExactly("null", "p.spread", "!(p.spread)");
    }
  }

  @Test
  void aMethodThatPromisesOfTheProjectsVersionHaveNotIsAnError() {
    String called =
        "exports.up = (q) => q.sequelize.query('SELECT 1').spread((rows) => q.dropTable('a'))";
    assertThat(toldFor("4.44.0", called))
        .containsExactly("SELECT 1", "DROP TABLE IF EXISTS \"a\";");
    assertThat(toldFor("^6.37.8", called))
        .containsExactly(
            "SELECT 1",
            "gap unsupported: it throws here: q.sequelize.query('SELECT 1').spread is not a"
                + " function");
  }

  @Test
  void aMethodThatMayBeMissingIsCalledUnderThatCondition() {
    String perhaps =
        "exports.up = async (q) => { await q.sequelize.query('SELECT 1')"
            + ".spread?.(() => q.dropTable('a')); await q.missing?.('b'); }";
    assertThat(toldFor("5", perhaps)).containsExactly("SELECT 1", "DROP TABLE IF EXISTS \"a\";");
    assertThat(toldFor("6", perhaps)).containsExactly("SELECT 1");
    assertThat(conditions(extractFor("*", perhaps)).get(1)).contains("spread?.(");
  }

  @Test
  void asynchronousFunctionsGiveTheLanguagesOwnPromises() {
    assertThat(
            toldFor(
                "5.0.0",
                "const f = async (q) => q.dropTable('a'); exports.up = async (q) => {"
                    + " const p = f(q); if (p.spread) await q.dropTable('b');"
                    + " if (p instanceof Promise) await q.dropTable('c');"
                    + " if (q.dropTable('d') instanceof Promise) await q.dropTable('e');"
                    + " if ('tap' in q.dropTable('f')) await q.dropTable('g'); }"))
        .containsExactly(
            "DROP TABLE IF EXISTS \"a\";",
            "DROP TABLE IF EXISTS \"c\";",
            "DROP TABLE IF EXISTS \"d\";",
            "DROP TABLE IF EXISTS \"f\";",
            "DROP TABLE IF EXISTS \"g\";");
  }

  @Test
  void theNearestManifestThatNamesSequelizeSaysItsVersion() {
    String asked =
        "exports.up = (q) => q.dropTable(q.sequelize.query('SELECT 1').map ? 'old' : 'new')";
    MemoryProject project =
        new MemoryProject(
            Map.of(
                "package.json", "{\"dependencies\": {\"sequelize\": \"^4.44.4\"}}",
                "packages/a/package.json", "{\"peerDependencies\": {\"sequelize\": \"~6.1\"}}",
                "packages/b/package.json", "{\"dependencies\": {\"pg\": \"8\"}}",
                "packages/c/package.json", "no JSON"));
    for (String in : List.of("a", "b", "c")) {
      SourceFile source = new SourceFile("packages/" + in + "/migrations/1-a.js", asked);
      assertThat(told(new SequelizeExtractor().extract(source, project).get(0)))
          .as(in)
          .contains("DROP TABLE IF EXISTS \"" + (in.equals("a") ? "new" : "old") + "\";");
    }
  }

  @Test
  void theClassOfOldPromisesHasFunctionsOfItsOwn() {
    assertThat(
            told(
                run(
                    "const P = require('bluebird'); const fs = P.promisifyAll(require('fs'));"
                        + " exports.up = (q, S) => P.map(['a', 'b'], (t) => q.dropTable(t))"
                        + ".then(() => S.Promise.each(['c'], (t) => q.dropTable(t)))"
                        + ".then(() => P.join(q.dropTable('d'), 2, (d, n) => q.dropTable('e' + n)))"
                        + ".then(() => P.props({ x: q.dropTable('f'), y: P.resolve(3) }))"
                        + ".then(({ y }) => P.reduce([1, 2], (sum, n) =>"
                        + " q.dropTable('g' + n).then(() => sum + n), y))"
                        + ".then((sum) => q.dropTable('h' + sum))"
                        + ".then(() => fs.readFileAsync(__filename, 'utf8'))"
                        + ".then((text) => q.dropTable('i' + text.length))"
                        + ".return('j').tap((t) => q.dropTable(t)).then((t) => t + 2)"
                        + ".finally(() => q.dropTable('k'))"
                        + ".then((t) => P.try(() => { throw new TypeError(t) }))"
                        + ".catch(RangeError, () => q.dropTable('no'))"
                        + ".catch(TypeError, (e) => q.dropTable(e.message))")))
        .containsExactly(
            "DROP TABLE IF EXISTS \"a\";",
            "DROP TABLE IF EXISTS \"b\";",
            "DROP TABLE IF EXISTS \"c\";",
            "DROP TABLE IF EXISTS \"d\";",
            "DROP TABLE IF EXISTS \"e2\";",
            "DROP TABLE IF EXISTS \"f\";",
            "DROP TABLE IF EXISTS \"g1\";",
            "DROP TABLE IF EXISTS \"g2\";",
            "DROP TABLE IF EXISTS \"h6\";",
            "DROP TABLE IF EXISTS \"i786\";",
            "DROP TABLE IF EXISTS \"j\";",
            "DROP TABLE IF EXISTS \"k\";",
            "DROP TABLE IF EXISTS \"j2\";");
  }

  @Test
  void handlersOfOldPromisesAreCalledForTheErrorsThatTheyAreFor() {
    assertThat(
            told(
                run(
                    "const P = require('bluebird'); const fails = () => P.reject(new"
                        + " TypeError('x')); exports.up = (q) => fails().caught(() =>"
                        + " q.dropTable('a')).then(() => fails().tapCatch(() =>"
                        + " q.dropTable('b')).catchReturn('c')).then((t) => q.dropTable(t)).then(()"
                        + " => fails().catch(RangeError, TypeError, () =>"
                        + " q.dropTable('d'))).then(() => fails().caught(RangeError, () =>"
                        + " q.dropTable('no')).catch(() => q.dropTable('e')))")))
        .containsExactly(
            "DROP TABLE IF EXISTS \"a\";",
            "DROP TABLE IF EXISTS \"b\";",
            "DROP TABLE IF EXISTS \"c\";",
            "DROP TABLE IF EXISTS \"d\";",
            "DROP TABLE IF EXISTS \"e\";");
  }

  @ParameterizedTest
  @ValueSource(strings = {"call", "caught", "catchReturn", "catchThrow", "tapCatch", "spread"})
  void aMethodOfOldPromisesMayBeCalledWithNothing(String method) {
    assertThat(
            told(
                run(
                    "const P = require('bluebird'); exports.up = async (q) => {"
                        + " await q.dropTable('a'); try { await P.resolve([])."
                        + method
                        + "(); } catch (e) { } await q.dropTable('b'); }")))
        .startsWith("DROP TABLE IF EXISTS \"a\";")
        .endsWith("DROP TABLE IF EXISTS \"b\";");
  }

  @Test
  void manyComparisonsOfOneValueComeToAnEnd() {
    String text =
        "exports.up = async (q) => { const x = process.env.A ? 'a' : 'b'; let n = 0; for (let i ="
            + " 0; i < 200000; i++) { const y = x === 'a'; } await q.dropTable('t'); }";
    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> told(run(text))))
        .isNotEmpty();
  }

  @Test
  void anUnknownListIsGivenToAllParameters() {
    assertThat(
            told(
                run(
                    "exports.up = (q) => q.sequelize.query('SELECT 1').spread((rows, meta) =>"
                        + " q.sequelize.query(`SELECT ${meta.rowCount}`))")))
        .hasSize(2);
  }

  @Test
  void whatIsPutOnTheGlobalObjectIsAVariable() {
    assertThat(
            told(
                run(
                    "global.prefix = 'x_'; globalThis.lower = (t) => t.toLowerCase();"
                        + " exports.up = (q) => q.dropTable(prefix + lower('T')"
                        + " + (global.other || typeof other))")))
        .containsExactly("DROP TABLE IF EXISTS \"x_tundefined\";");
  }

  @Test
  void constraintsMayBeWrittenAsForSequelize5() {
    assertThat(
            told(
                run(
                    "exports.up = (q) => q.addConstraint('t', ['a'], { type: 'unique',"
                        + " name: 'u' })")))
        .containsExactly("ALTER TABLE \"t\" ADD CONSTRAINT \"u\" UNIQUE (\"a\");");
  }

  @Test
  void anotherDatabaseIsTold() {
    Migration migration =
        new SequelizeExtractor()
            .extract(
                new SourceFile(PATH, "exports.up = (q) => q.dropTable('t')"),
                new MemoryProject(
                    Map.of("config/config.json", "{\"development\": {\"dialect\": \"mysql\"}}")))
            .get(0);
    assertThat(told(migration))
        .containsExactly("gap unsupported: dropTable() on mysql: its SQL is not modelled");
  }

  private static List<String> toldFor(String version, String text) {
    return told(extractFor(version, text));
  }

  private static Migration extractFor(String version, String text) {
    return new SequelizeExtractor()
        .extract(
            new SourceFile(PATH, text),
            new MemoryProject(
                Map.of(
                    "package.json", "{\"devDependencies\": {\"sequelize\": \"" + version + "\"}}")))
        .get(0);
  }

  private static List<String> conditions(Migration migration) {
    return migration.steps().stream()
        .map(step -> step instanceof Step.Sql sql ? String.valueOf(sql.condition()) : "gap")
        .toList();
  }

  @Test
  void modelsAreLoadedAsTheCommandLineWritesIt() {
    String index =
        "const fs = require('fs'), path = require('path'), Sequelize = require('sequelize');"
            + " const { Umzug, SequelizeStorage } = require('umzug');"
            + " const basename = path.basename(module.filename); const db = {};"
            + " const sequelize = new Sequelize('postgres://localhost/x');"
            + " const umzug = new Umzug({ storage: new SequelizeStorage({ sequelize }),"
            + " context: sequelize.getQueryInterface() });"
            + " if (!module.parent || require.main === module) umzug.up();"
            + " fs.readdirSync(__dirname).filter((file) => file !== basename)"
            + ".forEach((file) => { const model = require(path.join(__dirname, file))(sequelize,"
            + " Sequelize.DataTypes); db[model.name] = model; });"
            + " module.exports = db; db.sequelize = sequelize; db.umzug = umzug;";
    String user =
        "module.exports = (sequelize, T) => { const User = sequelize.define('User',"
            + " { name: T.STRING }, { tableName: 'users', timestamps: false });"
            + " User.beforeValidate((user) => {}); User.afterBulkCreate('x', () => {});"
            + " return User; }";
    Migration migration =
        new SequelizeExtractor()
            .extract(
                new SourceFile(
                    PATH,
                    "const db = require('../models'); exports.up = async (q) => {"
                        + " await db.User.update({ name: 'a' }, { where: { name: 'b' } });"
                        + " await db.sequelize.query('SELECT 1'); await db.umzug.up(); }"),
                new MemoryProject(Map.of("models/index.js", index, "models/user.js", user)))
            .get(0);
    assertThat(told(migration))
        .containsExactly(
            "UPDATE \"users\" SET \"name\"=$1 WHERE \"name\" = $2",
            "SELECT 1",
            "gap unsupported: Umzug.up() runs other migrations");
  }

  @Test
  void modelsAreImportedAsSequelize5DidIt() {
    String user =
        "module.exports = (sequelize, T) => sequelize.define('User', { name: T.STRING },"
            + " { tableName: 'users', timestamps: false })";
    String index =
        "const path = require('path'), fs = require('fs'), Sequelize = require('sequelize');"
            + " const sequelize = new Sequelize(process.env.URL); const db = {};"
            + " fs.readdirSync(__dirname).filter((file) => file !== path.basename(__filename))"
            + ".forEach((file) => { const model = sequelize.import(path.join(__dirname, file));"
            + " db[model.name] = model; }); module.exports = db;";
    assertThat(
            told(
                new SequelizeExtractor()
                    .extract(
                        new SourceFile(
                            "a/b/migrations/1.js",
                            "const { User } = require('../models'); exports.up = (q) =>"
                                + " User.destroy({ where: { name: 'x' } })"),
                        new MemoryProject(
                            Map.of("a/b/models/index.js", index, "a/b/models/user.js", user)))
                    .get(0)))
        .containsExactly("DELETE FROM \"users\" WHERE \"name\" = 'x'");
  }

  @Test
  void aClassThatExtendsArrayMakesLists() {
    assertThat(
            told(
                run(
                    "class Names extends Array { constructor(...all) { super(...all);"
                        + " for (const name of all) this[name] = name; } }"
                        + " const names = new Names('a', 'b');"
                        + " exports.up = (q, S) => q.addColumn('t', 'c', S.ENUM(names)).then(() =>"
                        + " Array.isArray(names) && q.dropTable(names.b + names.length))")))
        .containsExactly(
            "DO 'BEGIN CREATE TYPE \"public\".\"enum_t_c\" AS ENUM(''a'', ''b'');"
                + " EXCEPTION WHEN duplicate_object THEN null; END';ALTER TABLE \"public\".\"t\""
                + " ADD COLUMN \"c\" \"public\".\"enum_t_c\";",
            "DROP TABLE IF EXISTS \"b2\";");
  }

  @ParameterizedTest
  @CsvSource({
    "UserEvent, UserEvents",
    "Company, Companies",
    "Box, Boxes",
    "UserNotificationSettings, UserNotificationSettings",
    "Education, Education",
    "Evidence, Evidence",
    "Music, Music",
    "Delta, Delta",
    "Beta, Beta",
    "Quartz, Quartz"
  })
  void aModelWithoutATableNameHasTheInflectedOne(String model, String table) {
    // As inflection 1.13.4 says.
    assertThat(
            told(
                run(
                    "exports.up = (q, S) => q.sequelize.define('"
                        + model
                        + "', { a: S.TEXT }).destroy({ truncate: true })")))
        .containsExactly("TRUNCATE \"" + table + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alias", "Canvas", "Status", "Mouse"})
  void whereThePluralIsIrregularTheTableIsNotGuessed(String model) {
    assertThat(
            told(
                run(
                    "exports.up = (q, S) => q.sequelize.define('"
                        + model
                        + "', { a: S.TEXT }).destroy({ truncate: true })")))
        .allMatch(told -> told.startsWith("gap "))
        .hasSize(1);
  }

  @Test
  void aFileThatNamesNothingOfSequelizeMayBeOneAmongItsMigrations() {
    String runs =
        "const { execSync } = require('child_process'); module.exports = {"
            + " async up() { execSync('node fill.js') }, async down() {} };";
    String adds = "exports.up = (queryInterface) => queryInterface.dropTable('t')";
    SourceFile source = new SourceFile("db/migrations/3.js", runs);
    SequelizeExtractor extractor = new SequelizeExtractor();
    assertThat(
            extractor.match(
                source,
                new MemoryProject(
                    Map.of(
                        "db/migrations/1.js", adds,
                        "db/migrations/2.js", adds,
                        "db/migrations/3.js", runs))))
        .isEqualTo(Match.POSSIBLE);
    assertThat(
            extractor.match(
                source,
                new MemoryProject(Map.of("db/migrations/1.js", runs, "db/migrations/3.js", runs))))
        .isEqualTo(Match.NO);
  }

  private static Match match(String text) {
    return new SequelizeExtractor().match(new SourceFile(PATH, text), new MemoryProject(Map.of()));
  }

  private static List<Migration> extract(String text) {
    return new SequelizeExtractor()
        .extract(new SourceFile(PATH, text), new MemoryProject(Map.of()));
  }

  private static Migration run(String text) {
    return run(text, SchemaView.unknown());
  }

  private static Migration run(String text, SchemaView before) {
    return new SequelizeExtractor()
        .extract(new SourceFile(PATH, text), new MemoryProject(Map.of()), before)
        .get(0);
  }

  private static List<String> told(Migration migration) {
    List<String> told = new ArrayList<>();
    for (Step step : migration.steps()) {
      told.add(
          switch (step) {
            case Step.Sql sql -> sql.text();
            case Step.Gap gap -> "gap " + gap.code().code() + ": " + gap.reason();
          });
    }
    return told;
  }
}
