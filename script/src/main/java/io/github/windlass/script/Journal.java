package io.github.windlass.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What changed since an unknown condition was met, so that it can be undone and both ways be
 * joined.
 */
public final class Journal {

  /** The things that changed on one way, with their pictures. */
  record Changes(Map<Mutable, Object> pictures) {}

  private final Deque<Map<Mutable, Object>> branches = new ArrayDeque<>();

  /** Says that a thing is about to change. */
  void changing(Mutable thing) {
    Map<Mutable, Object> branch = branches.peek();
    if (branch != null && !branch.containsKey(thing)) {
      branch.put(thing, thing.save());
    }
  }

  /** Begins a way. */
  void begin() {
    branches.push(new IdentityHashMap<>());
  }

  /** Ends a way and undoes it. What changed is as it was; what it had become is returned. */
  Changes undo() {
    Map<Mutable, Object> before = branches.pop();
    Map<Mutable, Object> after = new IdentityHashMap<>();
    for (Map.Entry<Mutable, Object> change : before.entrySet()) {
      after.put(change.getKey(), change.getKey().save());
      change.getKey().restore(change.getValue());
    }
    return new Changes(after);
  }

  /** Goes a way again. */
  void redo(Changes changes) {
    for (Map.Entry<Mutable, Object> change : changes.pictures().entrySet()) {
      changing(change.getKey());
      change.getKey().restore(change.getValue());
    }
  }

  /** Joins two ways that began here and were undone. */
  void join(Changes one, Changes other, Unknown unlike) {
    Map<Mutable, Object> all = new IdentityHashMap<>(other.pictures());
    all.putAll(one.pictures());
    for (Mutable thing : all.keySet()) {
      Object now = thing.save();
      Object first = one.pictures().getOrDefault(thing, now);
      Object second = other.pictures().getOrDefault(thing, now);
      changing(thing);
      thing.join(first, second, unlike);
    }
  }
}
