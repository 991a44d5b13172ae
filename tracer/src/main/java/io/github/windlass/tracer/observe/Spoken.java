package io.github.windlass.tracer.observe;

import java.time.Duration;
import java.util.Locale;

/** Figures as people say them. */
public final class Spoken {

  private Spoken() {}

  /** Such as {@code 12 ms} or {@code 1.5 s}. */
  public static String time(Duration time) {
    long millis = time.toMillis();
    return millis < 1_000
        ? millis + " ms"
        : millis % 1_000 == 0
            ? millis / 1_000 + " s"
            : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }
}
