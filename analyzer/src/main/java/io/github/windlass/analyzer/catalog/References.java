package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** For each name the keys of what refers to it, whether there is a thing of that name or not. */
final class References<N, K> {

  private static final References<?, ?> EMPTY = new References<>(PersistentMap.empty());

  private final PersistentMap<N, PersistentMap<K, K>> keys;

  private References(PersistentMap<N, PersistentMap<K, K>> keys) {
    this.keys = keys;
  }

  @SuppressWarnings("unchecked") // nothing refers to anything, whatever the types
  static <N, K> References<N, K> none() {
    return (References<N, K>) EMPTY;
  }

  /** The keys of what refers to a name, in no order. */
  List<K> to(N name) {
    PersistentMap<K, K> known = keys.get(name);
    if (known == null) {
      return List.of();
    }
    List<K> found = new ArrayList<>(known.size());
    known.forEach(found::add);
    return found;
  }

  /** Whether anything refers to a name. */
  boolean isTo(N name) {
    return keys.get(name) != null;
  }

  /** The same after one key's thing, which referred to {@code before}, refers to {@code after}. */
  References<N, K> with(K key, Set<N> before, Set<N> after) {
    if (before.equals(after)) {
      return this;
    }
    PersistentMap<N, PersistentMap<K, K>> result = keys;
    for (N name : before) {
      PersistentMap<K, K> known = after.contains(name) ? null : result.get(name);
      if (known != null) {
        PersistentMap<K, K> left = known.without(key);
        result = left.size() == 0 ? result.without(name) : result.with(name, left);
      }
    }
    for (N name : after) {
      if (!before.contains(name)) {
        PersistentMap<K, K> known = result.get(name);
        PersistentMap<K, K> old = known == null ? PersistentMap.empty() : known;
        result = result.with(name, old.with(key, key));
      }
    }
    return new References<>(result);
  }
}
