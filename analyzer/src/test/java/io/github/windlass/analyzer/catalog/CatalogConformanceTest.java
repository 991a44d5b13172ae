package io.github.windlass.analyzer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.CatalogHistory;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
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
 * Our catalog after a history against a real server's: {@code fixtures/catalog}, recorded by {@code
 * fixtures/record/catalog}.
 */
class CatalogConformanceTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/catalog");
  private static final int NEWEST = 18;

  static List<String> histories() throws IOException {
    return names(".sql");
  }

  static List<Integer> olderVersions() throws IOException {
    return names(".recorded").stream()
        .filter(name -> name.matches("pg\\d+"))
        .map(name -> Integer.valueOf(name.substring(2)))
        .toList();
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
    assertThat(names(".recorded")).containsAll(histories());
    assertThat(histories()).hasSizeGreaterThan(60);
    assertThat(olderVersions()).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void whatIsSaidIsWhatTheServerSays(String name) throws IOException {
    Map<String, String> recorded = recorded(Files.readAllLines(FOLDER.resolve(name + ".recorded")));
    assertThat(CatalogDifferences.between(recorded, said(name, NEWEST))).isEmpty();
  }

  /** The histories that an older server runs too: it makes fewer things of them, and others. */
  @ParameterizedTest
  @MethodSource("olderVersions")
  void whatIsSaidIsWhatOlderServersSay(int version) throws IOException {
    Map<String, List<String>> byHistory = new TreeMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("pg" + version + ".recorded"))) {
      int colon = line.indexOf(": ");
      byHistory
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 2));
    }
    assertThat(byHistory).hasSizeGreaterThan(30);
    Map<String, Map<String, String>> wrong = new TreeMap<>();
    for (Map.Entry<String, List<String>> history : byHistory.entrySet()) {
      String name = history.getKey();
      Map<String, String> differences =
          CatalogDifferences.between(recorded(history.getValue()), said(name, version));
      if (!differences.isEmpty()) {
        wrong.put(name, differences);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A list that only gets shorter. */
  @Test
  void whatIsNotClaimed() throws IOException {
    StringBuilder unknown = new StringBuilder();
    for (String name : histories()) {
      Map<String, String> recorded =
          recorded(Files.readAllLines(FOLDER.resolve(name + ".recorded")));
      said(name, NEWEST)
          .forEach((what, is) -> {
            if (is.equals(CatalogLines.UNKNOWN)) {
              unknown.append(name).append(": ").append(what);
              unknown.append(" = ").append(recorded.get(what)).append('\n');
            }
          });
    }
    Golden.check("catalog-unknown.txt", unknown.toString());
  }

  private static Map<String, String> said(String name, int version) throws IOException {
    String history = Files.readString(FOLDER.resolve(name + ".sql"));
    return CatalogLines.of(CatalogHistory.after(PostgresParser.parse(history), version));
  }

  private static Map<String, String> recorded(List<String> lines) {
    Map<String, String> recorded = CatalogDifferences.recorded(lines);
    recorded.remove("search_path");
    return recorded;
  }
}
