package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoleReadingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE ${t} ADD COLUMN ${c} text",
        "ALTER TABLE ${schema}.users DROP COLUMN name",
        "ALTER TABLE \"${schema}\".\"${t}\" DROP COLUMN name",
        "CREATE INDEX idx_${t}_a ON ${t} (a)",
        "UPDATE t SET a = ${value} WHERE b IN (${list})",
        "INSERT INTO t VALUES ('${value}', ${n})",
        "ALTER TABLE t ALTER COLUMN c TYPE varchar(${n})",
        "SELECT now() + interval ${days}",
        "CREATE TABLE t (id int, ${columns})",
        "SET lock_timeout = ${timeout}",
        "CREATE TABLE p_${i} PARTITION OF p FOR VALUES FROM (${a}) TO (${b})",
        "COMMENT ON TABLE t IS ${comment}",
      })
  void readsAHoleAsTheSyntaxAllows(String sql) {
    Script script = HoleReading.read(step(sql));
    assertThat(script.items()).singleElement().isInstanceOf(Script.Parsed.class);
    assertThat(((Script.Parsed) script.items().get(0)).span().in(sql)).isEqualTo(sql);
  }

  @Test
  void aHoleInADefaultFailsNothingAndLeavesItsColumn() {
    Step.Sql add = step("ALTER TABLE t ADD COLUMN c int DEFAULT ${days} NOT NULL");
    AnalyzedMigration own =
        analyzed(List.of(migration(step("CREATE TABLE t (id int)"))), migration(add));
    assertThat(own.statements().get(0).effects().fails()).isNull();
    List<Migration> history = List.of(migration(step("CREATE TABLE t (id int)")), migration(add));
    AnalyzedMigration next =
        analyzed(history, migration(step("ALTER TABLE t ALTER COLUMN c DROP NOT NULL")));
    assertThat(next.statements().get(0).effects().fails()).isNull();
    assertThat(next.statements().get(0).effects().assumptions()).isEmpty();
  }

  @Test
  void aNameThatIsNotKnownIsSpokenOfAsItIsWritten() {
    AnalyzedMigration analyzed =
        analyzed(
            List.of(migration(step("CREATE TABLE t (id int)"))),
            new Migration(
                "a.sql",
                "sql",
                "a",
                Dialect.POSTGRES,
                TransactionMode.PER_MIGRATION,
                List.of(
                    step("ALTER TABLE t ADD COLUMN c int"), step("UPDATE ${table} SET c = 1"))));
    assertThat(analyzed.statements().get(1).findings())
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("works on public.${table};"))
        .noneMatch(message -> message.contains("__"));
  }

  private static AnalyzedMigration analyzed(List<Migration> history, Migration migration) {
    return new PostgresAnalyzer().analyze(history, List.of(migration), 18).get(0);
  }

  private static Migration migration(Step.Sql step) {
    return new Migration(
        "a.sql", "sql", "a", Dialect.POSTGRES, TransactionMode.NONE, List.of(step));
  }

  @Test
  void aHoleThatIsReadAsNothingIsNoPartOfTheStatement() {
    String sql = "DROP TABLE t ${cascade}";
    assertThat(HoleReading.read(step(sql)).items())
        .singleElement()
        .satisfies(item -> assertThat(item.span().in(sql)).isEqualTo("DROP TABLE t"));
  }

  @Test
  void keepsTheErrorWhereNoReadingHelps() {
    assertThat(HoleReading.read(step("ALTER ${all} x y z")).items())
        .singleElement()
        .isInstanceOf(Script.SyntaxError.class);
  }

  @Test
  void aHoleThatMayBeAnythingIsReadInBoundedTime() {
    String sql = "SELECT " + "${a} ${b} ".repeat(200) + ")";
    assertThat(HoleReading.read(step(sql)).items()).isNotEmpty();
  }

  private static Step.Sql step(String sql) {
    List<Step.Hole> holes = new ArrayList<>();
    for (int at = sql.indexOf("${"); at >= 0; at = sql.indexOf("${", at + 1)) {
      int end = sql.indexOf('}', at) + 1;
      holes.add(new Step.Hole(at, end, sql.substring(at + 2, end - 1)));
    }
    SourceFile source = new SourceFile("m.ts", sql);
    SourceMap map = SourceMap.verbatim(source, new Span(0, sql.length()));
    return new Step.Sql(sql, map, null, false, holes);
  }
}
