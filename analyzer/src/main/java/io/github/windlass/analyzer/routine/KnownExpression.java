package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.schema.Quoting;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression where it follows from constants, known variables and the catalog: what
 * the texts of EXECUTE and the conditions of IF are made of.
 */
final class KnownExpression {

  /** No text that a migration runs is longer; a loop could double one for ever. */
  private static final int LONGEST = 1 << 20;

  private final Variables variables;
  private final Catalog catalog;

  KnownExpression(Variables variables, Catalog catalog) {
    this.variables = variables;
    this.catalog = catalog;
  }

  /** The value; null where it is not known. */
  @Nullable Known value(@Nullable Expression expression) {
    return switch (expression) {
      case null -> null;
      case Constant constant -> constant(constant);
      case Expression.ColumnRef column -> column.star() ? null : variables.get(column.names());
      case Expression.ParamRef parameter -> variables.get(List.of("$" + parameter.number()));
      case Expression.TypeCast cast -> cast(cast);
      case Expression.CollateClause collated -> value(collated.arg());
      case Expression.AExpr operator -> operator(operator);
      case Expression.BoolExpr logic -> logic(logic);
      case Expression.AArrayExpr array -> list(array.elements());
      case Expression.CoalesceExpr coalesce -> coalesce(coalesce.args());
      case Expression.FuncCall call -> call(call);
      case Expression.NullTest test -> nullTest(test);
      case Expression.BooleanTest test -> booleanTest(test);
      case Expression.CaseExpr cases -> cases(cases);
      case Expression.SubLink query -> subLink(query);
      case Expression.SQLValueFunction function ->
          function.op() == Expression.SQLValueFunction.Operator.CURRENT_SCHEMA
              ? new Known.Text(catalog.creationSchema())
              : null;
      default -> null;
    };
  }

  /** The text of a value, as the server writes it; null where it is unknown or NULL. */
  static @Nullable String text(@Nullable Known value) {
    return switch (value) {
      case Known.Text text -> text.value();
      case Known.Bool bool -> bool.value() ? "t" : "f";
      case Known.Null ignored -> null;
      case Known.ListOf ignored -> null;
      case Known.Row ignored -> null;
      case null -> null;
    };
  }

  private static @Nullable Known constant(Constant constant) {
    return switch (constant) {
      case Constant.StringConstant string -> new Known.Text(string.sval());
      case Constant.IntegerConstant number -> new Known.Text(Integer.toString(number.ival()));
      case Constant.FloatConstant number -> new Known.Text(number.fval());
      case Constant.BooleanConstant bool -> new Known.Bool(bool.boolval());
      case Constant.NullConstant ignored -> new Known.Null();
      case Constant.BitStringConstant ignored -> null;
    };
  }

  private @Nullable Known cast(Expression.TypeCast cast) {
    Known value = value(cast.arg());
    TypeName type = cast.typeName();
    if (!type.arrayBounds().isEmpty()) {
      return asArray(value);
    }
    return switch (type.names().get(type.names().size() - 1)) {
      case "text",
          "varchar",
          "name",
          "regclass",
          "regtype",
          "int4",
          "int8",
          "int2",
          "json",
          "jsonb" ->
          value instanceof Known.Bool bool
              ? new Known.Text(bool.value() ? "true" : "false")
              : value;
      case "bool" ->
          switch (text(value)) {
            case "t", "true" -> new Known.Bool(true);
            case "f", "false" -> new Known.Bool(false);
            case null, default -> null;
          };
      default -> null;
    };
  }

  /** A value as an array: what is written as text is read. */
  static @Nullable Known asArray(@Nullable Known value) {
    return value instanceof Known.Text text ? arrayLiteral(text.value()) : value;
  }

  /** {@code {a,b}}, without quotes and nesting. */
  private static @Nullable Known arrayLiteral(String text) {
    if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 2) {
      return null;
    }
    String inner = text.substring(1, text.length() - 1);
    if (inner.contains("{") || inner.contains("\"") || inner.contains("\\")) {
      return null;
    }
    List<Known> items = new ArrayList<>();
    if (!inner.isBlank()) {
      for (String item : inner.split(",", -1)) {
        String bare = item.strip();
        items.add(bare.equalsIgnoreCase("null") ? new Known.Null() : new Known.Text(bare));
      }
    }
    return new Known.ListOf(items);
  }

  private @Nullable Known list(List<Expression> elements) {
    List<Known> items = new ArrayList<>(elements.size());
    for (Expression element : elements) {
      Known item = value(element);
      if (item == null) {
        return null;
      }
      items.add(item);
    }
    return new Known.ListOf(items);
  }

  private @Nullable Known operator(Expression.AExpr operator) {
    String name = operator.name().get(operator.name().size() - 1);
    if (operator.kind() == Expression.AExpr.Kind.IN) {
      return in(operator, name);
    }
    if (operator.kind() != Expression.AExpr.Kind.OP || operator.lexpr() == null) {
      return null;
    }
    Known left = value(operator.lexpr());
    Known right = value(operator.rexpr());
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Known.Null || right instanceof Known.Null) {
      return new Known.Null();
    }
    if (name.equals("||") && left instanceof Known.ListOf list) {
      List<Known> items = new ArrayList<>(list.items());
      if (right instanceof Known.ListOf more) {
        items.addAll(more.items());
      } else {
        items.add(right);
      }
      return items.size() > LONGEST / 64 ? null : new Known.ListOf(items);
    }
    String first = text(left);
    String second = text(right);
    return first == null || second == null ? null : operator(name, first, second);
  }

  private static @Nullable Known operator(String name, String left, String right) {
    return switch (name) {
      case "||" -> bounded(left + right);
      case "=" -> new Known.Bool(left.equals(right) || isSameNumber(left, right));
      case "<>" -> new Known.Bool(!left.equals(right) && !isSameNumber(left, right));
      case "+", "-", "*", "<", ">", "<=", ">=" -> {
        Long first = number(left);
        Long second = number(right);
        yield first == null || second == null ? null : arithmetic(name, first, second);
      }
      default -> null;
    };
  }

  private static boolean isSameNumber(String left, String right) {
    Long first = number(left);
    return first != null && first.equals(number(right));
  }

  private static @Nullable Known arithmetic(String name, long left, long right) {
    return switch (name) {
      case "+" -> new Known.Text(Long.toString(left + right));
      case "-" -> new Known.Text(Long.toString(left - right));
      case "*" -> new Known.Text(Long.toString(left * right));
      case "<" -> new Known.Bool(left < right);
      case ">" -> new Known.Bool(left > right);
      case "<=" -> new Known.Bool(left <= right);
      default -> new Known.Bool(left >= right);
    };
  }

  /** A whole number of at most nine digits; null for any other text. */
  static @Nullable Long number(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 10) {
      return null;
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    if (text.length() == start || text.length() - start > 9) {
      return null;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return Long.valueOf(text);
  }

  private @Nullable Known in(Expression.AExpr operator, String name) {
    String left = text(value(operator.lexpr()));
    if (left == null || !(operator.rexpr() instanceof Expression.ExpressionList list)) {
      return null;
    }
    boolean found = false;
    for (Expression item : list.items()) {
      String each = text(value(item));
      if (each == null) {
        return null;
      }
      found |= each.equals(left) || isSameNumber(each, left);
    }
    return new Known.Bool(found == name.equals("="));
  }

  private @Nullable Known logic(Expression.BoolExpr logic) {
    boolean all = true;
    boolean decides = logic.boolop() == Expression.BoolExpr.Operator.OR;
    for (Expression arg : logic.args()) {
      Known value = value(arg);
      if (logic.boolop() == Expression.BoolExpr.Operator.NOT) {
        return value instanceof Known.Bool bool ? new Known.Bool(!bool.value()) : null;
      }
      if (value instanceof Known.Bool bool) {
        if (bool.value() == decides) {
          return bool;
        }
      } else {
        all = false;
      }
    }
    return all ? new Known.Bool(!decides) : null;
  }

  private @Nullable Known coalesce(List<Expression> args) {
    for (Expression arg : args) {
      Known value = value(arg);
      if (!(value instanceof Known.Null)) {
        return value;
      }
    }
    return new Known.Null();
  }

  private @Nullable Known nullTest(Expression.NullTest test) {
    boolean asksForNull = test.nulltesttype() == Expression.NullTest.Type.NULL;
    Known value = value(test.arg());
    if (value != null) {
      return new Known.Bool((value instanceof Known.Null) == asksForNull);
    }
    // to_regclass('t') IS NULL
    return switch (CatalogQuestion.ofName(test.arg(), this, catalog).answer()) {
      case YES -> new Known.Bool(!asksForNull);
      case NO -> new Known.Bool(asksForNull);
      case NOT_SEEN, UNKNOWN -> null;
    };
  }

  private @Nullable Known booleanTest(Expression.BooleanTest test) {
    if (!(value(test.arg()) instanceof Known.Bool bool)) {
      return null;
    }
    return switch (test.booltesttype()) {
      case TRUE, NOT_FALSE -> bool;
      case FALSE, NOT_TRUE -> new Known.Bool(!bool.value());
      case UNKNOWN -> new Known.Bool(false);
      case NOT_UNKNOWN -> new Known.Bool(true);
    };
  }

  private @Nullable Known cases(Expression.CaseExpr cases) {
    for (Expression.CaseWhen arm : cases.args()) {
      Known holds;
      if (cases.arg() == null) {
        holds = value(arm.expr());
      } else {
        String subject = text(value(cases.arg()));
        String each = text(value(arm.expr()));
        holds = subject == null || each == null ? null : operator("=", subject, each);
      }
      if (!(holds instanceof Known.Bool bool)) {
        return null;
      }
      if (bool.value()) {
        return value(arm.result());
      }
    }
    return cases.defresult() == null ? new Known.Null() : value(cases.defresult());
  }

  private @Nullable Known subLink(Expression.SubLink query) {
    return switch (CatalogQuestion.of(query, this, catalog).answer()) {
      case YES -> new Known.Bool(true);
      case NO -> new Known.Bool(false);
      case NOT_SEEN, UNKNOWN -> null;
    };
  }

  // --- functions -----------------------------------------------------------------------------

  private @Nullable Known call(Expression.FuncCall call) {
    String name = call.funcname().get(call.funcname().size() - 1);
    List<@Nullable Known> arguments = new ArrayList<>(call.args().size());
    for (Expression argument : call.args()) {
      arguments.add(value(argument));
    }
    if (call.funcVariadic() || (!name.equals("coalesce") && arguments.contains(null))) {
      return null;
    }
    String first = arguments.isEmpty() ? null : text(arguments.get(0));
    boolean isNull = !arguments.isEmpty() && arguments.get(0) instanceof Known.Null;
    return switch (name) {
      case "format" -> first == null ? null : format(first, arguments);
      case "concat" -> concat("", arguments, 0);
      case "concat_ws" -> first == null ? null : concat(first, arguments, 1);
      case "quote_ident" -> first == null ? null : new Known.Text(Quoting.name(first));
      case "quote_literal" -> first == null ? null : new Known.Text(literal(first));
      case "quote_nullable" ->
          isNull ? new Known.Text("NULL") : first == null ? null : new Known.Text(literal(first));
      case "lower" -> first == null ? null : new Known.Text(first.toLowerCase(Locale.ROOT));
      case "upper" -> first == null ? null : new Known.Text(first.toUpperCase(Locale.ROOT));
      case "btrim", "trim" ->
          first == null || arguments.size() > 1 ? null : new Known.Text(first.strip());
      case "replace" -> replace(arguments);
      case "chr" -> {
        Long code = number(first);
        yield code == null || code < 1 || code > 0xD7FF
            ? null
            : new Known.Text(Character.toString(code.intValue()));
      }
      case "current_schema" ->
          arguments.isEmpty() ? new Known.Text(catalog.creationSchema()) : null;
      case "string_to_array" -> split(arguments);
      default -> null;
    };
  }

  private static @Nullable Known replace(List<@Nullable Known> arguments) {
    if (arguments.size() != 3) {
      return null;
    }
    String text = text(arguments.get(0));
    String from = text(arguments.get(1));
    String to = text(arguments.get(2));
    return text == null || from == null || to == null || from.isEmpty()
        ? null
        : (long) text.length() * Math.max(1, to.length()) > LONGEST
            ? null
            : new Known.Text(text.replace(from, to));
  }

  private static @Nullable Known split(List<@Nullable Known> arguments) {
    if (arguments.size() != 2) {
      return null;
    }
    String text = text(arguments.get(0));
    String by = text(arguments.get(1));
    if (text == null || by == null || by.isEmpty()) {
      return null;
    }
    List<Known> items = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
      items.add(new Known.Text(text.substring(from, at)));
      from = at + by.length();
    }
    items.add(new Known.Text(text.substring(from)));
    return new Known.ListOf(items);
  }

  private static @Nullable Known concat(
      String separator, List<@Nullable Known> arguments, int from) {
    StringBuilder result = new StringBuilder();
    boolean any = false;
    for (int i = from; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Known.Null) {
        continue;
      }
      String text = text(arguments.get(i));
      if (text == null || result.length() > LONGEST) {
        return null;
      }
      result.append(any ? separator : "").append(text);
      any = true;
    }
    return bounded(result.toString());
  }

  /** {@code text_format} of varlena.c: %s, %I and %L, with positions; widths are left unknown. */
  private static @Nullable Known format(String format, List<@Nullable Known> arguments) {
    StringBuilder result = new StringBuilder();
    int next = 1;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        result.append(c);
        continue;
      }
      i++;
      int digits = i;
      while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
        i++;
      }
      int position = next;
      if (i > digits) {
        Long given = number(format.substring(digits, i));
        if (i >= format.length() || format.charAt(i) != '$' || given == null) {
          return null;
        }
        position = given.intValue();
        i++;
      }
      if (i >= format.length()) {
        return null;
      }
      char conversion = format.charAt(i);
      if (conversion == '%' && i == digits) {
        result.append('%');
        continue;
      }
      if (position < 1 || position >= arguments.size() || result.length() > LONGEST) {
        return null;
      }
      String piece = converted(conversion, arguments.get(position));
      if (piece == null) {
        return null;
      }
      result.append(piece);
      next = position + 1;
    }
    return bounded(result.toString());
  }

  private static @Nullable String converted(char conversion, @Nullable Known argument) {
    String text = text(argument);
    boolean isNull = argument instanceof Known.Null;
    return switch (conversion) {
      case 's' -> isNull ? "" : text;
      case 'I' -> text == null ? null : Quoting.name(text);
      case 'L' -> isNull ? "NULL" : text == null ? null : literal(text);
      default -> null;
    };
  }

  private static @Nullable Known bounded(String text) {
    return text.length() > LONGEST ? null : new Known.Text(text);
  }

  /** {@code quote_literal}: with an E where there is a backslash. */
  private static String literal(String text) {
    return text.indexOf('\\') < 0
        ? Quoting.string(text)
        : "E" + Quoting.string(text.replace("\\", "\\\\"));
  }
}
