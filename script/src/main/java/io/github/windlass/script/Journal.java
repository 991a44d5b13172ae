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
 * by an early return; both are joined where the ways meet, when the branch is {@link #settle
 * settled}.
 */
public final class Journal {

  /** The things that changed on one way, with their pictures at its end. */
  record Changes(Map<Mutable, Object> pictures) {

    static final Changes NONE = new Changes(Map.of());
  }

  private static final class Branch {
    final int number;
    final @Nullable Changes other;
    final @Nullable Split split;
    @Nullable Map<Mutable, Object> pictures;

    Branch(int number, @Nullable Changes other, @Nullable Split split) {
      this.number = number;
      this.other = other;
      this.split = split;
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
    branches.add(new Branch(++numbers, null, null));
  }

  /** Begins a way beside which another has ended. */
  void fork(Changes other, Split split) {
    branches.add(new Branch(++numbers, other, split));
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

  /** Ends the innermost way and keeps what it changed. */
  void commit() {
    Branch branch = branches.remove(branches.size() - 1);
    Branch outer = top();
    if (outer != null) {
      for (Map.Entry<Mutable, Object> change : branch.pictures().entrySet()) {
        if (change.getKey().branch != outer.number
            && !outer.pictures().containsKey(change.getKey())) {
          outer.put(change.getKey(), change.getValue());
        }
      }
    }
  }

  /** Ends the innermost ways until so many are left: joins those that forked, keeps the others. */
  void settle(int depth) {
    while (branches.size() > depth) {
      Branch branch = branches.get(branches.size() - 1);
      if (branch.other == null || branch.split == null) {
        commit();
      } else {
        join(branch.other, undo(), branch.split);
      }
    }
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
