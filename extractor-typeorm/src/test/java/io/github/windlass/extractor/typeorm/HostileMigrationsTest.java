package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input is normal input: it ends in a gap, and in time. */
class HostileMigrationsTest {

  private static List<Migration> extract(Map<String, String> files) {
    SourceFile source = new SourceFile("m.ts", files.get("m.ts"));
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            new TypeOrmExtractor().extract(source, new MemoryProject(files), SchemaView.unknown()));
  }

  private static List<Migration> up(String body) {
    return extract(
        Map.of(
            "m.ts",
            "export class M1690000000123 implements MigrationInterface { async up(q) { "
                + body
                + " } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (;;) {}",
        "for (;;) { await q.query('A'); }",
        "while (true) { await q.hasTable('t'); }",
        "const f = (n) => f(n + 1) + 1; f(0);",
        "let s = 'x'; for (let i = 0; i < 64; i++) { s = s + s; } await q.query(s);",
        "let a = []; for (;;) { a = [...a, ...a, 1]; }",
        "await q.createTable(new Table({ name: 't', columns: new Array(1e9).fill({}) }));"
      })
  void whatNeverEndsIsAGap(String body) {
    assertThat(up(body)).hasSize(1).allSatisfy(each -> assertThat(each.gaps()).isNotEmpty());
  }

  @Test
  void aRegularExpressionThatBacktracksForEverEnds() {
    assertThat(
            up("await q.query('a'.repeat(50) + (/^(a+)+$/.test('a'.repeat(50) + 'b') ? 1 : 2));"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.steps()).isNotEmpty());
  }

  @Test
  void modulesMayImportOneAnother() {
    List<Migration> migrations =
        extract(
            Map.of(
                "m.ts",
                "import { MigrationInterface } from 'typeorm'; import { a } from './a';"
                    + " export class M1690000000123 implements MigrationInterface {"
                    + " async up(q) { await q.query(a()); } }",
                "a.ts",
                "import { b } from './b'; export const a = () => b;",
                "b.ts",
                "import { a } from './a'; export const b = 'B'; a;"));

    assertThat(migrations).hasSize(1);
    assertThat(migrations.get(0).statements()).hasSize(1);
  }

  @Test
  void aLongChainOfUnknownCallsIsOneGap() {
    assertThat(up("await q" + ".unknown()".repeat(50_000) + ";"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.gaps()).hasSize(1));
  }

  @Test
  void unknownCallsInStatementsOfTheirOwnAreGapsOfTheirOwn() {
    assertThat(up("const x = q.unknown(); await x.send(); await x.send();"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.gaps()).hasSize(3));
  }

  @Test
  void aLongFileEnds() {
    String line = "await q.query(`INSERT INTO t VALUES (1, 'some text that is long enough')`);\n";

    assertThat(up(line.repeat(20_000_000 / line.length())))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.steps()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MigrationInterface",
        "\0\1\2 MigrationInterface",
        "class A1690000000123 { up(q) { q.query( } }",
        "exports.M1690000000123 = { up: 1 }; // MigrationInterface",
        "module.exports = null; // MigrationInterface",
        "class A extends A {} // MigrationInterface",
        "export class A1690000000123 { constructor() { throw 1 } up() {} }",
        "export class A1690000000123 { get up() { throw new Error('x') } }",
        "export class A1690000000123 { up = undefined; }",
        "export class A1690000000123 { static up() {} }"
      })
  void whatIsNoMigrationIsAGapOrNothing(String text) {
    assertThat(extract(Map.of("m.ts", text)))
        .allSatisfy(each -> assertThat(each.statements()).isEmpty());
  }

  @Test
  void nestingIsBounded() {
    List<Migration> migrations =
        up("await q.query(" + "(".repeat(50_000) + "'A'" + ")".repeat(50_000) + ");");

    assertThat(migrations)
        .hasSize(1)
        .allSatisfy(each -> {
          if (each.statements().isEmpty()) {
            assertThat(each.gaps())
                .allSatisfy(gap -> assertThat(gap.code()).isEqualTo(GapCode.LIMIT));
          }
        });
  }
}
