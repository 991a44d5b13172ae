package io.github.windlass.benchmarks;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Statements a second from their text to their effects and the schema after them, on a schema of so
 * many tables; and a history folded from its start.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class PredictEffects {

  private static final Setting SETTING = new Setting(SampleSchema.VERSION, true, Set.of());

  private static final String[] STATEMENTS = {
    "ALTER TABLE t500 ADD COLUMN currency text NOT NULL DEFAULT 'EUR'",
    "CREATE INDEX t500_name_idx ON t500 (name)",
    "TRUNCATE t999",
    "ALTER TABLE t500 DROP COLUMN name",
    "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, at timestamptz)",
    "DROP TABLE IF EXISTS t999 CASCADE",
    "ALTER TABLE t500 ADD FOREIGN KEY (other_id) REFERENCES t7 (id) NOT VALID",
    "ALTER TABLE t500 ALTER COLUMN name TYPE text",
    "UPDATE t500 SET name = 'x' WHERE id = 5",
    "ALTER TABLE t500 RENAME COLUMN name TO title"
  };
  static final int COUNT = 10;

  /** How many tables the schema has. */
  @Param("1000")
  public int tables;

  private Catalog catalog = Catalog.empty();

  /** Tables that refer to one another, with an index each. */
  @Setup
  public void build() {
    catalog = SampleSchema.plain(tables);
  }

  /** Each statement on the same schema; the score is statements a second. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int statements() {
    int locks = 0;
    for (String sql : STATEMENTS) {
      Statement statement = PostgresParser.parse(sql).statements().get(0);
      locks += StatementEffects.predict(statement, catalog, SETTING).effects().locks().size();
    }
    return locks;
  }

  /** The history that builds the schema; the score is histories a second. */
  @Benchmark
  public Catalog history() {
    return SampleSchema.plain(tables);
  }
}
