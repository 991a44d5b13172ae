package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.FloatConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SessionStatement.ConstraintsSetStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt.Kind;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableShowStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Value.FloatValue;
import io.github.windlass.sql.postgres.tree.Value.IntegerValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings: SET, RESET, SHOW. */
final class SettingGrammar {

  /** {@code INTERVAL_MASK(HOUR) | INTERVAL_MASK(MINUTE)}. */
  private static final int HOUR_TO_MINUTE = 1 << 10 | 1 << 11;

  /** {@code INTERVAL_FULL_RANGE}, which an interval with a precision only has. */
  private static final int FULL_RANGE = 0x7FFF;

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final TransactionGrammar transactions;

  SettingGrammar(Grammar grammar, TransactionGrammar transactions) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.transactions = transactions;
  }

  /** {@code VariableSetStmt}; the cursor is at SET. */
  VariableSetStmt set() {
    int start = cursor.start();
    cursor.expect(Token.SET);
    boolean local = false;
    if (cursor.at(Token.LOCAL) && !settingIsNamed()) {
      cursor.advance();
      local = true;
    } else if (cursor.at(Token.SESSION)
        && !settingIsNamed()
        && !atSessionCharacteristics()
        && cursor.peek(1) != Token.AUTHORIZATION) {
      cursor.advance();
    }
    return setRest(true, local, start);
  }

  /** {@code SESSION CHARACTERISTICS AS}, and not a setting of the name {@code characteristics}. */
  private boolean atSessionCharacteristics() {
    return cursor.at(Token.SESSION, Token.CHARACTERISTICS, Token.AS);
  }

  /** {@code ConstraintsSetStmt}, or a setting of the name {@code constraints}. */
  boolean atSetConstraints() {
    if (!cursor.at(Token.SET, Token.CONSTRAINTS)) {
      return false;
    }
    return switch (cursor.peek(2)) {
      case TO, EQUALS, DOT, FROM -> false;
      default -> true;
    };
  }

  /** {@code ConstraintsSetStmt}; the cursor is at SET. */
  ConstraintsSetStmt setConstraints() {
    int start = cursor.start();
    cursor.expect(Token.SET, Token.CONSTRAINTS);
    List<RangeVar> constraints =
        cursor.accept(Token.ALL) ? List.of() : grammar.names().qualifiedNameList();
    boolean deferred = cursor.accept(Token.DEFERRED);
    if (!deferred) {
      cursor.expect(Token.IMMEDIATE);
    }
    return new ConstraintsSetStmt(constraints, deferred, cursor.spanFrom(start));
  }

  /** Whether the word at the cursor is the name of a setting, whatever else it can mean. */
  private boolean settingIsNamed() {
    return switch (cursor.peek(1)) {
      case TO, EQUALS, DOT, FROM -> true;
      default -> false;
    };
  }

  /**
   * {@code set_rest}, or {@code set_rest_more} without SET TRANSACTION and SET SESSION
   * CHARACTERISTICS.
   */
  VariableSetStmt setRest(boolean transactionToo, boolean local, int start) {
    if (settingIsNamed()) {
      return generic(local, true, start);
    }
    switch (cursor.token()) {
      case TRANSACTION:
        cursor.advance();
        if (cursor.accept(Token.SNAPSHOT)) {
          return multiple("TRANSACTION SNAPSHOT", List.of(string()), local, start);
        }
        if (!transactionToo) {
          throw cursor.error();
        }
        return multiple("TRANSACTION", transactions.modes(), local, start);
      case SESSION:
        cursor.advance();
        if (transactionToo && cursor.accept(Token.CHARACTERISTICS)) {
          cursor.expect(Token.AS, Token.TRANSACTION);
          return multiple("SESSION CHARACTERISTICS", transactions.modes(), local, start);
        }
        cursor.expect(Token.AUTHORIZATION);
        return value(
            "session_authorization",
            cursor.accept(Token.DEFAULT) ? null : nonReservedWordOrString(),
            local,
            start);
      case TIME:
        cursor.advance();
        cursor.expect(Token.ZONE);
        return value("timezone", zone(), local, start);
      case CATALOG:
        cursor.advance();
        string();
        throw cursor.error("current database cannot be changed");
      case SCHEMA:
        cursor.advance();
        return value("search_path", string(), local, start);
      case NAMES:
        cursor.advance();
        return value("client_encoding", encoding(), local, start);
      case ROLE:
        cursor.advance();
        return value("role", nonReservedWordOrString(), local, start);
      case XML:
        cursor.advance();
        cursor.expect(Token.OPTION);
        return value("xmloption", xmlOption(), local, start);
      default:
        throw unnamed();
    }
  }

  /** The error of a setting's name without a value: at the word after it. */
  private ParseFailure unnamed() {
    grammar.names().colId();
    return cursor.error();
  }

  private VariableSetStmt multiple(
      String name, List<? extends Node> args, boolean local, int start) {
    return new VariableSetStmt(Kind.SET_MULTI, name, args, local, cursor.spanFrom(start));
  }

  /** A setting with one value, or with its default. */
  private VariableSetStmt value(String name, @Nullable Expression value, boolean local, int start) {
    return value == null
        ? new VariableSetStmt(Kind.SET_DEFAULT, name, List.of(), local, cursor.spanFrom(start))
        : new VariableSetStmt(Kind.SET_VALUE, name, List.of(value), local, cursor.spanFrom(start));
  }

  /** {@code generic_set}, and {@code var_name FROM CURRENT} where that can be. */
  VariableSetStmt generic(boolean local, boolean fromCurrent, int start) {
    String name = name();
    if (fromCurrent && cursor.accept(Token.FROM)) {
      cursor.expect(Token.CURRENT);
      return new VariableSetStmt(Kind.SET_CURRENT, name, List.of(), local, cursor.spanFrom(start));
    }
    if (!cursor.accept(Token.TO)) {
      cursor.expect(Token.EQUALS);
    }
    if (cursor.accept(Token.DEFAULT)) {
      return value(name, null, local, start);
    }
    List<Expression> values = new ArrayList<>(2);
    do {
      values.add(value());
    } while (cursor.accept(Token.COMMA));
    return new VariableSetStmt(
        Kind.SET_VALUE, name, List.copyOf(values), local, cursor.spanFrom(start));
  }

  /** {@code var_name}: its parts joined by dots. */
  private String name() {
    String name = grammar.names().colId();
    while (cursor.accept(Token.DOT)) {
      name = name + "." + grammar.names().colId();
    }
    return name;
  }

  /** {@code var_value}. */
  private Expression value() {
    return switch (cursor.token()) {
      case TRUE, FALSE, ON -> {
        StringConstant word = new StringConstant(cursor.token().keyword(), cursor.tokenSpan());
        cursor.advance();
        yield word;
      }
      case ICONST, FCONST, PLUS, MINUS -> number();
      default -> nonReservedWordOrString();
    };
  }

  /** {@code zone_value}: null for DEFAULT and LOCAL. */
  private @Nullable Expression zone() {
    switch (cursor.token()) {
      case SCONST:
        return string();
      case IDENT:
        int start = cursor.start();
        String name = grammar.names().colId();
        return new StringConstant(name, cursor.spanFrom(start));
      case INTERVAL:
        return zoneInterval();
      case DEFAULT, LOCAL:
        cursor.advance();
        return null;
      default:
        return number();
    }
  }

  /** An interval of hours, or of hours and minutes. */
  private Expression zoneInterval() {
    Span word = cursor.tokenSpan();
    Expression interval = grammar.types().intervalLiteral();
    if (interval instanceof TypeCast cast
        && !cast.typeName().typmods().isEmpty()
        && cast.typeName().typmods().get(0) instanceof IntegerConstant fields
        && fields.ival() != FULL_RANGE
        && (fields.ival() & ~HOUR_TO_MINUTE) != 0) {
      throw cursor.error("time zone interval must be HOUR or HOUR TO MINUTE", word);
    }
    return interval;
  }

  /** {@code NumericOnly}. */
  private Expression number() {
    return switch (grammar.options().numericOnly()) {
      case IntegerValue number -> new IntegerConstant(number.ival(), number.span());
      case FloatValue number -> new FloatConstant(number.fval(), number.span());
      default -> throw cursor.error();
    };
  }

  /** {@code opt_encoding}: null for DEFAULT and for nothing. */
  private @Nullable Expression encoding() {
    if (cursor.at(Token.SCONST)) {
      return string();
    }
    cursor.accept(Token.DEFAULT);
    return null;
  }

  /** {@code document_or_content}. */
  private Expression xmlOption() {
    if (!cursor.at(Token.DOCUMENT) && !cursor.at(Token.CONTENT)) {
      throw cursor.error();
    }
    Expression word = new StringConstant(cursor.token().name(), cursor.tokenSpan());
    cursor.advance();
    return word;
  }

  private StringConstant string() {
    if (!cursor.at(Token.SCONST)) {
      throw cursor.error();
    }
    StringConstant string = new StringConstant(cursor.string(), cursor.tokenSpan());
    cursor.advance();
    return string;
  }

  /** {@code NonReservedWord_or_Sconst}. */
  private StringConstant nonReservedWordOrString() {
    if (cursor.at(Token.SCONST)) {
      return string();
    }
    int start = cursor.start();
    String word = grammar.names().nonReservedWord();
    return new StringConstant(word, cursor.spanFrom(start));
  }

  /** {@code VariableResetStmt}; the cursor is at RESET. */
  VariableSetStmt reset() {
    int start = cursor.start();
    cursor.expect(Token.RESET);
    String name = specialName();
    return name == null ? genericReset(start) : reset(name, start);
  }

  /** {@code generic_reset}. */
  VariableSetStmt genericReset(int start) {
    if (cursor.accept(Token.ALL)) {
      return new VariableSetStmt(Kind.RESET_ALL, null, List.of(), false, cursor.spanFrom(start));
    }
    return reset(name(), start);
  }

  private VariableSetStmt reset(String name, int start) {
    return new VariableSetStmt(Kind.RESET, name, List.of(), false, cursor.spanFrom(start));
  }

  /** The settings that RESET and SHOW call by several words; null where there is none. */
  private @Nullable String specialName() {
    if (cursor.accept(Token.TIME, Token.ZONE)) {
      return "timezone";
    }
    if (cursor.accept(Token.TRANSACTION, Token.ISOLATION)) {
      cursor.expect(Token.LEVEL);
      return "transaction_isolation";
    }
    if (cursor.accept(Token.SESSION, Token.AUTHORIZATION)) {
      return "session_authorization";
    }
    return null;
  }

  /** {@code VariableShowStmt}; the cursor is at SHOW. */
  VariableShowStmt show() {
    int start = cursor.start();
    cursor.expect(Token.SHOW);
    String name = specialName();
    if (name == null) {
      name = cursor.accept(Token.ALL) ? "all" : name();
    }
    return new VariableShowStmt(name, cursor.spanFrom(start));
  }
}
