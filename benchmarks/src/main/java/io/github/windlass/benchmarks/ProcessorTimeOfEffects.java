package io.github.windlass.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The processor time that {@link PredictEffects#statements} takes, which says little of what else
 * runs on the machine: {@code ProcessorTimeOfEffects TABLES SECONDS}.
 */
public final class ProcessorTimeOfEffects {

  private static final int ROUNDS = 2_000;

  private ProcessorTimeOfEffects() {}

  /** Prints the best of many rounds. */
  public static void main(String[] arguments) {
    PredictEffects benchmark = new PredictEffects();
    benchmark.tables = Integer.parseInt(arguments[0]);
    benchmark.build();
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long locks = 0;
    while (System.nanoTime() < end) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUNDS; i++) {
        locks += benchmark.statements();
      }
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    double each = (double) best / ROUNDS / PredictEffects.COUNT;
    System.out.printf(
        "%d tables: %.2f us for each statement, %.0f a second (%d locks)%n",
        benchmark.tables, each / 1e3, 1e9 / each, locks);
  }
}
