package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Short DDL statements a second, on one core, when everything is warm. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class Parse {
  private static final int STATEMENTS = 1600;
  private static final int KINDS = 16;

  private final String script = ShortStatements.script(STATEMENTS);

  /** All in one script. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public Script script() {
    return PostgresParser.parse(script);
  }

  /** Each as a text of its own. */
  @Benchmark
  @OperationsPerInvocation(KINDS)
  public int statements() {
    int items = 0;
    for (String sql : ShortStatements.DDL) {
      items += PostgresParser.parse(sql).items().size();
    }
    return items;
  }
}
