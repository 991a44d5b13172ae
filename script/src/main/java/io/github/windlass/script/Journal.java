package io.github.windlass.script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changed since an unknown condition was met, so that it can be undone and both ways be
 * joined.
 *
 * <p>Branches nest. A branch that {@link #fork forks} has another way beside it that has ended, as
 * by an early return. It stays there, whatever happens further, until both ways meet where the
 * early end leads to.
 */
public final class Journal {

  /** The things that changed on one way, with their pictures at its end. */
  record Changes(Map<Mutable, Object> pictures) {

    static final Changes NONE = new Changes(Map.of());
  }

  /**
   * A way that has ended early.
   *
   * @param changes from where the branch began that forks here
   */
  record Alternative(Exit exit, Changes changes) {}

  /**
   * Ways that began at one place and were undone.
   *
   * @param last the one that has not ended early
   */
  record Ways(Changes last, List<Alternative> ended) {}

  private static final class Branch {
    final int number;
    final @Nullable Alternative alternative;
    @Nullable Map<Mutable, Object> pictures;

    Branch(int number, @Nullable Alternative alternative) {
      this.number = number;
      this.alternative = alternative;
    }

    Map<Mutable, Object> pictures() {
      return pictures == null ? Map.of() : pictures;
    }

    void put(Mutable thing, Object picture) {
      Map<Mutable, Object> all = pictures;
      if (all == null) {
        all = new IdentityHashMap<>();
        pictures = all;
      }
      all.put(thing, picture);
    }
  }

  private final Meter meter;
  private final List<Branch> branches = new ArrayList<>();
  private int numbers;

  Journal(Meter meter) {
    this.meter = meter;
  }

  /** The number of open branches. */
  int depth() {
    return branches.size();
  }

  private @Nullable Branch top() {
    return branches.isEmpty() ? null : branches.get(branches.size() - 1);
  }

  /** Says that a thing is new: where its branch is undone, nobody sees it any more. */
  void made(Mutable thing) {
    meter.keep(1);
    Branch branch = top();
    thing.branch = branch == null ? 0 : branch.number;
  }

  /** Says that a thing is about to change. */
  void changing(Mutable thing) {
    Branch branch = top();
    if (branch == null || thing.branch == branch.number) {
      return;
    }
    if (!branch.pictures().containsKey(thing)) {
      meter.spend(1 + (thing.size() >> 1));
      branch.put(thing, thing.save());
    }
    thing.branch = branch.number;
  }

  /** Counts items that a thing keeps from now on. */
  void keep(int items) {
    meter.keep(items);
  }

  /** Begins a way. */
  void begin() {
    branches.add(new Branch(++numbers, null));
  }

  /** Begins a way beside which another has ended. */
  void fork(Alternative alternative) {
    branches.add(new Branch(++numbers, alternative));
  }

  /**
   * Ends the innermost way and undoes it. What changed is as it was; what it had become is
   * returned.
   */
  Changes undo() {
    Branch branch = branches.remove(branches.size() - 1);
    if (branch.pictures == null) {
      return Changes.NONE;
    }
    Map<Mutable, Object> after = new IdentityHashMap<>();
    for (Map.Entry<Mutable, Object> change : branch.pictures.entrySet()) {
      Mutable thing = change.getKey();
      meter.spend(1 + (thing.size() >> 1));
      after.put(thing, thing.save());
      thing.restore(change.getValue());
    }
    return new Changes(after);
  }

  /** Ends and undoes the innermost ways until so many are left. */
  Ways undo(int depth) {
    if (branches.size() <= depth) {
      return new Ways(Changes.NONE, List.of());
    }
    if (branches.size() == depth + 1 && branches.get(depth).alternative == null) {
      return new Ways(undo(), List.of());
    }
    List<Changes> changes = new ArrayList<>();
    List<@Nullable Alternative> alternatives = new ArrayList<>();
    for (int i = depth; i < branches.size(); i++) {
      alternatives.add(branches.get(i).alternative);
    }
    while (branches.size() > depth) {
      changes.add(undo());
    }
    Changes so = Changes.NONE;
    List<Alternative> ended = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      Alternative alternative = alternatives.get(i);
      if (alternative != null) {
        ended.add(new Alternative(alternative.exit(), then(so, alternative.changes())));
      }
      so = then(so, changes.get(changes.size() - 1 - i));
    }
    return new Ways(so, ended);
  }

  /** One way and another after it. */
  Changes then(Changes one, Changes other) {
    if (one.pictures().isEmpty()) {
      return other;
    }
    if (other.pictures().isEmpty()) {
      return one;
    }
    Map<Mutable, Object> both = new IdentityHashMap<>(one.pictures());
    both.putAll(other.pictures());
    meter.spend(both.size());
    return new Changes(both);
  }

  /** Goes the last of some ways again, with those that have ended beside it. */
  void redo(Ways ways) {
    for (Alternative alternative : ways.ended()) {
      fork(alternative);
    }
    redo(ways.last());
  }

  /** Takes the innermost ways as one with what is around, until so many are left. */
  void flatten(int depth) {
    if (branches.size() > depth) {
      redo(undo(depth));
    }
  }

  /** What is common to two ways that began here and were undone. */
  Changes joined(Changes one, Changes other, Split split) {
    begin();
    join(one, other, split);
    return undo();
  }

  /** Goes a way again. */
  void redo(Changes changes) {
    for (Map.Entry<Mutable, Object> change : changes.pictures().entrySet()) {
      changing(change.getKey());
      change.getKey().restore(change.getValue());
    }
  }

  /** Joins two ways that began here and were undone. */
  void join(Changes one, Changes other, Split split) {
    for (Map.Entry<Mutable, Object> change : one.pictures().entrySet()) {
      Mutable thing = change.getKey();
      Object second = other.pictures().get(thing);
      join(thing, change.getValue(), second == null ? thing.save() : second, split);
    }
    for (Map.Entry<Mutable, Object> change : other.pictures().entrySet()) {
      if (!one.pictures().containsKey(change.getKey())) {
        Mutable thing = change.getKey();
        join(thing, thing.save(), change.getValue(), split);
      }
    }
  }

  private void join(Mutable thing, Object one, Object other, Split split) {
    changing(thing);
    thing.join(one, other, split);
  }

  /**
   * Makes what a way changed, which began here and was undone, unknown where it is not yet.
   *
   * @return whether anything was not
   */
  boolean widen(Changes changes, Split split) {
    boolean widened = false;
    for (Map.Entry<Mutable, Object> change : changes.pictures().entrySet()) {
      Mutable thing = change.getKey();
      Object now = thing.save();
      if (!thing.covers(now, change.getValue())) {
        join(thing, now, change.getValue(), split);
        widened = true;
      }
    }
    return widened;
  }
}
