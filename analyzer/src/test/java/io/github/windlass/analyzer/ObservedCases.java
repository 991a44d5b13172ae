package io.github.windlass.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The statements of {@code fixtures/observed}, and the schema that each starts from. */
final class ObservedCases {

  private static final Path FOLDER = Golden.root().resolve("fixtures/observed");

  /** What every case starts from. */
  private static final Path BASE_FILE = FOLDER.resolve("base.json");

  private static final JsonNode BASE = read(BASE_FILE).get("base");

  private ObservedCases() {}

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && !file.equals(BASE_FILE))
          .sorted()
          .toList()
          .stream()
          .flatMap(file -> read(file).get("cases").valueStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema before a case. */
  static Catalog catalog(JsonNode test, int version) {
    List<String> history = new ArrayList<>();
    BASE.forEach(each -> history.add(each.asText()));
    test.path("setup").forEach(each -> history.add(each.asText()));
    Catalog catalog = Catalog.empty();
    for (String sql : history) {
      for (Statement statement : PostgresParser.parse(sql).statements()) {
        catalog = CatalogFold.fold(catalog, statement, version);
      }
    }
    return catalog;
  }
}
