package io.github.windlass.benchmarks;

import io.github.windlass.analyzer.catalog.Catalog;

/**
 * How much heap a schema takes, for each of its tables: {@code HeapAfterFolding TABLES…}. Run it
 * with {@code -XX:+UseSerialGC}.
 */
public final class HeapAfterFolding {

  private HeapAfterFolding() {}

  /** Prints one line for each number of tables. */
  public static void main(String[] sizes) throws InterruptedException {
    for (String size : sizes) {
      int tables = Integer.parseInt(size);
      SampleSchema.varied(tables);
      long before = HeapAfterParsing.used();
      Catalog kept = SampleSchema.varied(tables);
      long heap = HeapAfterParsing.used() - before;
      System.out.printf(
          "%d tables, %d relations: %.1f MB, %d bytes for each table%n",
          tables, kept.relations().size(), heap / 1e6, heap / tables);
    }
  }
}
