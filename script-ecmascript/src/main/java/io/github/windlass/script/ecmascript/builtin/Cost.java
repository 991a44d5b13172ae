package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;

/**
 * The fuel that work of a built-in uses up. It is spent before the work, so that nothing is made
 * that is too large.
 */
final class Cost {

  /** Characters of a text that are copied or looked at for one unit of fuel. */
  private static final int CHARACTERS = 16;

  /** Items of a list for one unit of fuel. */
  private static final int ITEMS = 4;

  private Cost() {}

  /** Spends for characters. */
  static void characters(double count, Evaluation run) {
    run.spend(1 + (long) (count / CHARACTERS));
  }

  /** Spends for items. */
  static void items(double count, Evaluation run) {
    run.spend(1 + (long) (count / ITEMS));
  }
}
