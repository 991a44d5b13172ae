package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Value;

/**
 * A built-in needs a value that is not known. Whoever called the built-in takes it for an unknown
 * value; it never crosses the interpreter.
 */
final class NotKnown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Value cause;

  NotKnown(Value cause) {
    super(null, null, false, false);
    this.cause = cause;
  }

  /** What is not known: an unknown value, a text with a hole, an uncertain list. */
  Value cause() {
    return cause;
  }
}
