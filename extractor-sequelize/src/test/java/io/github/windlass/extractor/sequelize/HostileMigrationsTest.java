package io.github.windlass.extractor.sequelize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.conformance.HostileScripts;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any input ends, in time, with steps or gaps. */
class HostileMigrationsTest {

  /** Generous: a guard against hanging. */
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.up = (q) => { for (;;) q.dropTable('t') }",
        "exports.up = (q) => { while (true) q.sequelize.query('SELECT ' + 'x'.repeat(1e6)) }",
        "exports.up = function up(q) { return up(q) }",
        "exports.up = async (q) => { const a = []; a.push(a); await q.bulkInsert('t', [{ a }]) }",
        "exports.up = async (q, S) => { const w = {}; w[S.Op.and] = [w]; await q.bulkDelete('t', w)"
            + " }",
        "exports.up = async (q, S) => { let t = S.TEXT; for (let i = 0; i < 1e5; i++) t ="
            + " S.ARRAY(t); await q.addColumn('t', 'x', t) }",
        "exports.up = async (q, S) => { let f = S.col('x'); for (let i = 0; i < 1e5; i++)"
            + " f = S.fn('f', f); await q.addIndex('t', [f]) }",
        "exports.up = async (q, S) => { let w = { a: 1 }; for (let i = 0; i < 1e5; i++)"
            + " w = { [S.Op.and]: [w] }; await q.bulkDelete('t', w) }",
        "exports.up = (q) => q.createTable(undefined)",
        "exports.up = (q) => q.createTable()",
        "exports.up = (q) => q.addColumn()",
        "exports.up = (q) => q.changeColumn()",
        "exports.up = (q) => q.addIndex()",
        "exports.up = (q) => q.addConstraint()",
        "exports.up = (q) => q.bulkInsert()",
        "exports.up = (q) => q.bulkDelete()",
        "exports.up = (q) => q.createFunction()",
        "exports.up = (q) => q.createTrigger()",
        "exports.up = (q) => q.sequelize.query()",
        "exports.up = (q) => q.sequelize.query('?', { replacements: 5 })",
        "exports.up = (q) => q.sequelize.query(\"'\", { replacements: [1] })",
        "exports.up = (q) => q.renameTable(null, {})",
        "exports.up = (q, S) => q.addColumn('t', 'x', S.RANGE(S.TEXT))",
        "exports.up = (q, S) => q.addColumn('t', 'x', S.ARRAY)",
        "exports.up = (q, S) => q.addColumn('t', 'x', { type: S.ENUM })",
      })
  void whatNobodyWouldWriteEndsInAGap(String text) {
    assertThat(run(text)).allSatisfy(migration -> assertThat(migration.gaps()).isNotEmpty());
  }

  @Test
  void aLongLiteralIsRead() {
    String rows = "{ a: 'x', b: [1, 2], c: new Date(0) },".repeat(5_000);
    List<Migration> migrations = run("exports.up = (q) => q.bulkInsert('t', [" + rows + "])");
    assertThat(migrations.get(0).statements()).hasSize(1);
  }

  private static List<Migration> run(String text) {
    return assertTimeoutPreemptively(
        LONG,
        () ->
            new SequelizeExtractor()
                .extract(new SourceFile("migrations/a.js", text), new MemoryProject(Map.of())));
  }

  @TestFactory
  Stream<DynamicTest> whateverAFileHoldsItEndsAndSaysSo() {
    return new HostileScripts(
            new SequelizeExtractor(),
            "module.exports = { up: async (q) => { ",
            "await q.sequelize.query")
        .tests();
  }
}
