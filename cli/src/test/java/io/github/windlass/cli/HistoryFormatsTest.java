package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --history} takes besides migrations: {@code fixtures/history}. */
class HistoryFormatsTest {

  private static final Path HISTORY = Golden.root().resolve("fixtures/history");

  @TempDir Path folder;

  private final ToolRun tool = new ToolRun(() -> folder);

  @ParameterizedTest
  @ValueSource(strings = {"dump.sql", "schema.rb", "schema.prisma"})
  void aHistoryIsTheStatementsThatMakeIt(String name) throws IOException {
    Files.copy(HISTORY.resolve(name), folder.resolve(name));
    assertThat(tool.run("extract", "--output", "sql", name)).isZero();
    Golden.check("cli/history-" + name.replace('.', '-') + ".sql", tool.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dump.sql | TRUNCATE users | cannot truncate a table that audit.log refers to",
        "dump.sql | DROP TYPE mood | public.users",
        "dump.sql | DROP INDEX index_users_on_mood | ACCESS EXCLUSIVE on users",
        "dump.sql | ALTER TABLE schema_migrations RENAME TO versions | schema_migrations",
        "dump.sql | ALTER TABLE users ALTER COLUMN mood TYPE text | column mood is used by"
            + " public.happy",
        "schema.rb | ALTER TABLE companies DROP COLUMN name | upper_name is computed from column"
            + " name",
        "schema.rb | DROP TABLE companies | public.users refers to public.companies",
        "schema.prisma | DROP TABLE users | public.Post refers to public.users",
        "schema.prisma | DROP INDEX users_email_key | ACCESS EXCLUSIVE on users",
      })
  void itDecidesWhatAStatementDoes(String history, String sql, String expected) throws IOException {
    Files.copy(HISTORY.resolve(history), folder.resolve(history));
    Files.writeString(folder.resolve("m.sql"), sql + ";\n");
    assertThat(tool.run("analyze", "--history", history, "m.sql")).isZero();
    assertThat(tool.output()).contains(expected);
    assertThat(tool.errors()).isEmpty();
  }

  @Test
  void aSchemaInAFolderIsNoMigration() throws IOException {
    Files.copy(HISTORY.resolve("schema.rb"), folder.resolve("schema.rb"));
    Files.copy(HISTORY.resolve("schema.prisma"), folder.resolve("schema.prisma"));
    Files.writeString(folder.resolve("m.sql"), "SELECT 1;\n");
    assertThat(tool.run("extract", "--output", "json", ".")).isZero();
    assertThat(tool.output()).contains("m.sql").doesNotContain("schema.rb", "schema.prisma");
  }

  @Test
  void aSchemaOfAnotherDatabaseIsAGap() throws IOException {
    Files.writeString(
        folder.resolve("schema.prisma"),
        "datasource db {\n  provider = \"mysql\"\n}\nmodel A {\n  id Int @id\n}\n");
    assertThat(tool.run("extract", "--output", "sql", "schema.prisma")).isZero();
    assertThat(tool.output()).contains("a schema for mysql, not for PostgreSQL");
    assertThat(tool.output()).doesNotContain("CREATE TABLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dump.sql", "schema.rb", "schema.prisma"})
  void whatIsCutOrMixedUpEndsInGaps(String name) throws IOException {
    String text = Files.readString(HISTORY.resolve(name));
    Random random = new Random(7);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 150; i++) {
            StringBuilder changed = new StringBuilder(text);
            for (int j = 0; j < 4; j++) {
              int at = random.nextInt(changed.length());
              switch (random.nextInt(3)) {
                case 0 -> changed.setLength(Math.max(at, 20));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, "\"'[{(:,@#\0\n".charAt(random.nextInt(11)));
              }
            }
            String header = name.endsWith(".rb") ? "# ActiveRecord::Schema\n" : "";
            Files.writeString(folder.resolve(name), header + changed.toString().replace("\0", ""));
            assertThat(tool.run("extract", name)).isIn(0, 2);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema.rb", "schema.prisma"})
  void deepNestingIsAGap(String name) throws IOException {
    String deep = "[".repeat(100_000);
    Files.writeString(
        folder.resolve(name),
        "# ActiveRecord::Schema\ncreate_table "
            + deep
            + "\nmodel A {\n id Int @x("
            + deep
            + ")\n}");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(tool.run("extract", name)).isZero());
    assertThat(tool.output()).contains("gap");
  }
}
