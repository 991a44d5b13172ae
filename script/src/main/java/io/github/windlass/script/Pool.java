package io.github.windlass.script;

import java.util.HashSet;
import java.util.Set;

/**
 * The connections that a framework keeps. A transaction has one of its own until it ends; another
 * statement goes over the first that is free. They are numbered as {@link
 * io.github.windlass.extractor.Step.Sql} says.
 */
public final class Pool {

  private final Cell<Set<Integer>> taken;

  /** A pool of free connections. */
  public Pool(Evaluation run) {
    this.taken = run.cell(Set.of(), Pool::either);
  }

  private static Set<Integer> either(Set<Integer> one, Set<Integer> other) {
    Set<Integer> both = new HashSet<>(one);
    both.addAll(other);
    return Set.copyOf(both);
  }

  /** The first connection that no transaction has. */
  public int free() {
    Set<Integer> without = taken.get();
    int number = 0;
    while (without.contains(number)) {
      number++;
    }
    return number;
  }

  /** Takes the first that is free. */
  public int take() {
    int number = free();
    taken.set(either(taken.get(), Set.of(number)));
    return number;
  }

  /** Gives one back. */
  public void give(int number) {
    Set<Integer> left = new HashSet<>(taken.get());
    left.remove(number);
    taken.set(Set.copyOf(left));
  }
}
