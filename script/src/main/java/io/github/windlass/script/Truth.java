package io.github.windlass.script;

/** How a value decides a condition. */
public enum Truth {
  FALSE,
  TRUE,
  UNKNOWN;

  /** The truth of what is known. */
  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
