package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Statements a second: each alone, all in one script, and the SQL of {@code fixtures/sql}. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ParseScript {

  private static final String[] SHORT = {
    "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'",
    "CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id)",
    "TRUNCATE orders",
    "ALTER TABLE users DROP COLUMN name",
    "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, at timestamptz)",
    "DROP TABLE IF EXISTS a.b CASCADE",
    "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID",
    "COMMENT ON COLUMN users.email IS 'where to write to'",
    "GRANT SELECT, INSERT ON TABLE orders TO reader",
    "ALTER TABLE users RENAME COLUMN email TO mail"
  };
  private static final int STATEMENTS = 10;

  private final String script = String.join(";\n", SHORT);
  private String fixtures = "";

  @Setup
  public void read() throws IOException {
    fixtures = HeapAfterParsing.sqlIn(Path.of("fixtures/sql"));
  }

  /** Short statements, each parsed by itself; the score is statements a second. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public int shortStatements() {
    int items = 0;
    for (String sql : SHORT) {
      items += PostgresParser.parse(sql).items().size();
    }
    return items;
  }

  /** The same in one text. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public Script shortScript() {
    return PostgresParser.parse(script);
  }

  /** All of {@code fixtures/sql} in one text; the score is how often a second. */
  @Benchmark
  public Script fixtures() {
    return PostgresParser.parse(fixtures);
  }
}
