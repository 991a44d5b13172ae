package io.github.windlass.analyzer.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How constant something is, where types that are not known may decide it.
 *
 * @param least what is certain at least: IMMUTABLE if it may be
 * @param most what it may be at worst
 */
record VolatilityRange(Volatility least, Volatility most) {

  static final VolatilityRange IMMUTABLE = exactly(Volatility.IMMUTABLE);

  static VolatilityRange exactly(Volatility volatility) {
    return new VolatilityRange(volatility, volatility);
  }

  /** Of {@code pg_proc.provolatile}. */
  static Volatility of(char provolatile) {
    return switch (provolatile) {
      case 'i' -> Volatility.IMMUTABLE;
      case 's' -> Volatility.STABLE;
      default -> Volatility.VOLATILE;
    };
  }

  /** What uses both is as little constant as either. */
  VolatilityRange and(VolatilityRange other) {
    return new VolatilityRange(least.or(other.least), most.or(other.most));
  }

  /** What is one of them, nobody knows which. */
  static VolatilityRange either(@Nullable VolatilityRange one, VolatilityRange other) {
    if (one == null) {
      return other;
    }
    return new VolatilityRange(
        one.least.compareTo(other.least) < 0 ? one.least : other.least, one.most.or(other.most));
  }
}
