package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's example is what a newcomer sees. {@code -Dgolden=update} writes it anew. */
class ReadmeTest {
  private static final String BEFORE = "```text\n";
  private static final String AFTER = "```\n";

  @Test
  void theExampleIsWhatWindlassSays() throws IOException {
    Path file = Golden.root().resolve("README.md");
    String readme = Files.readString(file);
    int start = readme.indexOf(BEFORE) + BEFORE.length();
    int end = readme.indexOf(AFTER, start);
    String report = analyze("0001_users_and_orders.sql", "0002_orders_belong_to_users.sql");
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, readme.substring(0, start) + report + readme.substring(end));
      return;
    }
    assertThat(readme.substring(start, end)).isEqualTo(report);
  }

  private static String analyze(String history, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Map.of(),
            Golden.root().resolve("fixtures/examples/shop"),
            false);
    assertThat(new CommandLineTool(terminal).run("analyze", "--history", history, path)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
