package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowancesTest {

  private static AnalyzedMigration analyze(String sql) {
    SourceFile source = new SourceFile("m.sql", sql);
    Migration migration =
        new Migration(
            "m.sql",
            "sql",
            "m",
            Dialect.POSTGRES,
            TransactionMode.NONE,
            List.of(Step.Sql.verbatim(source, new Span(0, sql.length()))));
    return assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> new PostgresAnalyzer().analyze(List.of(), List.of(migration), 18).get(0));
  }

  @Test
  void aCommentSpeaksOfTheStatementAroundItOrBehindWhichItStandsOrOfTheNext() {
    AnalyzedMigration analyzed =
        analyze(
            """
            CREATE INDEX a ON t (a); -- windlass:allow index-built-without-concurrently behind
            CREATE INDEX b ON t (a);
            CREATE INDEX c -- windlass:allow index-built-without-concurrently within
              ON t (a);
            CREATE INDEX d ON t (a);
            -- windlass:allow index-built-without-concurrently before

            CREATE INDEX e ON t (a);
            CREATE INDEX f ON t (a);
            """);
    assertThat(analyzed.statements())
        .extracting(statement -> statement.allowed().size())
        .containsExactly(1, 0, 1, 0, 1, 0);
  }

  @Test
  void manyCommentsAndNamesTakeBoundedTime() {
    String names = "no-such-rule, ".repeat(20_000);
    AnalyzedMigration analyzed =
        analyze(
            "-- windlass:allow "
                + names
                + "no-such-rule\n"
                + "-- windlass:allow index-built-without-concurrently x\nSELECT 1;\n"
                    .repeat(12_000));
    assertThat(analyzed.findings()).hasSize(100);
  }
}
