package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.analyzer.snapshot.RelationSize;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.PostgresParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes move the risk: {@code docs/risk.md}. A row has 100 bytes. */
class RiskTest {

  private static final String GIVEN =
      "CREATE TABLE t (id bigint PRIMARY KEY, a int, b text); CREATE TABLE u (id bigint PRIMARY"
          + " KEY); CREATE MATERIALIZED VIEW v AS SELECT id FROM t; CREATE UNIQUE INDEX ON v (id);";

  @ParameterizedTest(name = "{0} on {1} rows: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE t ALTER COLUMN a TYPE bigint   | -1         | CRITICAL
          ALTER TABLE t ALTER COLUMN a TYPE bigint   | 500        | LOW
          ALTER TABLE t ALTER COLUMN a TYPE bigint   | 1000000    | MEDIUM
          ALTER TABLE t ALTER COLUMN a TYPE bigint   | 10000000   | HIGH
          ALTER TABLE t ALTER COLUMN a TYPE bigint   | 50000000   | CRITICAL
          ALTER TABLE x ALTER COLUMN a TYPE bigint   | -1         | HIGH
          ALTER TABLE t ADD CHECK (a > 0)            | -1         | HIGH
          ALTER TABLE t ADD CHECK (a > 0)            | 500        | LOW
          ALTER TABLE t ADD CHECK (a > 0)            | 50000000   | CRITICAL
          CREATE INDEX ON t (a)                      | -1         | HIGH
          CREATE INDEX ON t (a)                      | 500        | LOW
          CREATE INDEX ON t (a)                      | 20000000   | HIGH
          CREATE INDEX ON t (a)                      | 100000000  | CRITICAL
          CREATE INDEX CONCURRENTLY i ON t (a)       | 1000000000 | LOW
          UPDATE t SET a = 1                         | -1         | MEDIUM
          UPDATE t SET a = 1                         | 500        | LOW
          UPDATE t SET a = 1                         | 1000000    | MEDIUM
          UPDATE t SET a = 1                         | 50000000   | HIGH
          DROP TABLE t                               | 500        | HIGH
          ALTER TABLE t ADD COLUMN c int             | 1000000000 | LOW
          REFRESH MATERIALIZED VIEW v                | -1         | CRITICAL
          REFRESH MATERIALIZED VIEW CONCURRENTLY v   | -1         | LOW
          """)
  void sizesMoveTheRisk(String sql, long rows, Risk risk) {
    assertThat(analyzed(sql, rows).risk()).isEqualTo(risk);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE t ALTER COLUMN a TYPE bigint | rewrites 5.0 GB of public.t at about 150 MB/s
          CREATE INDEX ON t (a)                    | builds an index over 5.0 GB of public.t at about 100 MB/s
          ALTER TABLE t ADD CHECK (a > 0)          | reads 5.0 GB of public.t at about 500 MB/s
          UPDATE t SET a = 1                       | changes 50000000 rows of public.t at about 50,000 a second
          """)
  void anEstimateHasABasis(String sql, String basis) {
    DurationEstimate duration = analyzed(sql, 50_000_000).duration();
    assertThat(duration).isNotNull();
    assertThat(duration.basis()).isEqualTo(basis);
  }

  private static AnalyzedStatement analyzed(String sql, long rows) {
    RelationSize size = new RelationSize(rows, rows * 100, rows * 100);
    TableSizes sizes =
        rows < 0
            ? TableSizes.UNKNOWN
            : new TableSizes(
                Map.of(
                    new RelationName("public", "t"), size, new RelationName("public", "u"), size));
    return new PostgresAnalyzer(Rules.none(), SessionSettings.of(Map.of()))
        .sized(sizes)
        .analyze(Catalog.empty(), List.of(migration(GIVEN)), List.of(migration(sql)), 18)
        .get(0)
        .statements()
        .get(0);
  }

  private static Migration migration(String sql) {
    SourceFile source = new SourceFile("t.sql", sql);
    List<Step> steps =
        PostgresParser.parse(sql).items().stream()
            .<Step>map(
                item -> Step.Sql.verbatim(source, new Span(item.span().start(), item.span().end())))
            .toList();
    return new Migration("t.sql", "sql", "t", Dialect.POSTGRES, TransactionMode.NONE, steps);
  }
}
