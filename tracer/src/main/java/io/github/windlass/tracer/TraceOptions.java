package io.github.windlass.tracer;

import java.time.Duration;

/**
 * How a trace runs.
 *
 * @param statementTimeout how long one statement may run before it is stopped
 * @param probe whether readers and writers run beside the migrations, to see who waits
 */
public record TraceOptions(Duration statementTimeout, boolean probe) {

  /** Half a minute for each statement, and no readers and writers. */
  public static final TraceOptions DEFAULTS = new TraceOptions(Duration.ofSeconds(30), false);

  public TraceOptions {
    if (statementTimeout.isNegative() || statementTimeout.isZero()) {
      throw new IllegalArgumentException("a statement timeout is more than nothing");
    }
  }

  /** The same with another timeout. */
  public TraceOptions withStatementTimeout(Duration limit) {
    return new TraceOptions(limit, probe);
  }

  /** The same with or without readers and writers. */
  public TraceOptions withProbe(boolean on) {
    return new TraceOptions(statementTimeout, on);
  }
}
