package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {

  @TempDir Path folder;

  @Test
  void optionsAreReadWhereTheyArePlain() {
    Settings settings =
        DataSources.settings(
            """
            new DataSource({
              type: "mysql",
              // schema: "old",
              "migrationsTransactionMode": 'each',
              schema: "app", uuidExtension: "pgcrypto" })
            """);

    assertThat(settings)
        .isEqualTo(
            new Settings(Dialect.MYSQL, "mysql", TransactionMode.PER_MIGRATION, "app", "pgcrypto"));
  }

  @Test
  void whatIsSaidTwiceIsNotKnown() {
    assertThat(DataSources.settings("{ type: 'mysql' } { type: 'postgres' }").type()).isEmpty();
    assertThat(DataSources.settings("{ schema: `${x}` }").schema()).isNull();
    assertThat(DataSources.settings("").transaction()).isEqualTo(TransactionMode.ALL_PENDING);
  }

  @Test
  void theNearestFileCounts() throws IOException {
    write("ormconfig.json", "{ \"type\": \"postgres\", \"migrationsTransactionMode\": \"none\" }");
    write("app/src/config/helpers.ts", "export const type = 'x';");
    write(
        "app/src/config/data-source.ts",
        "import { DataSource } from 'typeorm'; new DataSource({ migrationsTransactionMode: 'each'"
            + " });");

    assertThat(mode("app/src/migrations/1.ts")).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(mode("other/1.ts")).isEqualTo(TransactionMode.NONE);
  }

  private TransactionMode mode(String migration) {
    DataSources.Found found =
        DataSources.find(new SourceFile(migration, ""), ProjectFolder.at(folder));
    assertThat(found).isNotNull();
    return found.settings().transaction();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
