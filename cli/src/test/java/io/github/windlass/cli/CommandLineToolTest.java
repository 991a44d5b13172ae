package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.fixtures.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineToolTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private OutputStream out = new ByteArrayOutputStream();
  private String in = "";

  @BeforeEach
  void files() throws IOException {
    write("m/V2__orders.sql", "CREATE TABLE orders (id int);\n");
    write("m/V10__note.sql", "ALTER TABLE orders ADD COLUMN note text;\n");
    write("m/U10__note.sql", "ALTER TABLE orders DROP COLUMN note;\n");
    write("odd.sql", "SELECT 'ä';\n\\if :later\nSELECT (;\n\\endif\n\\i gone.sql\nSELECT 2;\n");
    Files.write(folder.resolve("binary.sql"), new byte[] {1, 0, 2});
  }

  // --- rules and sizes -----------------------------------------------------------------------

  @Test
  void sizesComeFromAFileOfEitherForm() throws IOException {
    write("wide.sql", "ALTER TABLE orders ALTER COLUMN id TYPE bigint;\n");
    write("ours.json", "{\"tables\":[{\"name\":\"orders\",\"rows\":5,\"bytes\":3000000}]}");
    write(
        "theirs.json",
        "[{\"schemaName\":\"public\",\"tableName\":\"orders\",\"rowCount\":5,"
            + "\"totalBytes\":3000000}]");
    for (String file : new String[] {"ours.json", "theirs.json"}) {
      out = new ByteArrayOutputStream();
      String history = "m/V2__orders.sql";
      assertThat(
              run(
                  "analyze",
                  "--output",
                  "json",
                  "--history",
                  history,
                  "--stats-file",
                  file,
                  "wide.sql"))
          .isZero();
      assertThat(output())
          .contains(
              "\"risk\": \"LOW\"",
              "\"seconds\": 0.02",
              "\"basis\": \"rewrites 3.0 MB of public.orders at about 150 MB/s\"");
    }
  }

  @Test
  void aFileWithoutSizesIsSaid() throws IOException {
    write("empty.json", "{\"rows\":[]}");
    assertThat(run("analyze", "--stats-file", "empty.json", "odd.sql")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: empty.json: no sizes of tables; see docs/risk.md\n");
  }

  @Test
  void rulesAreChosen() throws IOException {
    write("drop.sql", "ALTER TABLE orders DROP COLUMN id;\n");
    assertThat(run("analyze", "--output", "json", "drop.sql")).isZero();
    assertThat(output()).doesNotContain("data-dropped");
    out = new ByteArrayOutputStream();
    assertThat(run("analyze", "--output", "json", "--rules", "+data-loss", "drop.sql")).isZero();
    assertThat(output()).contains("\"rule\": \"data-dropped\"");
    out = new ByteArrayOutputStream();
    assertThat(run("analyze", "--rules", "data-los", "drop.sql")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo("windlass: unknown rule or set of rules 'data-los'; see windlass rules\n");
  }

  @Test
  void aRuleIsExplained() {
    assertThat(run("explain", "index-built-without-concurrently")).isZero();
    assertThat(output()).startsWith("# index-built-without-concurrently\n");
    assertThat(run("explain", "gone")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: unknown rule 'gone'; see windlass rules\n");
  }

  // --- extract -------------------------------------------------------------------------------

  @Test
  void extractsJson() {
    assertThat(run("extract", "--output", "json", "odd.sql")).isZero();
    Golden.check("cli/extract.json", output());
  }

  @Test
  void extractsSql() {
    assertThat(run("extract", "--output", "sql", "odd.sql", "m")).isZero();
    Golden.check("cli/extract.sql", output());
  }

  @Test
  void extractsText() {
    assertThat(run("extract", "odd.sql", "m")).isZero();
    Golden.check("cli/extract.txt", output());
  }

  @Test
  void extractsBatches() {
    in =
        """
        {"id":"a","format":"sql","path":"case.sql","text":"SELECT 1; SELECT 2"}
        {"id":7,"path":"m/V2__orders.sql"}
        """;
    assertThat(run("extract", "--batch", "-", "--output", "jsonl")).isZero();
    Golden.check("cli/extract.jsonl", output());
  }

  @Test
  void historyIsReadAndNotPrinted() {
    assertThat(
            run(
                "extract",
                "--output",
                "sql",
                "--history",
                "m/V2__orders.sql",
                "--history",
                "gone.sql",
                "m/V10__note.sql"))
        .isEqualTo(2);
    assertThat(output()).contains("ADD COLUMN note").doesNotContain("CREATE TABLE");
    assertThat(errors()).isEqualTo("windlass: gone.sql: no such file or folder\n");
  }

  @Test
  void aHistoryDecidesWhatTypeOrmSends() throws IOException {
    typeOrm();
    assertThat(run("extract", "--output", "sql", "--history", "h.sql", "typeorm")).isZero();
    Golden.check("cli/typeorm-history.sql", output());
    assertThat(run("extract", "typeorm")).isZero();
    Golden.check("cli/typeorm.txt", output());
  }

  @Test
  void aBatchHasTheHistoryOfItsRequests() throws IOException {
    typeOrm();
    in =
        """
        {"id":"known","path":"typeorm/a.ts","history":["CREATE TABLE users (email text)"]}
        {"id":"none","path":"typeorm/a.ts","history":[]}
        {"id":"unknown","path":"typeorm/a.ts"}
        """;
    assertThat(run("extract", "--batch", "-")).isZero();
    Golden.check("cli/typeorm-history.jsonl", output());
  }

  @Test
  void aFileOfSeveralMigrationsIsOneAnswerWithItsValues() throws IOException {
    write(
        "several.ts",
        """
        import { MigrationInterface, QueryRunner } from "typeorm";

        export class Second1700000000002 implements MigrationInterface {
          async up(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.query(`ALTER TABLE users ADD COLUMN note text`);
          }
          async down(queryRunner: QueryRunner): Promise<void> {}
        }

        export class First1700000000001 implements MigrationInterface {
          async up(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.query(`UPDATE users SET a = $1, b = $2, c = $3, d = $4, e = $5`, [
              null, true, 1.5, "it's", [1, process.env.SECOND],
            ]);
            await queryRunner.query(`UPDATE users SET f = $1, g = $2, h = $3`, [NaN, -1 / 0, 1e21]);
          }
          async down(queryRunner: QueryRunner): Promise<void> {}
        }
        """);
    in =
        """
        {"id":1,"path":"several.ts"}
        """;
    assertThat(run("extract", "--batch", "-")).isZero();
    Golden.check("cli/several.jsonl", output());
    assertThat(run("analyze", "--batch", "-")).isZero();
    Golden.check("cli/several-analyzed.jsonl", output());
  }

  // --- analyze -------------------------------------------------------------------------------

  @Test
  void locksAreHeldOverAllPendingMigrations() throws IOException {
    typeOrm();
    assertThat(run("analyze", "--history", "h.sql", "typeorm")).isZero();
    Golden.check("cli/typeorm-history.txt", output());
  }

  @Test
  void analyzesBatches() {
    in =
        """
        {"id":"a","format":"sql","postgres":17,"history":["CREATE TABLE t (id int)"],\
        "path":"case.sql","text":"LOCK TABLE t"}
        {"id":"b","path":"m/V2__orders.sql"}

        this is no JSON
        {"id":"c","path":"gone.sql"}
        {"id":"e","postgres":9,"text":"SELECT 1"}
        {"id":"f","text":["SELECT 1"],"unknown":{"a":[]}}
        {"id":"g"}
        ["SELECT 1"]
        {"id":"h","text":"SELECT 1"} {}
        {"text":"SELECT (","path":"broken.sql"}
        """;
    assertThat(run("analyze", "--batch", "-", "--output", "jsonl")).isZero();
    Golden.check("cli/analyze.jsonl", output());
  }

  @Test
  void aRequestOfAnUnknownFormatIsAnsweredWithAnError() {
    in = "{\"id\":\"d\",\"format\":\"cobol\",\"text\":\"SELECT 1\"}";
    assertThat(run("analyze", "--batch", "-")).isZero();
    assertThat(output())
        .startsWith("{\"id\":\"d\",\"error\":\"unknown format 'cobol'; there are auto, ");
  }

  @Test
  void batchesComeFromAFile() throws IOException {
    write("requests.jsonl", "{\"id\":\"a\",\"text\":\"SELECT 1\"}");
    assertThat(run("analyze", "--batch", "requests.jsonl")).isZero();
    assertThat(output()).startsWith("{\"id\":\"a\",\"result\":{").endsWith("}}\n");
    assertThat(run("analyze", "--batch", "none.jsonl")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: none.jsonl: cannot be read: no such file\n");
  }

  @Test
  void filesOfAFolderAreInNaturalOrder() {
    assertThat(run("analyze", "--output", "json", "m")).isZero();
    assertThat(output().lines().filter(line -> line.startsWith("      \"path\"")))
        .containsExactly(
            "      \"path\": \"m/V2__orders.sql\",", "      \"path\": \"m/V10__note.sql\",");
  }

  @Test
  void ciFailsAtTheThresholdOrOver() throws IOException {
    write("lock.sql", "LOCK TABLE m;\n");
    assertThat(run("analyze", "lock.sql")).isZero();
    assertThat(run("analyze", "--ci", "--max-risk", "low", "lock.sql")).isEqualTo(1);
    assertThat(run("analyze", "--ci", "--max-risk", "SAFE", "m/V2__orders.sql")).isZero();
  }

  // --- what is wrong -------------------------------------------------------------------------

  @Test
  void whatCannotBeReadIsSaidAndTheRestIsRead() {
    assertThat(run("extract", "gone.sql", "binary.sql", "*.txt", "m/V2__orders.sql")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            """
            windlass: gone.sql: no such file or folder
            windlass: binary.sql: a binary file
            windlass: *.txt: no migration matches
            """);
    assertThat(output())
        .contains("CREATE TABLE orders (id int)")
        .contains("3 inputs could not be read");
  }

  @Test
  void aFolderWithoutMigrations() throws IOException {
    Files.createDirectories(folder.resolve("empty/.hidden"));
    write("empty/.hidden/a.sql", "SELECT 1;");
    write("empty/node_modules/a.sql", "SELECT 1;");
    assertThat(run("analyze", "empty")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: empty: no migrations in this folder\n");
    assertThat(output()).isEmpty();
  }

  @Test
  void aFileOf50Megabytes() throws IOException {
    Files.write(folder.resolve("big.sql"), new byte[50 << 20]);
    assertThat(run("analyze", "big.sql")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: big.sql: larger than 32 MB\n");
  }

  @Test
  void theVersionOfRailsMayBeSaid() throws IOException {
    Files.writeString(
        folder.resolve("1_x.rb"),
        "class X < ActiveRecord::Migration[6.1]\n"
            + "  def change\n"
            + "    add_timestamps :t\n"
            + "  end\n"
            + "end\n");
    assertThat(run("extract", "--output", "sql", "--rails", "6.1", "1_x.rb")).isZero();
    assertThat(output()).contains("ADD \"updated_at\"").doesNotContain("NOT NULL, ADD");
    assertThat(run("extract", "--output", "sql", "1_x.rb")).isZero();
    assertThat(output()).contains("NOT NULL, ADD \"updated_at\"");
  }

  @Test
  void wrongUsageIsOneLine() {
    assertWrong("unknown option --frob; see windlass analyze --help", "analyze", "--frob", "m");
    assertWrong("unknown command frob; see windlass --help", "frob");
    assertWrong("unexpected argument m; see windlass formats --help", "formats", "m");
    assertWrong(
        "--history needs a value: --history PATH; see windlass extract --help",
        "extract",
        "--history");
    assertWrong("--ci takes no value; see windlass analyze --help", "analyze", "--ci=1", "m");
    assertWrong(
        "--format is given twice; see windlass analyze --help",
        "analyze",
        "--format",
        "sql",
        "--format=auto",
        "m");
    assertWrong(
        "--postgres takes a major version such as 17, not 'x'", "analyze", "--postgres=x", "m");
    assertWrong("--rails takes a version such as 7.2, not '7'", "extract", "--rails=7", "m");
    assertWrong(
        "unknown risk 'x'; there are SAFE, LOW, MEDIUM, HIGH, CRITICAL",
        "analyze",
        "--max-risk",
        "x",
        "m");
    assertWrong("no PATH given: a file, a folder or a pattern", "analyze");
    assertWrong(
        "unknown format 'cobol'; there are auto, "
            + String.join(
                ", ",
                Extractors.installed().all().stream().map(MigrationExtractor::format).toList()),
        "analyze",
        "--format",
        "cobol",
        "m");
    assertWrong("unknown output 'xml'; there are text, json", "analyze", "--output", "xml", "m");
    assertWrong("--output jsonl is for --batch", "extract", "--output", "jsonl", "m");
    assertWrong(
        "--batch writes --output jsonl, not 'json'", "extract", "--output", "json", "--batch", "-");
    assertWrong("PostgreSQL 10 to 18 are known, not 9", "analyze", "--postgres", "9", "m");
    assertWrong("--batch takes no PATH besides", "analyze", "--batch", "-", "m");
  }

  private void assertWrong(String line, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: " + line + "\n");
    assertThat(output()).isEmpty();
  }

  @Test
  void aReaderThatLeavesIsNothingToComplainOf() {
    out = failing("Broken pipe");
    assertThat(run("analyze", "m")).isZero();
    assertThat(errors()).isEmpty();
  }

  @Test
  void aFullDiskIs() {
    out = failing("No space left on device");
    assertThat(run("analyze", "m")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: cannot write the report: No space left on device\n");
  }

  @Test
  void aReportThatCannotBeWrittenWhileFilesAreReadSaysSo() throws IOException {
    large();
    out = failing("No space left on device");
    assertThat(run("extract", "--output", "json", "large")).isEqualTo(2);
    assertThat(errors()).isEqualTo("windlass: cannot write the report: No space left on device\n");
  }

  @Test
  void aReaderThatLeavesWhileFilesAreReadIsNothingToComplainOf() throws IOException {
    large();
    out = failing("Broken pipe");
    assertThat(run("extract", "--output", "json", "large")).isZero();
    assertThat(errors()).isEmpty();
  }

  /** More than is kept back before it is written. */
  private void large() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("large/" + i + ".sql", "SELECT '" + "x".repeat(8_000) + "';");
    }
  }

  @Test
  void helpAndVersionAndFormats() {
    assertThat(run("--help")).isZero();
    assertThat(output()).startsWith("Usage: windlass");
    assertThat(run("analyze", "--help")).isZero();
    assertThat(output()).contains("--max-risk LEVEL");
    assertThat(run("--version")).isZero();
    assertThat(output()).startsWith("windlass ");
    assertThat(run("formats")).isZero();
    assertThat(output()).containsPattern("\nsql +SQL files");
    assertThat(run()).isEqualTo(2);
    assertThat(errors()).startsWith("Usage: windlass");
    assertThat(output()).isEmpty();
  }

  // --- a run ---------------------------------------------------------------------------------

  private int run(String... args) {
    if (out instanceof ByteArrayOutputStream bytes) {
      bytes.reset();
    }
    err.reset();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("COLUMNS", "80"),
            folder,
            false);
    return new CommandLineTool(terminal).run(args);
  }

  /** Two migrations whose order is not that of their paths; the second asks for the schema. */
  private void typeOrm() throws IOException {
    write(
        "h.sql",
        """
        CREATE TABLE users (id serial PRIMARY KEY, email text);
        CREATE INDEX "IDX_email" ON users (email);
        """);
    write(
        "typeorm/a.ts",
        """
        import { MigrationInterface, QueryRunner } from "typeorm";

        export class DropEmail1700000000002 implements MigrationInterface {
          async up(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.dropColumn("users", "email");
            if (await queryRunner.hasColumn("users", "note")) {
              await queryRunner.query(`ALTER TABLE users ALTER COLUMN note SET NOT NULL`);
            }
          }

          async down(queryRunner: QueryRunner): Promise<void> {}
        }
        """);
    write(
        "typeorm/b.ts",
        """
        import { MigrationInterface, QueryRunner } from "typeorm";

        export class AddNote1700000000001 implements MigrationInterface {
          async up(queryRunner: QueryRunner): Promise<void> {
            await queryRunner.query(`ALTER TABLE users ADD COLUMN note text`);
          }

          async down(queryRunner: QueryRunner): Promise<void> {}
        }
        """);
  }

  private String output() {
    return out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
