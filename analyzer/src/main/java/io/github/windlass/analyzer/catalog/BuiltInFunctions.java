package io.github.windlass.analyzer.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own functions and those of its extensions ({@code pg_proc}), of each version. */
public final class BuiltInFunctions {

  private static final class Table {
    static final BuiltIns FUNCTIONS = BuiltIns.read("functions");
  }

  private BuiltInFunctions() {}

  /** Whether PostgreSQL has a function of that name, without any extension. */
  static boolean has(String name) {
    return Table.FUNCTIONS.has(name);
  }

  /** The functions that an extension brings and PostgreSQL has none of that name. */
  static List<String> broughtBy(String extension) {
    return Table.FUNCTIONS.broughtBy(extension);
  }

  /** Whether a version, or an extension that comes with it, has a function of that name. */
  public static boolean isKnown(String name, int version) {
    return !Table.FUNCTIONS.entries(name, version).isEmpty();
  }

  /**
   * The volatility of a function.
   *
   * @param arguments null: a literal, or a type that is not known
   * @return null if the version has no function of that name
   */
  static @Nullable VolatilityRange volatility(
      String name, List<@Nullable ColumnType> arguments, int version) {
    List<String> entries = Table.FUNCTIONS.entries(name, version);
    if (entries.isEmpty()) {
      return null;
    }
    if (entries.get(0).length() == 1) {
      // Of whatever arguments; extensions may differ from one another.
      VolatilityRange range = null;
      for (String entry : entries) {
        range =
            VolatilityRange.either(
                range, VolatilityRange.exactly(VolatilityRange.of(entry.charAt(0))));
      }
      return range;
    }
    List<Signature> signatures =
        Signature.all(entries.stream().filter(entry -> entry.length() > 1).toList());
    VolatilityRange chosen = Signature.chosen(signatures, arguments, version);
    if (chosen == null) {
      for (Signature signature : signatures) {
        chosen = VolatilityRange.either(chosen, VolatilityRange.exactly(signature.volatility()));
      }
    }
    return chosen;
  }
}
