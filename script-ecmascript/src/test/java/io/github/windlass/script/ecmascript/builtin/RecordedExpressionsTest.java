package io.github.windlass.script.ecmascript.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions give what Node says: {@code fixtures/record/script-ecmascript-run}. */
class RecordedExpressionsTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/ecmascript-run");

  static Stream<String> recordings() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("builtins"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".recorded"))
          .sorted()
          .forEach(names::add);
    }
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void expressionsGiveWhatNodeSays(String recording) throws IOException {
    String render = Files.readString(FOLDER.resolve("render.js"));
    List<String> lines = Files.readAllLines(FOLDER.resolve("builtins").resolve(recording));
    List<String> differences = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    for (int i = 1; i + 1 < lines.size(); i += 2) {
      String expression = lines.get(i);
      expressions.add(expression);
      String expected = lines.get(i + 1).substring(1);
      String shown;
      try {
        shown = Ran.shown(render, expression);
      } catch (RuntimeException | Error e) {
        shown = "failed: " + e;
      }
      if (!shown.equals(expected)) {
        differences.add(expression + "\n    gives " + shown + "\n    Node: " + expected);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(expressions).isEqualTo(sources(recording.replace(".recorded", ".js")));
  }

  private static List<String> sources(String file) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("builtins").resolve(file))) {
      if (!line.isEmpty() && !line.startsWith("//")) {
        sources.add(line);
      }
    }
    return sources;
  }
}
