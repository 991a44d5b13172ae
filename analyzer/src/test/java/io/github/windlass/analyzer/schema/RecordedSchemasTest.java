package io.github.windlass.analyzer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.schema.QualifiedName;
import io.github.windlass.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the view says of a schema against what a real server's catalog said after the same SQL:
 * {@code fixtures/schema}, recorded by {@code fixtures/record/schema/record.sh}.
 */
class RecordedSchemasTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/schema");

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    }
  }

  /** A history without a recording fails by itself: its recording cannot be read. */
  @Test
  void everyRecordingHasItsHistoryAndSaysSomething() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".recorded"))
                  .map(name -> name.substring(0, name.length() - ".recorded".length()))
                  .sorted()
                  .toList())
          .isEqualTo(cases());
    }
    assertThat(cases()).isNotEmpty();
    for (String name : cases()) {
      assertThat(recorded(name)).as(name).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsKnownIsWhatTheServerSays(String name) throws IOException {
    Map<String, String> recorded = recorded(name);
    Map<String, String> said = said(name, recorded);
    Map<String, String> wrong = new TreeMap<>();
    said.forEach((what, value) -> {
      if (!value.equals(FactLines.UNKNOWN) && !value.equals(recorded.get(what))) {
        wrong.put(what, value + " and not " + recorded.get(what));
      }
    });
    recorded.forEach((what, value) -> {
      if (!said.containsKey(what) && !said.containsKey("complete")) {
        wrong.put(what, "missing: " + value);
      }
    });
    assertThat(wrong).isEmpty();
  }

  /** A list that only gets shorter: what is unknown is honest, and still a loss. */
  @Test
  void whatIsNotKnown() throws IOException {
    StringBuilder unknown = new StringBuilder();
    for (String name : cases()) {
      Map<String, String> recorded = recorded(name);
      said(name, recorded)
          .forEach((what, value) -> {
            if (value.equals(FactLines.UNKNOWN)) {
              String is = recorded.getOrDefault(what, "");
              unknown.append(name).append(": ").append(what).append(" = ").append(is).append('\n');
            }
          });
    }
    Golden.check("schema-unknown.txt", unknown.toString());
  }

  private static Map<String, String> said(String name, Map<String, String> recorded)
      throws IOException {
    SchemaView view =
        CatalogSchemaView.ofEmptyDatabase(15)
            .after(Files.readString(FOLDER.resolve(name + ".sql")));
    List<QualifiedName> types = new ArrayList<>();
    for (String type : FactLines.names(recorded.keySet(), "type")) {
      int dot = type.indexOf('.');
      types.add(new QualifiedName(type.substring(0, dot), type.substring(dot + 1)));
    }
    return FactLines.of(view, FactLines.names(recorded.keySet(), "schema"), types);
  }

  private static Map<String, String> recorded(String name) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".recorded"))) {
      int equals = line.indexOf(" = ");
      lines.put(line.substring(0, equals), line.substring(equals + 3));
    }
    return lines;
  }
}
