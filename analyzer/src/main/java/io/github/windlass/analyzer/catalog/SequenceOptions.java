package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts ({@code pg_sequence}).
 *
 * @param type {@code int2}, {@code int4} or {@code int8}
 */
public record SequenceOptions(
    String type, long start, long increment, long min, long max, long cache, boolean cycle) {

  static final SequenceOptions BIGINT = of("int8", List.of());

  /** CREATE SEQUENCE ({@code init_params} of {@code sequence.c}). */
  static SequenceOptions of(String type, List<DefElem> options) {
    SequenceOptions plain = new SequenceOptions(type, 0, 1, 0, 0, 1, false);
    return plain.altered(options, true);
  }

  /** ALTER SEQUENCE: what is not said stays, but the bounds of a type that is left for another. */
  SequenceOptions altered(List<DefElem> options) {
    return altered(options, false);
  }

  private SequenceOptions altered(List<DefElem> options, boolean isNew) {
    DefElem as = find(options, "as");
    String newType = as != null && as.arg() instanceof TypeName name ? name(name) : type;
    Long by = number(find(options, "increment"));
    long step = by == null ? increment : by;
    boolean resetMax = isNew || (!newType.equals(type) && max == bound(type, true));
    boolean resetMin = isNew || (!newType.equals(type) && min == bound(type, false));
    DefElem maximum = find(options, "maxvalue");
    DefElem minimum = find(options, "minvalue");
    Long saidMax = number(maximum);
    Long saidMin = number(minimum);
    long newMax =
        saidMax != null
            ? saidMax
            : maximum != null || resetMax ? (step > 0 ? bound(newType, true) : -1) : max;
    long newMin =
        saidMin != null
            ? saidMin
            : minimum != null || resetMin ? (step < 0 ? bound(newType, false) : 1) : min;
    Long first = number(find(options, "start"));
    Long kept = number(find(options, "cache"));
    DefElem cycles = find(options, "cycle");
    return new SequenceOptions(
        newType,
        first != null ? first : isNew ? (step > 0 ? newMin : newMax) : start,
        step,
        newMin,
        newMax,
        kept == null ? cache : kept,
        cycles == null
            ? cycle
            : !(cycles.arg() instanceof Value.BooleanValue value) || value.boolval());
  }

  /** The same for a column that got another type: as ALTER SEQUENCE … AS. */
  SequenceOptions typed(String newType) {
    return new SequenceOptions(
        newType,
        start,
        increment,
        min == bound(type, false) ? bound(newType, false) : min,
        max == bound(type, true) ? bound(newType, true) : max,
        cache,
        cycle);
  }

  /** The same bounds for a sequence of the widest type, as LIKE copies it. */
  SequenceOptions bigint() {
    return new SequenceOptions("int8", start, increment, min, max, cache, cycle);
  }

  private static long bound(String type, boolean upper) {
    return switch (type) {
      case "int2" -> upper ? Short.MAX_VALUE : Short.MIN_VALUE;
      case "int4" -> upper ? Integer.MAX_VALUE : Integer.MIN_VALUE;
      default -> upper ? Long.MAX_VALUE : Long.MIN_VALUE;
    };
  }

  private static String name(TypeName type) {
    return type.names().get(type.names().size() - 1);
  }

  static @Nullable DefElem find(List<DefElem> options, String name) {
    for (DefElem option : options) {
      if (option.defname().equals(name)) {
        return option;
      }
    }
    return null;
  }

  private static @Nullable Long number(@Nullable DefElem option) {
    return switch (option == null ? null : option.arg()) {
      case Value.IntegerValue value -> (long) value.ival();
      case Value.FloatValue value -> whole(value.fval());
      case null, default -> null;
    };
  }

  private static @Nullable Long whole(String digits) {
    try {
      return new BigInteger(digits).longValue();
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
