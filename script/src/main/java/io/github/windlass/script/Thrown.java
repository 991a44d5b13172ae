package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/**
 * A value that the script throws, on its way to whoever catches it; or another early end of a
 * statement within an expression, on its way to where it leads.
 */
public final class Thrown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Value value;
  private final transient Place place;
  private final boolean meant;
  private final transient @Nullable Completion completion;

  public Thrown(Value value, Place place) {
    this(value, place, false, null);
  }

  private Thrown(Value value, Place place, boolean meant, @Nullable Completion completion) {
    super(null, null, false, false);
    this.value = value;
    this.place = place;
    this.meant = meant;
    this.completion = completion;
  }

  /** An early end that is no throw, out of an expression. */
  static Thrown of(Completion completion, Place place) {
    return new Thrown(completion.value(), place, true, completion);
  }

  /** The early end that is meant; null: a throw. */
  @Nullable Completion completion() {
    return completion;
  }

  /** Whether a value is thrown: code that catches what a script throws lets others pass. */
  public boolean isThrow() {
    return completion == null;
  }

  /**
   * The same, but certain: what fails here fails where the migration runs, too. Of other errors
   * that a script did not throw itself, but goes on after, there is a gap.
   */
  public Thrown meant() {
    return new Thrown(value, place, true, completion);
  }

  boolean isMeant() {
    return meant;
  }

  /** What is thrown. */
  public Value value() {
    return value;
  }

  /** Where. */
  public Place place() {
    return place;
  }
}
