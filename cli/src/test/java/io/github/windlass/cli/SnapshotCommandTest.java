package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCommandTest {

  private static final String SHOP =
      """
      CREATE TABLE users (id integer PRIMARY KEY, email text);
      CREATE TABLE orders (id integer, user_id integer REFERENCES users);
      CREATE VIEW emails AS SELECT email FROM users;
      """;

  private static final String WRITTEN =
      """
      -- windlass:snapshot 1
      -- windlass:server 13.4
      -- windlass:complete * public
      CREATE TABLE public.users (id integer NOT NULL, email text);
      -- windlass:end
      """;

  @TempDir Path folder;

  private final ToolRun tool = new ToolRun(() -> folder);

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("snapshot.sql"), WRITTEN);
    Files.writeString(
        folder.resolve("m.sql"), "DROP TABLE users;\nALTER TABLE gone ADD COLUMN a int;\n");
  }

  // --- a file ---------------------------------------------------------------------------------

  @Test
  void aSnapshotIsTheStateBeforeTheFirstFile() {
    assertThat(tool.run("analyze", "--snapshot", "snapshot.sql", "m.sql")).isZero();
    assertThat(tool.output())
        .contains("relation public.gone does not exist (SQLSTATE 42P01)")
        .contains("on PostgreSQL 13")
        .doesNotContain("assumes");
    assertThat(tool.run("analyze", "--snapshot", "snapshot.sql", "--postgres", "16", "m.sql"))
        .isZero();
    assertThat(tool.output()).contains("on PostgreSQL 16");
  }

  @Test
  void aHistoryIsWhatRanSince() throws IOException {
    Files.writeString(folder.resolve("h.sql"), "CREATE TABLE gone (b int);\n");
    assertThat(tool.run("analyze", "--snapshot", "snapshot.sql", "--history", "h.sql", "m.sql"))
        .isZero();
    assertThat(tool.output()).doesNotContain("does not exist").doesNotContain("assumes");
  }

  @Test
  void batchesStartFromIt() {
    tool.input(
        """
        {"id":1,"text":"TRUNCATE gone"}
        {"id":2,"history":["CREATE TABLE gone (a int)"],"text":"TRUNCATE gone"}
        """);
    assertThat(tool.run("analyze", "--snapshot", "snapshot.sql", "--batch", "-")).isZero();
    assertThat(tool.output().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"sqlstate\":\"42P01\""),
            second -> assertThat(second).contains("\"fails\":null"));
  }

  @Test
  void frameworksSeeIt() throws IOException {
    Files.writeString(
        folder.resolve("a.ts"),
        """
        import { MigrationInterface, QueryRunner } from "typeorm";
        export class A1700000000001 implements MigrationInterface {
          async up(queryRunner: QueryRunner): Promise<void> {
            if (await queryRunner.hasTable("users")) await queryRunner.query(`SELECT 'there'`);
            if (await queryRunner.hasTable("gone")) await queryRunner.query(`SELECT 'gone'`);
          }
          async down(queryRunner: QueryRunner): Promise<void> {}
        }
        """);
    assertThat(tool.run("extract", "--output", "sql", "--snapshot", "snapshot.sql", "a.ts"))
        .isZero();
    assertThat(tool.output()).contains("SELECT 'there'").doesNotContain("SELECT 'gone'");
  }

  @Test
  void whatIsNoSnapshotIsOneLine() throws IOException {
    Files.writeString(folder.resolve("cut.sql"), WRITTEN.replace("-- windlass:end\n", ""));
    Files.writeString(folder.resolve("odd.sql"), WRITTEN.replace("CREATE TABLE", "CREATE TABEL"));
    Files.write(folder.resolve("binary.sql"), new byte[] {1, 0, 2});
    assertWrong(
        "m.sql: not written by windlass snapshot; a dump is for --history",
        "analyze",
        "--snapshot",
        "m.sql",
        "m.sql");
    assertWrong(
        "cut.sql: the snapshot is cut off: its last line is missing",
        "analyze",
        "--snapshot",
        "cut.sql",
        "m.sql");
    assertWrong("none.sql: no such file or folder", "extract", "--snapshot", "none.sql", "m.sql");
    assertWrong("binary.sql: a binary file", "extract", "--snapshot", "binary.sql", "m.sql");
    assertWrong(
        "--snapshot and --db-url are two answers to one question",
        "analyze",
        "--snapshot",
        "snapshot.sql",
        "--db-url",
        "postgresql://",
        "m.sql");
    assertWrong("no --db-url given; see windlass snapshot --help", "snapshot");
    assertWrong("unknown option --schema; see windlass analyze --help", "analyze", "--schema", "x");
    assertThat(tool.run("analyze", "--snapshot", "odd.sql", "m.sql")).isEqualTo(2);
    assertThat(tool.errors())
        .isEqualTo("windlass: odd.sql: line 4: syntax error at or near \"TABEL\"\n");
    assertThat(tool.output()).contains("ALTER TABLE gone");
  }

  // --- passwords ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:hunter22@127.0.0.1:1/shop",
        "jdbc:postgresql://127.0.0.1:1/shop?user=me&password=hunter22",
        "jdbc:nonsense://me:hunter22@127.0.0.1/shop",
        "postgresql://me:hunter22@%2Fnowhere/shop",
      })
  void aServerThatIsNotThereIsOneLineWithoutThePassword(String url) {
    assertThat(tool.run("snapshot", "--db-url", url)).isEqualTo(2);
    assertThat(tool.errors()).startsWith("windlass: ").doesNotContain("hunter22").hasLineCount(1);
    assertThat(tool.output()).isEmpty();
    assertThat(tool.run("analyze", "--debug", "--db-url", url, "m.sql")).isEqualTo(2);
    assertThat(tool.errors()).doesNotContain("hunter22");
  }

  @Test
  void aUrlInTheWrongPlaceIsSaidWithoutItsPassword() {
    String url = "postgres://me:hunter22@host/shop";
    assertWrong(
        "unexpected argument postgres://me:***@host/shop; see windlass snapshot --help",
        "snapshot",
        url);
    assertThat(tool.run("analyze", url)).isEqualTo(2);
    assertThat(tool.errors()).doesNotContain("hunter22");
    assertThat(tool.output()).doesNotContain("hunter22");
  }

  // --- a server -------------------------------------------------------------------------------

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void aDatabaseIsReadAndNotChanged(TestServer server) throws Exception {
    server.create("command", List.of(SHOP, "CREATE SCHEMA other", "CREATE TABLE other.a ()"));
    List<String> before = digest(server);
    assertThat(tool.run("snapshot", "--db-url", server.url("command"))).isZero();
    assertThat(tool.output())
        .contains("CREATE TABLE public.orders")
        .contains("windlass:complete *");
    Files.writeString(folder.resolve("live.sql"), tool.output());
    assertThat(tool.run("analyze", "--snapshot", "live.sql", "m.sql")).isZero();
    String report = tool.output();
    assertThat(report).contains("refers to public.users").contains("SQLSTATE 42P01");
    assertThat(tool.run("analyze", "--db-url", server.url("command"), "m.sql")).isZero();
    assertThat(tool.output()).isEqualTo(report);
    assertThat(tool.run("snapshot", "--schema", "other", "--db-url", server.url("command")))
        .isZero();
    assertThat(tool.output()).contains("other.a").doesNotContain("users");
    assertThat(tool.run("snapshot", "--schema", "none", "--db-url", server.url("command")))
        .isEqualTo(2);
    assertThat(tool.errors()).contains("there is no schema none");
    assertThat(digest(server)).isEqualTo(before);
  }

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void lockedTablesAreNotWaitedForLong(TestServer server) throws Exception {
    server.create("locked", List.of(SHOP));
    try (Connection other = server.connect("locked");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      assertThat(tool.run("snapshot", "--db-url", server.url("locked"))).isZero();
      assertThat(tool.output()).contains("-- windlass:size public orders");
      statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
      assertThat(tool.run("snapshot", "--db-url", server.url("locked"))).isEqualTo(2);
      assertThat(tool.errors()).contains("canceling statement due to lock timeout");
    }
  }

  private static List<String> digest(TestServer server) throws Exception {
    try (Connection connection = server.connect("command")) {
      return CatalogDigest.of(connection);
    }
  }

  // --- a run ----------------------------------------------------------------------------------

  private void assertWrong(String message, String... args) {
    assertThat(tool.run(args)).isEqualTo(2);
    assertThat(tool.errors()).isEqualTo("windlass: " + message + "\n");
    assertThat(tool.output()).isEmpty();
  }
}
