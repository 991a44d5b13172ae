package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeOrmExtractorTest {

  private static final TypeOrmExtractor EXTRACTOR = new TypeOrmExtractor();

  private static List<Migration> extract(String path, Map<String, String> files, SchemaView view) {
    return EXTRACTOR.extract(new SourceFile(path, files.get(path)), new MemoryProject(files), view);
  }

  /** A migration whose {@code up} has this body. */
  private static Migration up(String body, SchemaView view) {
    String text =
        """
        import { MigrationInterface, QueryRunner, Table, TableColumn } from "typeorm";
        export class M1690000000123 implements MigrationInterface {
          public async up(q: QueryRunner): Promise<void> {
            %s
          }
          public async down(q: QueryRunner): Promise<void> {}
        }
        """
            .formatted(body);
    List<Migration> migrations = extract("m.ts", Map.of("m.ts", text), view);
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }

  private static List<String> lines(Migration migration) {
    List<String> lines = new ArrayList<>();
    for (Step step : migration.steps()) {
      lines.add(
          switch (step) {
            case Step.Sql sql when sql.condition() == null -> sql.text();
            case Step.Sql sql -> "if " + sql.condition() + ": " + sql.text();
            case Step.Gap gap -> "gap: " + gap.reason();
          });
    }
    return lines;
  }

  // Which migrations there are.

  @Test
  void classesOfAFileRunInTheOrderOfTheirTimeStamps() {
    String text =
        """
        import { MigrationInterface, QueryRunner } from "typeorm";
        export class B1690000000002 implements MigrationInterface {
          async up(q) { await q.query("B"); }
        }
        export default class implements MigrationInterface {
          name = "A1690000000001";
          up = async (q) => { await q.query("A"); };
        }
        class Helper { up() {} }
        """;

    List<Migration> migrations = extract("m.ts", Map.of("m.ts", text), SchemaView.unknown());

    assertThat(migrations)
        .extracting(Migration::name)
        .containsExactly("A1690000000001", "B1690000000002");
    assertThat(migrations.get(0).statements()).hasSize(1);
  }

  @Test
  void aClassForOthersToExtendIsNone() {
    String text =
        """
        import { MigrationInterface, QueryRunner } from "typeorm";
        export abstract class Base implements MigrationInterface {
          async up(q: QueryRunner) { await q.query(this.sql()); }
          abstract sql(): string;
        }
        """;

    assertThat(extract("m.ts", Map.of("m.ts", text), SchemaView.unknown())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "all, '', ALL_PENDING",
    "each, '', PER_MIGRATION",
    "none, '', NONE",
    "all, transaction = false;, NONE",
    "none, transaction = true;, PER_MIGRATION",
    "each, transaction = false;, NONE"
  })
  void theTransactionIsThatOfTheDataSourceOrOfTheClass(
      String mode, String field, TransactionMode transaction) {
    Map<String, String> files =
        Map.of(
            "src/data-source.ts",
            "import { DataSource } from 'typeorm'; new DataSource({ migrationsTransactionMode: '"
                + mode
                + "' });",
            "src/migrations/m.ts",
            "export class M1690000000123 implements MigrationInterface { "
                + field
                + " async up(q) { await q.query('SELECT 1'); } }");

    assertThat(extract("src/migrations/m.ts", files, SchemaView.unknown()))
        .extracting(Migration::transaction)
        .containsExactly(transaction);
  }

  @Test
  void aMigrationWithoutTransactionMayOpenItsOwn() {
    Map<String, String> files =
        Map.of(
            "m.ts",
            "export class M1690000000123 { transaction = false; async up(q) {"
                + " await q.startTransaction(); await q.query('A'); await q.commitTransaction();"
                + " } }");
    Migration migration = extract("m.ts", files, SchemaView.unknown()).get(0);

    assertThat(migration.transaction()).isEqualTo(TransactionMode.EXPLICIT);
    assertThat(lines(migration)).containsExactly("START TRANSACTION", "A", "COMMIT");
  }

  // What is sent.

  @Test
  void helpersConstantsAndFilesOfSqlWork() {
    Map<String, String> files =
        Map.of(
            "src/migrations/m.ts",
            """
            import { MigrationInterface, QueryRunner } from "typeorm";
            import { readFileSync } from "fs";
            import { join } from "path";
            import { TABLES } from "../tables.js";
            export class M1690000000123 implements MigrationInterface {
              private async widen(q: QueryRunner, to: string) {
                for (const table of TABLES) {
                  await q.query(`ALTER TABLE ${table} ALTER COLUMN id TYPE ${to}`);
                }
              }
              async up(q: QueryRunner) {
                await this.widen(q, "int8");
                await q.query(readFileSync(join(__dirname, "../sql/a.sql"), "utf8"));
              }
            }
            """,
            "src/tables.ts",
            "export const TABLES = ['a', 'b'];",
            "src/sql/a.sql",
            "CREATE INDEX i ON a (id)");

    assertThat(lines(extract("src/migrations/m.ts", files, SchemaView.unknown()).get(0)))
        .containsExactly(
            "ALTER TABLE a ALTER COLUMN id TYPE int8",
            "ALTER TABLE b ALTER COLUMN id TYPE int8",
            "CREATE INDEX i ON a (id)");
  }

  @Test
  void userTextKeepsItsPlace() {
    Migration migration = up("await q.dropSchema(\"app\");", SchemaView.unknown());
    Step.Sql sql = migration.statements().get(0);

    assertThat(sql.text()).isEqualTo("DROP SCHEMA \"app\" ");
    int at = sql.text().indexOf("app");
    assertThat(sql.map().segments())
        .anySatisfy(segment -> {
          assertThat(segment.start()).isEqualTo(at);
          assertThat(segment.verbatim()).isTrue();
          assertThat(
                  segment.source().text().substring(segment.span().start(), segment.span().end()))
              .isEqualTo("app");
        });
  }

  @Test
  void whatTheHistoryTellsDecidesAGuard() {
    String body = "if (!(await q.hasTable(\"t\"))) { await q.query(\"CREATE TABLE t ()\"); }";
    SchemaView empty = CatalogSchemaView.ofEmptyDatabase(17);

    assertThat(lines(up(body, empty))).containsExactly("CREATE TABLE t ()");
    assertThat(lines(up(body, empty.after("CREATE TABLE t ()")))).isEmpty();
    assertThat(lines(up(body, SchemaView.unknown())))
        .containsExactly("if !(await q.hasTable(\"t\")): CREATE TABLE t ()");
  }

  @Test
  void whatWasSentInOneBranchOnlyIsUnknownAfterwards() {
    assertThat(
            lines(
                up(
                    """
                    const rows = await q.query("SELECT 1 FROM u");
                    if (rows.length) { await q.query("CREATE TABLE t (a int)"); }
                    if (await q.hasTable("t")) { await q.query("DROP TABLE t"); }
                    """,
                    CatalogSchemaView.ofEmptyDatabase(17).after("CREATE TABLE u ()"))))
        .containsExactly(
            "SELECT 1 FROM u",
            "if rows.length: CREATE TABLE t (a int)",
            "if await q.hasTable(\"t\"): DROP TABLE t");
  }

  @Test
  void aTableThatIsNotKnownKeepsItsName() {
    assertThat(
            lines(
                up(
                    """
                    const table = await q.getTable("users");
                    const key = table!.foreignKeys.find((fk) => fk.columnNames.includes("team"));
                    await q.dropForeignKey(table!, key!);
                    """,
                    SchemaView.unknown())))
        .singleElement()
        .asString()
        .startsWith("ALTER TABLE \"users\" DROP CONSTRAINT \"${");
  }

  @Test
  void looksIntoTheCatalogAreNoSteps() {
    assertThat(
            lines(
                up(
                    "const rows = await q.query(\"SELECT 1 FROM pg_class\");"
                        + " if (rows.length === 0) { await q.query(\"A\"); }",
                    SchemaView.unknown())))
        .containsExactly("if rows.length === 0: A");
  }

  @Test
  void anotherDatabasesBuilderIsAGap() {
    Map<String, String> files =
        Map.of(
            "m/mysql/1.ts",
            "export class M1690000000123 implements MigrationInterface { async up(q) {"
                + " if (q.connection.options.type === 'mysql') { await q.query('A'); }"
                + " await q.dropTable('t'); } }");
    Migration migration = extract("m/mysql/1.ts", files, SchemaView.unknown()).get(0);

    assertThat(migration.dialect()).isEqualTo(Dialect.MYSQL);
    assertThat(lines(migration))
        .containsExactly("A", "gap: dropTable() on mysql: its SQL is not modelled");
  }

  @Test
  void methodsThatThereAreNotAreGaps() {
    assertThat(lines(up("await q.frobnicate(\"t\"); await q.query(\"A\");", SchemaView.unknown())))
        .containsExactly("gap: QueryRunner has no method frobnicate", "A");
  }

  // What cannot be read.

  @Test
  void whatDoesNotParseIsAGapWithItsPlace() {
    List<Migration> migrations =
        extract(
            "m.ts",
            Map.of("m.ts", "import { MigrationInterface } from 'typeorm';\nclass A { up( }"),
            SchemaView.unknown());

    assertThat(migrations).hasSize(1);
    assertThat(migrations.get(0).gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo(GapCode.SYNTAX);
          assertThat(gap.origin().start().line()).isEqualTo(2);
        });
  }

  @Test
  void aFileWithoutAMigrationIsAGap() {
    assertThat(
            extract(
                    "m.ts",
                    Map.of("m.ts", "import { MigrationInterface } from 'typeorm';"),
                    SchemaView.unknown())
                .get(0)
                .gaps())
        .extracting(Step.Gap::reason)
        .containsExactly("no class with a method up is found here");
  }

  @Test
  void whatWasSentBeforeAnErrorStays() {
    assertThat(lines(up("await q.query(\"A\"); throw new Error(\"no\"); ", SchemaView.unknown())))
        .containsExactly("A", "gap: it throws here: no");
  }

  @Test
  void anImportThatIsMissingIsAGapWhereItMatters() {
    String text =
        """
        import { MigrationInterface } from "typeorm";
        import { send } from "./gone";
        import { unused } from "./gone-too";
        export class M1690000000123 implements MigrationInterface {
          async up(q) { await q.query("A"); await send(q, "B"); }
        }
        """;
    Migration migration = extract("m.ts", Map.of("m.ts", text), SchemaView.unknown()).get(0);

    assertThat(migration.statements()).hasSize(1);
    assertThat(migration.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.code()).isEqualTo(GapCode.MISSING_SOURCE));
  }

  @Test
  void aHistoryThatLacksATableDoesNotEndTheMigration() {
    Migration migration =
        up(
            "await q.addColumn('t', new TableColumn({ name: 'c', type: 'int' }));"
                + " await q.query('DROP TABLE u');",
            CatalogSchemaView.ofEmptyDatabase(17));

    assertThat(lines(migration))
        .contains("ALTER TABLE \"t\" ADD \"c\" int NOT NULL", "DROP TABLE u")
        .noneMatch(line -> line.contains("does not exist"));
  }
}
