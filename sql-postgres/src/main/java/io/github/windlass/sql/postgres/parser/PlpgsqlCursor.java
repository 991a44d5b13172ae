package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads along the tokens of a PL/pgSQL body: its own words, variables, and the pieces of SQL
 * between them, whose end is found before they are read ({@code read_sql_construct}).
 */
final class PlpgsqlCursor {

  /** Tokens from the first to before the last. */
  record Piece(int from, int to) {}

  final PlpgsqlNames names;
  private final Tokens tokens;
  private final TokenCursor cursor;
  private final @Nullable PlpgsqlWord[] words;
  private int levels;

  PlpgsqlCursor(Tokens tokens, PlpgsqlNames names) {
    this.tokens = tokens;
    this.names = names;
    this.cursor = new TokenCursor(tokens);
    this.words = new PlpgsqlWord[tokens.count()];
    for (int i = 0; i < words.length; i++) {
      words[i] = PlpgsqlWord.of(tokens, i);
    }
  }

  // --- tokens --------------------------------------------------------------------------------

  boolean at(PlpgsqlWord word) {
    return words[cursor.mark()] == word;
  }

  boolean at(Token token) {
    return cursor.at(token);
  }

  /** The word at the cursor; null where there is none. */
  @Nullable PlpgsqlWord word() {
    return words[cursor.mark()];
  }

  boolean accept(PlpgsqlWord word) {
    if (at(word)) {
      cursor.advance();
      return true;
    }
    return false;
  }

  boolean accept(Token token) {
    return cursor.accept(token);
  }

  void expect(PlpgsqlWord word) {
    if (!accept(word)) {
      throw cursor.error();
    }
  }

  void expect(Token token) {
    cursor.expect(token);
  }

  void advance() {
    cursor.advance();
  }

  Token peek(int ahead) {
    return cursor.peek(ahead);
  }

  /** The word some tokens ahead; null where there is none. */
  @Nullable PlpgsqlWord peekWord(int ahead) {
    int index = cursor.mark() + ahead;
    return index < words.length ? words[index] : null;
  }

  /** Whether an operator stands at the cursor. */
  boolean atOperator(String operator) {
    return cursor.at(Token.OP) && cursor.operator().equals(operator);
  }

  int start() {
    return cursor.start();
  }

  /** The text from a place to the token before the cursor, a semicolon left out. */
  Span spanFrom(int start) {
    int last = cursor.mark() - 1;
    if (last > 0 && words[last] == PlpgsqlWord.SEMICOLON) {
      return new Span(start, Math.max(start, tokens.end(last - 1)));
    }
    return cursor.spanFrom(start);
  }

  ParseFailure error() {
    return cursor.error();
  }

  ParseFailure error(String message) {
    return cursor.error(message);
  }

  ParseFailure error(String sqlstate, String message) {
    return new ParseFailure(sqlstate, message, cursor.start(), cursor.end(), false);
  }

  String string() {
    String value = cursor.string();
    cursor.advance();
    return value;
  }

  int integer() {
    if (!cursor.at(Token.ICONST)) {
      throw cursor.error();
    }
    int value = cursor.integer();
    cursor.advance();
    return value;
  }

  /** Entry of what contains itself; what is in it has so many levels less. */
  void enter() {
    cursor.enter();
    levels++;
  }

  void leave() {
    cursor.leave();
    levels--;
  }

  // --- names ---------------------------------------------------------------------------------

  /** Whether a name that is no reserved word stands some tokens ahead. */
  boolean isName(int ahead) {
    Token token = cursor.peek(ahead);
    boolean word =
        token == Token.IDENT
            || token.isKeyword()
            || token == Token.FORMAT_LA
            || token == Token.NULLS_LA
            || token == Token.WITHOUT_LA;
    PlpgsqlWord known = word ? peekWord(ahead) : null;
    return word && (known == null || !known.isReserved());
  }

  /** {@code any_identifier}. */
  String name() {
    if (!isName(0)) {
      throw cursor.error();
    }
    String name = cursor.identifier();
    cursor.advance();
    return name;
  }

  /** A name of up to three parts, as the scanner joins them. */
  List<String> qualifiedName() {
    List<String> parts = new ArrayList<>(3);
    parts.add(name());
    while (parts.size() < 3 && cursor.at(Token.DOT) && isName(1)) {
      cursor.advance();
      parts.add(name());
    }
    return parts;
  }

  /** A variable at the cursor: what it is, and its tokens. */
  record Datum(List<String> names, PlpgsqlNames.Found found, int tokens) {

    boolean isField() {
      return found.parts() < names.size();
    }

    /** A record or row, rather than a scalar or a field. */
    boolean isRow() {
      return found.variable().isRecord() && !isField();
    }
  }

  /** The variable that stands at the cursor ({@code T_DATUM}); null if none does. */
  @Nullable Datum datum() {
    int mark = cursor.mark();
    List<String> parts;
    if (cursor.at(Token.PARAM)) {
      parts = new ArrayList<>(3);
      parts.add(cursor.spelling());
      cursor.advance();
      while (parts.size() < 3 && cursor.at(Token.DOT) && isName(1)) {
        cursor.advance();
        parts.add(name());
      }
    } else if (isName(0)) {
      parts = qualifiedName();
    } else {
      return null;
    }
    int length = cursor.mark() - mark;
    cursor.rewind(mark);
    PlpgsqlNames.Found found = names.find(parts);
    return found == null ? null : new Datum(List.copyOf(parts), found, length);
  }

  /** The variable at the cursor, which is read over. */
  Datum expectDatum() {
    Datum datum = datum();
    if (datum == null) {
      throw notVariable();
    }
    return datum;
  }

  /** {@code current_token_is_not_variable}. */
  ParseFailure notVariable() {
    if (!isName(0) && !cursor.at(Token.PARAM)) {
      return cursor.error();
    }
    return cursor.error("\"" + cursor.spelling() + "\" is not a known variable");
  }

  /** The variable at the cursor, which is written to ({@code check_assignable}). */
  Target target(Datum datum) {
    if (datum.found().variable().constant()) {
      throw error(
          "22005", "variable \"" + String.join(".", datum.names()) + "\" is declared CONSTANT");
    }
    return read(datum);
  }

  /** The variable at the cursor. */
  Target read(Datum datum) {
    int start = cursor.start();
    skip(datum);
    return new Target(datum.names(), cursor.spanFrom(start));
  }

  void skip(Datum datum) {
    for (int i = 0; i < datum.tokens(); i++) {
      cursor.advance();
    }
  }

  // --- pieces of SQL -------------------------------------------------------------------------

  /**
   * The tokens before the first of some words that stands outside parentheses.
   *
   * @param missing what is said to be missing at the end of the statement
   */
  Piece upTo(boolean expression, String missing, PlpgsqlWord... until) {
    int from = cursor.mark();
    int depth = 0;
    while (depth > 0 || !atAny(until)) {
      if (cursor.at(Token.LEFT_PAREN) || cursor.at(Token.LEFT_BRACKET)) {
        depth++;
      } else if (cursor.at(Token.RIGHT_PAREN) || cursor.at(Token.RIGHT_BRACKET)) {
        depth--;
        if (depth < 0) {
          throw cursor.error("mismatched parentheses" + near());
        }
      } else if (cursor.atEnd()) {
        throw depth > 0
            ? cursor.error("mismatched parentheses" + near())
            : cursor.error(
                "missing \""
                    + missing
                    + "\" at end of SQL "
                    + (expression ? "expression" : "statement"));
      }
      cursor.advance();
    }
    return new Piece(from, cursor.mark());
  }

  /** As {@link #upTo}, but not nothing. */
  Piece somethingUpTo(boolean expression, String missing, PlpgsqlWord... until) {
    Piece piece = upTo(expression, missing, until);
    if (piece.from == piece.to) {
      throw cursor.error((expression ? "missing expression" : "missing SQL statement") + near());
    }
    return piece;
  }

  private String near() {
    return cursor.at(Token.EOF) ? " at end of input" : " at or near \"" + cursor.spelling() + "\"";
  }

  private boolean atAny(PlpgsqlWord... until) {
    PlpgsqlWord word = word();
    if (word != null) {
      for (PlpgsqlWord each : until) {
        if (each == word) {
          return true;
        }
      }
    }
    return false;
  }

  /** An expression up to one of some words. */
  PlpgsqlExpression expressionUpTo(String missing, PlpgsqlWord... until) {
    return expression(somethingUpTo(true, missing, until));
  }

  /** An expression up to the semicolon, and over it. */
  PlpgsqlExpression expressionToEnd() {
    PlpgsqlExpression expression = expressionUpTo(";", PlpgsqlWord.SEMICOLON);
    cursor.advance();
    return expression;
  }

  /** A statement of SQL up to the semicolon, and over it. */
  Statement statementToEnd() {
    Statement statement = statement(somethingUpTo(false, ";", PlpgsqlWord.SEMICOLON));
    cursor.advance();
    return statement;
  }

  /** {@code PLpgSQL_Expr}: a SELECT without its first word, WITH, set operations and INTO. */
  PlpgsqlExpression expression(Piece piece) {
    Tokens part = tokens.part(Token.SELECT, piece.from, piece.to, piece.to, piece.to);
    Statement statement = read(part);
    if (statement instanceof SelectStmt.Select select && select.intoClause() == null) {
      return new PlpgsqlExpression(select, span(piece));
    }
    throw new ParseFailure(
        "syntax error in an expression", tokens.start(piece.from), tokens.start(piece.to), false);
  }

  /** One statement of SQL. */
  Statement statement(Piece piece) {
    return read(tokens.part(null, piece.from, piece.to, piece.to, piece.to));
  }

  /** One statement of SQL, with a gap where INTO stood. */
  Statement statement(Piece piece, @Nullable Piece gap) {
    return gap == null
        ? statement(piece)
        : read(tokens.part(null, piece.from, gap.from, gap.to, piece.to));
  }

  /** The SELECT that PERFORM is. */
  Statement perform(Piece piece) {
    return read(tokens.part(Token.SELECT, piece.from, piece.to, piece.to, piece.to));
  }

  /** {@code parse_datatype}. */
  TypeName type(Piece piece) {
    TokenCursor inner =
        new TokenCursor(tokens.part(null, piece.from, piece.to, piece.to, piece.to), levels);
    TypeName type = new Grammar(inner).types().typeName();
    if (!inner.at(Token.EOF)) {
      throw inner.error();
    }
    if (type.setof()) {
      throw inner.error("invalid type name", type.span());
    }
    return type;
  }

  private Statement read(Tokens part) {
    TokenCursor inner = new TokenCursor(part, levels);
    Statement statement = new StatementGrammar(new Grammar(inner)).statement();
    inner.accept(Token.SEMICOLON);
    if (!inner.at(Token.EOF)) {
      throw inner.error();
    }
    return statement;
  }

  private Span span(Piece piece) {
    if (piece.from == piece.to) {
      return new Span(tokens.start(piece.from), tokens.start(piece.from));
    }
    return new Span(tokens.start(piece.from), tokens.end(piece.to - 1));
  }

  /** The place of the cursor among all tokens. */
  int mark() {
    return cursor.mark();
  }

  void rewind(int mark) {
    cursor.rewind(mark);
  }

  /** Whether a word stands at the cursor without quotes, whatever its case. */
  boolean atSpelling(String lower) {
    return cursor.end() - cursor.start() == lower.length()
        && cursor.spelling().equalsIgnoreCase(lower);
  }
}
