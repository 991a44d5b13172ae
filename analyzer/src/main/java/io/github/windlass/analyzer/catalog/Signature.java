package io.github.windlass.analyzer.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a function or operator of PostgreSQL takes, with its volatility: {@code
 * s(text,timestamptz)}.
 *
 * @param types names of types as in {@code pg_type}, {@code _text} being an array
 * @param required how many arguments there must be: the others have defaults
 * @param variadic whether the last may come often
 */
record Signature(Volatility volatility, List<String> types, int required, boolean variadic) {

  private static final int CHARACTERS_BEFORE_TYPES = 2;

  static Signature of(String entry) {
    int end = entry.lastIndexOf(')');
    String inside = entry.substring(CHARACTERS_BEFORE_TYPES, end);
    List<String> types = inside.isEmpty() ? List.of() : List.of(inside.split(",", -1));
    String after = entry.substring(end + 1);
    return new Signature(
        VolatilityRange.of(entry.charAt(0)),
        types,
        after.startsWith("?") ? Integer.parseInt(after.substring(1)) : types.size(),
        after.equals("…"));
  }

  /** How well arguments fit (manual, "Function Type Resolution"), best first. */
  private enum Fit {
    EXACT,
    /** By implicit casts, or a type that stands for several. */
    CAST,
    NONE
  }

  /**
   * The volatility of the one that the server would choose among several of one name.
   *
   * @param arguments null: a literal, or a type that is not known
   * @return null if none of them takes such arguments
   */
  static @Nullable VolatilityRange chosen(
      List<Signature> among, List<@Nullable ColumnType> arguments, int version) {
    VolatilityRange exact = null;
    VolatilityRange others = null;
    for (Signature signature : among) {
      VolatilityRange each = VolatilityRange.exactly(signature.volatility);
      switch (signature.fit(arguments, version)) {
        case EXACT -> exact = VolatilityRange.either(exact, each);
        case CAST -> others = VolatilityRange.either(others, each);
        case NONE -> {}
      }
    }
    return exact == null ? others : exact;
  }

  private Fit fit(List<@Nullable ColumnType> arguments, int version) {
    int given = arguments.size();
    if (given < (variadic ? Math.max(0, required - 1) : required)
        || (given > types.size() && !variadic)) {
      return Fit.NONE;
    }
    Fit fit = Fit.EXACT;
    for (int i = 0; i < given; i++) {
      String type = types.get(Math.min(i, types.size() - 1));
      ColumnType argument = arguments.get(i);
      Fit each = argument == null ? Fit.EXACT : fit(argument, type, version);
      if (each.compareTo(fit) > 0) {
        fit = each;
      }
    }
    return fit;
  }

  private Fit fit(ColumnType argument, String type, int version) {
    String name = nameOf(argument);
    if (name.equals(type)) {
      return Fit.EXACT;
    }
    boolean fits =
        switch (type) {
          case "any", "anyelement", "anycompatible" -> true;
          case "anyarray", "anycompatiblearray" -> argument.array();
          case "anynonarray", "anycompatiblenonarray" -> !argument.array();
          case "anyenum",
              "anyrange",
              "anycompatiblerange",
              "anymultirange",
              "anycompatiblemultirange" ->
              !argument.array();
          default -> variadic || BuiltInCasts.isImplicit(name, type, version);
        };
    return fits ? Fit.CAST : Fit.NONE;
  }

  /** As {@code pg_type} has it. */
  static String nameOf(ColumnType type) {
    return type.array() ? "_" + type.name() : type.name();
  }

  static List<Signature> all(List<String> entries) {
    List<Signature> signatures = new ArrayList<>();
    for (String entry : entries) {
      signatures.add(of(entry));
    }
    return signatures;
  }
}
