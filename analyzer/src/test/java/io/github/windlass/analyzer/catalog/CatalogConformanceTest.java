package io.github.windlass.analyzer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.CatalogHistory;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our catalog after a history against a real server's: {@code fixtures/catalog}, recorded by {@code
 * fixtures/record/catalog}.
 */
class CatalogConformanceTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/catalog");
  private static final int VERSION = 18;

  static List<String> histories() throws IOException {
    return names(".sql");
  }

  private static List<String> names(String ending) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyHistoryIsRecorded() throws IOException {
    assertThat(names(".recorded")).isEqualTo(histories());
    assertThat(histories()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void whatIsSaidIsWhatTheServerSays(String name) throws IOException {
    assertThat(CatalogDifferences.between(recorded(name), said(name))).isEmpty();
  }

  /** A list that only gets shorter. */
  @Test
  void whatIsNotClaimed() throws IOException {
    StringBuilder unknown = new StringBuilder();
    for (String name : histories()) {
      Map<String, String> recorded = recorded(name);
      said(name)
          .forEach((what, is) -> {
            if (is.equals(CatalogLines.UNKNOWN)) {
              unknown.append(name).append(": ").append(what);
              unknown.append(" = ").append(recorded.get(what)).append('\n');
            }
          });
    }
    Golden.check("catalog-unknown.txt", unknown.toString());
  }

  private static Map<String, String> said(String name) throws IOException {
    String history = Files.readString(FOLDER.resolve(name + ".sql"));
    return CatalogLines.of(CatalogHistory.after(PostgresParser.parse(history), VERSION));
  }

  private static Map<String, String> recorded(String name) throws IOException {
    Map<String, String> recorded =
        CatalogDifferences.recorded(Files.readAllLines(FOLDER.resolve(name + ".recorded")));
    recorded.remove("search_path");
    return recorded;
  }
}
