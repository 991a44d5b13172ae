package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.catalog.ColumnType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which operator the server finds for two types (manual, "Operator Type Resolution"): what its
 * operands are cast to, and what it yields. A part of what there is, and that part is certain.
 */
final class Operators {

  static final ColumnType BOOL = ColumnType.of("bool");
  static final ColumnType INT4 = ColumnType.of("int4");
  static final ColumnType NUMERIC = ColumnType.of("numeric");
  static final ColumnType FLOAT8 = ColumnType.of("float8");
  static final ColumnType TEXT = ColumnType.of("text");
  static final ColumnType INTERVAL = ColumnType.of("interval");

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=");
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
  private static final Set<String> PATTERNS =
      Set.of("~", "!~", "~*", "!~*", "~~", "!~~", "~~*", "!~~*");

  private static final List<String> INTEGERS = List.of("int2", "int4", "int8");
  private static final Set<String> FLOATS = Set.of("float4", "float8");
  private static final Set<String> MOMENTS = Set.of("date", "timestamp", "timestamptz");

  /** Types that compare with themselves alone. */
  private static final Set<String> ALONE =
      Set.of(
          "bool", "uuid", "bytea", "time", "timetz", "interval", "inet", "jsonb", "money", "oid");

  /**
   * An operator with its operands.
   *
   * @param left what the left one is cast to, if it is not of that type
   * @param right what the right one is cast to
   */
  record Resolved(ColumnType left, ColumnType right, ColumnType result) {}

  private Operators() {}

  /**
   * The operator for two operands; null where nothing is certain.
   *
   * @param left null for a quoted literal, whose type the operator decides
   * @param right null for a quoted literal
   * @param ofUser whether a type is an enum
   */
  static @Nullable Resolved resolve(
      String operator, @Nullable ColumnType left, @Nullable ColumnType right, EnumTest ofUser) {
    if (PATTERNS.contains(operator)) {
      return pattern(left, right);
    }
    if (operator.equals("->") || operator.equals("->>")) {
      return json(operator, left, right);
    }
    if (operator.equals("||")) {
      return isString(left) && isString(right) ? new Resolved(TEXT, TEXT, TEXT) : null;
    }
    if (left == null && right == null) {
      return null;
    }
    if (COMPARISONS.contains(operator)) {
      return comparison(left, right, ofUser);
    }
    return ARITHMETIC.contains(operator) ? arithmetic(operator, left, right) : null;
  }

  /** Whether a type is an enum that the history made. */
  interface EnumTest {
    boolean isEnum(ColumnType type);
  }

  private static @Nullable Resolved pattern(@Nullable ColumnType left, @Nullable ColumnType right) {
    if (left != null && left.name().equals("bpchar") && !left.array() && right == null) {
      return new Resolved(left, TEXT, BOOL);
    }
    return left != null && isString(left) && isString(right)
        ? new Resolved(TEXT, TEXT, BOOL)
        : null;
  }

  private static @Nullable Resolved json(
      String operator, @Nullable ColumnType left, @Nullable ColumnType right) {
    if (left == null
        || left.array()
        || !(left.name().equals("jsonb") || left.name().equals("json"))) {
      return null;
    }
    ColumnType result = operator.equals("->>") ? TEXT : left;
    if (right == null || isString(right)) {
      return new Resolved(left, TEXT, result);
    }
    return right.equals(INT4) ? new Resolved(left, INT4, result) : null;
  }

  private static @Nullable Resolved comparison(
      @Nullable ColumnType left, @Nullable ColumnType right, EnumTest ofUser) {
    ColumnType one = left == null ? right : left;
    ColumnType other = right == null ? left : right;
    if (one == null || other == null || one.array() || other.array()) {
      return null;
    }
    if (one.equals(other)) {
      if (isString(one)) {
        return new Resolved(TEXT, TEXT, BOOL);
      }
      boolean known =
          isNumber(one)
              || ALONE.contains(one.name())
              || MOMENTS.contains(one.name())
              || one.name().equals("bpchar")
              || one.name().equals("citext")
              || ofUser.isEnum(one);
      return known ? new Resolved(one, one, BOOL) : null;
    }
    if (isString(one) && isString(other)) {
      return new Resolved(TEXT, TEXT, BOOL);
    }
    if (MOMENTS.contains(one.name()) && MOMENTS.contains(other.name())) {
      return new Resolved(one, other, BOOL);
    }
    Resolved numbers = numbers(one, other);
    return numbers == null ? null : new Resolved(numbers.left(), numbers.right(), BOOL);
  }

  /** Two different types of numbers, and the wider one as the result. */
  private static @Nullable Resolved numbers(ColumnType one, ColumnType other) {
    if (!isNumber(one) || !isNumber(other)) {
      return null;
    }
    boolean floats = FLOATS.contains(one.name()) || FLOATS.contains(other.name());
    if (floats) {
      return new Resolved(
          FLOATS.contains(one.name()) ? one : FLOAT8,
          FLOATS.contains(other.name()) ? other : FLOAT8,
          FLOAT8);
    }
    if (one.equals(NUMERIC) || other.equals(NUMERIC)) {
      return new Resolved(NUMERIC, NUMERIC, NUMERIC);
    }
    return new Resolved(one, other, wider(one, other));
  }

  private static ColumnType wider(ColumnType one, ColumnType other) {
    return INTEGERS.indexOf(one.name()) > INTEGERS.indexOf(other.name()) ? one : other;
  }

  private static @Nullable Resolved arithmetic(
      String operator, @Nullable ColumnType left, @Nullable ColumnType right) {
    if (left == null || right == null || left.array() || right.array()) {
      ColumnType one = left == null ? right : left;
      return one != null && isNumber(one) ? new Resolved(one, one, one) : null;
    }
    if (left.equals(right) && isNumber(left)) {
      return new Resolved(left, left, left);
    }
    boolean shift = operator.equals("+") || operator.equals("-");
    if (shift && MOMENTS.contains(left.name()) && right.equals(INTERVAL)) {
      ColumnType result = left.name().equals("date") ? ColumnType.of("timestamp") : left;
      return new Resolved(left, right, result);
    }
    if (shift && left.name().equals("date") && right.equals(INT4)) {
      return new Resolved(left, right, left);
    }
    Resolved numbers = numbers(left, right);
    if (numbers != null && operator.equals("%")) {
      return new Resolved(numbers.result(), numbers.result(), numbers.result());
    }
    return numbers;
  }

  static boolean isString(@Nullable ColumnType type) {
    return type == null || (!type.array() && (type.name().equals("text") || isVarchar(type)));
  }

  static boolean isVarchar(ColumnType type) {
    return type.name().equals("varchar") && !type.array();
  }

  static boolean isNumber(ColumnType type) {
    return !type.array()
        && (INTEGERS.contains(type.name()) || FLOATS.contains(type.name()) || type.equals(NUMERIC));
  }
}
