package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.conformance.DeclaredApi;
import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ActiveRecord offers to migrations, and which recording holds each, or why none does. */
class ApiTest {

  @Test
  void allThatIsOfferedIsAccountedFor() throws IOException {
    DeclaredApi.isListed("rails");
  }

  @Test
  void aRecordingUsesWhatItHolds() throws IOException {
    DeclaredApi.isHeld("rails");
  }

  @Test
  void everyOptionIsHeldByARecordingThatUsesIt() throws IOException {
    Path recordings = Golden.root().resolve("fixtures");
    List<String> lines = Files.readAllLines(recordings.resolve("rails/options.tsv"));
    assertThat(lines).hasSizeGreaterThan(100);
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      if (line.startsWith("#")) {
        continue;
      }
      if (parts[1].equals("-")) {
        assertThat(parts).as(line).hasSize(3);
        continue;
      }
      String option = parts[0].substring(parts[0].indexOf('.') + 1);
      assertThat(recordings.resolve(parts[1] + "/expected.sql")).exists();
      assertThat(Files.readString(recordings.resolve(parts[1] + "/migration.rb")))
          .as(line)
          .contains(option + ":");
    }
  }
}
