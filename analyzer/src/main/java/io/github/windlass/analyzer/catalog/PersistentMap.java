package io.github.windlass.analyzer.catalog;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by hash; a change copies one path of a tree, so that a history of thousands of
 * statements over thousands of relations stays cheap. Of the 32 places of a branch, those that are
 * taken follow one another in an array, as in a hash array mapped trie (Bagwell, "Ideal Hash
 * Trees").
 */
final class PersistentMap<K, V> {

  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;

  private sealed interface Node<K, V> {}

  private record Leaf<K, V>(int hash, K key, V value, @Nullable Leaf<K, V> next)
      implements Node<K, V> {}

  /**
   * @param taken a bit for each place that is taken
   * @param children one for each such bit, from the lowest on
   */
  private record Branch<K, V>(int taken, Node<K, V>[] children) implements Node<K, V> {

    private static int bit(int hash, int shift) {
      return 1 << ((hash >>> shift) & (WIDTH - 1));
    }

    /** How many children are before a place, which is the index of the one that is there. */
    private int index(int bit) {
      return Integer.bitCount(taken & (bit - 1));
    }

    private @Nullable Node<K, V> at(int bit) {
      return (taken & bit) == 0 ? null : children[index(bit)];
    }

    private Branch<K, V> with(int bit, Node<K, V> child) {
      int index = index(bit);
      if ((taken & bit) != 0) {
        Node<K, V>[] changed = children.clone();
        changed[index] = child;
        return new Branch<>(taken, changed);
      }
      Node<K, V>[] more = Arrays.copyOf(children, children.length + 1);
      System.arraycopy(children, index, more, index + 1, children.length - index);
      more[index] = child;
      return new Branch<>(taken | bit, more);
    }

    private @Nullable Branch<K, V> without(int bit) {
      if ((taken & bit) == 0) {
        return this;
      }
      if (children.length == 1) {
        return null;
      }
      int index = index(bit);
      Node<K, V>[] fewer = Arrays.copyOf(children, children.length - 1);
      System.arraycopy(children, index + 1, fewer, index, fewer.length - index);
      return new Branch<>(taken & ~bit, fewer);
    }
  }

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
      node = branch.at(Branch.bit(hash, shift));
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
      for (int left = newBranch.taken; left != 0; left &= left - 1) {
        int bit = Integer.lowestOneBit(left);
        perhapsAdded(oldBranch.at(bit), newBranch.at(bit), visitor);
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
        Node<K, V>[] alone = children();
        alone[0] = leaf;
        yield put(new Branch<>(Branch.bit(leaf.hash, shift), alone), shift, hash, key, value);
      }
      case Branch<K, V> branch -> {
        int bit = Branch.bit(hash, shift);
        yield branch.with(bit, put(branch.at(bit), shift + BITS, hash, key, value));
      }
    };
  }

  private static <K, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, int shift, int hash, K key) {
    return switch (node) {
      case null -> null;
      case Leaf<K, V> leaf -> removed(leaf, key);
      case Branch<K, V> branch -> {
        int bit = Branch.bit(hash, shift);
        Node<K, V> left = remove(branch.at(bit), shift + BITS, hash, key);
        yield left == null ? branch.without(bit) : branch.with(bit, left);
      }
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
  private static <K, V> Node<K, V>[] children() {
    return (Node<K, V>[]) new Node<?, ?>[1];
  }

  private static int spread(Object key) {
    int hash = key.hashCode();
    return hash ^ (hash >>> 16);
  }
}
