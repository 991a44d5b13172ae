package io.github.windlass.extractor.drizzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.MemoryProject;
import io.github.windlass.extractor.conformance.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations in TypeScript and JavaScript, beyond what is recorded. */
class ScriptsTest {

  private static final String IMPORT = "import { sql, eq } from 'drizzle-orm';\n";
  private static final DrizzleExtractor DRIZZLE = new DrizzleExtractor();

  @Test
  void anExportedObjectIsAMigrationByItsName() {
    Migration migration =
        run(
            "export const initial = { name: 'initial', up: async ({ db }) => { await db.run(sql`a`)"
                + " } } satisfies Migration;");
    assertThat(migration.name()).isEqualTo("initial");
    assertThat(migration.dialect()).isEqualTo(Dialect.SQLITE);
    assertThat(Told.of(migration)).containsExactly("a");
  }

  @Test
  void sqliteSendsAtOnceAndABatchSendsNothingTwice() {
    Migration migration =
        up("db.run(sql`a`); await db.batch([db.run(sql`b`), db.run(sql`c ${1}`)]);");
    assertThat(Told.of(migration)).containsExactly("a", "b", "c ?");
    assertThat(migration.statements().get(2).parameters())
        .containsExactly(new Step.Parameter.Num("1"));
  }

  @Test
  void listsThatDependOnTheCatalogAreStepsWithConditions() {
    Migration migration =
        up(
            "const info = await db.run(sql`PRAGMA table_info(t)`);"
                + " const has = (name) => info.rows.map((row) => row.name).includes(name);"
                + " const all = [...(!has('a') ? [sql`ADD a`] : []), ...(has('b') ? [] : [sql`ADD"
                + " b`]), sql`INDEX`];"
                + " await db.batch(all.map((each) => db.run(each)));");
    assertThat(Told.of(migration))
        .containsExactly("if !has('a'): ADD a", "if !(has('b')): ADD b", "INDEX");
  }

  @Test
  void whatIsNotKnownIsAValueOrAHole() {
    Migration migration =
        run(
            "export async function up(db) { const rows = await db.execute(sql`SELECT id FROM t`);"
                + " await db.execute(sql`UPDATE t SET a = ${rows[0].id}`);"
                + " await db.execute(sql`ALTER TABLE ${sql.identifier(process.env.T)} ADD x int`);"
                + " await db.execute(sql.raw(process.env.ALL)); }");
    assertThat(Told.of(migration))
        .containsExactly(
            "SELECT id FROM t",
            "UPDATE t SET a = $1",
            "ALTER TABLE \"${process.env.T}\" ADD x int",
            "gap dynamic: the statement is not known: ${process.env.ALL}");
    assertThat(migration.statements().get(1).parameters().get(0))
        .isInstanceOf(Step.Parameter.Unknown.class);
    assertThat(migration.statements().get(2).holes()).hasSize(1);
  }

  @Test
  void anErrorWhoseMessageThrowsIsAGapToo() {
    Migration migration =
        up("await db.execute(sql`a`); throw { get message() { throw new Error('again') } };");
    assertThat(Told.of(migration))
        .containsExactly("a", "gap unsupported: it throws here: an object whose message throws");
  }

  @Test
  void whatIsNotModelledOfDrizzlesQueriesIsAGapWithItsReason() {
    Migration migration =
        ofThings(
            "await db.query.t.findMany(); db.delete(t);"
                + " const cte = db.$with('a').as(process.env.X);"
                + " await db.with(cte).select().from(cte);"
                + " await db.with(process.env.X).delete(t);"
                + " await db.select().from(t).leftJoin(u, eq(u.id, t.id));"
                + " await db.select().from(t).limit(1).union(db.select().from(t));"
                + " await db.select().from(t).orderBy(t.id).union(db.select().from(t));"
                + " await db.update(u).set({ a: 1 });"
                + " await db.insert(t).values({ id: 1 }).onConflictDoNothing(process.env.X);"
                + " await db.select().from(pgView('v', {}).existing());");
    String unmodelled = ": the SQL that Drizzle writes is not modelled";
    assertThat(Told.of(migration))
        .containsExactly(
            "gap unsupported: findmany() of table t" + unmodelled,
            "gap unsupported: select(): what it selects is not known",
            "gap unsupported: delete() of table things: what stands before it is not known",
            "gap unsupported: select() of table things: what it selects is not known",
            "gap unsupported: select() of table things: what stands behind its set operations is"
                + " not modelled",
            "gap unsupported: select() of table things: what stands behind its set operations is"
                + " not modelled",
            "gap unsupported: update() of u of ./missing, which is not there: its table is not"
                + " known",
            "gap unsupported: insert() of table things: what it does on a conflict is not known",
            "gap unsupported: select() of table v: what it selects is not known");
  }

  @Test
  void rowsValuesAndConditionsThatAreNotKnownAreHoles() {
    Migration migration =
        ofThings(
            "const rows = await db.select({ id: t.id }).from(t);"
                + " for (const row of rows) await db.insert(t).values({ id: row.id });"
                + " await db.insert(t).values(rows.map((row) => ({ id: row.id })));"
                + " await db.update(t).set(rows[0]).where(eq(t.id, rows[0].id));"
                + " await db.update(t).set({ id: 1 }).where(rows.condition);"
                + " if (rows.length > 0) await db.delete(t).where(inArray(t.id, rows));");
    assertThat(Told.of(migration))
        .containsExactly(
            "select \"id\" from \"things\"",
            "insert into \"things\" (\"id\", \"note\") values ($1, default)",
            "insert into \"things\" (\"id\", \"note\") values ${rows.map((row) => ({ id: row.id"
                + " }))}",
            "update \"things\" set ${rows[0]} where \"things\".\"id\" = $1",
            "update \"things\" set \"id\" = $1 where ${rows.condition}",
            "if rows.length > 0: delete from \"things\" where \"things\".\"id\" in (${the rows of"
                + " select \"id\" from \"things\"})");
  }

  @Test
  void aQueryThatIsToldMoreOnAConditionIsAGap() {
    Migration migration =
        ofThings(
            "const q = db.update(t).set({ id: 1 }); if (process.env.X) q.where(eq(t.id, 2)); await"
                + " q;");
    assertThat(Told.of(migration))
        .containsExactly(
            "gap unsupported: update() of table things: what it has been told depends on a"
                + " condition");
  }

  @Test
  void locksAndTargetsThatDependOnAConditionAreGaps() {
    Migration migration =
        ofThings(
            "await db.select({ id: t.id }).from(t).for('update', { noWait: process.env.X });"
                + " await db.select({ id: t.id }).from(t).for('update', { skipLocked:"
                + " process.env.X });"
                + " await db.select({ id: t.id }).from(t).for('update', { skipLocked: true });"
                + " const on = []; if (process.env.X) on.push(t.id);"
                + " await db.insert(t).values({ id: 1 }).onConflictDoNothing({ target: on });");
    assertThat(Told.of(migration))
        .containsExactly(
            "gap unsupported: select() of table things: what it locks is not known",
            "gap unsupported: select() of table things: what it locks is not known",
            "select \"id\" from \"things\" for update skip locked",
            "gap unsupported: insert() of table things: its target of a conflict is not known");
  }

  @Test
  void aColumnThatAnUnknownPackageMakesHasAnyName() {
    Migration migration =
        run(
            "import { pgTable } from 'drizzle-orm/pg-core'; import { own } from 'columns';\n"
                + "const t = pgTable('t', { id: own('key') });\n"
                + "export const up = (db) => db.insert(t).values({ id: 1 });");
    assertThat(migration.statements().get(0).holes()).hasSize(1);
  }

  @Test
  void aScriptThatRunsByItselfIsRun() {
    Migration migration =
        run(
            "import { drizzle } from 'drizzle-orm/postgres-js'; const db ="
                + " drizzle(process.env.URL); async function main() { await db.execute(sql`a`); }"
                + " main().then(() => process.exit(0)).catch(console.error);");
    assertThat(Told.of(migration)).containsExactly("a");
  }

  @Test
  void columnsWithoutANameHaveItAsTheSettingsSay() {
    SourceFile source =
        new SourceFile(
            "m/1.ts",
            IMPORT
                + "import { pgTable, text } from 'drizzle-orm/pg-core';\n"
                + "const t = pgTable('t', { firstName: text(), last: text('lastName') });\n"
                + "export const up = (db) => db.update(t).set({ firstName: 'a', last: 'b' });");
    MemoryProject project =
        new MemoryProject(
            Map.of(
                "drizzle.config.ts",
                "export default { introspect: { casing: 'preserve' }, casing: 'snake_case' }"));
    assertThat(Told.of(DRIZZLE.extract(source, project).get(0)))
        .containsExactly("update \"t\" set \"first_name\" = $1, \"lastName\" = $2");
  }

  @Test
  void queriesOfOtherDatabasesAreGaps() {
    Migration migration =
        run(
            "import { sqliteTable, integer } from 'drizzle-orm/sqlite-core';\n"
                + "const t = sqliteTable('things', { id: integer('id') });\n"
                + "export async function up(db) { await db.update(t).set({ id: 2 }); }");
    assertThat(Told.of(migration))
        .containsExactly(
            "gap unsupported: update() of table things: the SQL that Drizzle writes is not"
                + " modelled");
  }

  private static Migration ofThings(String body) {
    return run(
        "import { inArray } from 'drizzle-orm'; import { u } from './missing';\n"
            + "import { pgTable, pgView, integer, text } from 'drizzle-orm/pg-core';\n"
            + "const t = pgTable('things', { id: integer('id'), note: text('note') });\n"
            + "export async function up(db) { "
            + body
            + " }");
  }

  @Test
  void aTransactionOfItsOwnIsTold() {
    Migration migration =
        run("export const up = (db) => db.transaction(async (tx) => { await tx.execute('a'); });");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(Told.of(migration)).containsExactly("begin", "a", "commit");
  }

  @Test
  void payloadGivesItsTransactionAndTheDatabaseBesideIt() {
    Migration migration =
        payload(
            "@payloadcms/db-postgres",
            "await db.execute(sql`CREATE TABLE a (id int); CREATE TABLE b (id int);`);"
                + " await payload.db.drizzle.execute(sql`CREATE TABLE c (id int)`);"
                + " await payload.db.execute({ drizzle: db, raw: 'SELECT 1' });"
                + " await db.transaction(async (tx) => { await tx.execute(sql`d ${1}`); });"
                + " payload.logger.info('done');"
                + " await payload.update({ collection: 'posts', data: {}, req });",
            Map.of());
    assertThat(migration.transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(Told.of(migration))
        .containsExactly(
            "CREATE TABLE a (id int); CREATE TABLE b (id int);",
            "CREATE TABLE c (id int)",
            "SELECT 1",
            "savepoint sp1",
            "d $1",
            "release savepoint sp1",
            "gap unsupported: payload.update(): the SQL that Payload sends is not modelled");
    assertThat(migration.statements())
        .extracting(Step.Sql::connection)
        .containsExactly(0, 1, 0, 0, 0, 0);
  }

  @Test
  void payloadOpensNoTransactionOnSqliteOrWhereItIsTold() {
    String body = "await db.run(sql`a`); await payload.db.drizzle.run(sql`b`);";
    Migration sqlite = payload("@payloadcms/db-sqlite", body, Map.of());
    assertThat(sqlite.dialect()).isEqualTo(Dialect.SQLITE);
    assertThat(sqlite.transaction()).isEqualTo(TransactionMode.NONE);
    Migration told =
        payload(
            "@payloadcms/db-postgres",
            body,
            Map.of(
                "src/payload.config.ts",
                "export default { db: postgresAdapter({ transactionOptions: false }) }"));
    assertThat(told.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(told.statements()).extracting(Step.Sql::connection).containsExactly(0, 0);
  }

  @Test
  void payloadOpensATransactionOnSqliteWhereItHasOptions() {
    Migration sqlite =
        payload(
            "@payloadcms/db-sqlite",
            "await db.run(sql`a`);",
            Map.of(
                "src/payload.config.ts",
                "export default { db: sqliteAdapter({ transactionOptions: {} }) }"));
    assertThat(sqlite.transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
  }

  @Test
  void aCommentOfPayloadsConfigurationTurnsNoTransactionOff() {
    Migration told =
        payload(
            "@payloadcms/db-postgres",
            "await db.execute(sql`a`);",
            Map.of(
                "src/payload.config.ts",
                "export default { db: postgresAdapter({ // transactionOptions: false\n}) }"));
    assertThat(told.transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
  }

  private static Migration payload(String adapter, String body, Map<String, String> files) {
    SourceFile source =
        new SourceFile(
            "src/migrations/20250101_000000_a.ts",
            "import { MigrateUpArgs, sql } from '"
                + adapter
                + "';\nexport async function up({ db, payload, req }: MigrateUpArgs): Promise<void>"
                + " { "
                + body
                + " }");
    MemoryProject project = new MemoryProject(files);
    assertThat(DRIZZLE.match(source, project)).isEqualTo(Match.CERTAIN);
    return DRIZZLE.extract(source, project).get(0);
  }

  @Test
  void packagesAndSettingsSayTheDatabase() {
    assertThat(
            run("import { drizzle } from 'drizzle-orm/mysql2';\n"
                    + "export async function up(db) { await db.execute(sql`a ${1}"
                    + " ${sql.identifier('b')}`); }")
                .statements()
                .get(0)
                .text())
        .isEqualTo("a ? `b`");
    SourceFile source =
        new SourceFile("m/1.ts", IMPORT + "export const up = (db) => db.execute(sql`a`);");
    MemoryProject project =
        new MemoryProject(Map.of("drizzle.config.ts", "export default { dialect: 'mysql' }"));
    assertThat(DRIZZLE.extract(source, project).get(0).dialect()).isEqualTo(Dialect.MYSQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export async function up(db) { await db.execute(sql`a`); }",
        "export const m = { up: async ({ db }) => { await db.run(sql`a`); } };",
        "export default { async up(tx) { await tx.execute(sql.raw('a')); } };",
        "export default async function migration(db) { await db.execute(sql`a`); }"
      })
  void filesThatDefineAMigrationAndSendAreRecognisedAndRun(String text) {
    SourceFile source = new SourceFile("m/1.ts", IMPORT + text);
    assertThat(DRIZZLE.match(source, new MemoryProject(Map.of()))).isEqualTo(Match.CERTAIN);
    assertThat(Told.of(run(text))).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { sql } from 'drizzle-orm'; export const setup = () => db.execute(sql`a`);",
        "import { eq } from 'drizzle-orm'; export function up(x) { return eq(x, 1); }",
        "import { sql } from 'drizzle-orm'; /* not picked up (yet) */ export const a = sql`a`;",
        "import { sqliteAdapter } from '@payloadcms/db-sqlite'; export default { up:"
            + " sqliteAdapter({}) };",
        "export async function up(knex) { await knex.raw('a'); }",
        "export const users = pgTable('users', {});"
      })
  void otherFilesAreNot(String text) {
    assertThat(DRIZZLE.match(new SourceFile("m/1.ts", text), new MemoryProject(Map.of())))
        .isEqualTo(Match.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export const up = (db) => { for (;;) db.run(sql`a`) }",
        "export const up = async (db) => { const a = sql`a`; for (let i = 0; i < 1e5; i++)"
            + " a.append(a); await db.execute(a) }",
        "export const up = async (db) => { let a = sql`a`; for (let i = 0; i < 1e5; i++) a ="
            + " sql`${a}${a}`; await db.execute(a) }",
        "export const up = async (db) => { const a = [1]; a.push(a); await db.execute(sql`${a}`) }",
        "export const up = async (db) => { await db.execute(sql`${'x'.repeat(1e9)}`) }",
        "export const up = async (db) => { await db.execute(sql.join()) }",
        "export const up = async (db) => { await db.transaction() }",
        "export const up = async (db) => { await db.batch() }",
        "export const up = async (db) => { await db.unknown(1) }",
        "export const up = async (db) => { await db.$client.query('a') }",
        "export const up = async (db) => { sql.nothing() }",
        "export const up = async (db) => { await db.insert() }",
        "export const up = async (db) => { await db.update(1).set(2).where(3) }",
        "export const up = async (db) => { await db.select().from().leftJoin().for() }",
        "export const up = async (db) => { let q = db.select(); for (;;) q = q.where(q) }",
        "export const up = async (db) => { const a = {}; a.a = a; await db.select(a).from(a) }",
        "import { pgTable } from 'drizzle-orm/pg-core'; const t = pgTable('t', (t) => ({ a:"
            + " t.text() })); export const up = async (db) => { let q = db.select().from(t); for"
            + " (let i = 0; i < 1e5; i++) q = db.select().from(t).where(sql`${q}`); await q }",
        "import { pgTable } from 'drizzle-orm/pg-core'; const t = pgTable('t', (t) => ({ a:"
            + " t.text() })); export const up = async (db) => { const q = db.select().from(t);"
            + " q.where(sql`${q}`); await q }",
        "import { pgTable } from 'drizzle-orm/pg-core'; const t = pgTable('t', (t) => ({ a:"
            + " t.text() })); export const up = async (db) => { const q = db.select().from(t);"
            + " await q.union(q) }",
        "export const up = async (db) => { up(db) }",
        "export const up = async (db) => { await db.execute(sql`a`",
        "export const nothing = 1"
      })
  void whatNobodyWouldWriteEndsInAGap(String text) {
    Migration migration = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> run(text));
    assertThat(migration.gaps()).isNotEmpty();
  }

  private static Migration run(String text) {
    SourceFile source = new SourceFile("migrations/1.ts", IMPORT + text);
    List<Migration> migrations = DRIZZLE.extract(source, new MemoryProject(Map.of()));
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }

  private static Migration up(String body) {
    return run("export const m = { up: async ({ db }) => { " + body + " } };");
  }
}
