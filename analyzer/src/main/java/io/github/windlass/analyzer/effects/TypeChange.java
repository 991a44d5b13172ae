package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Casts without a function ({@code pg_cast.castmethod = 'b'}), by source. */
  private static final Map<String, Set<String>> BINARY_COERCIBLE =
      Map.ofEntries(
          Map.entry("varchar", Set.of("text", "citext")),
          Map.entry("text", Set.of("varchar", "bpchar", "citext")),
          Map.entry("citext", Set.of("text", "varchar")),
          Map.entry("bpchar", Set.of()),
          Map.entry("cidr", Set.of("inet")),
          Map.entry("xml", Set.of("text", "varchar", "bpchar")),
          Map.entry("bit", Set.of("varbit")),
          Map.entry("varbit", Set.of("bit")),
          Map.entry("int4", Set.of("oid", "regclass", "regproc", "regtype", "regrole")),
          Map.entry("oid", Set.of("int4", "regclass", "regproc", "regtype", "regrole")),
          Map.entry("regclass", Set.of("oid", "int4")));

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
      return version >= UTC_TIMESTAMPS && widens(from, to) ? RELABEL_OTHER_OPERATORS : REWRITE;
    }
    if (!BINARY_COERCIBLE.getOrDefault(from.name(), Set.of()).contains(to.name())
        || !keepsLength(from, to)) {
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

  /** After a relabelling, whether the new type's length asks for nothing. */
  private static boolean keepsLength(ColumnType from, ColumnType to) {
    if (to.typmods().isEmpty()) {
      return true;
    }
    // bit(n) into varbit(m): the coercion looks at each value.
    return from.name().equals("varchar") && to.name().equals("varchar") && widens(from, to);
  }

  /** Whether every value of the narrower type is one of the wider, without a look at it. */
  private static boolean widens(ColumnType from, ColumnType to) {
    List<Integer> old = from.typmods();
    List<Integer> wide = to.typmods();
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
