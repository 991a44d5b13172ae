package io.github.windlass.script;

import java.util.function.BinaryOperator;

/** A place for a value that a host object changes. */
public final class Cell<T> implements Mutable {

  private final Journal journal;
  private final BinaryOperator<T> merge;
  private T value;

  Cell(Journal journal, T initial, BinaryOperator<T> merge) {
    this.journal = journal;
    this.value = initial;
    this.merge = merge;
  }

  /** The value. */
  public T get() {
    return value;
  }

  /** Changes the value. */
  public void set(T newValue) {
    journal.changing(this);
    value = newValue;
  }

  @Override
  public Object save() {
    return new Picture<>(value);
  }

  @Override
  @SuppressWarnings("unchecked") // a picture of this cell
  public void restore(Object picture) {
    value = ((Picture<T>) picture).value();
  }

  @Override
  @SuppressWarnings("unchecked") // pictures of this cell
  public void join(Object one, Object other, Unknown unlike) {
    T first = ((Picture<T>) one).value();
    T second = ((Picture<T>) other).value();
    value = first.equals(second) ? first : merge.apply(first, second);
  }

  private record Picture<T>(T value) {}
}
