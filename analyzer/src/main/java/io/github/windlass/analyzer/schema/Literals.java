package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.UserType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quoted literals once the server has read them as values of a type, printed again ({@code
 * get_const_expr} of {@code ruleutils.c}). Only where the value's own output is certain.
 */
final class Literals {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,60})(\\.[0-9]{1,60})?");
  private static final Pattern FLOAT =
      Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{0,4}[1-9])?");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern DATE =
      Pattern.compile("[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");
  private static final Pattern DAYS = Pattern.compile("1 (day|mon|year)|[2-9] (days|mons|years)");
  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern ARRAY =
      Pattern.compile("\\{([A-Za-z0-9_]{1,63}(,[A-Za-z0-9_]{1,63}){0,200})?}");
  private static final Pattern NUMBERS =
      Pattern.compile("\\{(0|[1-9][0-9]{0,8})(,(0|[1-9][0-9]{0,8})){0,200}}");
  private static final Set<String> TRUE = Set.of("t", "true", "yes", "on", "1", "y");
  private static final Set<String> FALSE = Set.of("f", "false", "no", "off", "0", "n");

  private final TypeNames types;

  Literals(TypeNames types) {
    this.types = types;
  }

  /** A literal as a value of a type, without modifiers; null where that is not certain. */
  @Nullable String constant(String value, ColumnType type) {
    if (type.array()) {
      boolean words =
          ARRAY.matcher(value).matches() && !value.toLowerCase(Locale.ROOT).contains("null");
      boolean plain =
          value.equals("{}")
              || hasPlainElements(type)
              || (type.name().equals("int4") && NUMBERS.matcher(value).matches());
      return words && plain ? labelled(value, type) : null;
    }
    return switch (type.name()) {
      case "text", "varchar", "bpchar", "json", "xml", "citext", "regconfig" ->
          labelled(value, type);
      case "bool" -> bool(value.strip().toLowerCase(Locale.ROOT));
      case "int4" -> {
        String digits = value.strip();
        if (!INTEGER.matcher(digits).matches() || digits.equals("-0")) {
          yield null;
        }
        yield digits.startsWith("-") ? labelled(digits, type) : digits;
      }
      case "int2", "int8" -> INTEGER.matcher(value).matches() ? labelled(value, type) : null;
      case "numeric" -> DECIMAL.matcher(value).matches() ? numeric(value, type) : null;
      case "float4", "float8" -> FLOAT.matcher(value).matches() ? labelled(value, type) : null;
      case "uuid" -> UUID.matcher(value).matches() ? labelled(value, type) : null;
      case "date" ->
          DATE.matcher(value).matches() || value.equals("infinity") ? labelled(value, type) : null;
      case "time" -> TIME.matcher(value).matches() ? labelled(value, type) : null;
      case "timestamp" -> timestamp(value, type);
      // A time with a zone is printed in the session's.
      case "timestamptz" -> value.equals("infinity") ? labelled(value, type) : null;
      case "interval" -> DAYS.matcher(value).matches() ? labelled(value, type) : null;
      case "inet" -> IPV4.matcher(value).matches() ? labelled(value, type) : null;
      case "jsonb" -> {
        String canonical = JsonbText.of(value);
        yield canonical == null ? null : labelled(canonical, type);
      }
      default -> types.userType(type) instanceof UserType.EnumType ? labelled(value, type) : null;
    };
  }

  /** Whether a number is written as numeric prints it. */
  static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }

  private boolean hasPlainElements(ColumnType type) {
    return switch (type.name()) {
      case "text", "varchar" -> true;
      default -> types.userType(type) instanceof UserType.EnumType;
    };
  }

  /** A number of the type numeric: with its label unless it cannot be read as anything else. */
  String numeric(String digits, ColumnType type) {
    return digits.indexOf('.') >= 0 && !digits.startsWith("-") ? digits : labelled(digits, type);
  }

  private static @Nullable String bool(String word) {
    return TRUE.contains(word) ? "true" : FALSE.contains(word) ? "false" : null;
  }

  private @Nullable String timestamp(String value, ColumnType type) {
    if (DATE.matcher(value).matches()) {
      return labelled(value + " 00:00:00", type);
    }
    int blank = value.indexOf(' ');
    boolean both =
        blank > 0
            && DATE.matcher(value.substring(0, blank)).matches()
            && TIME.matcher(value.substring(blank + 1)).matches();
    return both || value.equals("infinity") ? labelled(value, type) : null;
  }

  private String labelled(String value, ColumnType type) {
    return Quoting.string(value) + "::" + types.label(type);
  }
}
