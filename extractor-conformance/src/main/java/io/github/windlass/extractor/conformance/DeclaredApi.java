package io.github.windlass.extractor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a framework's type declarations offer, in {@code fixtures/FRAMEWORK/api.recorded}, and which
 * recording holds each, or why none does, in {@code api.tsv}.
 */
public final class DeclaredApi {

  private DeclaredApi() {}

  /** Nothing of what is declared is left out, and nothing else is listed. */
  public static void isListed(String framework) throws IOException {
    assertThat(lines(framework, "api.tsv").stream().map(line -> line.split("\t", -1)[0]).sorted())
        .containsExactlyElementsOf(lines(framework, "api.recorded").stream().sorted().toList());
  }

  /** A recording has the name that it holds in its text; what none holds has a reason. */
  public static void isHeld(String framework) throws IOException {
    for (String line : lines(framework, "api.tsv")) {
      String[] fields = line.split("\t", -1);
      if (fields[1].equals("-")) {
        assertThat(fields).as(line).hasSize(3);
        assertThat(fields[2]).as(line).isNotBlank();
      } else {
        String name = fields[0].substring(fields[0].lastIndexOf('.') + 1);
        assertThat(folder(framework).resolve(fields[1]).resolve("expected.sql")).as(line).exists();
        assertThat(script(framework, fields[1]))
            .as(line)
            .containsPattern("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
      }
    }
  }

  private static Path folder(String framework) {
    return Golden.root().resolve("fixtures").resolve(framework);
  }

  private static List<String> lines(String framework, String file) throws IOException {
    return Files.readAllLines(folder(framework).resolve(file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** The migration, and the settings beside it; of a folder of SQL files, its journal. */
  private static String script(String framework, String name) throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.list(folder(framework).resolve(name))) {
      for (Path file : files.sorted().toList()) {
        String known = file.getFileName().toString();
        if (known.startsWith("migration.") || known.startsWith("knexfile.")) {
          text.append(Files.readString(file));
        }
      }
    }
    Path journal = folder(framework).resolve(name).resolve("migrations/meta/_journal.json");
    return text.append(Files.exists(journal) ? Files.readString(journal) : "").toString();
  }
}
