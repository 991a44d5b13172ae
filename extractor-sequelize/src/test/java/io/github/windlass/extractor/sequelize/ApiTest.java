package io.github.windlass.extractor.sequelize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Sequelize's type declarations offer, and which recording holds each, or why none does. */
class ApiTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/sequelize");

  @Test
  void allThatIsDeclaredIsAccountedFor() throws IOException {
    assertThat(lines("api.tsv").stream().map(line -> line.split("\t", -1)[0]))
        .containsExactlyElementsOf(lines("api.recorded"));
  }

  @Test
  void aRecordingUsesWhatItHolds() throws IOException {
    for (String line : lines("api.tsv")) {
      String[] fields = line.split("\t", -1);
      String name = fields[0].substring(fields[0].indexOf('.') + 1);
      if (fields[1].equals("-")) {
        assertThat(fields).as(line).hasSize(3);
        assertThat(fields[2]).as(line).isNotBlank();
      } else {
        assertThat(migration(fields[1])).as(line).containsPattern("\\b" + name + "\\b");
      }
    }
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static String migration(String name) throws IOException {
    try (var files = Files.list(FOLDER.resolve(name))) {
      Path migration =
          files
              .filter(file -> file.getFileName().toString().startsWith("migration."))
              .findFirst()
              .orElseThrow();
      return Files.readString(migration);
    }
  }
}
