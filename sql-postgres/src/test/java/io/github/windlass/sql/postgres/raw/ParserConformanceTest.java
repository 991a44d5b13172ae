package io.github.windlass.sql.postgres.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.fixtures.Golden;
import io.github.windlass.fixtures.Json;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.Script.Parsed;
import io.github.windlass.sql.postgres.Script.SyntaxError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Our SQL in {@code fixtures/sql} and mutations of it are read as PostgreSQL's own parser read them
 * when {@code fixtures/record/sql-postgres/record.mjs} recorded it: accepted or rejected alike, and
 * accepted with the same raw parse tree.
 */
class ParserConformanceTest {

  private static final Path FOLDER = Golden.root().resolve("fixtures/sql");
  private static final int DISAGREEMENTS_SHOWN = 5;

  private final RawTree tree = new RawTree();

  /** One recorded verdict on a text: the digest of its tree, or {@code reject}. */
  private record Recorded(String sql, String verdict) {

    boolean isRejected() {
      return verdict.equals("reject");
    }
  }

  @TestFactory
  Stream<DynamicTest> statementsAreReadAsPostgresReadsThem() throws IOException {
    return names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(statements(name), 0)));
  }

  @TestFactory
  Stream<DynamicTest> mutationsAreReadAsPostgresReadsThem() throws IOException {
    return names().stream()
        .filter(name -> Files.exists(mutationsOf(name)))
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  List<Recorded> mutations = mutations(name);
                  long rejected = mutations.stream().filter(Recorded::isRejected).count();
                  check(mutations, (int) (rejected / 100));
                }));
  }

  /** Our printed form of a statement has the tree that PostgreSQL recorded for the statement. */
  @TestFactory
  Stream<DynamicTest> printedStatementsMeanTheSame() throws IOException {
    return names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  List<Recorded> printed = new ArrayList<>();
                  for (Recorded recorded : statements(name)) {
                    if (!recorded.isRejected()) {
                      printed.add(new Recorded(print(recorded.sql()), recorded.verdict()));
                    }
                  }
                  check(printed, 0);
                }));
  }

  @TestFactory
  Stream<DynamicTest> aScriptIsCutIntoItsStatements() throws IOException {
    return names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  String sql = Files.readString(FOLDER.resolve(name + ".sql"));
                  List<String> items = new ArrayList<>();
                  for (Script.Item item : PostgresParser.parse(sql).items()) {
                    items.add(item.span().in(sql));
                  }
                  assertThat(items)
                      .isEqualTo(statements(name).stream().map(Recorded::sql).toList());
                }));
  }

  /** Agreement over next to nothing, or over nothing but errors, would say nothing. */
  @Test
  void theRecordingIsLarge() throws Exception {
    int accepted = 0;
    long rejected = 0;
    for (String name : names()) {
      for (Recorded recorded : statements(name)) {
        accepted += recorded.isRejected() ? 0 : 1;
      }
      if (Files.exists(mutationsOf(name))) {
        rejected += mutations(name).stream().filter(Recorded::isRejected).count();
      }
    }
    assertThat(accepted).isGreaterThan(2500);
    assertThat(rejected).isGreaterThan(2500);
  }

  /**
   * Reads all texts and fails with the first disagreements.
   *
   * @param tolerated how many texts that PostgreSQL rejects may be accepted
   */
  private void check(List<Recorded> all, int tolerated) {
    List<String> disagreements = new ArrayList<>();
    int accepted = 0;
    for (Recorded recorded : all) {
      String found = found(recorded.sql());
      if (recorded.isRejected() && isDigest(found)) {
        accepted++;
        if (accepted > tolerated) {
          disagreements.add(explain(recorded, "PostgreSQL rejects it, we accept it"));
        }
      } else if (!recorded.isRejected() && !isDigest(found)) {
        disagreements.add(explain(recorded, "PostgreSQL accepts it, we do not: " + found));
      } else if (!recorded.isRejected() && !found.equals(recorded.verdict())) {
        disagreements.add(
            explain(
                recorded, "PostgreSQL reads it otherwise than we: " + canonical(recorded.sql())));
      }
    }
    assertThat(all).isNotEmpty();
    assertThat(disagreements.stream().limit(DISAGREEMENTS_SHOWN))
        .as("%d of %d disagree; the first of them", disagreements.size(), all.size())
        .isEmpty();
  }

  private static String explain(Recorded recorded, String problem) {
    return problem
        + "\n  "
        + recorded.sql()
        + "\n  (node compare.mjs --sql '…' in fixtures/record/sql-postgres shows where)\n";
  }

  private static boolean isDigest(String found) {
    return found.length() == 16 && !found.contains(" ");
  }

  /** The digest of the tree, or the first error. */
  private String found(String sql) {
    for (Script.Item item : PostgresParser.parse(sql).items()) {
      if (item instanceof SyntaxError error) {
        return "error: " + error.reason() + " at " + error.at();
      }
      if (!(item instanceof Parsed)) {
        return "error: not a statement but " + item;
      }
    }
    return RawTree.digest(canonical(sql));
  }

  private String canonical(String sql) {
    return tree.write(PostgresParser.parse(sql).statements());
  }

  private static String print(String sql) {
    return Printing.print(PostgresParser.parse(sql).statements());
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    }
  }

  private static List<Recorded> statements(String name) throws Exception {
    String sql = Files.readString(FOLDER.resolve(name + ".sql"));
    List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".recorded"));
    assertThat(lines.get(1))
        .as("%s.sql has changed since it was recorded: run record.mjs", name)
        .isEqualTo("# sha256 " + sha256(sql));
    List<Recorded> statements = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      int end = line.indexOf(' ', blank + 1);
      statements.add(
          new Recorded(
              sql.substring(
                  Integer.parseInt(line, 0, dash, 10), Integer.parseInt(line, dash + 1, blank, 10)),
              line.substring(blank + 1, end < 0 ? line.length() : end)));
    }
    return statements;
  }

  private static Path mutationsOf(String name) {
    return FOLDER.resolve("mutations").resolve(name + ".jsonl");
  }

  private static List<Recorded> mutations(String name) throws IOException {
    List<Recorded> mutations = new ArrayList<>();
    for (String line : Files.readAllLines(mutationsOf(name))) {
      // ["verdict","text"]: the verdict holds neither quotes nor commas.
      int comma = line.indexOf(',');
      mutations.add(
          new Recorded(
              Json.read(line.substring(comma + 1, line.length() - 1)),
              line.substring(2, comma - 1)));
    }
    return mutations;
  }

  private static String sha256(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
