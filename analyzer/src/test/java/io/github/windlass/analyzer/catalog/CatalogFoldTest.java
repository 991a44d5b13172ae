package io.github.windlass.analyzer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the fold of any statement on any catalog. */
class CatalogFoldTest {

  private static final int[] VERSIONS = {10, 14, 18};
  private static final Duration HANG = Duration.ofSeconds(60);

  @Test
  void foldingNeverThrows() {
    Catalog rich = Histories.rich();
    assertThat(CatalogLines.of(rich)).hasSizeGreaterThan(1000);
    List<String> all = new ArrayList<>(Histories.texts("fixtures/sql"));
    all.addAll(Histories.texts("fixtures/catalog"));
    assertTimeoutPreemptively(
        HANG,
        () -> {
          for (String text : all) {
            for (Statement statement : PostgresParser.parse(text).statements()) {
              each(statement, rich);
            }
          }
        });
  }

  private static void each(Statement statement, Catalog rich) {
    for (int version : VERSIONS) {
      for (Catalog catalog : List.of(Catalog.empty(), rich)) {
        try {
          Catalog after = CatalogFold.fold(catalog, statement, version);
          assertThat(after).isNotNull();
        } catch (RuntimeException | StackOverflowError e) {
          fail("on version " + version + ": " + statement, e);
        }
      }
    }
  }

  /** Words of statements put elsewhere: most are no SQL, and some are that nobody would write. */
  @Test
  void foldingWhatNobodyWouldWriteNeverThrows() {
    Catalog rich = Histories.rich();
    List<String> statements = Histories.statements();
    Random random = new Random(16);
    int folded = 0;
    for (int i = 0; i < 40_000; i++) {
      String mutated = Histories.mutated(statements, random);
      for (Statement statement : PostgresParser.parse(mutated).statements()) {
        each(statement, rich);
        folded++;
      }
    }
    assertThat(folded).isGreaterThan(4_000);
  }

  /** A history in which nothing is dropped is folded in time that grows as it does. */
  @Test
  void aLongHistoryIsFoldedInWorkThatGrowsWithIt() {
    long few = work(500);
    long many = work(4_000);
    assertThat((double) many / few).isLessThan(8 * 1.8);
  }

  /** Bytes allocated, which count the work but for the speed of the machine. */
  private static long work(int migrations) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < migrations; i++) {
      String t = "t" + i;
      statements.addAll(
          PostgresParser.parse(
                  "CREATE TYPE e"
                      + i
                      + " AS ENUM ('a');"
                      + "CREATE TABLE "
                      + t
                      + " (id serial PRIMARY KEY, e e"
                      + i
                      + ", n text UNIQUE CHECK (n <> ''), r int REFERENCES t"
                      + i / 2
                      + ");"
                      + "CREATE INDEX ON "
                      + t
                      + " (lower(n));"
                      + "ALTER TABLE "
                      + t
                      + " ADD COLUMN m int NOT NULL DEFAULT 0;"
                      + "CREATE VIEW v"
                      + i
                      + " AS SELECT id, m FROM "
                      + t
                      + ";"
                      + "ALTER TABLE "
                      + t
                      + " RENAME COLUMN m TO mm;"
                      + "ALTER TABLE "
                      + t
                      + " RENAME TO u"
                      + i
                      + ";"
                      + "ALTER TABLE u"
                      + i
                      + " RENAME TO "
                      + t
                      + ";"
                      + "ALTER TYPE e"
                      + i
                      + " RENAME TO f"
                      + i
                      + ";"
                      + "DROP VIEW v"
                      + i
                      + ";"
                      + (i % 2 == 0 ? "" : "ALTER TABLE " + t + " DROP COLUMN r;"))
              .statements());
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Catalog catalog = Histories.folded(Catalog.empty(), statements, 18);
    assertThat(catalog.table(catalog.resolve(null, "t" + (migrations - 1)))).isPresent();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void deepQueriesAreFoldedWithoutDeepRecursion() {
    StringBuilder query = new StringBuilder("SELECT 1 AS a");
    for (int i = 0; i < 200; i++) {
      query
          .insert(0, "SELECT (")
          .append(") AS a, (SELECT a FROM t) FROM (SELECT 1 AS a) s")
          .append(i);
    }
    Catalog catalog =
        assertTimeoutPreemptively(
            HANG,
            () ->
                Histories.folded(
                    Catalog.empty(),
                    PostgresParser.parse("CREATE TABLE t (a int); CREATE VIEW v AS " + query)
                        .statements(),
                    18));
    assertThat(catalog.table(catalog.resolve(null, "t"))).isPresent();
  }
}
