package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.windlass.analyzer.Windlass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceCommandTest {

  private static final String FIRST =
      """
      CREATE TABLE users (id integer PRIMARY KEY, email text);
      INSERT INTO users SELECT i, 'a' || i FROM generate_series(1, 100) i;
      """;

  private static final String SECOND =
      """
      BEGIN;
      ALTER TABLE users ALTER COLUMN email TYPE varchar(20);
      COMMIT;
      CREATE INDEX CONCURRENTLY users_email ON users (email);
      """;

  @TempDir Path folder;

  private final ToolRun tool = new ToolRun(() -> folder);

  // --- usage ----------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--postgres 9|PostgreSQL 10 to 18 are known, not 9",
        "--postgres 14,x|--postgres takes a major version such as 17, not 'x'",
        "--postgres 14,|--postgres takes a major version such as 17, not ''",
        "--rows 0|--rows takes a number from 1 to 100000000, not '0'",
        "--rows many|--rows takes a number from 1 to 100000000, not 'many'",
        "--statement-timeout soon|--statement-timeout takes a time such as 30s, 500ms or 5min, up"
            + " to a day, not 'soon'",
        "--output sql|unknown output 'sql'; there are text, json, markdown",
        "--max-risk 3|unknown risk '3'; there are SAFE, LOW, MEDIUM, HIGH, CRITICAL",
        "--allow-non-empty|--allow-non-empty is for --db-url",
        "--db-url postgresql:// --postgres 17|--db-url names a server, whose version --postgres"
            + " cannot choose",
        "--db-url postgresql:// --docker-image x|--db-url and --docker-image are two answers to one"
            + " question",
        "--snapshot none.sql|none.sql: no such file or folder",
        "--seed none.sql|none.sql: no such file or folder",
        "--frob|unknown option --frob; see windlass trace --help",
      })
  void wrongUsageIsOneLine(String options, String message) throws IOException {
    write("m.sql", "SELECT 1;");
    assertThat(tool.run(("trace " + options + " m.sql").split(" "))).isEqualTo(2);
    assertThat(tool.errors()).isEqualTo("windlass: " + message + "\n");
    assertThat(tool.output()).isEmpty();
  }

  @Test
  void aPathIsNeeded() {
    assertThat(tool.run("trace")).isEqualTo(2);
    assertThat(tool.errors()).isEqualTo("windlass: no PATH given: a file, a folder or a pattern\n");
  }

  // --- a server of our own --------------------------------------------------------------------

  @Test
  void whatWasPredictedIsConfirmed() throws IOException {
    write("db/1.sql", FIRST);
    write("db/2.sql", SECOND);
    assertThat(tool.run("trace", "--output", "json", "db/2.sql")).isZero();
    assertThat(tool.errors())
        .isEqualTo("windlass: history: an earlier migration of the folder, from db/1.sql on\n");
    JsonNode report = new ObjectMapper().readTree(tool.output());
    assertThat(report.get("postgres").asInt()).isEqualTo(18);
    assertThat(report.get("server").asText()).startsWith("18.");
    JsonNode statements = report.get("migrations").get(0).get("statements");
    assertThat(statements).hasSize(4);
    assertThat(statements)
        .allSatisfy(
            statement -> assertThat(statement.get("verdict").asText()).isEqualTo("CONFIRMED"));
    JsonNode observed = statements.get(1).get("observed");
    assertThat(observed.get("effects").get("rewrites").toString()).isEqualTo("[\"public.users\"]");
    assertThat(observed.get("seconds").asDouble()).isPositive();
    assertThat(statements.get(3).get("observed").get("polled").asBoolean()).isTrue();
    assertThat(report.get("summary").get("verdicts").get("CONFIRMED").asInt()).isEqualTo(4);
  }

  @Test
  void aFailureAndARiskAreFindingsForCi() throws IOException {
    write("a/1.sql", "CREATE TABLE t (a integer);\n");
    write("b/1.sql", "ALTER TABLE nowhere ADD COLUMN a integer;\nSELECT 1;\n");
    assertThat(tool.run("trace", "--ci", "a/1.sql")).isZero();
    assertThat(tool.run("trace", "b")).isZero();
    assertThat(tool.output()).contains("SQLSTATE 42P01").contains("skipped");
    assertThat(tool.run("trace", "--ci", "--max-risk", "CRITICAL", "b")).isEqualTo(1);
    write("db/1.sql", FIRST);
    write("db/2.sql", SECOND);
    assertThat(tool.run("trace", "--ci", "db/2.sql")).isEqualTo(1);
    assertThat(tool.run("trace", "--ci", "--max-risk", "CRITICAL", "a")).isZero();
  }

  @Test
  void historySnapshotAndSeedsAreThereBefore() throws IOException {
    write(
        "s.sql",
        """
        -- windlass:snapshot 1
        -- windlass:server 18.1
        -- windlass:complete * public
        CREATE TABLE public.plans (id integer NOT NULL);
        -- windlass:end
        """);
    write("h.sql", FIRST);
    write("seed.sql", "INSERT INTO plans SELECT id FROM users;\n");
    write(
        "m.sql",
        "ALTER TABLE plans ADD PRIMARY KEY (id);\nDO 'BEGIN ASSERT 100 ="
            + " (SELECT count(*) FROM plans); END';\n");
    assertThat(
            tool.run(
                "trace",
                "--ci",
                "--max-risk",
                "CRITICAL",
                "--snapshot",
                "s.sql",
                "--history",
                "h.sql",
                "--seed",
                "seed.sql",
                "m.sql"))
        .isZero();
    assertThat(tool.output())
        .contains("2 statements, traced on PostgreSQL 18")
        .contains("builds plans_pkey");
    assertThat(tool.errors()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsOneLine() throws IOException {
    write("m.sql", "SELECT 1;\n");
    assertThat(tool.run("trace", "m.sql", "none.sql")).isEqualTo(2);
    assertThat(tool.errors()).isEqualTo("windlass: none.sql: no such file or folder\n");
    assertThat(tool.output()).contains("1 statement, traced");
  }

  @Test
  void noServerIsStartedForNothing() {
    tool.environment(Map.of("WINDLASS_PROGRESS", "1", "TERM", "xterm"));
    assertThat(tool.run("trace", "none.sql", "nor.sql")).isEqualTo(2);
    assertThat(tool.errors())
        .isEqualTo(
            "windlass: none.sql: no such file or folder\n"
                + "windlass: nor.sql: no such file or folder\n");
  }

  @Test
  void whoForgetsTheHistoryIsToldOfIt() throws IOException {
    write("new.sql", "ALTER TABLE users ADD COLUMN a integer;\n");
    assertThat(tool.run("trace", "new.sql")).isZero();
    assertThat(tool.errors())
        .endsWith(
            "windlass: nothing ran before these migrations; --history names earlier ones,"
                + " --snapshot the schema of a database\n");
  }

  @Test
  void gapsArePassedOverAndSaid() throws IOException {
    write("m.sql", "CREATE TABLE t (a integer);\nCREATE TABEL u ();\nDROP TABLE t;\n");
    assertThat(tool.run("trace", "--output", "markdown", "m.sql")).isZero();
    assertThat(tool.output())
        .contains("It was traced for what is known: 1 gap was passed over")
        .contains("| 2 | *gap:* syntax error");
  }

  @Test
  void tablesAreFilledReadersComeAndCasesAreRecorded() throws IOException {
    write("db/1.sql", FIRST);
    write("db/2.sql", SECOND);
    write("db/0.sql", "CREATE TABLE never (a integer CHECK (a > 2 AND a < 1) NOT NULL);\n");
    assertThat(
            tool.run(
                "trace",
                "--rows",
                "1000",
                "--probe",
                "--record",
                "seen",
                "--output",
                "markdown",
                "db/2.sql"))
        .isZero();
    assertThat(tool.errors())
        .contains("rows: public.never: no values were found for never_a_check")
        .hasLineCount(2);
    assertThat(tool.output())
        .contains("**4 confirmed**")
        .contains("readers of `public.users` waited")
        .contains(":warning: rows: public.never");
    assertThat(Files.readString(folder.resolve("seen/own.json"))).contains("\"public.users\"");
    assertThat(folder.resolve("seen/base.json")).exists();
  }

  // --- a server of the user's -------------------------------------------------------------------

  @Test
  @ExtendWith(TestServer.Parameter.class)
  void aDatabaseIsMadeBesideTheOneThatIsNamedAndDropped(TestServer server) throws Exception {
    server.create("trace_empty", List.of());
    server.create("trace_used", List.of("CREATE TABLE t (a integer)"));
    write("m.sql", "CREATE TABLE t (a integer);\nDROP TABLE t;\n");
    assertThat(
            tool.run(
                "trace",
                "--ci",
                "--max-risk",
                "CRITICAL",
                "--db-url",
                server.url("trace_empty"),
                "m.sql"))
        .isZero();
    assertThat(tool.output()).contains("2 confirmed");
    assertThat(tool.run("trace", "--db-url", server.url("trace_used"), "m.sql")).isEqualTo(2);
    assertThat(tool.errors()).contains("holds a table, public.t").hasLineCount(1);
    assertThat(tool.output()).isEmpty();
    assertThat(
            tool.run("trace", "--allow-non-empty", "--db-url", server.url("trace_used"), "m.sql"))
        .isZero();
    try (Connection connection = server.connect("postgres");
        ResultSet left =
            connection
                .createStatement()
                .executeQuery("SELECT FROM pg_database WHERE datname LIKE 'windlass\\_%'")) {
      assertThat(left.next()).isFalse();
    }
  }

  @Test
  void aServerThatIsNotThereIsOneLineWithoutThePassword() throws IOException {
    write("m.sql", "SELECT 1;\n");
    String url = "postgresql://me:hunter22@127.0.0.1:1/shop";
    assertThat(tool.run("trace", "--debug", "--db-url", url, "m.sql")).isEqualTo(2);
    assertThat(tool.errors()).startsWith("windlass: ").doesNotContain("hunter22").hasLineCount(1);
    assertThat(tool.output()).isEmpty();
  }

  // --- progress -------------------------------------------------------------------------------

  @Test
  void progressIsOneLineThatGoesAway() throws IOException {
    tool.environment(Map.of("WINDLASS_PROGRESS", "1", "TERM", "xterm", "COLUMNS", "60"));
    write("m.sql", "SELECT '" + "long ".repeat(50) + "';\n");
    assertThat(tool.run("trace", "m.sql")).isZero();
    List<String> shown = List.of(tool.errors().split("\r\u001b\\[2K", -1));
    assertThat(shown)
        .contains("starting PostgreSQL 18…")
        .anyMatch(line -> line.startsWith("1/1 m.sql:1 SELECT 'long"))
        .allMatch(line -> Plain.columns(line) < 60);
    assertThat(shown.get(shown.size() - 1)).isEmpty();
    tool.environment(Map.of("WINDLASS_PROGRESS", "0", "TERM", "xterm"));
    assertThat(tool.run("trace", "m.sql")).isZero();
    assertThat(tool.errors()).isEmpty();
  }

  // --- earlier migrations -----------------------------------------------------------------------

  @Test
  void earlierMigrationsOfTheFolderAreFound() throws IOException {
    write("db/1_a.sql", "");
    write("db/2_b.sql", "");
    write("db/10_c.sql", "");
    write("db/notes.sql", "");
    assertThat(earlier("db/10_c.sql")).containsExactly("db/1_a.sql", "db/2_b.sql");
    assertThat(earlier("db/2_b.sql", "db/10_c.sql")).containsExactly("db/1_a.sql");
    assertThat(earlier("db/1_a.sql")).isEmpty();
    assertThat(earlier("db/notes.sql")).isEmpty();
    assertThat(earlier("db")).isEmpty();
    assertThat(earlier("db/*.sql")).isEmpty();
    write("prisma/migrations/20240101000000_a/migration.sql", "-- CreateTable\nSELECT 1;");
    write("prisma/migrations/20240102000000_b/migration.sql", "-- CreateTable\nSELECT 2;");
    assertThat(earlier("prisma/migrations/20240102000000_b/migration.sql"))
        .containsExactly("prisma/migrations/20240101000000_a/migration.sql");
  }

  private List<String> earlier(String... paths) {
    return new EarlierMigrations(Windlass.builder().directory(folder).build(), folder)
        .before(List.of(paths));
  }

  // --- a run ----------------------------------------------------------------------------------

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
