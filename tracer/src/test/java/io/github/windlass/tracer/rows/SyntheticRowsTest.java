package io.github.windlass.tracer.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.tracer.Preparation;
import io.github.windlass.tracer.TraceProgress;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.Tracer;
import io.github.windlass.tracer.server.EmbeddedServer;
import io.github.windlass.tracer.server.ScratchDatabase;
import io.github.windlass.tracer.server.ServerException;
import io.github.windlass.tracer.server.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code schema.sql} has one of everything that a table can ask of its rows. */
class SyntheticRowsTest {

  private static final int COUNT = 200;

  private static EmbeddedServer server;
  private static ScratchDatabase database;
  private static List<String> problems;

  @BeforeAll
  static void fill() throws IOException, SQLException, ServerException {
    server = TestServers.start(18);
    database = ScratchDatabase.create(server);
    try (InputStream schema = SyntheticRowsTest.class.getResourceAsStream("schema.sql");
        Connection connection = database.connect()) {
      run(connection, new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      problems = new SyntheticRows(COUNT).prepare(connection);
    }
  }

  @AfterAll
  static void end() throws SQLException {
    if (database != null) {
      database.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void whatCannotBeFilledIsToldWithTheReason() {
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "public.empty_parent has no partition that takes rows",
            "public.impossible: no values were found for impossible_a_check: ((a > 5) AND (a < 3))",
            "public.waits_for_impossible: it needs rows of public.impossible, which has none",
            "public.roles: only 3 of 200 rows: its keys have room for no more",
            "public.settings: only 6 of 200 rows: its keys have room for no more");
  }

  @Test
  void everyTableHasItsRows() throws SQLException {
    Map<String, Long> counts = counts();
    assertThat(counts)
        .containsEntry("roles", 3L)
        .containsEntry("settings", 6L)
        .containsEntry("events", 200L)
        .containsEntry("events_2023", 67L)
        .containsEntry("events_2024_a", 67L)
        .containsEntry("events_2024_c", 66L)
        .containsEntry("numbers_low", 100L);
    counts.keySet().removeIf(name -> name.startsWith("events_") || name.startsWith("numbers_"));
    counts.keySet().removeIf(name -> List.of("roles", "settings", "empty_parent").contains(name));
    counts.keySet().removeIf(name -> name.endsWith("impossible"));
    assertThat(counts).isNotEmpty().allSatisfy((name, count) -> assertThat(count).isEqualTo(200L));
  }

  @Test
  void everyTypeHasValues() throws SQLException {
    try (Connection connection = database.connect()) {
      List<String> without = new ArrayList<>();
      for (String column :
          texts(
              connection,
              "SELECT quote_ident(attname) FROM pg_attribute"
                  + " WHERE attrelid = 'types'::regclass AND attnum > 0")) {
        if (!texts(connection, "SELECT 1 FROM types WHERE " + column + " IS NULL").isEmpty()) {
          without.add(column);
        }
      }
      assertThat(without).isEmpty();
    }
  }

  /** The server checks the rows of a foreign key that is made anew. */
  @Test
  void everyForeignKeyHolds() throws SQLException {
    try (Connection connection = database.connect()) {
      List<String> keys =
          texts(
              connection,
              "SELECT format('ALTER TABLE %s ADD %s', conrelid::regclass,"
                  + " pg_get_constraintdef(oid)) FROM pg_constraint WHERE contype = 'f'");
      assertThat(keys).hasSizeGreaterThan(12);
      for (String key : keys) {
        run(connection, key);
      }
    }
  }

  @Test
  void valuesAreSpread() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(texts(connection, "SELECT DISTINCT status FROM checks ORDER BY 1"))
          .containsExactly("draft", "paid", "sent");
      assertThat(texts(connection, "SELECT count(DISTINCT user_id) FROM memberships"))
          .isNotEqualTo(List.of("1"));
      assertThat(texts(connection, "SELECT count(DISTINCT at) > 20 FROM events_2023"))
          .containsExactly("t");
    }
  }

  @Test
  void viewsAreRefreshedAndTablesAnalysed() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(texts(connection, "SELECT users FROM totals")).containsExactly("200");
      assertThat(texts(connection, "SELECT reltuples FROM pg_class WHERE relname = 'users'"))
          .containsExactly("200");
    }
  }

  @Test
  void rowsComeAfterThoseThatAreThereAndSequencesAfterThem() throws SQLException {
    try (ScratchDatabase other = ScratchDatabase.create(server);
        Connection connection = other.connect()) {
      run(
          connection,
          "CREATE TABLE a (id serial PRIMARY KEY, name text UNIQUE)",
          "CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY, a_id int UNIQUE REFERENCES a)",
          "INSERT INTO a VALUES (500, 'value-1')",
          "INSERT INTO b (a_id) VALUES (500)");
      assertThat(new SyntheticRows(100).prepare(connection))
          .containsExactly("public.b: only 99 of 100 rows: its keys have room for no more");
      run(connection, "RESET session_replication_role", "INSERT INTO a (name) VALUES ('new')");
      run(connection, "INSERT INTO b (a_id) SELECT max(id) FROM a");
      assertThat(texts(connection, "SELECT count(*) FROM a")).containsExactly("102");
      assertThat(texts(connection, "SELECT max(id) FROM a")).containsExactly("601");
    }
  }

  @Test
  void whereTriggersCannotBeTurnedOffTheyRun() throws SQLException {
    try (ScratchDatabase other = ScratchDatabase.create(server);
        Connection connection = other.connect()) {
      run(
          connection,
          "CREATE ROLE plain",
          "GRANT ALL ON SCHEMA public TO plain",
          "SET SESSION AUTHORIZATION plain",
          "CREATE TABLE a (id serial PRIMARY KEY)",
          "CREATE TABLE b (a_id int NOT NULL REFERENCES a)",
          "CREATE TABLE guarded (a int)",
          "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'",
          "CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse()");
      assertThat(new SyntheticRows(10).prepare(connection)).containsExactly("public.guarded: no");
      assertThat(texts(connection, "SELECT count(*) FROM b")).containsExactly("10");
    }
  }

  @Test
  void aConstraintThatTakesForEverIsGivenUp() throws SQLException {
    try (ScratchDatabase other = ScratchDatabase.create(server);
        Connection connection = other.connect()) {
      run(
          connection,
          "CREATE FUNCTION slow(a int) RETURNS bool LANGUAGE plpgsql AS"
              + " 'BEGIN PERFORM pg_sleep(3600); RETURN true; END'",
          "CREATE TABLE a (a int CHECK (slow(a)))",
          "CREATE TABLE b (a int)");
      List<String> said =
          assertTimeoutPreemptively(
              Duration.ofMinutes(3), () -> new SyntheticRows(10).prepare(connection));
      assertThat(said)
          .containsExactly("public.a: no values were found for a_a_check: public.slow(a)");
      assertThat(texts(connection, "SELECT count(*) FROM b")).containsExactly("10");
    }
  }

  /** A function of a migration must not get more rights by rows that are made for it. */
  @Test
  void functionsOfMigrationsHaveTheRightsOfWhoeverMigrates() throws SQLException {
    String history =
        """
        CREATE FUNCTION pry(a int) RETURNS bool LANGUAGE plpgsql AS
        $$ BEGIN RETURN NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user); END $$;
        CREATE TABLE t (a int CHECK (pry(a)), b int);
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE refuse();
        """;
    TraceReport report =
        Tracer.on(server)
            .prepare(new SyntheticRows(10))
            .prepare(
                Preparation.sql("count", "DO 'BEGIN ASSERT 10 = (SELECT count(*) FROM t); END'"))
            .prepare(
                Preparation.sql(
                    "roles",
                    "DO $$ BEGIN ASSERT"
                        + " current_setting('session_replication_role') = 'origin'; END $$"))
            .trace(List.of(), List.of(sql(history)), TraceProgress.SILENT);
    assertThat(report.problems()).isEmpty();
  }

  private static Migration sql(String text) {
    SourceFile source = new SourceFile("h.sql", text);
    Step step = Step.Sql.verbatim(source, new Span(0, text.length()));
    return new Migration(
        "h.sql", "sql", "h", Dialect.POSTGRES, TransactionMode.NONE, List.of(step));
  }

  // --- the database ---------------------------------------------------------------------------

  private static Map<String, Long> counts() throws SQLException {
    try (Connection connection = database.connect()) {
      Map<String, Long> counts = new TreeMap<>();
      for (String table :
          texts(
              connection,
              "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                  + " WHERE c.relkind IN ('r', 'p')"
                  + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')")) {
        String from = table.equals("parents") ? "ONLY parents" : table;
        counts.put(table, Long.valueOf(texts(connection, "SELECT count(*) FROM " + from).get(0)));
      }
      return counts;
    }
  }

  private static void run(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
      return texts;
    }
  }
}
