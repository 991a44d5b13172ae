package io.github.windlass.tracer;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.observe.StatementShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was predicted of a statement to what was seen of it. Demanded is what the analyzer's
 * own conformance demands: every lock on a table, view or sequence that was there, rewrites, scans,
 * index builds, what comes and goes, and certain failures; of a data change the locks that keep
 * others from changing the table's definition, and those on its target.
 */
final class Comparison {

  private final Effects predicted;
  private final Effects observed;
  private final Measurement seen;
  private final StatementShape shape;
  private final List<String> differences = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  private Comparison(Effects predicted, Effects observed, Measurement seen, StatementShape shape) {
    this.predicted = predicted;
    this.observed = observed;
    this.seen = seen;
    this.shape = shape;
  }

  /**
   * Compares.
   *
   * @param observed what {@code seen} says in the words of a prediction
   */
  static Comparison of(
      Effects predicted, Effects observed, Measurement seen, StatementShape shape) {
    Comparison comparison = new Comparison(predicted, observed, seen, shape);
    Failure failure = observed.fails();
    if (failure != null || predicted.fails() != null) {
      String difference = failure(predicted.fails(), failure);
      if (difference != null) {
        comparison.differences.add(difference);
      }
      return comparison;
    }
    comparison.locks();
    comparison.named("rewritten", predicted.rewrites(), observed.rewrites());
    comparison.scans();
    comparison.named("built", predicted.indexBuilds(), observed.indexBuilds());
    if (!shape.moves()) {
      comparison.named("created", predicted.created(), observed.created());
      comparison.named("dropped", predicted.dropped(), observed.dropped());
    }
    return comparison;
  }

  /** What the server did otherwise, each in a sentence; empty where the prediction holds. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  /** What of the prediction could not be seen to hold, each in a sentence. */
  List<String> unseen() {
    return List.copyOf(unseen);
  }

  /** What is otherwise about a failure; null where nothing is. */
  static @Nullable String failure(@Nullable Failure predicted, @Nullable Failure observed) {
    if (predicted == null) {
      return observed == null ? null : "the server refused it: " + said(observed);
    }
    if (observed == null) {
      return "predicted to fail with " + said(predicted) + "; it did not fail";
    }
    return predicted.sqlstate().equals(observed.sqlstate())
        ? null
        : "predicted to fail with " + said(predicted) + "; the server said " + said(observed);
  }

  static String said(Failure failure) {
    return failure.sqlstate() + " (" + failure.reason() + ")";
  }

  private void locks() {
    Map<RelationName, LockMode> expected = new TreeMap<>();
    for (Lock lock : predicted.locks()) {
      if (isCompared(lock.kind())) {
        expected.put(lock.relation(), lock.mode());
      }
    }
    Map<RelationName, Relation> there = new TreeMap<>();
    Map<RelationName, LockMode> held = new TreeMap<>();
    Map<RelationName, LockMode> taken = new TreeMap<>();
    for (Relation relation : seen.before().byOid().values()) {
      if (!isCompared(relation.kind())) {
        continue;
      }
      there.put(relation.name(), relation);
      LockMode before = seen.heldBefore().get(relation.oid());
      if (before != null) {
        held.put(relation.name(), before);
      }
      LockMode after = seen.locks().get(relation.oid());
      if (after != null) {
        taken.put(relation.name(), after);
      }
    }
    for (RelationName relation : there.keySet()) {
      LockMode before = held.get(relation);
      LockMode wanted = expected.get(relation);
      LockMode got = taken.get(relation);
      LockMode due = before == null ? wanted : wanted == null ? before : before.orStronger(wanted);
      if (due != got) {
        String said =
            "lock on " + relation + ": predicted " + name(wanted) + ", observed " + name(got);
        if (isSure(relation, wanted, got)) {
          differences.add(said);
        } else if (seen.polled()) {
          unseen.add(said + "; one that is held for a moment may be missed");
        }
      }
    }
  }

  private static boolean isCompared(RelationKind kind) {
    return switch (kind) {
      case INDEX, COMPOSITE_TYPE -> false;
      case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE -> true;
    };
  }

  /**
   * Whether what was seen says enough. Looking may miss a short lock on what nobody stood in the
   * way of; and which rows a data change touches, so which partitions and referencing tables get a
   * weak lock, is decided by rows.
   */
  private boolean isSure(RelationName relation, @Nullable LockMode wanted, @Nullable LockMode got) {
    boolean provoked = seen.provoked().stream().anyMatch(each -> each.name().equals(relation));
    if (seen.polled() && !provoked) {
      return got != null && (wanted == null || got.compareTo(wanted) > 0);
    }
    if (!shape.changesRows()) {
      return true;
    }
    LockMode strongest = wanted == null ? got : got == null ? wanted : wanted.orStronger(got);
    return strongest != null && strongest.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0;
  }

  private static String name(@Nullable LockMode mode) {
    return mode == null ? "none" : mode.manualName();
  }

  /**
   * The server counts no scan where it copies files to another tablespace, and of an empty table
   * nobody sees that it is read. What a data change reads is the planner's choice.
   */
  private void scans() {
    if (seen.polled() || shape.changesRows()) {
      return;
    }
    // How rows without a partner are looked for is the planner's choice, too.
    boolean planned =
        seen.answer().messages().stream()
            .anyMatch(message -> message.startsWith("validating foreign key"));
    Set<RelationName> unseen = new HashSet<>(observed.rewrites());
    unseen.addAll(observed.scans());
    for (Relation relation : seen.before().byOid().values()) {
      if (!relation.filled()) {
        unseen.add(relation.name());
      }
    }
    for (Relation relation : seen.touched()) {
      unseen.add(relation.name());
    }
    Set<RelationName> missing = new TreeSet<>(predicted.scans());
    missing.removeAll(unseen);
    if (planned) {
      missing.clear();
    }
    missing.forEach(
        relation -> differences.add(relation + ": predicted to be scanned; it was not"));
    Set<RelationName> surprising = new TreeSet<>(observed.scans());
    predicted.scans().forEach(surprising::remove);
    surprising.forEach(
        relation -> differences.add(relation + ": scanned, which was not predicted"));
  }

  private void named(
      String what, Collection<RelationName> expected, Collection<RelationName> found) {
    Set<RelationName> missing = new TreeSet<>(expected);
    found.forEach(missing::remove);
    missing.forEach(
        relation -> differences.add(relation + ": predicted to be " + what + "; it was not"));
    Set<RelationName> surprising = new TreeSet<>(found);
    expected.forEach(surprising::remove);
    surprising.forEach(
        relation -> differences.add(relation + ": " + what + ", which was not predicted"));
  }
}
