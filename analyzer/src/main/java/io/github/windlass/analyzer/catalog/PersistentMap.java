package io.github.windlass.analyzer.catalog;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by hash; a change copies one path of a tree of 32-way nodes, so that a history
 * of thousands of statements over thousands of relations stays cheap.
 */
final class PersistentMap<K, V> {

  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;

  private sealed interface Node<K, V> {}

  private record Leaf<K, V>(int hash, K key, V value, @Nullable Leaf<K, V> next)
      implements Node<K, V> {}

  private record Branch<K, V>(@Nullable Node<K, V>[] children) implements Node<K, V> {}

  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(null, 0);

  private final @Nullable Node<K, V> root;
  private final int size;

  private PersistentMap(@Nullable Node<K, V> root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // an empty map holds nothing of any type
  static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  @Nullable V get(K key) {
    int hash = spread(key);
    Node<K, V> node = root;
    int shift = 0;
    while (node instanceof Branch<K, V> branch) {
      node = branch.children[(hash >>> shift) & (WIDTH - 1)];
      shift += BITS;
    }
    Leaf<K, V> leaf = (Leaf<K, V>) node;
    while (leaf != null) {
      if (leaf.hash == hash && leaf.key.equals(key)) {
        return leaf.value;
      }
      leaf = leaf.next;
    }
    return null;
  }

  PersistentMap<K, V> with(K key, V value) {
    int added = get(key) == null ? 1 : 0;
    return new PersistentMap<>(put(root, 0, spread(key), key, value), size + added);
  }

  PersistentMap<K, V> without(K key) {
    if (get(key) == null) {
      return this;
    }
    return new PersistentMap<>(remove(root, 0, spread(key), key), size - 1);
  }

  /** Visits all values, in no order. */
  void forEach(Consumer<V> visitor) {
    visit(root, visitor);
  }

  /**
   * Visits values of {@code newer}: all that this map has not, and few that it has. Subtrees that
   * both share are passed over.
   */
  void forEachPerhapsAddedIn(PersistentMap<K, V> newer, Consumer<V> visitor) {
    perhapsAdded(root, newer.root, visitor);
  }

  @SuppressWarnings("ReferenceEquality") // the same node, not an equal one, is a shared subtree
  private static <K, V> void perhapsAdded(
      @Nullable Node<K, V> old, @Nullable Node<K, V> newer, Consumer<V> visitor) {
    if (old == newer) {
      return;
    }
    if (old instanceof Branch<K, V> oldBranch && newer instanceof Branch<K, V> newBranch) {
      for (int i = 0; i < WIDTH; i++) {
        perhapsAdded(oldBranch.children[i], newBranch.children[i], visitor);
      }
      return;
    }
    visit(newer, visitor);
  }

  private static <K, V> void visit(@Nullable Node<K, V> node, Consumer<V> visitor) {
    switch (node) {
      case null -> {}
      case Leaf<K, V> leaf -> {
        for (Leaf<K, V> each = leaf; each != null; each = each.next) {
          visitor.accept(each.value);
        }
      }
      case Branch<K, V> branch -> {
        for (Node<K, V> child : branch.children) {
          visit(child, visitor);
        }
      }
    }
  }

  private static <K, V> Node<K, V> put(
      @Nullable Node<K, V> node, int shift, int hash, K key, V value) {
    return switch (node) {
      case null -> new Leaf<>(hash, key, value, null);
      case Leaf<K, V> leaf -> {
        if (leaf.hash == hash) {
          yield new Leaf<>(hash, key, value, removed(leaf, key));
        }
        Node<K, V> branch = new Branch<K, V>(children());
        branch = place((Branch<K, V>) branch, shift, leaf.hash, leaf);
        yield put(branch, shift, hash, key, value);
      }
      case Branch<K, V> branch -> {
        int index = (hash >>> shift) & (WIDTH - 1);
        yield place(
            branch, shift, hash, put(branch.children[index], shift + BITS, hash, key, value));
      }
    };
  }

  private static <K, V> Branch<K, V> place(
      Branch<K, V> branch, int shift, int hash, @Nullable Node<K, V> child) {
    @Nullable Node<K, V>[] children = branch.children.clone();
    children[(hash >>> shift) & (WIDTH - 1)] = child;
    return new Branch<>(children);
  }

  private static <K, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, int shift, int hash, K key) {
    return switch (node) {
      case null -> null;
      case Leaf<K, V> leaf -> removed(leaf, key);
      case Branch<K, V> branch ->
          place(
              branch,
              shift,
              hash,
              remove(branch.children[(hash >>> shift) & (WIDTH - 1)], shift + BITS, hash, key));
    };
  }

  private static <K, V> @Nullable Leaf<K, V> removed(Leaf<K, V> leaf, K key) {
    Leaf<K, V> kept = null;
    for (Leaf<K, V> each = leaf; each != null; each = each.next) {
      if (!each.key.equals(key)) {
        kept = new Leaf<>(each.hash, each.key, each.value, kept);
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
  private static <K, V> @Nullable Node<K, V>[] children() {
    return (@Nullable Node<K, V>[]) new Node<?, ?>[WIDTH];
  }

  private static int spread(Object key) {
    int hash = key.hashCode();
    return hash ^ (hash >>> 16);
  }
}
