package io.github.windlass.analyzer.schema;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.schema.Operators.Resolved;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as the server prints what it made of them ({@code get_rule_expr} of {@code
 * ruleutils.c}, without pretty-printing): each operator in parentheses, each constant with its
 * type, each cast of an operand written out. Only where the types are certain: else there is no
 * text.
 */
final class Deparser {

  private static final int DEPTH_LIMIT = 100;

  private final Catalog catalog;
  private final TypeNames types;
  private final Literals literals;
  private final @Nullable Table table;

  /**
   * A part of an expression, printed.
   *
   * @param text where {@code literal} is null
   * @param type without modifiers; null where it is not known, and for a quoted literal
   * @param literal what stands in the quotes of a literal of no type yet
   * @param function whether it looks like a function, and needs no parentheses as an index's key
   */
  private record Term(
      String text, @Nullable ColumnType type, @Nullable String literal, boolean function) {

    static Term of(String text, @Nullable ColumnType type) {
      return new Term(text, type, null, false);
    }

    static Term function(String text, @Nullable ColumnType type) {
      return new Term(text, type, null, true);
    }
  }

  /**
   * @param table whose columns may stand in the expressions; null where none may
   */
  Deparser(Catalog catalog, @Nullable Table table) {
    this.catalog = catalog;
    this.types = new TypeNames(catalog);
    this.literals = new Literals(types);
    this.table = table;
  }

  /** A default or a generation expression, of a column of a type; null where nothing is certain. */
  @Nullable String value(Expression expression, ColumnType type) {
    Term term = term(expression, 0);
    if (term == null) {
      return null;
    }
    ColumnType plain = base(type.withoutTypmods());
    return term.literal() == null
        ? term.text()
        : plain == null ? null : literals.constant(term.literal(), plain);
  }

  /** A condition; null where nothing is certain. */
  @Nullable String condition(Expression expression) {
    Term term = term(expression, 0);
    return term == null
        ? null
        : term.literal() == null ? term.text() : literals.constant(term.literal(), Operators.BOOL);
  }

  /** The expression of an index's key; null where nothing is certain. */
  @Nullable String key(Expression expression) {
    Term term = term(expression, 0);
    if (term == null || term.literal() != null) {
      return null;
    }
    return term.function() ? term.text() : "(" + term.text() + ")";
  }

  private @Nullable Term term(Expression expression, int depth) {
    if (depth > DEPTH_LIMIT) {
      return null;
    }
    return switch (expression) {
      case Constant constant -> constant(constant);
      case Expression.ColumnRef column -> column(column);
      case Expression.TypeCast cast -> cast(cast, depth + 1);
      case Expression.FuncCall call -> call(call, depth + 1);
      case AExpr operation -> operation(operation, depth + 1);
      case Expression.BoolExpr bool -> bool(bool, depth + 1);
      case Expression.SQLValueFunction function -> valueFunction(function);
      case Expression.CoalesceExpr coalesce -> coalesce(coalesce, depth + 1);
      case Expression.AArrayExpr array -> array(array, null, depth + 1);
      case Expression.NullTest test -> {
        Term argument = typed(test.arg(), depth + 1);
        yield argument == null
            ? null
            : Term.of(
                "("
                    + argument.text()
                    + (test.nulltesttype() == Expression.NullTest.Type.NULL
                        ? " IS NULL)"
                        : " IS NOT NULL)"),
                Operators.BOOL);
      }
      case Expression.BooleanTest test -> {
        Term argument = typed(test.arg(), depth + 1);
        String words = test.booltesttype().name().replace('_', ' ');
        yield argument == null
            ? null
            : Term.of("(" + argument.text() + " IS " + words + ")", Operators.BOOL);
      }
      default -> null;
    };
  }

  /** A part that has a type of its own: no quoted literal. */
  private @Nullable Term typed(Expression expression, int depth) {
    Term term = term(expression, depth);
    return term == null || term.literal() != null ? null : term;
  }

  private @Nullable Term constant(Constant constant) {
    return switch (constant) {
      case Constant.IntegerConstant number ->
          Term.of(
              number.ival() < 0 ? "'" + number.ival() + "'::integer" : "" + number.ival(),
              Operators.INT4);
      case Constant.FloatConstant number -> number(number.fval());
      case Constant.StringConstant string -> new Term("", null, string.sval(), false);
      case Constant.BooleanConstant bool ->
          Term.of(Boolean.toString(bool.boolval()), Operators.BOOL);
      case Constant.BitStringConstant ignored -> null;
      case Constant.NullConstant ignored -> null;
    };
  }

  private @Nullable Term number(String digits) {
    if (digits.indexOf('.') < 0) {
      try {
        long value = Long.parseLong(digits);
        return Term.of("'" + value + "'::bigint", ColumnType.of("int8"));
      } catch (NumberFormatException e) {
        return null;
      }
    }
    String text = literals.constant(digits, Operators.NUMERIC);
    return text == null ? null : Term.of(text, Operators.NUMERIC);
  }

  private @Nullable Term column(Expression.ColumnRef reference) {
    if (table == null || reference.star() || reference.names().isEmpty()) {
      return null;
    }
    String name = reference.names().get(reference.names().size() - 1);
    Column column = table.column(name).orElse(null);
    ColumnType type = column == null ? null : column.type();
    if (type == null) {
      return null;
    }
    return Term.of(Quoting.name(name), type.withoutTypmods());
  }

  /** A type that operators see: a domain's own is that of its base. Null where that is unknown. */
  private @Nullable ColumnType base(ColumnType type) {
    if (TypeNames.isBuiltIn(type) || type.name().equals("citext")) {
      return type;
    }
    UserType user = types.userType(type);
    if (user instanceof UserType.DomainType domain && !type.array()) {
      return domain.base().withoutTypmods();
    }
    return user instanceof UserType.EnumType ? type : null;
  }

  private boolean isEnum(ColumnType type) {
    return types.userType(type) instanceof UserType.EnumType;
  }

  // --- casts ---------------------------------------------------------------------------------

  private @Nullable Term cast(Expression.TypeCast cast, int depth) {
    ColumnType target = ColumnType.of(cast.typeName());
    if (cast.arg() instanceof Expression.AArrayExpr array && target.array()) {
      Term elements = array(array, target.element(), depth);
      boolean bare =
          array.elements().isEmpty() && !target.equals(target.withoutTypmods().arrayOf());
      return elements == null || !bare
          ? elements
          : Term.of("(" + elements.text() + ")::" + types.format(target), elements.type());
    }
    Term argument = term(cast.arg(), depth);
    return argument == null ? null : cast(argument, target);
  }

  private @Nullable Term cast(Term argument, ColumnType target) {
    ColumnType plain = target.withoutTypmods();
    boolean modified = !target.equals(plain);
    if (argument.literal() != null) {
      return castLiteral(argument.literal(), target, modified);
    }
    ColumnType from = argument.type();
    if (from == null || base(from) == null || base(plain) == null || isDomain(plain)) {
      return null;
    }
    if (same(from, plain) && !modified) {
      return argument;
    }
    return Term.of("(" + argument.text() + ")::" + types.format(target), plain);
  }

  private @Nullable Term castLiteral(String literal, ColumnType target, boolean modified) {
    ColumnType plain = target.withoutTypmods();
    if (!modified) {
      String text = literals.constant(literal, plain);
      return text == null ? null : Term.of(text, plain);
    }
    boolean string = Operators.isVarchar(plain) || plain.name().equals("bpchar");
    return string && !plain.array()
        ? Term.of(Quoting.string(literal) + "::" + types.format(target), plain)
        : null;
  }

  private boolean isDomain(ColumnType type) {
    return types.userType(type) instanceof UserType.DomainType;
  }

  private boolean same(ColumnType one, ColumnType other) {
    return one.array() == other.array() && types.qualified(one).equals(types.qualified(other));
  }

  /** An operand or argument, with the cast that the server puts before it. */
  private @Nullable String coerced(Term term, ColumnType target) {
    if (term.literal() != null) {
      return target.equals(Signatures.ANY)
          ? Quoting.string(term.literal())
          : literals.constant(term.literal(), target);
    }
    ColumnType type = term.type();
    if (type == null) {
      return null;
    }
    return target.equals(Signatures.ANY) || same(type, target)
        ? term.text()
        : "(" + term.text() + ")::" + types.format(target);
  }

  // --- operators -----------------------------------------------------------------------------

  private @Nullable Term operation(AExpr expression, int depth) {
    if (expression.name().size() != 1) {
      return null;
    }
    String operator = expression.name().get(0).equals("!=") ? "<>" : expression.name().get(0);
    Expression left = expression.lexpr();
    if (left == null) {
      return prefix(operator, expression.rexpr(), depth);
    }
    return switch (expression.kind()) {
      case OP, LIKE, ILIKE -> binary(operator, term(left, depth), term(expression.rexpr(), depth));
      case IN -> in(operator, left, expression.rexpr(), depth);
      case OP_ANY -> array(operator, " ANY ", left, expression.rexpr(), depth);
      case OP_ALL -> array(operator, " ALL ", left, expression.rexpr(), depth);
      case BETWEEN -> between(left, expression.rexpr(), ">=", "<=", " AND ", depth);
      case NOT_BETWEEN -> between(left, expression.rexpr(), "<", ">", " OR ", depth);
      case DISTINCT -> distinct(left, expression.rexpr(), depth);
      case NOT_DISTINCT, NULLIF, SIMILAR, BETWEEN_SYM, NOT_BETWEEN_SYM -> null;
    };
  }

  private @Nullable Term prefix(String operator, Expression operand, int depth) {
    Term term = typed(operand, depth);
    ColumnType type = term == null ? null : term.type();
    boolean number = operator.equals("-") && type != null && Operators.isNumber(type);
    return term == null || !number ? null : Term.of("(- " + term.text() + ")", type);
  }

  private @Nullable Term binary(String operator, @Nullable Term left, @Nullable Term right) {
    if (left == null || right == null) {
      return null;
    }
    Resolved resolved = resolve(operator, left, right);
    if (resolved == null) {
      return null;
    }
    String one = coerced(left, resolved.left());
    String other = coerced(right, resolved.right());
    return one == null || other == null
        ? null
        : Term.of("(" + one + " " + operator + " " + other + ")", resolved.result());
  }

  private @Nullable Resolved resolve(String operator, Term left, Term right) {
    ColumnType leftType = left.type() == null ? null : base(left.type());
    ColumnType rightType = right.type() == null ? null : base(right.type());
    if ((leftType == null && left.literal() == null)
        || (rightType == null && right.literal() == null)) {
      return null;
    }
    return Operators.resolve(operator, leftType, rightType, this::isEnum);
  }

  private @Nullable Term distinct(Expression left, Expression right, int depth) {
    Term plain = binary("=", term(left, depth), term(right, depth));
    Term one = term(left, depth);
    Term other = term(right, depth);
    if (plain == null || one == null || other == null) {
      return null;
    }
    Resolved resolved = resolve("=", one, other);
    return resolved == null
        ? null
        : Term.of(
            "("
                + coerced(one, resolved.left())
                + " IS DISTINCT FROM "
                + coerced(other, resolved.right())
                + ")",
            Operators.BOOL);
  }

  private @Nullable Term between(
      Expression value, Expression bounds, String low, String high, String word, int depth) {
    if (!(bounds instanceof Expression.ExpressionList list) || list.items().size() != 2) {
      return null;
    }
    Term term = term(value, depth);
    Term first = binary(low, term, term(list.items().get(0), depth));
    Term second = binary(high, term, term(list.items().get(1), depth));
    return first == null || second == null
        ? null
        : Term.of("(" + first.text() + word + second.text() + ")", Operators.BOOL);
  }

  /** {@code x IN (…)}, which the server keeps as {@code x = ANY (ARRAY[…])}. */
  private @Nullable Term in(String operator, Expression value, Expression items, int depth) {
    if (!(items instanceof Expression.ExpressionList list)) {
      return null;
    }
    Term left = typed(value, depth);
    if (left == null || left.type() == null) {
      return null;
    }
    if (list.items().size() == 1) {
      return binary(operator, left, term(list.items().get(0), depth));
    }
    ColumnType type = base(left.type());
    List<Term> terms = new ArrayList<>();
    ColumnType common = type;
    for (Expression item : list.items()) {
      // Anything but a constant is compared by itself.
      Term term = item instanceof Constant ? term(item, depth) : null;
      if (term == null || common == null) {
        return null;
      }
      if (term.literal() == null) {
        Resolved resolved = term.type() == null ? null : resolve("=", left, term);
        if (resolved == null || resolved.left().array()) {
          return null;
        }
        common = common(common, term.type());
      }
      terms.add(term);
    }
    if (common == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Term term : terms) {
      String text = coerced(term, common);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    String array = "ARRAY[" + String.join(", ", texts) + "]";
    Term right = Term.of(array, common.arrayOf());
    return quantified(operator, operator.equals("<>") ? " ALL " : " ANY ", left, right);
  }

  /** The type of a list of numbers; that of the first for anything else of the same type. */
  private static @Nullable ColumnType common(@Nullable ColumnType one, @Nullable ColumnType other) {
    if (one == null || other == null) {
      return null;
    }
    if (one.equals(other)) {
      return one;
    }
    List<String> order = List.of("int2", "int4", "int8", "numeric", "float4", "float8");
    int first = order.indexOf(one.name());
    int second = order.indexOf(other.name());
    return first < 0 || second < 0 ? null : first > second ? one : other;
  }

  private @Nullable Term array(
      String operator, String quantifier, Expression value, Expression array, int depth) {
    return quantified(operator, quantifier, term(value, depth), term(array, depth));
  }

  private @Nullable Term quantified(
      String operator, String quantifier, @Nullable Term left, @Nullable Term right) {
    ColumnType array = right == null ? null : right.type();
    if (left == null || right == null || array == null || !array.array()) {
      return null;
    }
    Term element = Term.of("", array.element());
    Resolved resolved = resolve(operator, left, element);
    if (resolved == null) {
      return null;
    }
    String one = coerced(left, resolved.left());
    String other = coerced(right, resolved.right().arrayOf());
    return one == null || other == null
        ? null
        : Term.of("(" + one + " " + operator + quantifier + "(" + other + "))", Operators.BOOL);
  }

  private @Nullable Term bool(Expression.BoolExpr expression, int depth) {
    List<String> parts = new ArrayList<>();
    for (Expression part : expression.args()) {
      Term term = typed(part, depth);
      if (term == null) {
        return null;
      }
      parts.add(term.text());
    }
    return Term.of(
        switch (expression.boolop()) {
          case AND -> "(" + String.join(" AND ", parts) + ")";
          case OR -> "(" + String.join(" OR ", parts) + ")";
          case NOT -> "(NOT " + parts.get(0) + ")";
        },
        Operators.BOOL);
  }

  // --- functions and arrays ------------------------------------------------------------------

  private @Nullable Term array(
      Expression.AArrayExpr array, @Nullable ColumnType element, int depth) {
    List<Term> terms = new ArrayList<>();
    ColumnType common = element;
    for (Expression each : array.elements()) {
      Term term = each instanceof Expression.AArrayExpr ? null : term(each, depth);
      if (term == null) {
        return null;
      }
      if (element == null) {
        ColumnType type = term.literal() == null ? term.type() : Operators.TEXT;
        if (type == null || (common != null && !common.equals(type))) {
          return null;
        }
        common = type;
      }
      terms.add(term);
    }
    if (common == null) {
      return null;
    }
    if (terms.isEmpty()) {
      ColumnType plain = common.withoutTypmods().arrayOf();
      return Term.of("ARRAY[]::" + types.format(plain), plain);
    }
    List<String> texts = new ArrayList<>();
    for (Term term : terms) {
      Term cast = cast(term, common);
      if (cast == null) {
        return null;
      }
      texts.add(cast.text());
    }
    return Term.of("ARRAY[" + String.join(", ", texts) + "]", common.withoutTypmods().arrayOf());
  }

  private @Nullable Term coalesce(Expression.CoalesceExpr expression, int depth) {
    List<Term> terms = new ArrayList<>();
    ColumnType common = null;
    for (Expression argument : expression.args()) {
      Term term = term(argument, depth);
      if (term == null) {
        return null;
      }
      if (term.literal() == null) {
        if (term.type() == null || (common != null && !common.equals(term.type()))) {
          return null;
        }
        common = term.type();
      }
      terms.add(term);
    }
    ColumnType type = common == null ? Operators.TEXT : common;
    List<String> texts = new ArrayList<>();
    for (Term term : terms) {
      String text = coerced(term, type);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return Term.function("COALESCE(" + String.join(", ", texts) + ")", type);
  }

  private @Nullable Term call(Expression.FuncCall call, int depth) {
    boolean plain =
        call.aggOrder().isEmpty()
            && call.aggFilter() == null
            && call.over() == null
            && !call.aggStar()
            && !call.aggDistinct()
            && !call.funcVariadic();
    List<String> names = call.funcname();
    String name = names.get(names.size() - 1);
    if (!plain) {
      return null;
    }
    List<String> sequence = call.args().size() == 1 ? SequenceName.argument(call) : null;
    if (sequence != null) {
      return Term.function(
          name + "(" + regclass(catalog.resolve(sequence)) + ")", ColumnType.of("int8"));
    }
    List<Term> arguments = new ArrayList<>();
    List<@Nullable ColumnType> argumentTypes = new ArrayList<>();
    for (Expression argument : call.args()) {
      Term term = term(argument, depth);
      if (term == null) {
        return null;
      }
      arguments.add(term);
      ColumnType type = term.type();
      argumentTypes.add(type == null ? null : base(type));
      if (term.literal() == null && (type == null || base(type) == null)) {
        return null;
      }
    }
    boolean own = !catalog.functions(name).isEmpty();
    Signatures.Signature signature = own ? null : Signatures.resolve(name, argumentTypes);
    if (signature == null && !arguments.isEmpty()) {
      return call.funcformat() == Expression.FuncCall.CoercionForm.SQL_SYNTAX
          ? extract(name, arguments)
          : null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      ColumnType wanted = signature == null ? null : signature.argument(i);
      String text = wanted == null ? null : coerced(arguments.get(i), wanted);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    ColumnType result = signature == null ? null : signature.result();
    if (call.funcformat() == Expression.FuncCall.CoercionForm.SQL_SYNTAX) {
      return name.equals("timezone") && texts.size() == 2
          ? Term.function("(" + texts.get(1) + " AT TIME ZONE " + texts.get(0) + ")", result)
          : null;
    }
    return Term.function(function(names) + "(" + String.join(", ", texts) + ")", result);
  }

  private static @Nullable Term extract(String name, List<Term> arguments) {
    String field = arguments.size() == 2 ? arguments.get(0).literal() : null;
    return name.equals("extract") && field != null && arguments.get(1).literal() == null
        ? Term.function(
            "EXTRACT(" + field + " FROM " + arguments.get(1).text() + ")", Operators.NUMERIC)
        : null;
  }

  /** A function's name, without the schema where the search path leads there. */
  private String function(List<String> names) {
    String own = Quoting.name(names.get(names.size() - 1));
    if (names.size() < 2) {
      return own;
    }
    String schema = names.get(names.size() - 2);
    return schema.equals("pg_catalog") || catalog.searchPath().contains(schema)
        ? own
        : Quoting.name(schema) + "." + own;
  }

  /** The default that serial makes. */
  String nextval(RelationName sequence) {
    return "nextval(" + regclass(sequence) + ")";
  }

  private String regclass(RelationName relation) {
    String own = Quoting.name(relation.name());
    String full =
        catalog.searchPath().contains(relation.schema())
            ? own
            : Quoting.name(relation.schema()) + "." + own;
    return Quoting.string(full) + "::regclass";
  }

  private static @Nullable Term valueFunction(Expression.SQLValueFunction function) {
    String name = function.op().name();
    boolean precise = name.endsWith("_N");
    String word = precise ? name.substring(0, name.length() - 2) : name;
    ColumnType type =
        ColumnType.of(
            switch (function.op()) {
              case CURRENT_DATE -> "date";
              case CURRENT_TIME, CURRENT_TIME_N -> "timetz";
              case CURRENT_TIMESTAMP, CURRENT_TIMESTAMP_N -> "timestamptz";
              case LOCALTIME, LOCALTIME_N -> "time";
              case LOCALTIMESTAMP, LOCALTIMESTAMP_N -> "timestamp";
              case CURRENT_ROLE,
                  CURRENT_USER,
                  USER,
                  SESSION_USER,
                  CURRENT_CATALOG,
                  CURRENT_SCHEMA ->
                  "name";
            });
    return Term.function(precise ? word + "(" + function.typmod() + ")" : word, type);
  }
}
