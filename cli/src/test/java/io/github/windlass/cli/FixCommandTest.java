package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --fix} makes of files: fewer findings, and the same schema on a real server. */
@ExtendWith(TestServer.Parameter.class)
class FixCommandTest {

  private static final String HISTORY =
      """
      CREATE TABLE users (id bigint PRIMARY KEY, email text);
      CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total int);
      CREATE INDEX orders_total_idx ON orders (total);
      INSERT INTO users VALUES (1, 'a');
      INSERT INTO orders VALUES (1, 1, 5);
      """;

  /**
   * A file that is fixed.
   *
   * @param others files that say which runner's it is, with their contents
   * @param has what it has then
   */
  private record Case(String path, String text, Map<String, String> others, List<String> has) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "m/1.sql",
              """
              -- An index and more.
              CREATE INDEX orders_user_id_idx ON orders (user_id);
                ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users;
              ALTER TABLE users ALTER email SET NOT NULL, ALTER email SET DEFAULT 'x';
              ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
              DROP INDEX orders_total_idx;
              """,
              Map.of(),
              List.of(
                  "-- An index and more.\nSET lock_timeout = 0;\n",
                  "\n  BEGIN;\n  SET LOCAL lock_timeout = '2s';\n",
                  "DROP INDEX CONCURRENTLY")),
          new Case(
              "m/2.sql",
              "SET lock_timeout = '1s';\r\nCREATE INDEX a ON orders (user_id)",
              Map.of(),
              List.of("SET lock_timeout = 0;\r\n", "SET lock_timeout = '1s';\r\nRESET statement")),
          new Case(
              "m/00001_a.sql",
              """
              -- +goose Up
              CREATE INDEX a ON orders (user_id);
              -- +goose Down
              DROP INDEX a;
              """,
              Map.of(),
              List.of("-- +goose NO TRANSACTION\n", "CREATE INDEX CONCURRENTLY a ON")),
          new Case(
              "m/00002_b.sql",
              """
              -- +goose Up
              ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
              -- +goose Down
              """,
              Map.of(),
              List.of("NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT positive;\nRESET")),
          new Case(
              "m/1-a.sql",
              "-- +migrate Up\nCREATE INDEX a ON orders (user_id);\n-- +migrate Down\n",
              Map.of(),
              List.of("-- +migrate Up notransaction\nCREATE INDEX CONCURRENTLY a")),
          new Case(
              "db/migrations/20250101000000_a.sql",
              "-- migrate:up\nCREATE INDEX a ON orders (user_id);\n\n-- migrate:down\n",
              Map.of(),
              List.of("-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY a")),
          new Case(
              "migrations/20250101000000_a.sql",
              "CREATE INDEX a ON orders (user_id);\n",
              Map.of("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n"),
              List.of("-- no-transaction\nCREATE INDEX CONCURRENTLY a")),
          new Case(
              "m/001_a.sql",
              "DROP INDEX orders_total_idx;\n\n---- create above / drop below ----\n",
              Map.of(),
              List.of("---- tern: disable-tx ----\nDROP INDEX CONCURRENTLY")),
          new Case(
              "m/1_a.up.sql",
              "CREATE UNIQUE INDEX a ON orders (user_id);\n",
              Map.of("m/1_a.down.sql", "DROP INDEX a;"),
              List.of("CREATE UNIQUE INDEX CONCURRENTLY a ON orders (user_id);\n")),
          new Case(
              "prisma/migrations/20250101000000_a/migration.sql",
              "-- CreateIndex\nCREATE INDEX \"a\" ON \"orders\"(\"user_id\");\n",
              Map.of("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n"),
              List.of("-- CreateIndex\nCREATE INDEX CONCURRENTLY a ON orders (user_id);\n")));

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int run(String input, boolean terminal, String... arguments) {
    return run(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), terminal, arguments);
  }

  private int run(InputStream input, boolean terminal, String... arguments) {
    out.reset();
    err.reset();
    return new CommandLineTool(
            new Terminal(
                input,
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("NO_COLOR", "1"),
                folder,
                terminal))
        .run(arguments);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Report analyze(String path) {
    return Windlass.builder()
        .directory(folder)
        .history(Path.of("before.sql"))
        .build()
        .analyze(Path.of(path));
  }

  @TestFactory
  Stream<DynamicTest> aFixedFileSaysLessAndMakesTheSameSchema(TestServer server) {
    return CASES.stream()
        .map(each -> DynamicTest.dynamicTest(each.path(), () -> holds(each, server)));
  }

  private void holds(Case each, TestServer server) throws IOException, SQLException {
    write("before.sql", HISTORY);
    for (Map.Entry<String, String> other : each.others().entrySet()) {
      write(other.getKey(), other.getValue());
    }
    Path file = write(each.path(), each.text());
    Report before = analyze(each.path());
    assertThat(before.findings()).isNotEmpty();

    assertThat(run("", false, "analyze", "--fix", "--history", "before.sql", each.path())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("--- a/" + each.path() + "\n+++ b/" + each.path() + "\n@@ ");
    assertThat(file).hasContent(each.text());
    assertThat(errors()).contains("nothing is written; --yes writes 1 file");

    assertThat(run("", false, "analyze", "--fix", "--yes", "--history", "before.sql", each.path()))
        .isZero();
    assertThat(errors()).contains("wrote 1 file (" + before.findings().size() + " findings");
    assertThat(Files.readString(file)).contains(each.has());
    Report after = analyze(each.path());
    assertThat(after.findings()).isEmpty();
    assertThat(after.gaps()).isZero();

    server.create("unfixed", List.of(HISTORY));
    server.create("fixed", List.of(HISTORY));
    for (String sql : sent(before)) {
      server.run("unfixed", List.of(sql));
    }
    server.run("fixed", sent(after));
    try (Connection original = server.connect("unfixed");
        Connection fixed = server.connect("fixed")) {
      assertThat(CatalogDigest.of(fixed)).containsExactlyElementsOf(CatalogDigest.of(original));
    }
    Files.delete(file);
    for (String other : each.others().keySet()) {
      Files.delete(folder.resolve(other));
    }
  }

  /** What the runner sends, one string after the other. */
  private static List<String> sent(Report report) {
    List<String> sent = new ArrayList<>();
    for (var analyzed : report.migrations()) {
      Migration migration = analyzed.migration();
      List<String> steps = migration.statements().stream().map(Step.Sql::text).toList();
      switch (migration.transaction()) {
        case PER_MIGRATION, ALL_PENDING, IMPLICIT -> sent.add(String.join(";\n", steps));
        case NONE, EXPLICIT -> sent.addAll(steps);
      }
    }
    return sent;
  }

  @Test
  void onATerminalItAsks() throws IOException {
    write("before.sql", HISTORY);
    Path file = write("a.sql", "CREATE INDEX a ON orders (user_id);\n");
    String[] fix = {"analyze", "--fix", "--history", "before.sql", "a.sql"};
    run("n\n", true, fix);
    assertThat(errors()).contains("Write 1 file? [y/N] ", "nothing is written");
    run("", true, fix);
    assertThat(errors()).contains("nothing is written");
    run("y\n", true, fix);
    assertThat(errors()).contains("wrote 1 file");
    assertThat(Files.readString(file)).contains("CONCURRENTLY");
    run("y\n", true, fix);
    assertThat(errors()).contains("nothing to fix");
  }

  @Test
  void whatIsChangedBeforeTheAnswerStays() throws IOException {
    write("before.sql", HISTORY);
    Path first = write("a.sql", "CREATE INDEX a ON orders (user_id);\n");
    Path second = write("b.sql", "CREATE INDEX b ON orders (total);\n");
    InputStream late =
        new InputStream() {
          @Override
          public int read() throws IOException {
            Files.writeString(second, "SELECT 1;\n");
            return 'y';
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            into[from] = (byte) read();
            into[from + 1] = '\n';
            return 2;
          }
        };
    int status = run(late, true, "analyze", "--fix", "--history", "before.sql", "a.sql", "b.sql");
    assertThat(status).isEqualTo(2);
    assertThat(errors()).contains("b.sql: nothing is written: the file is not plain UTF-8, or was");
    assertThat(first).hasContent("CREATE INDEX a ON orders (user_id);\n");
    assertThat(second).hasContent("SELECT 1;\n");
  }

  @Test
  void whatALinkLeadsToStays() throws IOException {
    write("before.sql", HISTORY);
    Path file = write("real/a.sql", "CREATE INDEX a ON orders (user_id);\n");
    Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("real"));
    run("", false, "analyze", "--fix", "--yes", "--history", "before.sql", "linked/a.sql");
    assertThat(errors()).contains("is left: a link leads to the file");
    assertThat(file).hasContent("CREATE INDEX a ON orders (user_id);\n");
  }

  @Test
  void aTextOfSeveralLinesStaysAsItIs() throws IOException {
    write("before.sql", HISTORY);
    String check = "CHECK (email <> 'a;\nb')";
    write("a.sql", "-- x\r\n  ALTER TABLE users ADD CONSTRAINT lines " + check + ";\r\n");
    run("", false, "analyze", "--fix", "--yes", "--history", "before.sql", "a.sql");
    assertThat(errors()).contains("wrote 1 file");
    assertThat(Files.readString(folder.resolve("a.sql"))).contains(check + " NOT VALID;\r\n  ");
  }

  @Test
  void aLimitForWaitingComesFirst() throws IOException {
    write("before.sql", HISTORY);
    write("a.sql", "-- x\nALTER TABLE users ADD COLUMN a int;\n");
    write("m/00001_a.sql", "-- +goose Up\nALTER TABLE users ADD COLUMN b int;\n");
    String[] fix = {
      "analyze", "--fix", "--yes", "--rules", "+lock-timeout-missing", "--history", "before.sql"
    };
    run("", false, and(fix, "a.sql"));
    assertThat(folder.resolve("a.sql"))
        .hasContent("-- x\nSET lock_timeout = '2s';\nALTER TABLE users ADD COLUMN a int;\n");
    run("", false, and(fix, "m"));
    assertThat(folder.resolve("m/00001_a.sql"))
        .hasContent(
            "-- +goose Up\nSET LOCAL lock_timeout = '2s';\nALTER TABLE users ADD COLUMN b int;\n");
  }

  private static String[] and(String[] arguments, String last) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void whatCannotBeFixedIsSaid() throws IOException {
    write("before.sql", HISTORY);
    write(
        "m/00001_a.sql",
        "-- +goose Up\nCREATE INDEX a ON orders (user_id);\nCREATE TABLE other (id int);\n");
    write("b.sql", "BEGIN;\nCREATE INDEX b ON orders (user_id);\nCOMMIT;\n");
    write(
        "c.sql",
        "\\if :later\nCREATE INDEX c ON orders (user_id);\n\\endif\n"
            + "ALTER TABLE orders ADD COLUMN u uuid DEFAULT gen_random_uuid();\n");
    write(
        "20250101000000_d.js",
        "exports.up = (knex) => knex.raw('CREATE INDEX d ON orders (user_id)');\n");
    int status =
        run(
            "",
            false,
            "analyze",
            "--fix",
            "--yes",
            "--history",
            "before.sql",
            "m",
            "b.sql",
            "c.sql",
            "20250101000000_d.js");
    assertThat(status).isZero();
    assertThat(errors())
        .contains(
            "m/00001_a.sql:2: index-built-without-concurrently is left: other statements share its",
            "b.sql:2: index-built-without-concurrently is left: the file opens transactions itself",
            "c.sql:2: index-built-without-concurrently is left: it runs only under a condition",
            "is left: its rows are filled step by step, which is for a person to run",
            "20250101000000_d.js:1: index-built-without-concurrently is left: its migration is"
                + " code",
            "nothing to fix");
  }

  @Test
  void whatIsSentAsOneStringTakesOneStatement() throws IOException {
    write("before.sql", HISTORY);
    write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
    write(
        "prisma/migrations/1_a/migration.sql",
        "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);\n");
    write(
        "prisma/migrations/2_b/migration.sql",
        "CREATE INDEX a ON orders (total);\nCREATE INDEX b ON orders (user_id);\n");
    write("c.sql", "ALTER TABLE orders ADD COLUMN c int NOT NULL;\n");
    run(
        "",
        false,
        "analyze",
        "--fix",
        "--yes",
        "--history",
        "before.sql",
        "prisma/migrations",
        "c.sql");
    assertThat(errors())
        .contains(
            "1_a/migration.sql:1: check-constraint-validated-at-once is left: the steps would not",
            "2_b/migration.sql:1: index-built-without-concurrently is left: the steps would not",
            "c.sql:1: required-column-without-default is left: rows that are there need values",
            "nothing to fix");
  }

  @Test
  void itsOptionsBelongTogether() {
    assertThat(run("", false, "analyze", "--yes", "a.sql")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: --yes and --since are for --fix\n");
    assertThat(run("", false, "analyze", "--fix", "--output", "json", "a.sql")).isEqualTo(2);
  }

  @Test
  void whatHasAChecksumStays() throws IOException {
    write("before.sql", HISTORY);
    write("m/1_a.sql", "CREATE INDEX a ON orders (user_id);\n");
    write("m/atlas.sum", "h1:abc=\n1_a.sql h1:def=\n");
    run("", false, "analyze", "--fix", "--yes", "--history", "before.sql", "m");
    assertThat(errors()).contains("is left: atlas.sum holds its checksum");
  }
}
