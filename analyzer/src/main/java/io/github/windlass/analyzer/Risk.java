package io.github.windlass.analyzer;

/** How much a statement can hurt a server in use, least first. */
public enum Risk {
  SAFE,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** Whether this risk reaches a threshold. */
  public boolean isAtLeast(Risk threshold) {
    return compareTo(threshold) >= 0;
  }

  /** The higher of two risks. */
  public Risk orHigher(Risk other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
