package io.github.windlass.extractor.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrismaExtractorTest {

  private static final String FOLDER = "prisma/migrations/";
  private static final String LOCK = FOLDER + "migration_lock.toml";
  private static final PrismaExtractor PRISMA = new PrismaExtractor();

  @Test
  void severalStatementsAreOneStringAndSoOneTransaction() {
    Migration migration = one("-- CreateTable\nCREATE TABLE a (b int);\nCREATE INDEX ON a (b);\n");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.IMPLICIT);
    assertThat(migration.name()).isEqualTo("1_init");
    assertThat(texts(migration)).containsExactly("CREATE TABLE a (b int)", "CREATE INDEX ON a (b)");
    assertThat(migration.statements().get(1).origin().start().line()).isEqualTo(3);
  }

  @Test
  void oneStatementAloneHasNoTransaction() {
    Migration migration = one("CREATE INDEX CONCURRENTLY i ON a (b);");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(texts(migration)).containsExactly("CREATE INDEX CONCURRENTLY i ON a (b)");
  }

  @Test
  void aFileMayOpenItsOwnTransaction() {
    Migration migration = one("BEGIN;\nCREATE TABLE a (b int);\nCOMMIT;\n");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(migration.statements()).hasSize(3);
  }

  @Test
  void anEmptyMigrationSendsNothing() {
    Migration migration = one("-- This is an empty migration.");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(migration.steps()).isEmpty();
  }

  @Test
  void whatDoesNotParseIsAGap() {
    Migration migration = one("CREATE TABLE a (b int);\nCREATE TABEL c (d int);\n\\timing\n");
    assertThat(migration.gaps())
        .extracting(gap -> gap.code().code(), gap -> gap.origin().start().line())
        .containsExactly(tuple("syntax", 2), tuple("syntax", 3));
    assertThat(texts(migration)).containsExactly("CREATE TABLE a (b int)");
  }

  @Test
  void theLockSaysTheDatabase() {
    for (var each :
        Map.of(
                "postgresql", Dialect.POSTGRES,
                "mysql", Dialect.MYSQL,
                "sqlite", Dialect.SQLITE,
                "sqlserver", Dialect.SQLSERVER,
                "cockroachdb", Dialect.COCKROACHDB)
            .entrySet()) {
      String lock = "# by Prisma: no provider by hand\nprovider = \"" + each.getKey() + "\"\n";
      Migration migration = one("CREATE TABLE a (b int); SELECT 1;", Map.of(LOCK, lock));
      assertThat(migration.dialect()).isEqualTo(each.getValue());
      assertThat(migration.transaction())
          .isEqualTo(
              each.getValue() == Dialect.POSTGRES
                  ? TransactionMode.IMPLICIT
                  : TransactionMode.NONE);
    }
  }

  @Test
  void withoutALockTheSchemaSaysTheDatabase() {
    String schema =
        "generator client {\n  provider = \"x\"\n}\ndatasource db {\n  provider = \"mysql\"\n}\n";
    Migration migration = one("SELECT 1", Map.of("prisma/schema.prisma", schema));
    assertThat(migration.dialect()).isEqualTo(Dialect.MYSQL);
  }

  @Test
  void theConfigSaysWhereTheSchemaIs() {
    String schema = "datasource db {\n  provider = \"mysql\"\n}\n";
    for (String config :
        List.of(
            "export default defineConfig({ schema: 'db/main.prisma' })",
            "export default { schema: \"./db\", migrations: { path: \"prisma/migrations\" } }",
            "// schema: 'x.prisma'\nexport default defineConfig({ schema: './db/main.prisma' });",
            "export default { datasource: { url: 'mysql://localhost/x' } }")) {
      assertThat(
              one("SELECT 1", Map.of("prisma.config.ts", config, "db/main.prisma", schema))
                  .dialect())
          .as(config)
          .isEqualTo(Dialect.MYSQL);
    }
  }

  @Test
  void ofSeveralConfigsTheOneCountsWhoseMigrationsTheyAre() {
    Map<String, String> files =
        Map.of(
            "prisma.a.config.ts",
            "export default { schema: 'a.prisma', migrations: { path: 'other/migrations' } }",
            "prisma.b.config.ts",
            "export default { schema: 'b.prisma', migrations: { path: './prisma/migrations/' } }",
            "a.prisma",
            "datasource db { \n provider = \"sqlite\" }",
            "b.prisma",
            "datasource db { \n provider = \"sqlserver\" }");
    assertThat(one("SELECT 1", files).dialect()).isEqualTo(Dialect.SQLSERVER);
  }

  @Test
  void otherwiseTheSqlSaysTheDatabase() {
    assertThat(one("CREATE TABLE `a` (`b` INTEGER NOT NULL AUTO_INCREMENT)").dialect())
        .isEqualTo(Dialect.MYSQL);
    assertThat(one("PRAGMA foreign_keys=OFF;").dialect()).isEqualTo(Dialect.SQLITE);
    assertThat(
            one("/*\n  - You are about to drop the column `a` on the `b` table.\n*/\nSELECT 1")
                .dialect())
        .isEqualTo(Dialect.POSTGRES);
  }

  @Test
  void namesAreOrderedByTheirCharacters() {
    MemoryProject project = project(Map.of("2_b", "", "10_a", "", "1_c", ""));
    assertThat(key("1_c", project)).isEqualTo(FOLDER + 1);
    assertThat(key("10_a", project)).isEqualTo(FOLDER + 0);
    assertThat(key("2_b", project)).isEqualTo(FOLDER + 2);
  }

  @Test
  void aFolderWithoutAFileIsAGap() {
    Map<String, String> files = new HashMap<>();
    files.put(FOLDER + "1_a/migration.sql", "SELECT 1");
    files.put(FOLDER + "2_b/notes.md", "");
    files.put(FOLDER + "3_c/migration.sql", "SELECT 3");
    files.put(FOLDER + "4_d/notes.md", "");
    files.put(LOCK, "provider = \"postgresql\"");
    MemoryProject project = new MemoryProject(files);
    assertThat(names("1_a", project)).containsExactly("1_a");
    assertThat(names("3_c", project)).containsExactly("2_b", "3_c", "4_d");
    assertThat(extract("3_c", project).get(0).gaps())
        .extracting(Step.Gap::code)
        .containsExactly(Step.GapCode.MISSING_SOURCE);
  }

  @Test
  void filesAreRecognisedByTheirNames() {
    assertThat(PRISMA.mayBeIn("prisma/migrations/1_a/migration.sql")).isTrue();
    assertThat(PRISMA.mayBeIn("prisma/migrations/1_a/down.sql")).isFalse();
    assertThat(PRISMA.mayBeIn("db/1_migration.sql")).isFalse();
    assertThat(PRISMA.match(new SourceFile("a/migration.sql", "SELECT 1"), project(Map.of())))
        .isEqualTo(Match.CERTAIN);
    assertThat(PRISMA.match(new SourceFile("a/b.sql", "SELECT 1"), project(Map.of())))
        .isEqualTo(Match.NO);
  }

  private static Migration one(String sql) {
    return one(sql, Map.of());
  }

  private static Migration one(String sql, Map<String, String> others) {
    Map<String, String> files = new HashMap<>(others);
    files.put(FOLDER + "1_init/migration.sql", sql);
    List<Migration> migrations = extract("1_init", new MemoryProject(files));
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }

  private static MemoryProject project(Map<String, String> migrations) {
    Map<String, String> files = new HashMap<>();
    migrations.forEach((name, sql) -> files.put(FOLDER + name + "/migration.sql", sql));
    return new MemoryProject(files);
  }

  private static SourceFile source(String name, MemoryProject project) {
    String path = FOLDER + name + "/migration.sql";
    return new SourceFile(path, project.files().getOrDefault(path, ""));
  }

  private static List<Migration> extract(String name, MemoryProject project) {
    return PRISMA.extract(source(name, project), project);
  }

  private static List<String> names(String name, MemoryProject project) {
    return extract(name, project).stream().map(Migration::name).toList();
  }

  private static String key(String name, MemoryProject project) {
    return String.valueOf(PRISMA.orderKey(source(name, project), project));
  }

  private static List<String> texts(Migration migration) {
    return migration.statements().stream().map(Step.Sql::text).toList();
  }
}
