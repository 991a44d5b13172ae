package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of an expression's parts, as far as they are known without a look at every function's
 * result, and how constant the parts are ({@code contain_mutable_functions} in {@code
 * optimizer/util/clauses.c}).
 */
final class TypedExpression {

  /** What calls of functions give, and what columns are. */
  interface Context {
    /** The type of a column; null: not known. */
    @Nullable ColumnType column(Expression.ColumnRef column);

    /** How constant a function is that PostgreSQL may not know. */
    VolatilityRange function(Expression.FuncCall call, List<@Nullable ColumnType> arguments);

    int version();
  }

  private record Typed(@Nullable ColumnType type, VolatilityRange volatility) {}

  private static final ColumnType BOOL = ColumnType.of("bool");
  private static final ColumnType TEXT = ColumnType.of("text");

  private static final Set<String> BOOLEAN_OPERATORS =
      Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~", "!~");

  /** Types whose input depends on settings ({@code timestamptz_in} and its like are STABLE). */
  private static final Set<String> INPUT_BY_SETTINGS =
      Set.of("date", "time", "timetz", "timestamp", "timestamptz", "interval", "money");

  private final Context context;
  private final Map<Node, Typed> typed = new IdentityHashMap<>();

  private TypedExpression(Context context) {
    this.context = context;
  }

  /** How constant an expression is. */
  static VolatilityRange volatility(Node root, Context context) {
    return new TypedExpression(context).of(root).volatility;
  }

  /** From the leaves up, without recursion: chains of operators may be long. */
  private Typed of(Node root) {
    List<Node> order = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      order.add(node);
      for (Node child : Children.of(node)) {
        open.push(child);
      }
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      Node node = order.get(i);
      VolatilityRange parts = VolatilityRange.IMMUTABLE;
      for (Node child : Children.of(node)) {
        Typed part = typed.get(child);
        if (part != null) {
          parts = parts.and(part.volatility);
        }
      }
      Typed own =
          node instanceof Expression expression
              ? expression(expression)
              : new Typed(null, VolatilityRange.IMMUTABLE);
      typed.put(node, new Typed(own.type, own.volatility.and(parts)));
    }
    Typed result = typed.get(root);
    return result == null ? new Typed(null, VolatilityRange.IMMUTABLE) : result;
  }

  private static Typed constant(@Nullable ColumnType type) {
    return new Typed(type, VolatilityRange.IMMUTABLE);
  }

  /** An expression without its parts. */
  private Typed expression(Expression expression) {
    return switch (expression) {
      case Constant.IntegerConstant ignored -> constant(ColumnType.of("int4"));
      case Constant.FloatConstant ignored -> constant(ColumnType.of("numeric"));
      case Constant.BooleanConstant ignored -> constant(BOOL);
      case Expression.ColumnRef column -> constant(context.column(column));
      case Expression.TypeCast cast -> cast(cast);
      case Expression.CollateClause collate ->
          constant(collate.arg() == null ? null : typeOf(collate.arg()));
      case Expression.FuncCall call -> call(call);
      case Expression.AExpr operation -> operation(operation);
      case Expression.BoolExpr ignored -> constant(BOOL);
      case Expression.NullTest ignored -> constant(BOOL);
      case Expression.BooleanTest ignored -> constant(BOOL);
      case Expression.CoalesceExpr coalesce -> constant(common(coalesce.args()));
      case Expression.MinMaxExpr extreme -> constant(common(extreme.args()));
      case Expression.SQLValueFunction value ->
          new Typed(typeOf(value), VolatilityRange.exactly(Volatility.STABLE));
      default -> constant(null);
    };
  }

  private @Nullable ColumnType typeOf(Expression expression) {
    Typed known = typed.get(expression);
    return known == null ? null : known.type;
  }

  private static ColumnType typeOf(Expression.SQLValueFunction value) {
    return switch (value.op()) {
      case CURRENT_DATE -> ColumnType.of("date");
      case CURRENT_TIME, CURRENT_TIME_N -> ColumnType.of("timetz");
      case CURRENT_TIMESTAMP, CURRENT_TIMESTAMP_N -> ColumnType.of("timestamptz");
      case LOCALTIME, LOCALTIME_N -> ColumnType.of("time");
      case LOCALTIMESTAMP, LOCALTIMESTAMP_N -> ColumnType.of("timestamp");
      case CURRENT_ROLE, CURRENT_USER, USER, SESSION_USER, CURRENT_CATALOG, CURRENT_SCHEMA ->
          ColumnType.of("name");
    };
  }

  /** The type that all have whose type is known; null if they differ. */
  private @Nullable ColumnType common(List<Expression> parts) {
    ColumnType common = null;
    for (Expression part : parts) {
      ColumnType type = typeOf(part);
      if (type != null) {
        if (common != null && !common.withoutTypmods().equals(type.withoutTypmods())) {
          return null;
        }
        common = type;
      }
    }
    return common;
  }

  private Typed cast(Expression.TypeCast cast) {
    ColumnType to = ColumnType.of(cast.typeName());
    if (cast.arg() instanceof Constant) {
      // The server reads the literal once, when it parses the statement.
      return constant(to);
    }
    ColumnType from = typeOf(cast.arg());
    if (from == null) {
      // A domain's or an enum's text depends on nothing.
      boolean settings = INPUT_BY_SETTINGS.contains(to.name()) || isText(to);
      return new Typed(
          to,
          new VolatilityRange(
              Volatility.IMMUTABLE, settings ? Volatility.STABLE : Volatility.IMMUTABLE));
    }
    if (from.withoutTypmods().equals(to.withoutTypmods()) || from.array() || to.array()) {
      return new Typed(
          to,
          from.array() || to.array()
              ? new VolatilityRange(Volatility.IMMUTABLE, Volatility.STABLE)
              : VolatilityRange.IMMUTABLE);
    }
    BuiltInCasts.Cast known = BuiltInCasts.between(from.name(), to.name(), context.version());
    if (known != null && known.method() != BuiltInCasts.Method.IN_OUT) {
      return new Typed(to, VolatilityRange.exactly(known.volatility()));
    }
    // By the text of the one and the input of the other (CoerceViaIO).
    boolean settings =
        (isText(to) && INPUT_BY_SETTINGS.contains(from.name()))
            || (isText(from) && INPUT_BY_SETTINGS.contains(to.name()));
    return new Typed(
        to, settings ? VolatilityRange.exactly(Volatility.STABLE) : VolatilityRange.IMMUTABLE);
  }

  private static boolean isText(ColumnType type) {
    return switch (type.name()) {
      case "text", "varchar", "bpchar", "name", "citext" -> !type.array();
      default -> false;
    };
  }

  private Typed call(Expression.FuncCall call) {
    List<@Nullable ColumnType> arguments = new ArrayList<>();
    for (Expression argument : call.args()) {
      arguments.add(
          typeOf(argument instanceof Expression.NamedArgExpr named ? named.arg() : argument));
    }
    String name = call.funcname().get(call.funcname().size() - 1).toLowerCase(Locale.ROOT);
    ColumnType type =
        switch (name) {
          case "lower", "upper", "btrim", "ltrim", "rtrim", "replace", "concat", "to_char", "md5" ->
              TEXT;
          case "now" -> ColumnType.of("timestamptz");
          default -> null;
        };
    return new Typed(type, context.function(call, arguments));
  }

  private Typed operation(Expression.AExpr operation) {
    String name = operation.name().get(operation.name().size() - 1);
    boolean truth =
        operation.kind() != Expression.AExpr.Kind.OP || BOOLEAN_OPERATORS.contains(name);
    Expression left = operation.lexpr();
    if (operation.kind() != Expression.AExpr.Kind.OP
        || operation.rexpr() instanceof Expression.ExpressionList) {
      // Comparisons with the members of a list: mixed kinds of time alone depend on settings.
      return new Typed(truth ? BOOL : null, VolatilityRange.IMMUTABLE);
    }
    ColumnType right = typeOf(operation.rexpr());
    List<@Nullable ColumnType> operands =
        left == null ? Arrays.asList(right) : Arrays.asList(typeOf(left), right);
    VolatilityRange volatility =
        name.equals("||") && left != null
            ? concatenation(typeOf(left), right)
            : BuiltInOperators.volatility(name, operands, context.version());
    ColumnType type =
        truth
            ? BOOL
            : switch (name) {
              case "->>", "#>>" -> TEXT;
              case "->", "#>" -> left == null ? null : typeOf(left);
              default -> null;
            };
    if (name.equals("||") && (right == null || isText(right)) && left != null) {
      ColumnType leftType = typeOf(left);
      type = leftType == null || isText(leftType) ? (right == null ? leftType : TEXT) : null;
    }
    return new Typed(type, volatility == null ? VolatilityRange.IMMUTABLE : volatility);
  }

  /**
   * {@code textanycat} and {@code anytextcat} are SQL functions, in whose place the server puts the
   * other side's output: that depends on settings, or not.
   */
  private static VolatilityRange concatenation(
      @Nullable ColumnType left, @Nullable ColumnType right) {
    boolean settings =
        (left != null && right != null)
            && ((isText(left) && INPUT_BY_SETTINGS.contains(right.name()))
                || (isText(right) && INPUT_BY_SETTINGS.contains(left.name())));
    return settings ? VolatilityRange.exactly(Volatility.STABLE) : VolatilityRange.IMMUTABLE;
  }
}
