package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CopyStmt;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import io.github.windlass.sql.postgres.tree.Value.ListValue;
import io.github.windlass.sql.postgres.tree.Value.StarValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code CopyStmt}, with the options of today and those from before 9.0. */
final class CopyGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  CopyGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The cursor is at COPY. */
  CopyStmt copy() {
    int start = cursor.start();
    cursor.expect(Token.COPY);
    if (cursor.at(Token.LEFT_PAREN)) {
      return copyQuery(start);
    }
    List<DefElem> options = new ArrayList<>(4);
    int word = cursor.start();
    if (cursor.accept(Token.BINARY)) {
      options.add(option("format", string("binary", word), word));
    }
    RangeVar relation = grammar.names().qualifiedName();
    List<String> columns = grammar.names().optionalColumns();
    oldOids(options);
    boolean from = cursor.accept(Token.FROM);
    if (!from) {
      cursor.expect(Token.TO);
    }
    boolean program = cursor.accept(Token.PROGRAM);
    String file = file(program);
    DefElem delimiter = oldDelimiter();
    if (delimiter != null) {
      options.add(delimiter);
    }
    cursor.accept(Token.WITH);
    options(options);
    Span whereAt = cursor.tokenSpan();
    Expression where = grammar.queries().whereClause();
    if (where != null && !from) {
      throw cursor.error("WHERE clause not allowed with COPY TO", whereAt);
    }
    return new CopyStmt(
        relation,
        null,
        columns,
        from,
        program,
        file,
        List.copyOf(options),
        where,
        cursor.spanFrom(start));
  }

  /** {@code WITH OIDS} before FROM and TO, until 11. */
  private void oldOids(List<DefElem> options) {
    int start = cursor.start();
    if (cursor.accept(Token.WITH, Token.OIDS)) {
      options.add(option("oids", new BooleanValue(true, cursor.spanFrom(start)), start));
    }
  }

  /** {@code COPY (query) TO …}. */
  private CopyStmt copyQuery(int start) {
    cursor.expect(Token.LEFT_PAREN);
    QueryStatement query = grammar.queries().preparableStatement();
    cursor.expect(Token.RIGHT_PAREN, Token.TO);
    boolean program = cursor.accept(Token.PROGRAM);
    String file = file(program);
    cursor.accept(Token.WITH);
    List<DefElem> options = new ArrayList<>(4);
    options(options);
    return new CopyStmt(
        null,
        query,
        List.of(),
        false,
        program,
        file,
        List.copyOf(options),
        null,
        cursor.spanFrom(start));
  }

  /** {@code copy_file_name}: null for STDIN and STDOUT, whichever is written. */
  private @Nullable String file(boolean program) {
    if (cursor.at(Token.STDIN) || cursor.at(Token.STDOUT)) {
      if (program) {
        throw cursor.error("STDIN/STDOUT not allowed with PROGRAM");
      }
      cursor.advance();
      return null;
    }
    return grammar.options().string();
  }

  /** {@code copy_delimiter}: {@code [USING] DELIMITERS 'x'}. */
  private @Nullable DefElem oldDelimiter() {
    if (cursor.accept(Token.USING) && !cursor.at(Token.DELIMITERS)) {
      throw cursor.error();
    }
    int start = cursor.start();
    return cursor.accept(Token.DELIMITERS)
        ? option("delimiter", grammar.options().stringValue(), start)
        : null;
  }

  /** {@code copy_options}. */
  private void options(List<DefElem> options) {
    if (cursor.accept(Token.LEFT_PAREN)) {
      do {
        options.add(genericOption());
      } while (cursor.accept(Token.COMMA));
      cursor.expect(Token.RIGHT_PAREN);
      return;
    }
    DefElem option = oldOption();
    while (option != null) {
      options.add(option);
      option = oldOption();
    }
  }

  /** {@code copy_generic_opt_elem}. */
  private DefElem genericOption() {
    int start = cursor.start();
    String name = grammar.names().colLabel();
    return option(name, genericArgument(), start);
  }

  /** {@code copy_generic_opt_arg}. */
  private @Nullable Node genericArgument() {
    int start = cursor.start();
    return switch (cursor.token()) {
      case COMMA, RIGHT_PAREN -> null;
      case ICONST, FCONST, PLUS, MINUS -> grammar.options().numericOnly();
      case STAR -> star();
      case DEFAULT -> {
        cursor.advance();
        yield string("default", start);
      }
      case LEFT_PAREN -> {
        cursor.advance();
        List<Value> items = new ArrayList<>(4);
        do {
          items.add(grammar.options().booleanOrString());
        } while (cursor.accept(Token.COMMA));
        cursor.expect(Token.RIGHT_PAREN);
        yield new ListValue(List.copyOf(items), cursor.spanFrom(start));
      }
      default -> grammar.options().booleanOrString();
    };
  }

  /** {@code copy_opt_item}; null if there is none. */
  private @Nullable DefElem oldOption() {
    int start = cursor.start();
    switch (cursor.token()) {
      case BINARY:
        cursor.advance();
        return option("format", string("binary", start), start);
      case CSV:
        cursor.advance();
        return option("format", string("csv", start), start);
      case FREEZE:
        cursor.advance();
        return option("freeze", new BooleanValue(true, cursor.spanFrom(start)), start);
      case HEADER:
        cursor.advance();
        return option("header", new BooleanValue(true, cursor.spanFrom(start)), start);
      case OIDS:
        // Until 11.
        cursor.advance();
        return option("oids", new BooleanValue(true, cursor.spanFrom(start)), start);
      case DELIMITER:
        return stringOption("delimiter", start);
      case NULL:
        return stringOption("null", start);
      case QUOTE:
        return stringOption("quote", start);
      case ESCAPE:
        return stringOption("escape", start);
      case ENCODING:
        cursor.advance();
        return option("encoding", grammar.options().stringValue(), start);
      case FORCE:
        return force(start);
      default:
        return null;
    }
  }

  private DefElem stringOption(String name, int start) {
    cursor.advance();
    cursor.accept(Token.AS);
    return option(name, grammar.options().stringValue(), start);
  }

  /** {@code FORCE QUOTE | NOT NULL | NULL} with columns or {@code *}. */
  private DefElem force(int start) {
    cursor.expect(Token.FORCE);
    String name;
    if (cursor.accept(Token.QUOTE)) {
      name = "force_quote";
    } else if (cursor.accept(Token.NULL)) {
      name = "force_null";
    } else {
      cursor.expect(Token.NOT, Token.NULL);
      name = "force_not_null";
    }
    return option(name, cursor.at(Token.STAR) ? star() : columns(), start);
  }

  private ListValue columns() {
    int start = cursor.start();
    List<Value> columns = new ArrayList<>(2);
    do {
      int column = cursor.start();
      columns.add(string(grammar.names().colId(), column));
    } while (cursor.accept(Token.COMMA));
    return new ListValue(List.copyOf(columns), cursor.spanFrom(start));
  }

  private StarValue star() {
    StarValue star = new StarValue(cursor.tokenSpan());
    cursor.expect(Token.STAR);
    return star;
  }

  /** A value that the words from {@code start} to here mean. */
  private StringValue string(String value, int start) {
    return new StringValue(value, cursor.spanFrom(start));
  }

  private DefElem option(String name, @Nullable Node arg, int start) {
    return grammar.options().option(name, arg, start);
  }
}
