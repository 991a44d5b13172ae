package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.PostgresParser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is often believed of PostgreSQL, and is not so: each belief is one that a tool or an article
 * of this field has, or had.
 */
class PlausibleBeliefsTest {

  private static final String GIVEN =
      """
      CREATE TABLE p (id bigint PRIMARY KEY);
      CREATE TABLE t (id bigint PRIMARY KEY, a int, c char(9), v varchar(9), w varchar(9) CHECK (w <> ''),
          x varchar(9), y int, p_id bigint CONSTRAINT of_p REFERENCES p, n int CHECK (n IS NOT NULL));
      CREATE INDEX part ON t (x) WHERE x <> '';
      CREATE UNIQUE INDEX one_y ON t (y);
      CREATE TYPE mood AS ENUM ('ok');
      CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
      CREATE UNIQUE INDEX m_id ON m (id);
      CREATE TABLE e (at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE e1 PARTITION OF e FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE f (at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE f1 PARTITION OF f FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE f0 PARTITION OF f DEFAULT;
      """;

  /** Without the timeouts, which have rules of their own. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          now() rewrites                         | 15 | ALTER TABLE t ADD COLUMN z timestamptz DEFAULT now()                           | t ACCESS EXCLUSIVE
          CURRENT_DATE rewrites                  | 15 | ALTER TABLE t ADD COLUMN z date DEFAULT CURRENT_DATE                           | t ACCESS EXCLUSIVE
          current_user rewrites                  | 15 | ALTER TABLE t ADD COLUMN z text DEFAULT current_user                           | t ACCESS EXCLUSIVE
          now() in another zone rewrites         | 15 | ALTER TABLE t ADD COLUMN z timestamp DEFAULT (now() at time zone 'utc')        | t ACCESS EXCLUSIVE
          every call rewrites                    | 15 | ALTER TABLE t ADD COLUMN z text DEFAULT lower('ABC')                           | t ACCESS EXCLUSIVE
          every expression rewrites              | 15 | ALTER TABLE t ADD COLUMN z bigint DEFAULT (10*60)::bigint                      | t ACCESS EXCLUSIVE
          an array rewrites                      | 15 | ALTER TABLE t ADD COLUMN z text[] DEFAULT array[]::text[]                      | t ACCESS EXCLUSIVE
          a minus rewrites                       | 15 | ALTER TABLE t ADD COLUMN z int DEFAULT -1                                      | t ACCESS EXCLUSIVE
          a constant rewrites on 11              | 11 | ALTER TABLE t ADD COLUMN z int DEFAULT 1                                       | t ACCESS EXCLUSIVE
          a virtual column rewrites              | 18 | ALTER TABLE t ADD COLUMN z int GENERATED ALWAYS AS (a * 2) VIRTUAL             | t ACCESS EXCLUSIVE
          a random default does not              | 15 | ALTER TABLE t ADD COLUMN z float DEFAULT random()                              | t ACCESS EXCLUSIVE, rewrites t, reads t, new-column-rewrites-table
          ADD CHECK lets readers go on           | 15 | ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)                                   | t ACCESS EXCLUSIVE, reads t, check-constraint-validated-at-once
          ADD UNIQUE lets readers go on          | 15 | ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)                                      | t ACCESS EXCLUSIVE, reads t, key-index-built-without-concurrently
          CHECK NOT VALID lets readers go on     | 15 | ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID                         | t ACCESS EXCLUSIVE
          USING INDEX lets writers go on         | 15 | ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX one_y                        | t ACCESS EXCLUSIVE
          ADD VALUE locks tables                 | 15 | ALTER TYPE mood ADD VALUE 'bad'                                                |
          RENAME COLUMN locks nothing            | 15 | ALTER TABLE t RENAME COLUMN a TO b                                             | t ACCESS EXCLUSIVE
          char to text keeps the rows            | 15 | ALTER TABLE t ALTER COLUMN c TYPE text                                         | t ACCESS EXCLUSIVE, rewrites t, reads t, column-type-rewrites-table
          a wider varchar never reads            | 15 | ALTER TABLE t ALTER COLUMN w TYPE varchar(20)                                  | t ACCESS EXCLUSIVE, reads t, column-type-reads-table
          a wider varchar builds no index        | 15 | ALTER TABLE t ALTER COLUMN x TYPE text                                         | t ACCESS EXCLUSIVE, reads t, column-type-reads-table
          a wider varchar rewrites               | 15 | ALTER TABLE t ALTER COLUMN v TYPE varchar(20)                                  | t ACCESS EXCLUSIVE
          DISABLE TRIGGER lets writers go on     | 15 | ALTER TABLE t DISABLE TRIGGER ALL                                              | t SHARE ROW EXCLUSIVE
          REINDEX locks the table wholly         | 15 | REINDEX TABLE t                                                                | t SHARE, reads t, reindex-without-concurrently
          a foreign key keeps readers out        | 15 | ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES p                   | t SHARE ROW EXCLUSIVE, p SHARE ROW EXCLUSIVE, reads t, reads p, foreign-key-validated-at-once
          REFRESH CONCURRENTLY is as weak as CIC | 15 | REFRESH MATERIALIZED VIEW CONCURRENTLY m                                       | m EXCLUSIVE, t ACCESS SHARE, reads t, reads m
          SET STATISTICS keeps readers out       | 15 | ALTER TABLE t ALTER COLUMN a SET STATISTICS 10                                 | t SHARE UPDATE EXCLUSIVE
          COMMENT keeps readers out              | 15 | COMMENT ON TABLE t IS 'x'                                                      | t SHARE UPDATE EXCLUSIVE
          DROP INDEX lets readers go on          | 15 | DROP INDEX part                                                                | t ACCESS EXCLUSIVE, index-dropped-without-concurrently
          IF NOT EXISTS makes a retry safe       | 15 | CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)                             | t SHARE UPDATE EXCLUSIVE, reads t, concurrent-index-if-not-exists
          REINDEX CONCURRENTLY is REINDEX        | 15 | REINDEX TABLE CONCURRENTLY t                                                   | t SHARE UPDATE EXCLUSIVE, reads t
          NOT NULL without default rewrites      | 15 | ALTER TABLE t ADD COLUMN z int NOT NULL                                        | t ACCESS EXCLUSIVE, reads t, fails 23502, required-column-without-default
          REFERENCES behind a column reads       | 15 | ALTER TABLE t ADD COLUMN z bigint REFERENCES p                                 | t ACCESS EXCLUSIVE, p SHARE ROW EXCLUSIVE
          DETACH CONCURRENTLY always works       | 15 | ALTER TABLE f DETACH PARTITION f1 CONCURRENTLY                                 | f SHARE UPDATE EXCLUSIVE, fails 55000, certain-failure
          VALIDATE locks nothing                 | 15 | ALTER TABLE t VALIDATE CONSTRAINT of_p                                         | t SHARE UPDATE EXCLUSIVE
          SET NOT NULL always reads              | 15 | ALTER TABLE t ALTER COLUMN n SET NOT NULL                                      | t ACCESS EXCLUSIVE
          a default rewrites                     | 15 | ALTER TABLE t ADD COLUMN z int DEFAULT 7                                       | t ACCESS EXCLUSIVE
          a new table locks nothing              | 15 | CREATE TABLE z (id bigint PRIMARY KEY, p_id bigint REFERENCES p)               | p SHARE ROW EXCLUSIVE
          a new partition locks nothing          | 15 | CREATE TABLE e2 PARTITION OF e FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') | e ACCESS EXCLUSIVE, partition-created-in-place
          DROP CONSTRAINT locks one table        | 15 | ALTER TABLE t DROP CONSTRAINT of_p                                             | t ACCESS EXCLUSIVE, p ACCESS EXCLUSIVE, drop-locks-referenced-table
          DROP TABLE locks one table             | 15 | DROP TABLE t CASCADE                                                           | t ACCESS EXCLUSIVE, p ACCESS EXCLUSIVE, m ACCESS EXCLUSIVE, drop-locks-referenced-table
          a key's type is its table's alone      | 15 | ALTER TABLE p ALTER COLUMN id TYPE int                                         | t ACCESS EXCLUSIVE, p ACCESS EXCLUSIVE, rewrites p, reads p, reads t, column-type-rewrites-table
          dropping a partition locks it alone    | 15 | DROP TABLE f1                                                                  | f ACCESS EXCLUSIVE, f1 ACCESS EXCLUSIVE, f0 ACCESS EXCLUSIVE, partition-dropped-in-place
          """)
  void isNotSo(String belief, int postgres, String sql, String what) {
    AnalyzedStatement analyzed =
        new PostgresAnalyzer()
            .analyze(List.of(migration(GIVEN)), List.of(migration(sql)), postgres)
            .get(0)
            .statements()
            .get(0);
    Effects effects = analyzed.effects();
    Set<String> said = new TreeSet<>();
    for (Lock lock : effects.locks()) {
      if (lock.existing() && lock.kind() != RelationKind.INDEX) {
        said.add(lock.relation().name() + " " + lock.mode().manualName());
      }
    }
    effects.rewrites().forEach(name -> said.add("rewrites " + name.name()));
    effects.scans().forEach(name -> said.add("reads " + name.name()));
    if (effects.fails() != null) {
      said.add("fails " + effects.fails().sqlstate());
    }
    analyzed.findings().forEach(finding -> said.add(finding.rule()));
    assertThat(said)
        .as(belief)
        .containsExactlyInAnyOrder(what == null ? new String[0] : what.split(", "));
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
