package io.github.windlass.analyzer.catalog;

import org.jspecify.annotations.Nullable;

/** PostgreSQL's own casts and those of its extensions ({@code pg_cast}), of each version. */
public final class BuiltInCasts {

  private static final class Table {
    static final BuiltIns CASTS = BuiltIns.read("casts");
  }

  /**
   * A cast between two types.
   *
   * @param method how it is done
   * @param context where it is done without being asked for
   */
  public record Cast(Method method, Context context, Volatility volatility) {}

  /** {@code pg_cast.castmethod}. */
  public enum Method {
    /** The bytes serve as they are. */
    BINARY,
    /** By a function. */
    FUNCTION,
    /** By the one's text, which the other reads. */
    IN_OUT
  }

  /** {@code pg_cast.castcontext}. */
  public enum Context {
    IMPLICIT,
    ASSIGNMENT,
    EXPLICIT
  }

  private BuiltInCasts() {}

  /**
   * The cast between two types, by their names in {@code pg_type}.
   *
   * @return null if there is none, or one of the types is not known
   */
  public static @Nullable Cast between(String source, String target, int version) {
    for (String entry : Table.CASTS.allEntries(source, version)) {
      int colon = entry.lastIndexOf(':');
      if (colon == target.length() && entry.startsWith(target)) {
        return new Cast(
            switch (entry.charAt(colon + 1)) {
              case 'b' -> Method.BINARY;
              case 'f' -> Method.FUNCTION;
              default -> Method.IN_OUT;
            },
            switch (entry.charAt(colon + 2)) {
              case 'i' -> Context.IMPLICIT;
              case 'a' -> Context.ASSIGNMENT;
              default -> Context.EXPLICIT;
            },
            VolatilityRange.of(entry.charAt(colon + 3)));
      }
    }
    return null;
  }

  /** Whether values of a type are taken for another's everywhere. */
  static boolean isImplicit(String source, String target, int version) {
    Cast cast = between(source, target, version);
    return cast != null && cast.context == Context.IMPLICIT;
  }
}
