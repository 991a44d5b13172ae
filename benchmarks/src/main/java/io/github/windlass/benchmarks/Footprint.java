package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.nio.charset.StandardCharsets;

/**
 * What JMH cannot say: how long the first parse of a process takes, and how much heap a tree holds.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.github.windlass.benchmarks.Footprint</pre>
 */
public final class Footprint {
  private static final int STATEMENTS = 100_000;

  private Footprint() {}

  public static void main(String[] args) {
    long start = System.nanoTime();
    int items = PostgresParser.parse(ShortStatements.DDL.get(0)).items().size();
    long first = System.nanoTime() - start;
    System.out.printf("first parse: %.1f ms, %d statement%n", first / 1e6, items);

    String script = ShortStatements.script(STATEMENTS);
    int bytes = script.getBytes(StandardCharsets.UTF_8).length;
    long before = used();
    Script parsed = PostgresParser.parse(script);
    long after = used();
    System.out.printf(
        "heap: %.1f bytes a source byte, %d statements, %d bytes of source%n",
        (after - before) / (double) bytes, parsed.items().size(), bytes);
  }

  /** The heap in use when all garbage is gone. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
