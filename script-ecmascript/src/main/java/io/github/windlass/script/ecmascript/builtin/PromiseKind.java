package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Truth;

/**
 * Whose promises something gives: the language's own, or Bluebird's, which frameworks gave before
 * the language had any. Bluebird's have many more methods.
 */
public interface PromiseKind {

  /** Whether they are Bluebird's; unknown where that depends on a version which nothing tells. */
  Truth isBluebird();

  /** Kinds that need no looking up. */
  enum Known implements PromiseKind {
    NATIVE(Truth.FALSE),
    BLUEBIRD(Truth.TRUE),
    EITHER(Truth.UNKNOWN);

    private final Truth bluebird;

    Known(Truth bluebird) {
      this.bluebird = bluebird;
    }

    @Override
    public Truth isBluebird() {
      return bluebird;
    }
  }
}
