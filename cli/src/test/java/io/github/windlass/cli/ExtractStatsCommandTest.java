package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.fixtures.Golden;
import io.github.windlass.snapshot.DatabaseStatistics;
import io.github.windlass.snapshot.TableStatistics;
import io.github.windlass.snapshot.TableStatistics.Activity;
import io.github.windlass.snapshot.TableStatistics.IndexStatistics;
import io.github.windlass.snapshot.TableStatistics.Partitions;
import io.github.windlass.snapshot.TableStatistics.Size;
import io.github.windlass.snapshot.TableStatistics.Upkeep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class ExtractStatsCommandTest {

  private static final List<String> SHOP =
      List.of(
          "CREATE TABLE users (id integer PRIMARY KEY, note text)",
          "INSERT INTO users SELECT i, repeat(md5(i::text), 200) FROM generate_series(1, 2000) i",
          "CREATE UNLOGGED TABLE cache (a integer)",
          "CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM users",
          "CREATE TABLE events (id integer, at date) PARTITION BY RANGE (at)",
          "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO"
              + " ('2024-01-01')",
          "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO"
              + " ('2025-01-01') PARTITION BY RANGE (id)",
          "CREATE TABLE events_2a PARTITION OF events_2 FOR VALUES FROM (0) TO (10000)",
          "INSERT INTO events SELECT i, '2024-02-02' FROM generate_series(1, 3000) i",
          "CREATE SCHEMA \"O'dd\"",
          "CREATE TABLE \"O'dd\".\"a\"\"b\" (x integer)",
          "ANALYZE");

  @TempDir Path folder;

  private final ToolRun tool = new ToolRun(() -> folder);

  @Test
  void json() {
    Instant then = Instant.parse("2026-01-02T03:04:05Z");
    Activity activity = new Activity(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    Activity none = new Activity(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Upkeep never = new Upkeep(null, null, null, null);
    RelationName events = new RelationName("public", "events");
    DatabaseStatistics statistics =
        new DatabaseStatistics(
            17,
            "17.6",
            "shop",
            null,
            List.of(
                new TableStatistics(
                    events,
                    RelationKind.PARTITIONED_TABLE,
                    false,
                    null,
                    null,
                    null,
                    new Partitions(1, null, 8192, 24576),
                    List.of(),
                    never,
                    none),
                new TableStatistics(
                    new RelationName("public", "events_2026"),
                    RelationKind.TABLE,
                    true,
                    events,
                    120L,
                    new Size(8192, 24576, 16384, 0),
                    null,
                    List.of(new IndexStatistics("events_2026_pkey", 16384, 12, true)),
                    new Upkeep(null, then, then, null),
                    activity)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReportStream stream = new ReportStream(bytes)) {
      stream.json(json -> new StatsReport(json).report(statistics, then, "1.2.3"));
    }
    Golden.check("cli/extract-stats.json", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void whatItWritesIsWhatStatsFileReads(TestServer server) throws Exception {
    server.create("statistics", SHOP);
    Files.writeString(folder.resolve("m.sql"), "ALTER TABLE users ALTER COLUMN id TYPE bigint;\n");
    assertThat(tool.run("extract-stats", "--db-url", server.url("statistics"))).isZero();
    Files.writeString(folder.resolve("stats.json"), tool.output());
    JsonNode users = table("public", "users");
    assertThat(users.get("rows").asLong()).isEqualTo(2000);
    assertThat(users.get("totalBytes").asLong())
        .isGreaterThanOrEqualTo(
            users.get("bytes").asLong()
                + users.get("indexBytes").asLong()
                + users.get("toastBytes").asLong());
    assertThat(users.get("indexes").get(0).get("name").asText()).isEqualTo("users_pkey");
    assertThat(users.has("lastAnalyze")).isTrue();
    assertThat(table("public", "cache").get("unlogged").asBoolean()).isTrue();
    assertThat(table("public", "totals").get("kind").asText()).isEqualTo("materialized view");
    JsonNode events = table("public", "events");
    assertThat(events.has("bytes")).isFalse();
    assertThat(events.get("partitions").get("count").asInt()).isEqualTo(2);
    assertThat(events.get("partitions").get("rows").asLong()).isEqualTo(3000);
    assertThat(table("public", "events_2a").get("partitionOf").get("name").asText())
        .isEqualTo("events_2");
    assertThat(table("O'dd", "a\"b").get("kind").asText()).isEqualTo("table");
    assertThat(tool.run("analyze", "--stats-file", "stats.json", "m.sql")).isZero();
    assertThat(tool.output()).contains("about").contains("of public.users at about 150 MB/s");
  }

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void aTableThatIsLockedHasTheSizeOfItsLastVacuum(TestServer server) throws Exception {
    server.create("statistics_locked", SHOP);
    try (Connection other = server.connect("statistics_locked");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
      assertThat(tool.run("extract-stats", "--db-url", server.url("statistics_locked"))).isZero();
    }
    Files.writeString(folder.resolve("stats.json"), tool.output());
    JsonNode users = table("public", "users");
    assertThat(users.get("rows").asLong()).isEqualTo(2000);
    assertThat(users.get("bytes").asLong()).isPositive();
    assertThat(users.get("indexBytes").asLong()).isPositive();
  }

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void schemasCanBeChosen(TestServer server) throws Exception {
    server.create("statistics_chosen", SHOP);
    String url = server.url("statistics_chosen");
    assertThat(tool.run("extract-stats", "--schema", "O'dd", "--db-url", url)).isZero();
    assertThat(tool.output()).contains("a\\\"b").doesNotContain("users");
    assertThat(tool.run("extract-stats", "--schema", "none", "--db-url", url)).isEqualTo(2);
    assertThat(tool.errors()).contains("there is no schema none").hasLineCount(1);
  }

  @Test
  void aServerThatIsNotThereIsOneLineWithoutThePassword() {
    String url = "postgresql://me:hunter22@127.0.0.1:1/shop";
    assertThat(tool.run("extract-stats", "--db-url", url)).isEqualTo(2);
    assertThat(tool.errors()).startsWith("windlass: ").doesNotContain("hunter22").hasLineCount(1);
    assertThat(tool.output()).isEmpty();
    assertThat(tool.run("extract-stats")).isEqualTo(2);
    assertThat(tool.errors())
        .isEqualTo("windlass: no --db-url given; see windlass extract-stats --help\n");
  }

  private JsonNode table(String schema, String name) throws IOException {
    JsonNode stats = new ObjectMapper().readTree(folder.resolve("stats.json").toFile());
    for (JsonNode table : stats.get("tables")) {
      if (table.get("schema").asText().equals(schema) && table.get("name").asText().equals(name)) {
        return table;
      }
    }
    throw new AssertionError("no table " + name);
  }
}
