package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInCasts;
import io.github.windlass.analyzer.catalog.ColumnType;
import java.util.List;
import java.util.Map;

/**
 * What ALTER COLUMN TYPE does to the stored values ({@code ATColumnChangeRequiresRewrite} in {@code
 * commands/tablecmds.c}, the casts of {@code pg_cast}, and the support functions that drop length
 * coercions which change nothing).
 */
enum TypeChange {
  /** The type is the same. */
  NONE,
  /** The stored values serve as they are, and so do indexes on them. */
  RELABEL,
  /** The stored values serve as they are, but indexes compare them by another operator class. */
  RELABEL_OTHER_OPERATORS,
  /** Every row is computed anew. */
  REWRITE;

  /** timestamp and timestamptz are the same bytes in UTC; the server sees that from here on. */
  private static final int UTC_TIMESTAMPS = 12;

  /** Types that indexes compare by the operator class of another: {@code varchar} as text. */
  private static final Map<String, String> INDEXED_AS =
      Map.of("varchar", "text", "cidr", "inet", "regclass", "oid", "varbit", "varbit");

  /**
   * @param from the column's type, domains resolved
   * @param to the new type, domains without constraints resolved
   */
  static TypeChange of(ColumnType from, ColumnType to, int version) {
    if (from.equals(to)) {
      return NONE;
    }
    if (from.array() || to.array()) {
      // Elements are coerced one by one, even where a single value would need nothing.
      return from.array() == to.array() && from.name().equals(to.name()) && to.typmods().isEmpty()
          ? RELABEL
          : REWRITE;
    }
    if (from.name().equals(to.name())) {
      return widens(from, to) ? RELABEL : REWRITE;
    }
    if (isTimestamp(from) && isTimestamp(to)) {
      // The cast knows no precision, so that any but the widest rounds each value.
      return version >= UTC_TIMESTAMPS && widens(from.withoutTypmods(), to)
          ? RELABEL_OTHER_OPERATORS
          : REWRITE;
    }
    if (!isBinaryCoercible(from.name(), to.name(), version) || !to.typmods().isEmpty()) {
      // A length is looked at in each value, whatever the old one was.
      return REWRITE;
    }
    return indexedAs(from).equals(indexedAs(to)) ? RELABEL : RELABEL_OTHER_OPERATORS;
  }

  private static boolean isTimestamp(ColumnType type) {
    return type.name().equals("timestamp") || type.name().equals("timestamptz");
  }

  private static String indexedAs(ColumnType type) {
    return INDEXED_AS.getOrDefault(type.name(), type.name());
  }

  private static boolean isBinaryCoercible(String from, String to, int version) {
    BuiltInCasts.Cast cast = BuiltInCasts.between(from, to, version);
    return cast != null && cast.method() == BuiltInCasts.Method.BINARY;
  }

  /** Whether every value of the narrower type is one of the wider, without a look at it. */
  private static boolean widens(ColumnType from, ColumnType to) {
    List<Integer> old = from.typmods();
    List<Integer> wide = to.typmods();
    if (to.name().equals("interval")
        && !to.detail().isEmpty()
        && !to.detail().equals(from.detail())) {
      // Fields are cut off.
      return false;
    }
    if (wide.isEmpty()) {
      // bpchar without a length pads nothing; bit without one is bit(1).
      return !to.name().equals("bit");
    }
    return switch (to.name()) {
      case "varchar", "varbit" -> !old.isEmpty() && wide.get(0) >= old.get(0);
      case "numeric" -> !old.isEmpty() && scale(wide) == scale(old) && wide.get(0) >= old.get(0);
      case "time", "timetz", "timestamp", "timestamptz", "interval" ->
          wide.get(0) >= 6 || (!old.isEmpty() && wide.get(0) >= old.get(0));
      default -> old.equals(wide);
    };
  }

  private static int scale(List<Integer> typmods) {
    return typmods.size() > 1 ? typmods.get(1) : 0;
  }
}
