package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is given to TypeORM and is not known is never taken for what is not given: a hole in the
 * statement says so, a condition, or a gap.
 */
class UnknownOptionsTest {

  private static final String SETUP =
      """
      CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(9) CONSTRAINT uq UNIQUE);
      CREATE INDEX i ON t (a);
      """;

  /** Each {@code U} is a value that is not known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Columns.
        "q.addColumn('t', new TableColumn({ name: U, type: 'int' }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'varchar', length: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'varchar', charset: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'varchar', collation: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'numeric', precision: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'numeric', precision: 3, scale: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', default: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isNullable: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isGenerated: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isGenerated: U,"
            + " generationStrategy: 'increment' }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'uuid', isGenerated: U,"
            + " generationStrategy: 'uuid' }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'uuid', isGenerated: true,"
            + " generationStrategy: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isGenerated: true,"
            + " generationStrategy: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isGenerated: true,"
            + " generationStrategy: 'identity', generatedIdentity: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isPrimary: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isUnique: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isArray: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', comment: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'enum', enum: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'enum', enum: ['x'], enumName: U }))",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int', isPrimary: true,"
            + " primaryKeyConstraintName: U }] }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', asExpression: U, generatedType:"
            + " 'STORED' }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'int', asExpression: 'a',"
            + " generatedType: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'geometry', spatialFeatureType: U }))",
        "q.addColumn('t', new TableColumn({ name: 'c', type: 'geometry', spatialFeatureType:"
            + " 'Point', srid: U }))",
        "q.addColumn('t', new TableColumn({ ...U, name: 'c', type: 'int' }))",
        "q.addColumn('t', new TableColumn(U))",
        "q.addColumn('t', U)",
        "q.addColumns('t', U)",
        // The columns of a new table.
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int', isUnique: U }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int', isPrimary: U }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: U, enum: ['x'] }] }))",
        "q.createTable(new Table({ name: 'n', columns: U }))",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int' }, ...U] }))",
        "q.createTable(new Table({ name: U, columns: [{ name: 'c', type: 'int' }] }))",
        "q.createTable(new Table({ name: 'n', schema: U, columns: [{ name: 'c', type: 'int' }] }))",
        "q.createTable(new Table({ name: 'n', comment: U, columns: [{ name: 'c', type: 'int' }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', indices: U, columns: [{ name: 'c', type: 'int' }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', uniques: U, columns: [{ name: 'c', type: 'int' }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', checks: U, columns: [{ name: 'c', type: 'int' }] }))",
        "q.createTable(new Table({ name: 'n', exclusions: U, columns: [{ name: 'c', type: 'int' }]"
            + " }))",
        "q.createTable(new Table({ name: 'n', foreignKeys: U, columns: [{ name: 'c', type: 'int' }]"
            + " }))",
        "q.createTable(new Table({ ...U, name: 'n', columns: [{ name: 'c', type: 'int' }] }))",
        "q.createTable(new Table({ name: 't', columns: [{ name: 'c', type: 'int' }] }), U)",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int' }], foreignKeys:"
            + " [{ columnNames: ['c'], referencedTableName: 't', referencedColumnNames: ['id'] }]"
            + " }), false, U)",
        "q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int' }], indices: [{"
            + " columnNames: ['c'] }] }), false, true, U)",
        // Constraints and indexes.
        "q.createIndex('t', new TableIndex({ name: U, columnNames: ['a'] }))",
        "q.createIndex('t', new TableIndex({ columnNames: U }))",
        "q.createIndex('t', new TableIndex({ columnNames: [U] }))",
        "q.createIndex('t', new TableIndex({ columnNames: ['a'], isUnique: U }))",
        "q.createIndex('t', new TableIndex({ columnNames: ['a'], isSpatial: U }))",
        "q.createIndex('t', new TableIndex({ columnNames: ['a'], isConcurrent: U }))",
        "q.createIndex('t', new TableIndex({ columnNames: ['a'], where: U }))",
        "q.createIndex('t', new TableIndex({ columnNames: ['a'], type: U }))",
        "q.createIndices('t', U)",
        "q.createForeignKey('t', new TableForeignKey({ name: U, columnNames: ['a'],"
            + " referencedTableName: 't', referencedColumnNames: ['id'] }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName: U,"
            + " referencedColumnNames: ['id'] }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName:"
            + " 't', referencedColumnNames: U }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName:"
            + " 't', referencedColumnNames: ['id'], referencedSchema: U }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName:"
            + " 't', referencedColumnNames: ['id'], onDelete: U }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName:"
            + " 't', referencedColumnNames: ['id'], onUpdate: U }))",
        "q.createForeignKey('t', new TableForeignKey({ columnNames: ['a'], referencedTableName:"
            + " 't', referencedColumnNames: ['id'], deferrable: U }))",
        "q.createUniqueConstraint('t', new TableUnique({ columnNames: U }))",
        "q.createUniqueConstraint('t', new TableUnique({ columnNames: ['a'], deferrable: U }))",
        "q.createUniqueConstraint('t', new TableUnique({ columnNames: ['a'], name: U }))",
        "q.createCheckConstraint('t', new TableCheck({ expression: U }))",
        "q.createCheckConstraint('t', new TableCheck({ expression: 'a > 0', name: U }))",
        "q.createExclusionConstraint('t', new TableExclusion({ expression: U }))",
        "q.createExclusionConstraint('t', new TableExclusion({ expression: 'x', deferrable: U }))",
        "q.createPrimaryKey('t', U)",
        "q.createPrimaryKey('t', ['a'], U)",
        // Changes.
        "q.changeColumn('t', 'a', new TableColumn({ name: U, type: 'integer', isNullable: true }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: U, isNullable: true }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " isUnique: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " isPrimary: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " default: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " comment: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " isGenerated: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " isGenerated: true, generationStrategy: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " precision: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: true,"
            + " collation: U }))",
        "q.changeColumn('t', 'a', new TableColumn({ ...U, name: 'a', type: 'integer' }))",
        "q.changeColumn('t', 'a', U)",
        "q.changeColumn('t', U, new TableColumn({ name: 'a', type: 'integer' }))",
        "q.renameColumn('t', 'a', U)",
        "q.renameColumn('t', U, 'z')",
        "q.renameTable('t', U)",
        "q.changeTableComment('t', U)",
        // What is found by names that are not known.
        "(async () => { const t = await q.getTable('t'); for (const i of t.findColumnIndices({"
            + " name: U })) await q.dropIndex('t', i); })()",
        // Drops.
        "q.dropTable(U)",
        "q.dropTable('t', false, U)",
        "q.dropTable('t', false, true, U)",
        "q.dropColumn('t', U)",
        "q.dropColumn('t', 'a', U)",
        "q.dropColumns('t', U)",
        "q.dropIndex('t', U)",
        "q.dropIndex('t', 'i', U)",
        "q.dropIndex('t', new TableIndex({ name: 'i', columnNames: ['a'], isConcurrent: U }))",
        "q.dropUniqueConstraint('t', U)",
        "q.dropUniqueConstraint('t', 'uq', U)",
        "q.dropPrimaryKey('t', U, U)",
        "q.dropSchema('s', U)",
        "q.dropSchema('s', false, U)",
        "q.createSchema('s', U)",
        "q.createSchema(U)",
        "q.clearTable(U)",
        // Views.
        "q.createView(new View({ name: 'v', expression: 'SELECT 1', materialized: U }))",
        "q.createView(new View({ name: 'v', expression: U }))",
        "q.createView(new View({ name: 'v', schema: U, expression: 'SELECT 1' }))",
        "q.createView(U)",
        "q.dropView(U)",
        "q.dropView(new View({ name: 'v', expression: 'SELECT 1', materialized: U }))",
      })
  void whatIsNotKnownIsToldAsSuch(String call) {
    Migration migration = up("await " + call + ";");
    assertThat(migration.steps()).as("something is sent, or may be").isNotEmpty();
    assertThat(migration.steps()).as("what is not known").anyMatch(UnknownOptionsTest::isUncertain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isGenerated: U, generationStrategy: 'increment' }))        | ALTER TABLE "t" ADD "c" int ${U} NOT NULL
          q.addColumn('t', new TableColumn({ name: 'c', type: 'uuid', isGenerated: true, generationStrategy: U }))              | ALTER TABLE "t" ADD "c" uuid ${U} NOT NULL
          q.addColumn('t', new TableColumn({ name: 'c', type: 'uuid', isGenerated: U, generationStrategy: 'uuid' }))            | ALTER TABLE "t" ADD "c" uuid NOT NULL ${U}
          q.addColumn('t', new TableColumn({ name: 'c', type: 'int', isNullable: U }))                                          | ALTER TABLE "t" ADD "c" int ${U}
          q.addColumn('t', new TableColumn({ name: 'c', type: 'int', asExpression: 'a', generatedType: U }))                    | ALTER TABLE "t" ADD "c" int ${U} NOT NULL
          q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int', isUnique: U }] }))                           | CREATE TABLE "n" ("c" int NOT NULL, ${U})
          q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: 'int', isPrimary: U }] }))                          | CREATE TABLE "n" ("c" int NOT NULL, ${U})
          q.createTable(new Table({ name: 't', columns: [{ name: 'c', type: 'int' }] }), U)                                     | if there is no table t: CREATE TABLE "t" ("c" int NOT NULL)
          q.createTable(new Table({ name: 'n', columns: [{ name: 'c', type: U, enum: ['x'] }] }))                               | gap: whether a type is made for c is unknown; CREATE TABLE "n" ("c" ${U} NOT NULL)
          q.createIndex('t', new TableIndex({ name: 'j', columnNames: ['a'], isSpatial: U }))                                   | CREATE INDEX "j" ON "t" USING ${U} ("a")
          q.changeColumn('t', 'a', new TableColumn({ name: 'a', type: 'integer', isNullable: U }))                              | if of t.a whether it may be null differs: ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL
          q.changeColumn('t', 'id', new TableColumn({ name: 'id', type: 'integer', isPrimary: true, isNullable: U }))           | if of t.id whether it may be null differs: ALTER TABLE "t" ALTER COLUMN "id" DROP NOT NULL
          q.dropUniqueConstraint('t', 'uq', U)                                                                                  | gap: whether what is dropped has to be there is not known; ALTER TABLE "t" DROP CONSTRAINT "uq"
          q.dropUniqueConstraint('t', 'none', U)                                                                                | gap: whether what is dropped has to be there is not known
          q.dropSchema('s', false, U)                                                                                           | gap: whether what depends on it goes too is not known; DROP SCHEMA "s"
          q.createView(new View({ name: 'v', expression: 'SELECT 1', materialized: U }))                                        | CREATE ${U} VIEW "v" AS SELECT 1
          """)
  void whatIsNotKnownStandsInItsPlace(String call, String told) {
    assertThat(
            up("await " + call + ";").steps().stream()
                .map(UnknownOptionsTest::line)
                .collect(Collectors.joining("; ")))
        .isEqualTo(told.replace("${U}", "${process.env.GIVEN}"));
  }

  private static String line(Step step) {
    return switch (step) {
      case Step.Gap gap -> "gap: " + gap.reason();
      case Step.Sql sql when sql.condition() == null -> sql.text().strip();
      case Step.Sql sql -> "if " + sql.condition() + ": " + sql.text().strip();
    };
  }

  private static boolean isUncertain(Step step) {
    return switch (step) {
      case Step.Gap gap -> true;
      case Step.Sql sql -> sql.condition() != null || sql.repeats() || !sql.holes().isEmpty();
    };
  }

  private static Migration up(String body) {
    String text =
        """
        import { Table, TableCheck, TableColumn, TableExclusion, TableForeignKey, TableIndex, TableUnique, View } from "typeorm";
        export class M1690000000123 {
          async up(q) {
            %s
          }
          async down(q) {}
        }
        """
            .formatted(body.replaceAll("\\bU\\b", "process.env.GIVEN"));
    List<Migration> migrations =
        new TypeOrmExtractor()
            .extract(
                new SourceFile("m.ts", text),
                new MemoryProject(Map.of("m.ts", text)),
                CatalogSchemaView.ofEmptyDatabase(15).after(SETUP));
    assertThat(migrations).hasSize(1);
    return migrations.get(0);
  }
}
