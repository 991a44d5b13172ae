package io.github.windlass.script;

/** How a value decides a condition. */
public enum Truth {
  FALSE,
  TRUE,
  UNKNOWN
}
