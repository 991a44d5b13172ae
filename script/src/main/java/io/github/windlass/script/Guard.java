package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/**
 * A condition of which it is unknown whether it holds. Each is one event: equal texts may differ.
 */
final class Guard implements Circumstance {

  private final String text;
  private final boolean loose;
  private final @Nullable Unknown value;
  private final boolean positive;
  private @Nullable Guard opposite;

  private Guard(String text, boolean loose, @Nullable Unknown value, boolean positive) {
    this.text = text;
    this.loose = loose;
    this.value = value;
    this.positive = positive;
  }

  /**
   * A guard with the text of a condition.
   *
   * @param loose whether the text needs parentheses to stand beside {@code &&}
   * @param value what decides it; null: no one value
   */
  static Guard of(String text, boolean loose, @Nullable Unknown value) {
    return new Guard(text, loose, value, true);
  }

  /**
   * A guard with the text of a condition, of which only the characters are known.
   *
   * @param value what decides it; null: no one value
   */
  static Guard of(String text, @Nullable Unknown value) {
    return of(text, isLoose(text), value);
  }

  /** The opposite of another, with the text that it has in the source. */
  static Guard opposite(String text, Guard of) {
    Guard guard = new Guard(text, false, of.value, !of.positive);
    guard.opposite = new Guard(of.text, of.loose, of.value, of.positive);
    guard.opposite.opposite = guard;
    return guard;
  }

  /** Whether a text needs parentheses beside {@code &&}, as far as its characters tell. */
  private static boolean isLoose(String text) {
    return text.contains("||") || text.contains("?") || text.contains(" or ");
  }

  String text() {
    return text;
  }

  boolean loose() {
    return loose;
  }

  /** What decides it; null: no one value. */
  @Nullable Unknown value() {
    return value;
  }

  /** Whether it holds where the value is true. */
  boolean positive() {
    return positive;
  }

  /** The opposite: <code>!(text)</code>, or for <code>!x</code>, x. */
  Guard not() {
    Guard made = opposite;
    if (made == null) {
      made = new Guard("!(" + text + ")", false, value, !positive);
      made.opposite = this;
      opposite = made;
    }
    return made;
  }
}
