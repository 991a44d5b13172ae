package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Types: {@code Typename} and its parts. */
final class TypeGrammar {

  // INTERVAL_MASK of the fields, and INTERVAL_FULL_RANGE (utils/timestamp.h, datetime.h).
  private static final int MONTH = 1 << 1;
  private static final int YEAR = 1 << 2;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;
  private static final int FULL_RANGE = 0x7FFF;

  private final Grammar grammar;
  private final TokenCursor cursor;

  TypeGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  // --- Typename ------------------------------------------------------------------------------

  /** {@code Typename}. */
  TypeName typeName() {
    int start = cursor.start();
    boolean setof = cursor.accept(Token.SETOF);
    return withBounds(simpleTypeName(), setof, start);
  }

  /** {@code type_list}. */
  List<TypeName> typeList() {
    List<TypeName> list = new ArrayList<>(4);
    do {
      list.add(typeName());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code func_type}: a type, or {@code [SETOF] name.column%TYPE}. */
  TypeName functionTypeName() {
    int start = cursor.start();
    boolean setof = cursor.accept(Token.SETOF);
    boolean qualified = cursor.peek(1) == Token.DOT;
    TypeName type = simpleTypeName();
    if (qualified && type.typmods().isEmpty() && cursor.at(Token.PERCENT, Token.TYPE)) {
      cursor.advance();
      cursor.advance();
      return new TypeName(type.names(), setof, true, List.of(), List.of(), cursor.spanFrom(start));
    }
    return withBounds(type, setof, start);
  }

  private TypeName withBounds(TypeName type, boolean setof, int start) {
    List<Integer> bounds = arrayBounds();
    if (bounds.isEmpty() && !setof) {
      return type;
    }
    return new TypeName(type.names(), setof, false, type.typmods(), bounds, cursor.spanFrom(start));
  }

  private List<Integer> arrayBounds() {
    if (cursor.accept(Token.ARRAY)) {
      return List.of(cursor.at(Token.LEFT_BRACKET) ? arrayBound(false) : -1);
    }
    if (!cursor.at(Token.LEFT_BRACKET)) {
      return List.of();
    }
    List<Integer> bounds = new ArrayList<>(2);
    while (cursor.at(Token.LEFT_BRACKET)) {
      bounds.add(arrayBound(true));
    }
    return List.copyOf(bounds);
  }

  private int arrayBound(boolean optional) {
    cursor.expect(Token.LEFT_BRACKET);
    int bound =
        optional && cursor.at(Token.RIGHT_BRACKET) ? -1 : grammar.constants().integerConstant();
    cursor.expect(Token.RIGHT_BRACKET);
    return bound;
  }

  // --- SimpleTypename ------------------------------------------------------------------------

  /** {@code SimpleTypename}: a type without SETOF and array bounds. */
  TypeName simpleTypeName() {
    return cursor.at(Token.INTERVAL) ? interval() : keywordOrGeneric(false);
  }

  /**
   * {@code ConstTypename}: the type of {@code type 'literal'}, where {@code char} and {@code bit}
   * have no default length.
   */
  TypeName constTypeName() {
    return keywordOrGeneric(true);
  }

  private TypeName keywordOrGeneric(boolean constant) {
    int start = cursor.start();
    return switch (cursor.token()) {
      case INT, INTEGER -> keyword("int4", start);
      case SMALLINT -> keyword("int2", start);
      case BIGINT -> keyword("int8", start);
      case REAL -> keyword("float4", start);
      case BOOLEAN -> keyword("bool", start);
      case JSON -> keyword("json", start);
      case DECIMAL, DEC, NUMERIC -> {
        cursor.advance();
        List<Expression> modifiers = typeModifiers();
        yield system("numeric", modifiers, start);
      }
      case FLOAT -> floatType(start);
      case DOUBLE -> {
        if (cursor.peek(1) != Token.PRECISION) {
          yield generic(start);
        }
        cursor.advance();
        yield keyword("float8", start);
      }
      case BIT -> bit(constant, start);
      case CHARACTER, CHAR, NCHAR, NATIONAL, VARCHAR -> character(constant, start);
      case TIMESTAMP -> dateTime("timestamp", start);
      case TIME -> dateTime("time", start);
      default -> generic(start);
    };
  }

  /** {@code GenericType}: any other name, with modifiers in parentheses. */
  private TypeName generic(int start) {
    List<String> names = grammar.names().names(grammar.names().typeFunctionName());
    List<Expression> modifiers = typeModifiers();
    return new TypeName(names, false, false, modifiers, List.of(), cursor.spanFrom(start));
  }

  /** {@code opt_type_modifiers}. */
  private List<Expression> typeModifiers() {
    return cursor.at(Token.LEFT_PAREN)
        ? grammar.expressions().expressionsInParentheses()
        : List.of();
  }

  private TypeName keyword(String name, int start) {
    cursor.advance();
    return system(name, List.of(), start);
  }

  /** {@code SystemTypeName}. */
  private TypeName system(String name, List<Expression> modifiers, int start) {
    List<String> names = systemName(name);
    return new TypeName(names, false, false, modifiers, List.of(), cursor.spanFrom(start));
  }

  /** {@code SystemTypeName} and {@code SystemFuncName}. */
  static List<String> systemName(String name) {
    return List.of("pg_catalog", name);
  }

  private TypeName floatType(int start) {
    cursor.advance();
    if (!cursor.accept(Token.LEFT_PAREN)) {
      return system("float8", List.of(), start);
    }
    IntegerConstant precision = grammar.constants().integer();
    cursor.expect(Token.RIGHT_PAREN);
    if (precision.ival() < 1) {
      throw cursor.error("precision for type float must be at least 1 bit", precision.span());
    }
    if (precision.ival() > 53) {
      throw cursor.error("precision for type float must be less than 54 bits", precision.span());
    }
    return system(precision.ival() <= 24 ? "float4" : "float8", List.of(), start);
  }

  private TypeName bit(boolean constant, int start) {
    cursor.expect(Token.BIT);
    boolean varying = cursor.accept(Token.VARYING);
    if (cursor.at(Token.LEFT_PAREN)) {
      List<Expression> length = grammar.expressions().expressionsInParentheses();
      return system(varying ? "varbit" : "bit", length, start);
    }
    if (varying) {
      return system("varbit", List.of(), start);
    }
    return system("bit", constant ? List.of() : one(start), start);
  }

  private TypeName character(boolean constant, int start) {
    boolean varying = cursor.at(Token.VARCHAR);
    if (cursor.accept(Token.NATIONAL) && !cursor.at(Token.CHARACTER) && !cursor.at(Token.CHAR)) {
      throw cursor.error();
    }
    cursor.advance();
    if (!varying) {
      varying = cursor.accept(Token.VARYING);
    }
    String name = varying ? "varchar" : "bpchar";
    if (cursor.at(Token.LEFT_PAREN)) {
      return system(name, List.of(integerInParentheses()), start);
    }
    return system(name, constant || varying ? List.of() : one(start), start);
  }

  /** The length that {@code char} and {@code bit} have when none is written. */
  private List<Expression> one(int start) {
    return List.of(new IntegerConstant(1, cursor.spanFrom(start)));
  }

  private IntegerConstant integerInParentheses() {
    cursor.expect(Token.LEFT_PAREN);
    IntegerConstant value = grammar.constants().integer();
    cursor.expect(Token.RIGHT_PAREN);
    return value;
  }

  private TypeName dateTime(String name, int start) {
    cursor.advance();
    List<Expression> precision =
        cursor.at(Token.LEFT_PAREN) ? List.of(integerInParentheses()) : List.of();
    return system(timeZone() ? name + "tz" : name, precision, start);
  }

  /** {@code opt_timezone}. */
  private boolean timeZone() {
    if (cursor.at(Token.WITH, Token.TIME) || cursor.at(Token.WITHOUT_LA, Token.TIME)) {
      boolean zone = cursor.at(Token.WITH);
      cursor.advance();
      cursor.advance();
      cursor.expect(Token.ZONE);
      return zone;
    }
    return false;
  }

  // --- INTERVAL ------------------------------------------------------------------------------

  private TypeName interval() {
    int start = cursor.start();
    cursor.expect(Token.INTERVAL);
    if (cursor.at(Token.LEFT_PAREN)) {
      return system("interval", fullRange(start), start);
    }
    return system("interval", intervalFields(), start);
  }

  private List<Expression> fullRange(int start) {
    IntegerConstant precision = integerInParentheses();
    return List.of(new IntegerConstant(FULL_RANGE, cursor.spanFrom(start)), precision);
  }

  /** {@code ConstInterval Sconst opt_interval}, {@code ConstInterval '(' Iconst ')' Sconst}. */
  Expression intervalLiteral() {
    int start = cursor.start();
    cursor.expect(Token.INTERVAL);
    if (cursor.at(Token.LEFT_PAREN)) {
      List<Expression> modifiers = fullRange(start);
      return grammar.constants().cast(system("interval", modifiers, start), start);
    }
    Span word = cursor.spanFrom(start);
    StringConstant literal = grammar.constants().string();
    List<Expression> modifiers = intervalFields();
    // The fields stand behind the literal: the type's span is that of the whole then.
    Span span = modifiers.isEmpty() ? word : cursor.spanFrom(start);
    TypeName type = new TypeName(systemName("interval"), false, false, modifiers, List.of(), span);
    return new TypeCast(literal, type, cursor.spanFrom(start));
  }

  /** {@code opt_interval}: the mask of fields, and the precision of seconds if there is one. */
  List<Expression> intervalFields() {
    int start = cursor.start();
    int first = field(cursor.token());
    if (first == 0) {
      return List.of();
    }
    cursor.advance();
    if (first == SECOND) {
      return seconds(SECOND, start);
    }
    if (!cursor.accept(Token.TO)) {
      return List.of(new IntegerConstant(first, cursor.spanFrom(start)));
    }
    int last = field(cursor.token());
    if (first == YEAR ? last != MONTH : (first == MONTH || last <= first)) {
      throw cursor.error();
    }
    cursor.advance();
    // A range includes the fields between its ends.
    int mask = first | last;
    if (first == DAY && last > HOUR) {
      mask |= HOUR;
    }
    if (first <= HOUR && last == SECOND) {
      mask |= MINUTE;
    }
    return last == SECOND
        ? seconds(mask, start)
        : List.of(new IntegerConstant(mask, cursor.spanFrom(start)));
  }

  /** The end of {@code interval_second}: a precision may follow. */
  private List<Expression> seconds(int mask, int start) {
    IntegerConstant fields = new IntegerConstant(mask, cursor.spanFrom(start));
    return cursor.at(Token.LEFT_PAREN) ? List.of(fields, integerInParentheses()) : List.of(fields);
  }

  private static int field(Token token) {
    return switch (token) {
      case YEAR -> YEAR;
      case MONTH -> MONTH;
      case DAY -> DAY;
      case HOUR -> HOUR;
      case MINUTE -> MINUTE;
      case SECOND -> SECOND;
      default -> 0;
    };
  }
}
