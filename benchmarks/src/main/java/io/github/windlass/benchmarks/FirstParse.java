package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;

/** The time from the start of main to the end of the first parse, in a JVM of its own. */
public final class FirstParse {

  private FirstParse() {}

  /** Prints the milliseconds. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    Script script =
        PostgresParser.parse(
            "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';\n"
                + "CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);\n");
    long end = System.nanoTime();
    System.out.println((end - start) / 1e6 + " ms, " + script.items().size() + " statements");
  }
}
