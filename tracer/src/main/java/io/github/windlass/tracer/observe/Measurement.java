package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.tracer.observe.Relations.Relation;
import java.util.List;
import java.util.Map;

/**
 * What was seen of one statement.
 *
 * @param before the relations before it
 * @param after those after it; those before where it failed
 * @param heldBefore what its transaction held already, the strongest on each relation
 * @param locks what it holds at its end, or what was seen while it ran: the strongest on each
 *     relation
 * @param requested whether the statement failed, so that {@code locks} is what it asked for first
 * @param rewrites tables with a new file that has something in it
 * @param emptied tables with a new, empty file
 * @param emptyRewrites of {@code emptied} those that were empty before
 * @param emptyBuilds their indexes with a new file
 * @param builds indexes with a new file, of tables that were there before
 * @param scanned tables that were read in full, by the counters
 * @param touched tables of which a reading was begun, by the counters
 * @param polled whether the locks were seen by looking while the statement ran
 * @param provoked relations on which somebody stood in the way, so that a lock on them was not
 *     missed
 * @param changes what else of the schema came, went or became another; empty where nobody asked
 */
public record Measurement(
    Answer answer,
    Relations before,
    Relations after,
    Map<Long, LockMode> heldBefore,
    Map<Long, LockMode> locks,
    boolean requested,
    List<Relation> rewrites,
    List<Relation> emptied,
    List<Relation> emptyRewrites,
    List<Relation> emptyBuilds,
    List<Relation> builds,
    List<Relation> scanned,
    List<Relation> touched,
    boolean polled,
    List<Relation> provoked,
    List<SchemaChange> changes) {

  public Measurement {
    heldBefore = Map.copyOf(heldBefore);
    locks = Map.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    emptied = List.copyOf(emptied);
    emptyRewrites = List.copyOf(emptyRewrites);
    emptyBuilds = List.copyOf(emptyBuilds);
    builds = List.copyOf(builds);
    scanned = List.copyOf(scanned);
    touched = List.copyOf(touched);
    provoked = List.copyOf(provoked);
    changes = List.copyOf(changes);
  }

  /** Of a statement that failed: nothing is left of what it did. */
  static Measurement failed(Answer answer, Relations before, Map<Long, LockMode> held) {
    return new Measurement(
        answer, before, before, held, held, false, List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), List.of(), false, List.of(), List.of());
  }

  /** The same of a statement whose transaction could not be committed. */
  public Measurement refused(Answer commit) {
    return failed(commit, before, heldBefore);
  }

  /** The same of a statement that failed, with what it asked for. */
  Measurement requesting(Map<Long, LockMode> asked) {
    return new Measurement(
        answer,
        before,
        after,
        heldBefore,
        asked,
        true,
        rewrites,
        emptied,
        emptyRewrites,
        emptyBuilds,
        builds,
        scanned,
        touched,
        polled,
        provoked,
        List.of());
  }
}
