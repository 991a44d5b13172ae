package io.github.windlass.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The statements of {@code fixtures/observed}, and the schema that each starts from. */
final class ObservedCases {

  private static final Path FOLDER = Golden.root().resolve("fixtures/observed");

  /** What every case starts from. */
  private static final Path BASE_FILE = FOLDER.resolve("base.json");

  private static final JsonNode BASE = read(BASE_FILE).get("base");

  /** The base's catalog of each version, folded once. */
  private static final Map<Integer, Catalog> BASES = new ConcurrentHashMap<>();

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

  /** The schema before a case: of a database that nothing else is in. */
  static Catalog catalog(JsonNode test, int version) {
    Catalog empty = Catalog.empty().complete(new Completeness(true, Set.of("public")));
    Catalog base = BASES.computeIfAbsent(version, each -> folded(empty, BASE, each));
    return folded(base, test.path("setup"), version);
  }

  private static Catalog folded(Catalog before, JsonNode history, int version) {
    Catalog catalog = before;
    for (JsonNode sql : history) {
      for (Statement statement : PostgresParser.parse(sql.asText()).statements()) {
        catalog = CatalogFold.fold(catalog, statement, version);
      }
    }
    return catalog;
  }
}
