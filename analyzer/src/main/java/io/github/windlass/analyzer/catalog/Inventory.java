package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Things by key, and by the names that their definitions mention. Immutable. */
final class Inventory<K, V> {

  private static final Inventory<?, ?> EMPTY =
      new Inventory<>(PersistentMap.empty(), References.none());

  private record Entry<V>(V value, Set<String> names) {}

  private final PersistentMap<K, Entry<V>> byKey;
  private final References<String, K> byName;

  private Inventory(PersistentMap<K, Entry<V>> byKey, References<String, K> byName) {
    this.byKey = byKey;
    this.byName = byName;
  }

  @SuppressWarnings("unchecked") // nothing is in it, of any type
  static <K, V> Inventory<K, V> empty() {
    return (Inventory<K, V>) EMPTY;
  }

  int size() {
    return byKey.size();
  }

  @Nullable V get(K key) {
    Entry<V> entry = byKey.get(key);
    return entry == null ? null : entry.value;
  }

  /** Those that mention a name ({@link MentionedNames}), in no order. */
  List<V> mentioning(String name) {
    List<K> keys = byName.to(name);
    List<V> found = new ArrayList<>(keys.size());
    for (K key : keys) {
      V value = get(key);
      if (value != null) {
        found.add(value);
      }
    }
    return found;
  }

  /** All, in no order. */
  List<V> all() {
    List<V> all = new ArrayList<>(size());
    forEach(all::add);
    return all;
  }

  /** Visits all, in no order. */
  void forEach(Consumer<V> visitor) {
    byKey.forEach(entry -> visitor.accept(entry.value));
  }

  /** Visits those of {@code newer} that are not here, and few that are. */
  void forEachPerhapsAddedIn(Inventory<K, V> newer, Consumer<V> visitor) {
    byKey.forEachPerhapsAddedIn(newer.byKey, entry -> visitor.accept(entry.value));
  }

  /**
   * The same with a thing, in place of the one that had its key.
   *
   * @param names what its definition mentions
   */
  Inventory<K, V> with(K key, V value, Set<String> names) {
    Entry<V> old = byKey.get(key);
    Set<String> before = old == null ? Set.of() : old.names;
    // Most changes leave the names as they are. Those that are kept take the least room.
    return before.equals(names)
        ? new Inventory<>(byKey.with(key, new Entry<>(value, before)), byName)
        : new Inventory<>(
            byKey.with(key, new Entry<>(value, Set.of(names.toArray(String[]::new)))),
            byName.with(key, before, names));
  }

  /** The same with a thing that mentions what the one did that had its key. */
  Inventory<K, V> replacing(K key, V value) {
    Entry<V> old = byKey.get(key);
    return new Inventory<>(
        byKey.with(key, new Entry<>(value, old == null ? Set.of() : old.names)), byName);
  }

  Inventory<K, V> without(K key) {
    Entry<V> old = byKey.get(key);
    return old == null
        ? this
        : new Inventory<>(byKey.without(key), byName.with(key, old.names, Set.of()));
  }
}
