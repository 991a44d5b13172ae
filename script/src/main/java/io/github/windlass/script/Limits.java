package io.github.windlass.script;

/**
 * How much a run may use up. Where a limit is reached the run ends, and leaves a gap.
 *
 * @param fuel expressions and statements evaluated, and items or characters handled by built-ins
 *     (which count as a fraction)
 * @param depth calls within calls
 * @param textLength characters of one text
 * @param memory characters and items kept, in all
 * @param steps steps that a migration may have
 */
public record Limits(long fuel, int depth, int textLength, long memory, int steps) {

  /** Never met by a migration of 10,000 lines; reached by an endless loop within a second. */
  public static final Limits DEFAULT = new Limits(5_000_000, 200, 16 << 20, 64 << 20, 100_000);
}
