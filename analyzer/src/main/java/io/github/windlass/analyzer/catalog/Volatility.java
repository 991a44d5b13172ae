package io.github.windlass.analyzer.catalog;

/** How far a function's result may change ({@code pg_proc.provolatile}), least first. */
public enum Volatility {
  IMMUTABLE,
  STABLE,
  VOLATILE;

  /** The less constant of two. */
  public Volatility or(Volatility other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
