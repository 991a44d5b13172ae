package io.github.windlass.sql.postgres.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.fixtures.Json;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Our PL/pgSQL in {@code fixtures/plpgsql} and mutations of it are read as PostgreSQL 18 read them
 * when {@code fixtures/record/sql-postgres/plpgsql.mjs} recorded it: accepted or refused as by the
 * server, with its SQLSTATE, and accepted with the shape that libpg_query gives.
 */
class PlpgsqlConformanceTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/plpgsql");

  /** What says that the text is wrong, and not that a type or table does not exist. */
  private static final Set<String> REFUSED = Set.of("42601", "42804", "22004", "22005", "0A000");

  /**
   * @param shape the digest of the shape, or {@code reject}
   * @param server {@code ok}, or an SQLSTATE
   */
  private record Recorded(String sql, String shape, String server) {}

  @Test
  void bodiesAreReadAsPostgresReadsThem() throws Exception {
    List<Recorded> statements = statements();
    assertThat(statements.stream().filter(each -> each.server().equals("ok")).count())
        .isGreaterThan(120);
    assertThat(statements.stream().filter(each -> REFUSED.contains(each.server())).count())
        .isGreaterThan(120);
    assertThat(disagreements(statements)).isEmpty();
  }

  @Test
  void mutationsAreReadAsPostgresReadsThem() throws Exception {
    List<Recorded> mutations = mutations();
    assertThat(mutations).hasSizeGreaterThan(1000);
    List<String> disagreements = disagreements(mutations);
    // As for the SQL grammar: of what PostgreSQL refuses, one in a hundred may be taken.
    assertThat(disagreements.stream().filter(each -> !each.startsWith("refused"))).isEmpty();
    assertThat(disagreements).hasSizeLessThan(mutations.size() / 100);
  }

  private static List<String> disagreements(List<Recorded> all) {
    List<String> disagreements = new ArrayList<>();
    for (Recorded recorded : all) {
      PlpgsqlSource source = PlpgsqlServer.source(recorded.sql());
      if (source == null) {
        disagreements.add("no body in " + recorded.sql());
        continue;
      }
      switch (source.parse()) {
        case PlpgsqlBody.Parsed parsed -> {
          if (REFUSED.contains(recorded.server())) {
            disagreements.add("refused with " + recorded.server() + ": " + recorded.sql());
          } else if (recorded.server().equals("ok")
              && !recorded.shape().equals("reject")
              && !recorded
                  .shape()
                  .equals(RawTree.digest(PlpgsqlShape.of(parsed.block(), source.text())))) {
            disagreements.add(
                "read as "
                    + PlpgsqlShape.of(parsed.block(), source.text())
                    + ": "
                    + recorded.sql());
          }
        }
        case PlpgsqlBody.SyntaxError error -> {
          if (recorded.server().equals("ok")) {
            disagreements.add("accepted, but " + error.reason() + ": " + recorded.sql());
          } else if (REFUSED.contains(recorded.server())
              && !recorded.server().equals(error.sqlstate())) {
            disagreements.add(
                "refused with " + recorded.server() + ", not " + error + ": " + recorded.sql());
          }
        }
      }
    }
    return disagreements;
  }

  private static List<Recorded> statements() throws Exception {
    String sql = Files.readString(FOLDER.resolve("bodies.sql"));
    List<String> lines = Files.readAllLines(FOLDER.resolve("bodies.recorded"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
    assertThat(lines.get(1))
        .as("bodies.sql has changed since it was recorded: run plpgsql.mjs")
        .isEqualTo("# sha256 " + HexFormat.of().formatHex(hash));
    List<Recorded> statements = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] parts = line.split("[- ]", 4);
      statements.add(
          new Recorded(
              sql.substring(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
              parts[2],
              parts[3]));
    }
    return statements;
  }

  private static List<Recorded> mutations() throws IOException {
    List<Recorded> mutations = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("mutations/bodies.jsonl"))) {
      // ["shape","server","text"]: the first two hold neither quotes nor commas.
      int first = line.indexOf(',');
      int second = line.indexOf(',', first + 1);
      mutations.add(
          new Recorded(
              Json.read(line.substring(second + 1, line.length() - 1)),
              line.substring(2, first - 1),
              line.substring(first + 2, second - 1)));
    }
    return mutations;
  }
}
