package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on columns, as far as the planner's proofs see it ({@code predicate_implied_by} in
 * {@code optimizer/util/predtest.c}): comparisons with constants, NULL tests, AND and OR.
 */
sealed interface Predicate {

  /** All of these. */
  record And(List<Predicate> args) implements Predicate {

    public And {
      args = List.copyOf(args);
    }
  }

  /** One of these. */
  record Or(List<Predicate> args) implements Predicate {

    public Or {
      args = List.copyOf(args);
    }
  }

  /**
   * {@code column operator value}.
   *
   * @param value as it was written: a number or the text of a string
   * @param values what the column's values are, which says how to compare them
   */
  record Comparison(String column, String operator, String value, Values values)
      implements Predicate {}

  /** What is known of the order of a type's values. */
  enum Values {
    NUMBERS,
    DATES,
    TIMES,
    /** Texts are equal if they are the same; their order is a collation's. */
    TEXTS,
    /** The same value may be written in several ways. */
    OTHERS;

    static Values of(Table table, String column) {
      return table.column(column).map(Values::of).orElse(OTHERS);
    }

    private static Values of(Column column) {
      ColumnType type = column.type();
      if (type == null || type.array() || !type.isBuiltIn()) {
        return OTHERS;
      }
      return switch (type.name()) {
        case "int2", "int4", "int8", "numeric", "float4", "float8" -> NUMBERS;
        case "date" -> DATES;
        case "timestamp", "timestamptz" -> TIMES;
        case "text", "varchar" -> column.collation().isEmpty() ? TEXTS : OTHERS;
        default -> OTHERS;
      };
    }
  }

  /** {@code column IS NULL}, or IS NOT NULL. */
  record Null(String column, boolean isNull) implements Predicate {}

  /** What is none of these: it proves nothing and cannot be proven. */
  record Unknown() implements Predicate {}

  int MAX_DEPTH = 64;

  /**
   * The condition that an expression says.
   *
   * @param table whose columns it is about
   * @param truth false for its negation
   */
  static Predicate of(Table table, Expression expression, boolean truth) {
    return of(table, expression, truth, 0);
  }

  private static Predicate of(Table table, Expression expression, boolean truth, int depth) {
    if (depth > MAX_DEPTH) {
      return new Unknown();
    }
    return switch (expression) {
      case Expression.BoolExpr bool -> {
        if (bool.boolop() == Expression.BoolExpr.Operator.NOT) {
          yield of(table, bool.args().get(0), !truth, depth + 1);
        }
        List<Predicate> args = new ArrayList<>();
        for (Expression arg : bool.args()) {
          args.add(of(table, arg, truth, depth + 1));
        }
        boolean and = (bool.boolop() == Expression.BoolExpr.Operator.AND) == truth;
        yield and ? new And(args) : new Or(args);
      }
      case Expression.NullTest test -> {
        String column = column(test.arg());
        boolean isNull = test.nulltesttype() == Expression.NullTest.Type.NULL;
        yield column == null ? new Unknown() : new Null(column, isNull == truth);
      }
      case Expression.AExpr comparison -> comparison(table, comparison, truth);
      default -> new Unknown();
    };
  }

  private static Predicate comparison(Table table, Expression.AExpr expression, boolean truth) {
    if (expression.lexpr() == null || expression.name().size() != 1) {
      return new Unknown();
    }
    String operator = expression.name().get(0);
    return switch (expression.kind()) {
      case OP -> {
        String column = column(expression.lexpr());
        String value = value(expression.rexpr());
        if (column == null) {
          column = column(expression.rexpr());
          value = value(expression.lexpr());
          operator = commuted(operator);
        }
        yield compared(table, column, operator, value, truth);
      }
      case IN -> {
        List<Predicate> any = new ArrayList<>();
        boolean in = operator.equals("=") == truth;
        if (!(expression.rexpr() instanceof Expression.ExpressionList list)) {
          yield new Unknown();
        }
        for (Expression item : list.items()) {
          any.add(compared(table, column(expression.lexpr()), "=", value(item), in));
        }
        yield in ? new Or(any) : new And(any);
      }
      case BETWEEN, NOT_BETWEEN -> {
        if (!(expression.rexpr() instanceof Expression.ExpressionList list)
            || list.items().size() != 2) {
          yield new Unknown();
        }
        boolean between = (expression.kind() == Expression.AExpr.Kind.BETWEEN) == truth;
        String column = column(expression.lexpr());
        List<Predicate> both =
            List.of(
                compared(table, column, ">=", value(list.items().get(0)), between),
                compared(table, column, "<=", value(list.items().get(1)), between));
        yield between ? new And(both) : new Or(both);
      }
      default -> new Unknown();
    };
  }

  private static Predicate compared(
      Table table,
      @Nullable String column,
      String operator,
      @Nullable String value,
      boolean truth) {
    String said = truth ? operator : negated(operator);
    return column == null || value == null || said.isEmpty()
        ? new Unknown()
        : new Comparison(column, said, value, Values.of(table, column));
  }

  private static String commuted(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static String negated(String operator) {
    return switch (operator) {
      case "<" -> ">=";
      case "<=" -> ">";
      case ">" -> "<=";
      case ">=" -> "<";
      case "=" -> "<>";
      case "<>", "!=" -> "=";
      default -> "";
    };
  }

  private static @Nullable String column(Expression expression) {
    return expression instanceof Expression.ColumnRef ref && !ref.star()
        ? ref.names().get(ref.names().size() - 1)
        : null;
  }

  /** The constant of an expression; null if it is none, or NULL. */
  static @Nullable String value(Expression expression) {
    return switch (expression) {
      case Constant.IntegerConstant number -> Integer.toString(number.ival());
      case Constant.FloatConstant number -> number.fval();
      case Constant.StringConstant text -> text.sval();
      case Constant.BooleanConstant bool -> bool.boolval() ? "true" : "false";
      case Expression.TypeCast cast -> value(cast.arg());
      case Expression.AExpr sign when sign.lexpr() == null && sign.name().get(0).equals("-") -> {
        String number = value(sign.rexpr());
        yield number == null ? null : "-" + number;
      }
      default -> null;
    };
  }

  /** The opposite; of what is not known still unknown. */
  default Predicate negated() {
    return switch (this) {
      case And and -> new Or(and.args().stream().map(Predicate::negated).toList());
      case Or or -> new And(or.args().stream().map(Predicate::negated).toList());
      case Comparison c -> {
        String opposite = negated(c.operator());
        yield opposite.isEmpty()
            ? new Unknown()
            : new Comparison(c.column(), opposite, c.value(), c.values());
      }
      case Null test -> new Null(test.column(), !test.isNull());
      case Unknown unknown -> unknown;
    };
  }

  /** The same, taking for granted that no column is null. */
  default Predicate withoutNulls() {
    return switch (this) {
      case And and ->
          new And(
              and.args().stream()
                  .filter(arg -> !(arg instanceof Null test) || test.isNull())
                  .map(Predicate::withoutNulls)
                  .toList());
      case Or or -> new Or(or.args().stream().map(Predicate::withoutNulls).toList());
      case Comparison comparison -> comparison;
      case Null test -> test;
      case Unknown unknown -> unknown;
    };
  }

  /**
   * Whether a condition holds wherever this is not false ({@code predicate_implied_by}, weakly).
   */
  default boolean implies(Predicate goal) {
    if (goal instanceof And and) {
      return and.args().stream().allMatch(this::implies);
    }
    if (this instanceof Or or) {
      return !or.args().isEmpty() && or.args().stream().allMatch(arg -> arg.implies(goal));
    }
    if (goal instanceof Or or && or.args().stream().anyMatch(this::implies)) {
      return true;
    }
    if (this instanceof And and) {
      return and.args().stream().anyMatch(arg -> arg.implies(goal));
    }
    if (this instanceof Null fact && goal instanceof Null test) {
      return fact.equals(test);
    }
    return this instanceof Comparison fact
        && goal instanceof Comparison test
        && fact.column().equals(test.column())
        && follows(fact, test);
  }

  private static boolean follows(Comparison fact, Comparison goal) {
    Integer order = compare(goal.values(), fact.value(), goal.value());
    if (order == null) {
      return differ(goal.values(), fact.value(), goal.value())
          && fact.operator().equals("=")
          && negated("=").equals(goal.operator());
    }
    return switch (goal.operator()) {
      case "=" -> fact.operator().equals("=") && order == 0;
      case "<>", "!=" ->
          switch (fact.operator()) {
            case "=" -> order != 0;
            case "<>", "!=" -> order == 0;
            case "<" -> order <= 0;
            case "<=" -> order < 0;
            case ">" -> order >= 0;
            case ">=" -> order > 0;
            default -> false;
          };
      case "<" ->
          switch (fact.operator()) {
            case "<" -> order <= 0;
            case "<=", "=" -> order < 0;
            default -> false;
          };
      case "<=" ->
          switch (fact.operator()) {
            case "<", "<=", "=" -> order <= 0;
            default -> false;
          };
      case ">" ->
          switch (fact.operator()) {
            case ">" -> order >= 0;
            case ">=", "=" -> order > 0;
            default -> false;
          };
      case ">=" ->
          switch (fact.operator()) {
            case ">", ">=", "=" -> order >= 0;
            default -> false;
          };
      default -> false;
    };
  }

  /**
   * The order of two constants: numbers, and dates and times in ISO's form, which stand as their
   * text does; null of other texts that differ.
   */
  static @Nullable Integer compare(Values values, String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    return switch (values) {
      case NUMBERS -> {
        BigDecimal number = number(left);
        BigDecimal other = number(right);
        yield number == null || other == null ? null : number.compareTo(other);
      }
      case DATES, TIMES -> {
        if (!isDate(left) || !isDate(right)) {
          yield null;
        }
        int days = left.substring(0, 10).compareTo(right.substring(0, 10));
        // A date leaves aside the time that is written behind it, unless that is a timestamp's.
        yield days != 0
            ? Integer.valueOf(days)
            : values == Values.DATES ? null : times(left, right);
      }
      case TEXTS, OTHERS -> null;
    };
  }

  /** The order of times of one day; midnight need not be written. */
  private static @Nullable Integer times(String left, String right) {
    String time = left.length() == 10 ? " 00:00" : left.substring(10);
    String other = right.length() == 10 ? " 00:00" : right.substring(10);
    if (time.length() < 6
        || other.length() < 6
        || time.charAt(3) != ':'
        || other.charAt(3) != ':') {
      return null;
    }
    int length = Math.max(time.length(), other.length());
    return filled(time, length).compareTo(filled(other, length));
  }

  private static String filled(String time, int length) {
    String all = " 00:00:00.";
    String full = time.length() < all.length() ? time + all.substring(time.length()) : time;
    return full + "0".repeat(Math.max(0, Math.max(length, all.length()) - full.length()));
  }

  /** Whether two constants without an order surely are different values. */
  private static boolean differ(Values values, String left, String right) {
    return switch (values) {
      case TEXTS -> !left.equals(right);
      case OTHERS -> isBoolean(left) && isBoolean(right) && !left.equals(right);
      case NUMBERS, DATES, TIMES -> false;
    };
  }

  private static boolean isBoolean(String value) {
    return value.equals("true") || value.equals("false");
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0))) {
        return null;
      }
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** {@code 2025-01-31}, with a time behind it or not. */
  private static boolean isDate(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return false;
    }
    for (int i : new int[] {0, 1, 2, 3, 5, 6, 8, 9}) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    for (int i = 10; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(Character.isDigit(c) || c == ' ' || c == ':' || c == '.')) {
        return false;
      }
    }
    return true;
  }
}
