package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
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
