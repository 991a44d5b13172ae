package io.github.windlass.extractor.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlExtractorTest {

  private final Map<String, String> files = new HashMap<>();

  @Test
  void aFileForAnotherDatabaseIsTakenForWhatItIs() {
    Migration mysql = extract("CREATE TABLE t (id int AUTO_INCREMENT);\nDROP TABLE u;");
    assertThat(mysql.dialect()).isEqualTo(Dialect.MYSQL);
    assertThat(mysql.statements()).hasSize(2);
    Migration broken = extract("COMMENT ON TABLE t IS 'not AUTO_INCREMENT';\nDROP TABEL u;");
    assertThat(broken.dialect()).isEqualTo(Dialect.POSTGRES);
    assertThat(broken.gaps()).hasSize(1);
  }

  @Test
  void aStepForEachStatementWithoutWhatIsAroundIt() {
    assertSteps(
        "-- first\nSELECT 1 ; /* x */ SELECT\n  'a;b' -- inside\n, 2;;\n-- last",
        "SELECT 1",
        "SELECT\n  'a;b' -- inside\n, 2");
  }

  @Test
  void theMapIsCharacterForCharacter() {
    Step.Sql step = extract("SELECT 'ä😀' ;\nSELECT 2").statements().get(1);
    assertThat(step.map().origin(new Span(7, 8)).span()).isEqualTo(new Span(22, 23));
    assertThat(step.origin().start().line()).isEqualTo(2);
  }

  @Test
  void whatDoesNotParseIsAGapAndTheRestIsRead() {
    assertSteps(
        "SELECT 1;\nSELECT (\n  2;\nSELECT 3;",
        "SELECT 1",
        "gap syntax: syntax error at or near \";\" (line 3, column 4)",
        "SELECT 3");
    Step.Gap gap = extract("SELECT 1;\nSELECT (\n  2;\nSELECT 3;").gaps().get(0);
    assertThat(gap.origin().start().line()).isEqualTo(2);
    assertThat(gap.origin().span()).isEqualTo(new Span(10, 22));
  }

  @Test
  void nothing() {
    assertThat(extract("").steps()).isEmpty();
    assertThat(extract("-- nothing\n/* at all */").coverage()).isEqualTo(1);
  }

  @Test
  void dumps() {
    assertSteps(
        "COPY t (a) FROM stdin;\n1\n;'\n\\.\n\\connect other\nSELECT 1;",
        "COPY t (a) FROM stdin",
        "SELECT 1");
  }

  // --- psql ----------------------------------------------------------------------------------

  @Test
  void conditions() {
    assertSteps(
        "\\if :a\nSELECT 1;\n\\elif :b\nSELECT 2;\n\\else\nSELECT 3;\n\\endif\nSELECT 4;",
        "SELECT 1 if :a",
        "SELECT 2 if not :a and :b",
        "SELECT 3 if not :a and not :b",
        "SELECT 4");
    assertSteps(
        "\\if true\nSELECT 1;\n\\if :x\nSELECT 2;\n\\endif\n\\else\nSELECT (;\n\\endif",
        "SELECT 1",
        "SELECT 2 if :x");
    assertSteps("\\if off\nSELECT 1;\n\\elif :x\nSELECT 2;\n\\endif", "SELECT 2 if :x");
    assertSteps("\\if :x\nSELECT 1;", "SELECT 1 if :x", "gap syntax: \\if without \\endif");
    assertSteps(
        "\\endif\n\\else", "gap syntax: \\endif without \\if", "gap syntax: \\else without \\if");
  }

  @Test
  void quitting() {
    assertSteps("SELECT 1;\n\\q\nSELECT 2;", "SELECT 1");
    assertSteps("\\if :x\n\\quit\n\\endif\nSELECT 2;", "SELECT 2 if not (:x)");
  }

  @Test
  void includedFiles() {
    files.put("db/b.sql", "SELECT 2;\n\\ir ../c.sql\n");
    files.put("c.sql", "SELECT 3;");
    assertSteps(
        "SELECT 1;\n\\ir b.sql\n\\i db/b.sql\n\\include 'c.sql'",
        "SELECT 1",
        "SELECT 2",
        "SELECT 3",
        "SELECT 2",
        "SELECT 3",
        "SELECT 3");
    Step.Sql included = extract("\\ir b.sql").statements().get(0);
    assertThat(included.origin().path()).isEqualTo("db/b.sql");
  }

  @Test
  void filesThatIncludeThemselves() {
    files.put("db/b.sql", "\\ir a.sql\n\\ir b.sql\nSELECT 2;");
    files.put("db/a.sql", "never read");
    assertSteps(
        "\\ir b.sql\n\\ir a.sql",
        "gap limit: a.sql includes itself",
        "gap limit: b.sql includes itself",
        "SELECT 2",
        "gap limit: a.sql includes itself");
  }

  @Test
  void filesThatIncludeOneAnotherTwiceEnd() {
    for (int i = 0; i < 40; i++) {
      String next = "\\ir " + (i + 1) + ".sql\n";
      files.put("db/" + i + ".sql", "SELECT 1;\n" + next + next);
    }
    assertThat(extract("\\ir 0.sql").steps().size()).isLessThan(50_000);
  }

  @Test
  void filesThatAreNotThere() {
    assertSteps(
        "\\i gone.sql\n\\i :dir/b.sql\n\\i",
        "gap missing-source: gone.sql: no such file",
        "gap dynamic: the file's name depends on a variable",
        "gap syntax: \\i names no file");
  }

  @Test
  void commandsThatDoSomething() {
    assertSteps(
        "\\set x 1\n"
            + "\\pset pager off\n"
            + "\\dt+\n"
            + "\\copy t from 'f'\n"
            + "SELECT 'SELECT 1' \\gexec\n"
            + "\\! ls\n"
            + "\\frob",
        "gap side-effect: \\copy moves data by way of psql",
        "SELECT 'SELECT 1'",
        "gap dynamic: \\gexec runs the statements that a query returns",
        "gap side-effect: \\! runs a program",
        "gap unsupported: \\frob is no command of psql that we know");
  }

  @Test
  void variables() {
    assertSteps(
        "SELECT :a;\nSELECT :'b';\nSELECT x[1:2] FROM t;\n:all;\nSELECT :{?c};",
        "SELECT :a",
        "SELECT :'b'",
        "SELECT x[1:2] FROM t",
        "gap dynamic: depends on psql's variable all",
        "gap dynamic: depends on psql's variable c");
    assertThat(
            extract("GRANT a ON :\"t\" /* :c */ TO :role; SELECT ':d', $$ :e $$, x::int, :f")
                .statements())
        .extracting(step -> step.holes().stream().map(Step.Hole::reason).toList())
        .containsExactly(
            List.of("psql's variable t", "psql's variable role"), List.of("psql's variable f"));
  }

  // --- transactions --------------------------------------------------------------------------

  @Test
  void transactions() {
    assertThat(extract("SELECT 1").transaction()).isEqualTo(TransactionMode.NONE);
    assertThat(extract("BEGIN; SELECT 1; COMMIT").transaction())
        .isEqualTo(TransactionMode.EXPLICIT);
    assertThat(extract("START TRANSACTION; END").transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(extract("DO $$ BEGIN END $$").transaction()).isEqualTo(TransactionMode.NONE);
  }

  // --- runners -------------------------------------------------------------------------------

  @Test
  void dbmate() {
    Migration migration =
        extract("-- migrate:up\nSELECT 1;\nSELECT 2\n-- migrate:down\nSELECT 3;\n");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(texts(migration)).containsExactly("SELECT 1", "SELECT 2");
    assertThat(migration.statements().get(1).origin().start().line()).isEqualTo(3);
    assertThat(extract("--migrate:up transaction:false\r\nSELECT 1;\r\n").transaction())
        .isEqualTo(TransactionMode.NONE);
  }

  @Test
  void goose() {
    String sql =
        "-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\nSELECT 2;\n"
            + "-- +goose Down\n-- +goose StatementBegin\nSELECT 3;\n-- +goose StatementEnd\n";
    assertThat(texts(extract(sql))).containsExactly("SELECT 1", "SELECT 2");
    assertThat(extract(sql).transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(extract("-- +goose NO TRANSACTION\n" + sql).transaction())
        .isEqualTo(TransactionMode.NONE);
    assertThat(texts(extract(sql.toLowerCase(java.util.Locale.ROOT)))).hasSize(2);
  }

  @Test
  void sqlMigrate() {
    String sql =
        "-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT 2;\n-- +migrate Up\nSELECT 3;";
    assertThat(texts(extract(sql))).containsExactly("SELECT 1", "SELECT 3");
    assertThat(extract(sql).transaction()).isEqualTo(TransactionMode.PER_MIGRATION);
    assertThat(extract("-- +migrate Up notransaction\nSELECT 1;").transaction())
        .isEqualTo(TransactionMode.NONE);
  }

  @Test
  void talkOfARunnerIsNoMark() {
    Migration migration = extract("-- see +goose Up and migrate:up\nSELECT 1;");
    assertThat(texts(migration)).containsExactly("SELECT 1");
    assertThat(migration.transaction()).isEqualTo(TransactionMode.NONE);
  }

  // --- names ---------------------------------------------------------------------------------

  @Test
  void whatTakesBackIsLeftOut() {
    SqlExtractor extractor = new SqlExtractor();
    assertThat(List.of("V1__a.sql", "a/1.up.sql", "Users__a.sql", "A.SQL"))
        .allMatch(extractor::mayBeIn);
    assertThat(List.of("U1__a.sql", "a/1.down.sql", "1.undo.sql", "a.txt"))
        .noneMatch(extractor::mayBeIn);
  }

  @Test
  void names() {
    assertThat(named("db/V1__a.sql")).isEqualTo("V1__a");
    assertThat(named("1_a.up.sql")).isEqualTo("1_a");
    assertThat(named("a.txt")).isEqualTo("a.txt");
  }

  private static String named(String path) {
    return new SqlExtractor().extract(new SourceFile(path, ""), NOTHING).get(0).name();
  }

  // --- an extraction -------------------------------------------------------------------------

  private static final Project NOTHING =
      new Project() {
        @Override
        public SourceFile read(String path) throws UnreadableSourceException {
          throw new UnreadableSourceException("no such file");
        }

        @Override
        public List<String> list(String folder) {
          return List.of();
        }
      };

  private Migration extract(String text) {
    Project project =
        new Project() {
          @Override
          public SourceFile read(String path) throws UnreadableSourceException {
            String found = files.get(path);
            if (found == null) {
              throw new UnreadableSourceException("no such file");
            }
            return new SourceFile(path, found);
          }

          @Override
          public List<String> list(String folder) {
            return List.of();
          }
        };
    return new SqlExtractor().extract(new SourceFile("db/a.sql", text), project).get(0);
  }

  private static List<String> texts(Migration migration) {
    return migration.statements().stream().map(Step.Sql::text).toList();
  }

  /** Steps in short: texts with their conditions, and gaps. */
  private void assertSteps(String text, String... expected) {
    assertThat(extract(text).steps())
        .extracting(SqlExtractorTest::inShort)
        .containsExactly(expected);
  }

  private static String inShort(Step step) {
    return switch (step) {
      case Step.Sql sql -> sql.text() + (sql.condition() == null ? "" : " if " + sql.condition());
      case Step.Gap gap -> "gap " + gap.code().code() + ": " + gap.reason();
    };
  }
}
