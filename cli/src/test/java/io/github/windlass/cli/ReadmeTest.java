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

  @Test
  void theStatementsAreWhatWindlassExtracts() throws IOException {
    String readme = Files.readString(Golden.root().resolve("README.md"));
    int start = readme.indexOf("```sql\n") + "```sql\n".length();
    String shown = readme.substring(start, readme.indexOf(AFTER, start));
    assertThat(shown).contains("ALTER TABLE");
    String command = "./windlass extract --output sql fixtures/examples/clinic";
    assertThat(readme.substring(0, start)).contains(command);
    assertThat(run("", "extract", "--output", "sql", "fixtures/examples/clinic")).contains(shown);
  }

  private static String analyze(String history, String path) {
    return run("fixtures/examples/shop", "analyze", "--history", history, path);
  }

  private static String run(String folder, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Map.of(),
            Golden.root().resolve(folder),
            false);
    assertThat(new CommandLineTool(terminal).run(arguments)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
