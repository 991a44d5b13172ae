package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.Conditions;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.RaiseOption;
import java.util.ArrayList;
import java.util.List;

/** {@code stmt_raise}. */
final class PlpgsqlRaise {

  private final PlpgsqlCursor cursor;
  private final PlpgsqlSimpleStatements simple;

  PlpgsqlRaise(PlpgsqlCursor cursor, PlpgsqlSimpleStatements simple) {
    this.cursor = cursor;
    this.simple = simple;
  }

  PlpgsqlStatement raise() {
    int start = cursor.start();
    cursor.advance();
    int first = cursor.mark();
    String level = level();
    boolean again = cursor.mark() == first && cursor.at(Token.SEMICOLON);
    String condition = null;
    String message = null;
    List<PlpgsqlExpression> parameters = new ArrayList<>(2);
    if (!again && !cursor.at(PlpgsqlWord.USING)) {
      if (cursor.at(Token.SCONST)) {
        message = cursor.string();
        while (cursor.accept(Token.COMMA)) {
          parameters.add(
              cursor.expressionUpTo(
                  ", or ; or USING", PlpgsqlWord.COMMA, PlpgsqlWord.SEMICOLON, PlpgsqlWord.USING));
        }
      } else {
        condition = condition();
      }
      if (!cursor.at(Token.SEMICOLON) && !cursor.at(PlpgsqlWord.USING)) {
        throw cursor.error();
      }
    }
    if (message != null && placeholders(message) != parameters.size()) {
      throw cursor.error(
          placeholders(message) > parameters.size()
              ? "too few parameters specified for RAISE"
              : "too many parameters specified for RAISE");
    }
    List<RaiseOption> options = new ArrayList<>(0);
    if (cursor.at(PlpgsqlWord.USING)) {
      do {
        cursor.advance();
        options.add(option());
      } while (cursor.at(PlpgsqlWord.COMMA));
    }
    cursor.expect(Token.SEMICOLON);
    return new PlpgsqlStatement.Raise(
        level,
        condition,
        message,
        List.copyOf(parameters),
        List.copyOf(options),
        cursor.spanFrom(start));
  }

  private String level() {
    PlpgsqlWord word = cursor.word();
    return switch (word) {
      case EXCEPTION, WARNING, NOTICE, INFO, LOG, DEBUG -> {
        cursor.advance();
        yield word.spelling();
      }
      case null, default -> "exception";
    };
  }

  private String condition() {
    if (cursor.at(PlpgsqlWord.SQLSTATE)) {
      cursor.advance();
      return simple.sqlstate();
    }
    int mark = cursor.mark();
    String name = cursor.name();
    if (Conditions.codes(name).isEmpty()) {
      cursor.rewind(mark);
      throw cursor.error("42704", "unrecognized exception condition \"" + name + "\"");
    }
    return name;
  }

  /** {@code read_raise_options}: one of them. */
  private RaiseOption option() {
    PlpgsqlWord word = cursor.word();
    String name =
        switch (word) {
          case ERRCODE, MESSAGE, DETAIL, HINT, COLUMN, CONSTRAINT, DATATYPE, TABLE, SCHEMA ->
              word.spelling();
          case null, default -> throw cursor.error("unrecognized RAISE statement option");
        };
    cursor.advance();
    if (!cursor.accept(Token.EQUALS)) {
      cursor.expect(Token.COLON_EQUALS);
    }
    return new RaiseOption(
        name, cursor.expressionUpTo(", or ;", PlpgsqlWord.COMMA, PlpgsqlWord.SEMICOLON));
  }

  /** The places for parameters: {@code %}, but not {@code %%}. */
  private static int placeholders(String message) {
    int count = 0;
    for (int i = 0; i < message.length(); i++) {
      if (message.charAt(i) == '%') {
        if (i + 1 < message.length() && message.charAt(i + 1) == '%') {
          i++;
        } else {
          count++;
        }
      }
    }
    return count;
  }
}
