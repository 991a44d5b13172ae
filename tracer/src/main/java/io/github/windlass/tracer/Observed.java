package io.github.windlass.tracer;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.SchemaChange;
import java.time.Duration;
import java.util.List;

/**
 * What a statement did to a server.
 *
 * @param effects the same type as a prediction; {@code fails} is what the server answered, and the
 *     locks are then what the statement asked for first, where that could be learned
 * @param time from sending the statement to its answer, without what was done to watch it
 * @param polled whether its locks were seen by a second connection while it ran, as those of a
 *     statement that cannot run in a transaction; a short lock on an index may be missed then
 * @param waits readers and writers that waited behind it; empty without a probe
 * @param changes what of the schema came, went or became another; empty where it changes rows
 *     alone, and where the schema is too large to be looked at after each statement
 */
public record Observed(
    Effects effects, Duration time, boolean polled, List<Wait> waits, List<SchemaChange> changes) {

  /**
   * Somebody who waited.
   *
   * @param relation what it wanted
   * @param wanted the lock that it asked for
   * @param time how long it waited
   */
  public record Wait(RelationName relation, LockMode wanted, Duration time) {}

  public Observed {
    waits = List.copyOf(waits);
    changes = List.copyOf(changes);
  }

  /** With nothing said of the schema. */
  public Observed(Effects effects, Duration time, boolean polled, List<Wait> waits) {
    this(effects, time, polled, waits, List.of());
  }
}
