package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.windlass.fixtures.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code fixtures/sql-layouts} is a project of some migration runner; its golden
 * file says what is told of it without {@code --format}.
 */
class SqlLayoutsTest {

  @TestFactory
  Stream<DynamicTest> projects() throws IOException {
    Path all = Golden.root().resolve("fixtures/sql-layouts");
    try (Stream<Path> folders = Files.list(all)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(folder ->
              dynamicTest(folder.getFileName().toString(), folder.toUri(), () -> check(folder)));
    }
  }

  private static void check(Path folder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("COLUMNS", "80"),
            folder,
            false);
    int status = new CommandLineTool(terminal).run("extract", "--output", "json", ".");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    Golden.check(
        "sql-layouts/" + folder.getFileName() + ".json", out.toString(StandardCharsets.UTF_8));
  }
}
