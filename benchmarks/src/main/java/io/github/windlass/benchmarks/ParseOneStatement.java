package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One statement, parsed again and again: what is left when everything is warm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ParseOneStatement {

  @Param({
    "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'",
    "CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id)",
    "TRUNCATE orders"
  })
  public String sql = "";

  @Benchmark
  public Script parse() {
    return PostgresParser.parse(sql);
  }
}
