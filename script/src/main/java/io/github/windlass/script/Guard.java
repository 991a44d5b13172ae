package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/**
 * A condition of which it is unknown whether it holds.
 *
 * @param text as in the source
 * @param negated the text of its opposite
 * @param loose whether the text needs parentheses to stand beside {@code &&}
 * @param negatedLoose the same for its opposite
 * @param value what decides it; null: no one value
 * @param positive whether it holds where the value is true
 */
record Guard(
    String text,
    String negated,
    boolean loose,
    boolean negatedLoose,
    @Nullable Unknown value,
    boolean positive) {

  /** A guard with the text of a condition. */
  static Guard of(String text, boolean loose, @Nullable Unknown value) {
    return new Guard(text, "!(" + text + ")", loose, false, value, true);
  }

  /** Whether a text needs parentheses beside {@code &&}, as far as its characters tell. */
  static boolean isLoose(String text) {
    return text.contains("||") || text.contains("?") || text.contains(" or ");
  }

  /** The opposite: <code>!(text)</code>, or for <code>!x</code>, x. */
  Guard not() {
    return new Guard(negated, text, negatedLoose, loose, value, !positive);
  }

  /** The text beside others. */
  String beside() {
    return loose ? "(" + text + ")" : text;
  }
}
