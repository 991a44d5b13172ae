package io.github.windlass.extractor.prisma;

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

/** Scripts beside migrations that use Prisma's client. */
class ScriptsTest {

  private static final String PATH = "prisma/migrations/1_a/data-migration.ts";
  private static final String IMPORT = "import { Prisma, PrismaClient } from '@prisma/client';\n";
  private static final PrismaExtractor PRISMA = new PrismaExtractor();

  @Test
  void aScriptThatRunsByItselfIsRun() {
    Migration migration =
        run(
            "const prisma = new PrismaClient();"
                + " async function main() { await prisma.$executeRaw`UPDATE t SET a = ${1}`; }"
                + " main().catch((e) => { console.error(e); process.exit(1); })"
                + ".finally(() => prisma.$disconnect());");
    assertThat(Told.of(migration)).containsExactly("UPDATE t SET a = $1");
    assertThat(migration.statements().get(0).parameters())
        .containsExactly(new Step.Parameter.Num("1"));
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(migration.name()).isEqualTo("data-migration.ts");
  }

  @Test
  void anExportedFunctionIsGivenAClient() {
    for (String text :
        List.of(
            "export async function up(prisma) { await prisma.$executeRawUnsafe('a') }",
            "export default async (prisma: PrismaClient) => { await prisma.$executeRawUnsafe('a')"
                + " }",
            "export const m = { up: ({ tx }) => tx.$executeRawUnsafe('a') }")) {
      assertThat(Told.of(run(text))).containsExactly("a");
    }
  }

  @Test
  void aClientIsKnownWhereAProjectGeneratesIt() {
    SourceFile source =
        new SourceFile(
            PATH,
            "import { PrismaClient } from '../../../db';"
                + " await new PrismaClient().$executeRawUnsafe('a');");
    MemoryProject project =
        new MemoryProject(
            Map.of("db/index.ts", "export { PrismaClient } from '../generated/prisma/client';"));
    assertThat(Told.of(PRISMA.extract(source, project).get(0))).containsExactly("a");
  }

  @Test
  void piecesOfSqlArePutIntoOneAnother() {
    Migration migration =
        up(
            "await prisma.$executeRaw`a ${Prisma.join([1, 2])} ${Prisma.raw('b')}${Prisma.empty}"
                + " ${Prisma.sql`c ${3}`} ${Prisma.join([4, Prisma.sql`d`], ' AND ', '(', ')')}`;"
                + " const query = Prisma.sql`e ${5}`; await prisma.$queryRaw(query);");
    assertThat(Told.of(migration)).containsExactly("a $1,$2 b c $3 ($4 AND d)", "e $1");
    assertThat(migration.statements().get(0).parameters()).hasSize(4);
  }

  @Test
  void anErrorWhoseMessageThrowsIsAGapToo() {
    Migration migration =
        up("await prisma.$executeRaw`a`; throw { get message() { throw new Error('again') } };");
    assertThat(Told.of(migration))
        .containsExactly("a", "gap unsupported: it throws here: an object whose message throws");
  }

  @Test
  void aTransactionMayBeStartedByEitherWord() {
    for (String start : List.of("BEGIN", "START TRANSACTION")) {
      assertThat(up("await prisma.$executeRawUnsafe('" + start + "');").transaction())
          .as(start)
          .isEqualTo(TransactionMode.EXPLICIT);
    }
  }

  @Test
  void transactionsAreTold() {
    Migration migration =
        up(
            "await prisma.$transaction([prisma.$executeRaw`a`, prisma.$executeRaw`b`]);"
                + " await prisma.$transaction(async (tx) => { await tx.$executeRaw`c` }, {"
                + " isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead })");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(Told.of(migration))
        .containsExactly(
            "BEGIN",
            "a",
            "b",
            "COMMIT",
            "BEGIN",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "c",
            "COMMIT");
  }

  @Test
  void modelsAreGapsThatNameThem() {
    Migration migration =
        up(
            "const users = await prisma.user.findMany(); for (const user of users) { await"
                + " prisma.$executeRaw`UPDATE t SET a = ${user.a} WHERE id = ${user.id}`; await"
                + " prisma.post.updateMany({ data: {} }) } prisma.never.delete({})");
    assertThat(Told.of(migration))
        .containsExactly(
            "gap unsupported: prisma.user.findMany(): the SQL that Prisma writes for the model is"
                + " not modelled",
            "UPDATE t SET a = $1 WHERE id = $2",
            "gap unsupported: prisma.post.updateMany(): the SQL that Prisma writes for the model is"
                + " not modelled");
    assertThat(migration.statements().get(0).repeats()).isTrue();
  }

  @Test
  void theLockNearbySaysTheDatabase() {
    SourceFile source =
        new SourceFile(PATH, IMPORT + "new PrismaClient().$executeRaw`a ${1}`.then(() => 1)");
    Map<String, String> files =
        Map.of("prisma/migrations/migration_lock.toml", "provider = \"mysql\"");
    Migration migration = PRISMA.extract(source, new MemoryProject(files)).get(0);
    assertThat(migration.dialect()).isEqualTo(Dialect.MYSQL);
    assertThat(Told.of(migration)).containsExactly("a ?");
  }

  @Test
  void onlyWhatIsCalledAMigrationIsLookedAt() {
    assertThat(PRISMA.mayBeIn(PATH)).isTrue();
    assertThat(PRISMA.mayBeIn("src/users.ts")).isFalse();
    assertThat(PRISMA.mayBeIn("prisma/migrations/a.test.ts")).isFalse();
    MemoryProject none = new MemoryProject(Map.of());
    assertThat(PRISMA.match(new SourceFile(PATH, IMPORT + "a.$executeRaw`b`"), none))
        .isEqualTo(Match.CERTAIN);
    assertThat(PRISMA.match(new SourceFile(PATH, "export const up = (knex) => knex.raw('')"), none))
        .isEqualTo(Match.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export const up = async (p) => { for (;;) await p.$executeRaw`a` }",
        "export const up = async (p) => { let a = Prisma.sql`a`; for (let i = 0; i < 1e5; i++) a ="
            + " Prisma.sql`${a}${a}`; await p.$executeRaw(a) }",
        "export const up = async (p) => { await p.$executeRaw('a') }",
        "export const up = async (p) => { await p.$executeRaw() }",
        "export const up = async (p) => { await p.$executeRawUnsafe(process.env.X) }",
        "export const up = async (p) => { await p.$executeRaw`${Prisma.join([])}` }",
        "export const up = async (p) => { await p.$transaction() }",
        "export const up = async (p) => { await p.$unknown() }",
        "export const up = async (p) => { await p.user.create() }",
        "export const up = async (p) => { up(p) }",
        "export const up = async (p) => { await p.$executeRaw`a`",
        "const nothing = () => new PrismaClient().$executeRaw`a`"
      })
  void whatNobodyWouldWriteEndsInAGap(String text) {
    Migration migration = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> run(text));
    assertThat(migration.gaps()).isNotEmpty();
  }

  private static Migration run(String text) {
    List<Migration> migrations =
        PRISMA.extract(new SourceFile(PATH, IMPORT + text), new MemoryProject(Map.of()));
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }

  private static Migration up(String body) {
    return run("export async function up(prisma: PrismaClient) { " + body + " }");
  }
}
