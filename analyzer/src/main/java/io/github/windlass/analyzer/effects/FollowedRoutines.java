package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.effects.StatementEffects.Prediction;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.analyzer.routine.CallStack;
import io.github.windlass.analyzer.routine.RoutineHost;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the effects of what a statement's routines run. They are the statement's own: locks are
 * held to the end of its transaction, and the strongest on each relation counts.
 */
final class FollowedRoutines implements RoutineHost {

  private final Setting setting;
  private final List<Effects> ran = new ArrayList<>();
  private final Set<String> assumptions = new LinkedHashSet<>();

  /** What runs and is not known. */
  private final Set<String> unknown = new LinkedHashSet<>();

  /** What the routines made. */
  private final Set<RelationName> made = new HashSet<>();

  FollowedRoutines(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Outcome run(Statement statement, Catalog before, Reach reach, CallStack stack) {
    Set<RelationName> own = setting.own();
    if (!made.isEmpty()) {
      own = new HashSet<>(own);
      own.addAll(made);
    }
    // Statements that refuse a transaction block refuse a routine, too.
    Prediction prediction =
        StatementEffects.predict(
            statement,
            before,
            new Setting(setting.version(), true, own, setting.namesUnknown()),
            stack);
    Effects effects = prediction.effects();
    ran.add(effects);
    made.addAll(effects.created());
    unknown.addAll(prediction.unknown());
    return new Outcome(prediction.after(), effects.fails());
  }

  @Override
  public Catalog fold(Statement statement, Catalog before) {
    return CatalogFold.alone(before, statement, setting.version());
  }

  @Override
  public void assume(String assumption) {
    assumptions.add(assumption);
  }

  @Override
  public void unknown(String what) {
    assumptions.add(what);
    unknown.add(what);
  }

  List<String> unknown() {
    return List.copyOf(unknown);
  }

  @Override
  public int mark() {
    return ran.size();
  }

  @Override
  public void undo(int mark) {
    for (Effects undone : ran.subList(mark, ran.size())) {
      for (Lock lock : undone.locks()) {
        if (lock.existing()) {
          assumptions.add(
              lock.mode().manualName() + " on " + lock.relation() + " is taken and let go again");
        }
      }
    }
    ran.subList(mark, ran.size()).clear();
  }

  /**
   * A statement's effects with those of its routines.
   *
   * @param itself what it does without them
   */
  Effects with(Effects itself, Catalog before, Outcome outcome) {
    Map<RelationName, Lock> locks = new LinkedHashMap<>();
    Set<RelationName> rewrites = new LinkedHashSet<>();
    Set<RelationName> scans = new LinkedHashSet<>();
    Set<RelationName> indexBuilds = new LinkedHashSet<>();
    Set<String> assumed = new LinkedHashSet<>();
    List<Effects> all = new ArrayList<>(ran.size() + 1);
    all.add(itself);
    all.addAll(ran);
    for (Effects each : all) {
      for (Lock lock : each.locks()) {
        locks.merge(
            lock.relation(),
            lock,
            (older, newer) -> newer.mode().compareTo(older.mode()) > 0 ? newer : older);
      }
      addOthers(rewrites, each.rewrites());
      addOthers(scans, each.scans());
      for (RelationName index : each.indexBuilds()) {
        RelationName table = outcome.after().index(index).map(Relation.Index::table).orElse(index);
        if (table.equals(index) ? !isMadeHere(index) : !isMadeHere(table)) {
          indexBuilds.add(index);
        }
      }
      assumed.addAll(each.assumptions());
    }
    assumed.addAll(assumptions);
    Failure fails = itself.fails() != null ? itself.fails() : outcome.fails();
    List<Lock> taken = new ArrayList<>(locks.values());
    taken.sort(Comparator.comparing(Lock::mode).reversed());
    Catalog after = outcome.after();
    return new Effects(
        taken,
        List.copyOf(rewrites),
        List.copyOf(scans),
        List.copyOf(indexBuilds),
        fails != null ? List.of() : before.addedIn(after).stream().map(Relation::name).toList(),
        fails != null ? List.of() : after.addedIn(before).stream().map(Relation::name).toList(),
        fails,
        List.copyOf(assumed));
  }

  /** Of what the routines made themselves nobody waits for the work. */
  private void addOthers(Set<RelationName> all, List<RelationName> more) {
    for (RelationName name : more) {
      if (!isMadeHere(name)) {
        all.add(name);
      }
    }
  }

  private boolean isMadeHere(RelationName name) {
    return made.contains(name) && !setting.own().contains(name);
  }
}
