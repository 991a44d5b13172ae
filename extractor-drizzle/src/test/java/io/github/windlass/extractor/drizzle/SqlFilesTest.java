package io.github.windlass.extractor.drizzle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Folders of SQL files, with a journal and without. */
class SqlFilesTest {

  private static final String JOURNAL = "drizzle/meta/_journal.json";
  private static final DrizzleExtractor DRIZZLE = new DrizzleExtractor();

  @Test
  void aJournalThatCannotBeReadIsNotTakenForNone() {
    MemoryProject project = project(entries("0000_a"), Map.of("0000_a", "SELECT 1"));
    Project unreadable =
        new Project() {
          @Override
          public SourceFile read(String path) throws UnreadableSourceException {
            if (path.equals(JOURNAL)) {
              throw new UnreadableSourceException("larger than 32 MB");
            }
            return project.read(path);
          }

          @Override
          public List<String> list(String folder) {
            return project.list(folder);
          }
        };
    SourceFile file = new SourceFile("drizzle/0000_a.sql", "SELECT 1");
    assertThat(DRIZZLE.extract(file, unreadable).get(0).gaps())
        .extracting(Step.Gap::reason)
        .containsExactly("meta/_journal.json cannot be read: larger than 32 MB");
  }

  @Test
  void aFileIsCutAtItsMarksAndEachPieceAtItsStatements() {
    MemoryProject project =
        project(
            entries("0000_a"),
            Map.of(
                "0000_a", "CREATE TABLE a (b int);\n--> statement-breakpoint\nSELECT 1; SELECT 2"));
    Migration migration = only("0000_a", project);
    assertThat(migration.transaction()).isEqualTo(TransactionMode.ALL_PENDING);
    assertThat(migration.dialect()).isEqualTo(Dialect.POSTGRES);
    assertThat(migration.name()).isEqualTo("0000_a");
    assertThat(texts(migration)).containsExactly("CREATE TABLE a (b int)", "SELECT 1", "SELECT 2");
    assertThat(migration.statements().get(2).origin().start().line()).isEqualTo(3);
  }

  @Test
  void theOrderIsThatOfTheEntriesWhateverTheirNumbers() {
    MemoryProject project =
        project(entries("0001_b", "0000_a"), Map.of("0000_a", "", "0001_b", ""));
    assertThat(key("0001_b", project)).isEqualTo("drizzle/0");
    assertThat(key("0000_a", project)).isEqualTo("drizzle/1");
  }

  @Test
  void aFileThatTheJournalDoesNotHaveIsNotRun() {
    MemoryProject project = project(entries("0000_a"), Map.of("0000_a", "", "0001_b", "SELECT 1"));
    assertGap(only("0001_b", project), "missing-source");
    assertThat(key("0001_b", project)).isNull();
  }

  @Test
  void anEntryWhoseFileIsMissingIsAGapInItsPlace() {
    MemoryProject project =
        project(
            entries("0000_a", "0001_b", "0002_c", "0003_d"),
            Map.of("0000_a", "SELECT 1", "0002_c", "SELECT 3"));
    assertThat(names(extract("0000_a", project))).containsExactly("0000_a");
    List<Migration> migrations = extract("0002_c", project);
    assertThat(names(migrations)).containsExactly("0001_b", "0002_c", "0003_d");
    assertGap(migrations.get(0), "missing-source");
    assertThat(migrations.get(0).gaps().get(0).origin().path()).isEqualTo(JOURNAL);
    assertGap(migrations.get(2), "missing-source");
  }

  @Test
  void theJournalItselfStandsForAllItsEntries() {
    MemoryProject project =
        project(entries("0001_b", "0000_a", "0002_c"), Map.of("0000_a", "", "0001_b", ""));
    SourceFile journal = new SourceFile(JOURNAL, project.files().getOrDefault(JOURNAL, ""));
    assertThat(DRIZZLE.match(journal, project)).isEqualTo(Match.CERTAIN);
    assertThat(DRIZZLE.mayBeIn(JOURNAL)).isFalse();
    assertThat(names(DRIZZLE.extract(journal, project)))
        .containsExactly("0001_b", "0000_a", "0002_c");
  }

  @Test
  void aJournalThatCannotBeReadIsAGapBesideTheStatements() {
    for (String bad : List.of("{", "[]", "{\"entries\": 3}", "{\"entries\": [{\"idx\": 0}]}", "")) {
      MemoryProject project = project(bad, Map.of("0000_a", "SELECT 1"));
      Migration migration = only("0000_a", project);
      assertThat(migration.gaps()).as(bad).hasSize(1);
      assertThat(texts(migration)).containsExactly("SELECT 1");
    }
  }

  @Test
  void whatIsNoYoungerThanAnEarlierEntryRunsOnlyIfThatDidNot() {
    String journal =
        "{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": ["
            + "{\"idx\": 0, \"when\": 9, \"tag\": \"0000_a\", \"breakpoints\": true},"
            + "{\"idx\": 1, \"when\": 5, \"tag\": \"0001_b\", \"breakpoints\": true}]}";
    MemoryProject project = project(journal, Map.of("0000_a", "SELECT 1", "0001_b", "SELECT 2"));
    assertThat(only("0000_a", project).statements().get(0).condition()).isNull();
    assertThat(only("0001_b", project).statements().get(0).condition()).startsWith("0000_a ");
  }

  @Test
  void theJournalSaysTheDatabase() {
    for (var each :
        Map.of(
                "postgresql", Dialect.POSTGRES,
                "pg", Dialect.POSTGRES,
                "mysql", Dialect.MYSQL,
                "singlestore", Dialect.MYSQL,
                "turso", Dialect.SQLITE,
                "sqlite", Dialect.SQLITE)
            .entrySet()) {
      String journal = entries("0000_a").replace("postgresql", each.getKey());
      MemoryProject project = project(journal, Map.of("0000_a", "SELECT 1"));
      assertThat(only("0000_a", project).dialect()).isEqualTo(each.getValue());
    }
  }

  @Test
  void withoutAJournalTheSettingsSayTheDatabase() {
    Map<String, String> files = new HashMap<>();
    files.put("drizzle/0000_a.sql", "SELECT 1;\n--> statement-breakpoint\nSELECT 2;");
    files.put(
        "drizzle.config.ts",
        "// dialect: 'sqlite'\n"
            + "export default defineConfig({ out: './drizzle', dialect: 'mysql' });");
    assertThat(only("0000_a", new MemoryProject(files)).dialect()).isEqualTo(Dialect.MYSQL);
    files.put(
        "drizzle.sqlite.config.ts",
        "export default { out: './drizzle-sqlite', dialect: \"turso\" } satisfies Config;");
    assertThat(only("0000_a", new MemoryProject(files)).dialect()).isEqualTo(Dialect.MYSQL);
    files.put("drizzle.config.ts", "export default { schema: './db.ts', driver: 'pg' }");
    assertThat(only("0000_a", new MemoryProject(files)).dialect()).isEqualTo(Dialect.POSTGRES);
  }

  @Test
  void otherwiseTheSqlOfTheFilesSaysTheDatabase() {
    Map<String, String> files = new HashMap<>();
    files.put("drizzle/0000_a.sql", "CREATE TABLE `a` (`b` int);--> statement-breakpoint\n");
    files.put("drizzle/0001_b.sql", "DROP TABLE c");
    MemoryProject project = new MemoryProject(files);
    assertThat(only("0001_b", project).dialect()).isEqualTo(Dialect.MYSQL);
  }

  @Test
  void since1Point0EachFileHasAFolderWithASnapshot() {
    Map<String, String> files = new HashMap<>();
    for (String name : List.of("20260102030405_b", "20250102030405_a")) {
      files.put("drizzle/" + name + "/migration.sql", "SELECT 1");
      files.put("drizzle/" + name + "/snapshot.json", "{\"dialect\": \"sqlite\"}");
    }
    MemoryProject project = new MemoryProject(files);
    assertThat(DRIZZLE.match(source("20250102030405_a/migration", project), project))
        .isEqualTo(Match.CERTAIN);
    Migration migration = only("20260102030405_b/migration", project);
    assertThat(migration.name()).isEqualTo("20260102030405_b");
    assertThat(migration.dialect()).isEqualTo(Dialect.SQLITE);
    assertThat(key("20250102030405_a/migration", project)).isEqualTo("drizzle/0");
    assertThat(key("20260102030405_b/migration", project)).isEqualTo("drizzle/1");
  }

  @Test
  void filesAreRecognisedByTheirPlaceOrTheirMarks() {
    Map<String, String> files = new HashMap<>();
    files.put("drizzle/0000_a.sql", "SELECT 1;\n--> statement-breakpoint\nSELECT 2;");
    files.put("drizzle/0001_b.sql", "SELECT 1;");
    files.put("drizzle/other.sql", "SELECT 1;");
    files.put("db/0001_b.sql", "SELECT 1;");
    MemoryProject project = new MemoryProject(files);
    assertThat(match("drizzle/0000_a.sql", project)).isEqualTo(Match.CERTAIN);
    assertThat(match("drizzle/0001_b.sql", project)).isEqualTo(Match.CERTAIN);
    assertThat(match("drizzle/other.sql", project)).isEqualTo(Match.NO);
    assertThat(match("db/0001_b.sql", project)).isEqualTo(Match.NO);
  }

  private static void assertGap(Migration migration, String code) {
    assertThat(migration.steps()).hasSize(1);
    assertThat(migration.gaps().get(0).code().code()).isEqualTo(code);
  }

  /** A journal with entries of these tags, each younger than the one before. */
  private static String entries(String... tags) {
    StringBuilder out =
        new StringBuilder("{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [");
    for (int i = 0; i < tags.length; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"idx\": 0, \"version\": \"7\", \"breakpoints\": true, \"when\": ")
          .append(1_700_000_000_000L + i)
          .append(", \"tag\": \"")
          .append(tags[i])
          .append("\"}");
    }
    return out.append("]}").toString();
  }

  private static MemoryProject project(String journal, Map<String, String> sql) {
    Map<String, String> files = new HashMap<>();
    files.put(JOURNAL, journal);
    sql.forEach((name, text) -> files.put("drizzle/" + name + ".sql", text));
    return new MemoryProject(files);
  }

  private static SourceFile source(String name, MemoryProject project) {
    String path = "drizzle/" + name + ".sql";
    return new SourceFile(path, project.files().getOrDefault(path, ""));
  }

  private static Match match(String path, MemoryProject project) {
    return DRIZZLE.match(new SourceFile(path, project.files().getOrDefault(path, "")), project);
  }

  private static List<Migration> extract(String name, MemoryProject project) {
    return DRIZZLE.extract(source(name, project), project);
  }

  private static Migration only(String name, MemoryProject project) {
    List<Migration> migrations = extract(name, project);
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }

  private static @Nullable String key(String name, MemoryProject project) {
    return DRIZZLE.orderKey(source(name, project), project);
  }

  private static List<String> names(List<Migration> migrations) {
    return migrations.stream().map(Migration::name).toList();
  }

  private static List<String> texts(Migration migration) {
    return migration.statements().stream().map(Step.Sql::text).toList();
  }
}
