package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.snapshot.DatabaseSnapshot;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A schema, its snapshot, and what becomes of that: on a server, and in our catalog. */
@ExtendWith(TestServer.Parameter.class)
class SnapshotRoundTripTest {

  private static final Path FIXTURES = Golden.root().resolve("fixtures");

  @Test
  void aSnapshotMakesTheSameDatabaseAgain(TestServer server) throws Exception {
    String schema =
        forVersion(Files.readString(FIXTURES.resolve("snapshot/every-kind.sql")), server.version());
    server.create("first", List.of(schema));
    String snapshot = snapshot(server, "first");
    server.create("second", List.of(snapshot));
    // What only a superuser can say is said in a line of its own.
    server.run(
        "second",
        List.of(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
                + " 'public.users_gin'::regclass"));
    assertThat(Snapshot.read(snapshot).unread()).isEmpty();
    assertThat(withoutSizes(snapshot(server, "second"))).isEqualTo(withoutSizes(snapshot));
    try (Connection first = server.connect("first");
        Connection second = server.connect("second")) {
      List<String> expected = CatalogDigest.of(first);
      assertThat(expected).hasSizeGreaterThan(400);
      assertThat(CatalogDigest.of(second)).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aSnapshotHasTheEffectsOfTheStatementsThatMadeIt(TestServer server) throws Exception {
    int version = server.version();
    List<String> base = new ArrayList<>();
    JsonNode statements = new ObjectMapper().readTree(observed("base.json").toFile()).get("base");
    statements.forEach(each -> base.add(each.asText()));
    server.create("observed", base);
    Map<List<String>, Catalog> catalogs = new HashMap<>();
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (JsonNode test : cases()) {
      List<String> setup = new ArrayList<>();
      test.path("setup").forEach(each -> setup.add(each.asText()));
      List<Statement> parsed = PostgresParser.parse(test.get("statement").asText()).statements();
      if (!setup.isEmpty() && !server.isOther()) {
        // A database for each takes a minute: with -Dwindlass.test.server alone.
        continue;
      }
      if (!catalogs.containsKey(setup)) {
        catalogs.put(setup, catalogOfCopy(server, setup));
      }
      Catalog snapped = catalogs.get(setup);
      if (snapped == null || parsed.isEmpty()) {
        continue;
      }
      List<String> history = new ArrayList<>(base);
      history.addAll(setup);
      // Both know what is not there.
      Catalog folded = folded(history, version).complete(snapped.completeness());
      boolean block = test.path("transaction").asBoolean(true);
      List<String> expected = effects(parsed.get(0), folded, version, block);
      List<String> actual = effects(parsed.get(0), snapped, version, block);
      if (!actual.equals(expected)) {
        different.add(
            test.get("id").asText()
                + ": "
                + test.get("statement").asText()
                + " "
                + setup
                + "\n  "
                + expected
                + "\n  "
                + actual);
      }
      compared++;
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(300);
  }

  /** The catalog of a copy of the database with more in it; null if the server refuses that. */
  private static Catalog catalogOfCopy(TestServer server, List<String> setup) throws Exception {
    server.run("postgres", List.of("CREATE DATABASE observed_copy TEMPLATE observed"));
    try {
      server.run("observed_copy", setup);
      return Snapshot.read(snapshot(server, "observed_copy")).catalog();
    } catch (SQLException e) {
      return null;
    } finally {
      server.run("postgres", List.of("DROP DATABASE observed_copy"));
    }
  }

  private static Catalog folded(List<String> history, int version) {
    Catalog catalog = Catalog.empty();
    for (String sql : history) {
      for (Statement statement : PostgresParser.parse(sql).statements()) {
        catalog = CatalogFold.fold(catalog, statement, version);
      }
    }
    return catalog;
  }

  private static List<String> effects(
      Statement statement, Catalog before, int version, boolean block) {
    Effects effects =
        StatementEffects.predict(
                statement, before, new StatementEffects.Setting(version, block, Set.of()))
            .effects();
    if (effects.fails() != null) {
      return List.of("fails " + effects.fails().sqlstate());
    }
    TreeSet<String> words = new TreeSet<>();
    for (Lock lock : effects.locks()) {
      words.add("locks " + lock.relation() + " " + lock.kind() + " " + lock.mode());
    }
    add("rewrites ", effects.rewrites(), words);
    add("scans ", effects.scans(), words);
    add("builds ", effects.indexBuilds(), words);
    add("makes ", effects.created(), words);
    add("drops ", effects.dropped(), words);
    return List.copyOf(words);
  }

  private static void add(String word, List<RelationName> relations, Set<String> words) {
    relations.forEach(relation -> words.add(word + relation));
  }

  private static Path observed(String name) {
    return FIXTURES.resolve("observed").resolve(name);
  }

  private static List<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FIXTURES.resolve("observed"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        new ObjectMapper().readTree(file.toFile()).path("cases").forEach(cases::add);
      }
    }
    return cases;
  }

  private static String snapshot(TestServer server, String database) throws SQLException {
    try (Connection connection = server.connect(database)) {
      return DatabaseSnapshot.of(connection, List.of(), Instant.EPOCH);
    }
  }

  private static String withoutSizes(String snapshot) {
    StringBuilder out = new StringBuilder();
    snapshot
        .lines()
        .filter(line ->
            !line.startsWith("-- windlass:size") && !line.startsWith("-- windlass:database"))
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** The lines of a schema that a version of the server knows. */
  private static String forVersion(String text, int version) {
    StringBuilder out = new StringBuilder();
    boolean known = true;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("-- from ")) {
        known = version >= Integer.parseInt(line.substring("-- from ".length()));
      } else if (line.startsWith("-- until ")) {
        known = version <= Integer.parseInt(line.substring("-- until ".length()));
      } else if (line.equals("-- all")) {
        known = true;
      } else if (known) {
        out.append(line).append('\n');
      }
    }
    return out.toString();
  }
}
