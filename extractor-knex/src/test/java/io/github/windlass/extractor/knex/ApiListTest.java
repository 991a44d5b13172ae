package io.github.windlass.extractor.knex;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The methods of Knex's objects, as {@code fixtures/record/knex/api.mjs} lists them. */
class ApiListTest {

  @Test
  void eachMethodHasARecordingOrAReason() throws IOException {
    Path folder = Golden.root().resolve("fixtures/knex");
    List<String> lines = Files.readAllLines(folder.resolve("api.tsv"));
    assertThat(lines).hasSizeGreaterThan(600);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(4);
      if (cells[2].equals("-")) {
        assertThat(cells[3]).as(line).isNotBlank();
      } else {
        assertThat(folder.resolve(cells[2]).resolve("expected.sql")).as(line).exists();
      }
    }
  }
}
