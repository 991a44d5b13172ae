package io.github.windlass.analyzer.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Time limits as settings write them: a number of milliseconds, or a number with a unit (manual,
 * "Parameter Names and Values").
 */
public final class Durations {

  private Durations() {}

  /** The time that a value says; empty where it says none. */
  public static Optional<Duration> of(String value) {
    String text = value.strip();
    int digits = 0;
    while (digits < text.length() && isOfNumber(text.charAt(digits))) {
      digits++;
    }
    long micros = micros(text.substring(digits).strip().toLowerCase(Locale.ROOT));
    if (digits == 0 || digits > 18 || micros == 0) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.substring(0, digits));
      long total =
          number.multiply(BigDecimal.valueOf(micros)).setScale(0, RoundingMode.HALF_UP).longValue();
      return Optional.of(Duration.ofNanos(total * 1000));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  /** The microseconds of a unit; 0 if there is no such unit. */
  private static long micros(String unit) {
    return switch (unit) {
      case "us" -> 1L;
      case "", "ms" -> 1_000L;
      case "s" -> 1_000_000L;
      case "min" -> 60_000_000L;
      case "h" -> 3_600_000_000L;
      case "d" -> 86_400_000_000L;
      default -> 0L;
    };
  }
}
