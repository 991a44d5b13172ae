package io.github.windlass.script;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** A place for a value: a variable, or what a host object changes. */
public final class Cell<T> extends Mutable {

  private final Journal journal;
  private final @Nullable BinaryOperator<T> merge;
  private T value;

  /**
   * @param merge null: the value is a {@link Value}, and unknown after two ways on which it changed
   *     unlike
   */
  Cell(Journal journal, T initial, @Nullable BinaryOperator<T> merge) {
    this.journal = journal;
    this.value = initial;
    this.merge = merge;
    journal.made(this);
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
  Object save() {
    return new Picture<>(value);
  }

  @Override
  @SuppressWarnings("unchecked") // a picture of this cell
  void restore(Object picture) {
    value = ((Picture<T>) picture).value();
  }

  @Override
  @SuppressWarnings("unchecked") // pictures of this cell; without merge, it is a Cell<Value>
  void join(Object one, Object other, Split split) {
    T first = ((Picture<T>) one).value();
    T second = ((Picture<T>) other).value();
    if (merge == null) {
      value = (T) Joins.join((Value) first, (Value) second, split);
    } else {
      value = first.equals(second) ? first : merge.apply(first, second);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // pictures of this cell
  boolean covers(Object picture, Object other) {
    T first = ((Picture<T>) picture).value();
    T second = ((Picture<T>) other).value();
    return merge == null ? Joins.covers((Value) first, (Value) second) : first.equals(second);
  }

  private record Picture<T>(T value) {}
}
