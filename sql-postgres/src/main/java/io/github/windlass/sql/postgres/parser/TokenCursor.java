package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Span;

/** Reads along the tokens of a text. */
final class TokenCursor {

  /**
   * How deep productions may nest. PostgreSQL's own limit is its stack. Here the heaviest
   * production, a call in a call, takes up to 2.2 kB of stack a level, more when it is half
   * compiled than interpreted (measured with and without {@code -Xint}), so that this limit holds
   * on a thread with 512 kB.
   */
  static final int MAX_DEPTH = 200;

  /**
   * How many parentheses directly inside each other count as one level: they take one small frame
   * each, and are many in what programs write ({@code ((((a OR b) OR c) OR d) …}).
   */
  private static final int PARENTHESES_PER_LEVEL = 4;

  private final Tokens tokens;
  private final Identifiers identifiers = new Identifiers();
  private Span lastSpan = new Span(0, 0);
  private int index;
  private int depth;
  private boolean bodiesCloseBeforeCreate;

  TokenCursor(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A cursor over what is itself nested.
   *
   * @param levels how deep
   */
  TokenCursor(Tokens tokens, int levels) {
    this.tokens = tokens;
    this.depth = levels * PARENTHESES_PER_LEVEL;
  }

  Token token() {
    return Token.of(tokens.kind(index));
  }

  /** The token {@code ahead} places further; EOF after the end. */
  Token peek(int ahead) {
    int i = index + ahead;
    return i < tokens.count() ? Token.of(tokens.kind(i)) : Token.EOF;
  }

  boolean at(Token token) {
    return tokens.kind(index) == token.ordinal();
  }

  boolean at(Token first, Token second) {
    return at(first) && peek(1) == second;
  }

  boolean at(Token first, Token second, Token third) {
    return at(first) && peek(1) == second && peek(2) == third;
  }

  /** Whether the statement ends here. */
  boolean atEnd() {
    return at(Token.SEMICOLON) || at(Token.EOF);
  }

  void advance() {
    if (index < tokens.count() - 1) {
      index++;
    }
  }

  boolean accept(Token token) {
    if (at(token)) {
      advance();
      return true;
    }
    return false;
  }

  /** Accepts both tokens in a row, or none. */
  boolean accept(Token first, Token second) {
    if (at(first, second)) {
      advance();
      advance();
      return true;
    }
    return false;
  }

  /** Accepts all three tokens in a row, or none. */
  boolean accept(Token first, Token second, Token third) {
    if (at(first, second, third)) {
      advance();
      advance();
      advance();
      return true;
    }
    return false;
  }

  void expect(Token token) {
    if (!accept(token)) {
      throw error();
    }
  }

  void expect(Token first, Token second) {
    expect(first);
    expect(second);
  }

  /** Where the current token starts. */
  int start() {
    return tokens.start(index);
  }

  /** Where the current token ends. */
  int end() {
    return tokens.end(index);
  }

  /**
   * The text from {@code start} to the end of the token before the current one. What has no token
   * stands behind that one, so that it is within what it belongs to.
   */
  Span spanFrom(int start) {
    int end = index == 0 ? 0 : tokens.end(index - 1);
    return span(Math.min(start, end), end);
  }

  /** The text of the current token. */
  Span tokenSpan() {
    return span(tokens.start(index), tokens.end(index));
  }

  /** A node and the only node within it often cover the same text: they share its span. */
  private Span span(int start, int end) {
    Span last = lastSpan;
    if (last.start() != start || last.end() != end) {
      last = new Span(start, end);
      lastSpan = last;
    }
    return last;
  }

  /** The place of the current token among all tokens, for {@link #rewind}. */
  int mark() {
    return index;
  }

  void rewind(int mark) {
    index = mark;
  }

  /** Whether nothing, not even a blank, stands between the current token and the next. */
  boolean touchesNext() {
    return index + 1 < tokens.count() && tokens.end(index) == tokens.start(index + 1);
  }

  /** The name that the current IDENT or keyword token spells. */
  String identifier() {
    return Literals.identifier(tokens.text, start(), end(), identifiers, this);
  }

  /** The current token as an operator's name, {@code !=} being {@code <>}. */
  String operator() {
    return at(Token.NOT_EQUALS) ? "<>" : identifiers.intern(tokens.text, start(), end(), false);
  }

  /** The value of the current SCONST. */
  String string() {
    return Literals.string(tokens.text, start(), end(), this);
  }

  /** The character that escapes in the current U&amp; literal. */
  char escapeCharacter() {
    String literal = tokens.escape(index);
    if (literal == null) {
      return '\\';
    }
    String value = Literals.string(literal.toCharArray(), 0, literal.length(), this);
    if (value.length() != 1 || value.charAt(0) >= 0x80) {
      throw error("invalid Unicode escape character");
    }
    return value.charAt(0);
  }

  /** The value of the current BCONST or XCONST: {@code b} or {@code x}, then the digits. */
  String bitString() {
    String prefix = at(Token.BCONST) ? "b" : "x";
    return prefix + Literals.quoted(tokens.text, start() + 1, end());
  }

  /** The number of the current PARAM. */
  int parameter() {
    long number = Literals.number(tokens.text, start() + 1, end());
    if (number > Integer.MAX_VALUE) {
      throw error("parameter number too large");
    }
    return (int) number;
  }

  /** The value of the current ICONST. */
  int integer() {
    return Literals.integer(tokens.text, start(), end());
  }

  /** The current token as it is written. */
  String spelling() {
    return new String(tokens.text, start(), end() - start());
  }

  /** Called on entry of a production that contains itself. */
  void enter() {
    deepen(PARENTHESES_PER_LEVEL);
  }

  private void deepen(int by) {
    depth += by;
    if (depth > MAX_DEPTH * PARENTHESES_PER_LEVEL) {
      throw new ParseFailure("nested deeper than " + MAX_DEPTH + " levels", start(), end(), true);
    }
  }

  void leave() {
    depth -= PARENTHESES_PER_LEVEL;
  }

  /** Called on entry of parentheses that stand directly in others. */
  void enterParentheses() {
    deepen(1);
  }

  void leaveParentheses() {
    depth--;
  }

  /**
   * Called when the body of a function turns out to lack its END. It was read to the end of the
   * text; so that a text of many such bodies is not read as often, no further body goes on at
   * CREATE, which none may hold that the server would run.
   */
  void closeBodiesBeforeCreate() {
    bodiesCloseBeforeCreate = true;
  }

  /** Whether the body of a function cannot go on here. */
  boolean atEndOfBody() {
    return at(Token.END) || (bodiesCloseBeforeCreate && at(Token.CREATE));
  }

  /** For statements after a failed one. */
  void resetDepth() {
    depth = 0;
  }

  /** A syntax error at the current token. */
  ParseFailure error() {
    return switch (token()) {
      case INVALID -> {
        String reason = tokens.reason(index);
        yield error((reason != null ? reason : "syntax error") + near());
      }
      case EOF -> error("syntax error at end of input");
      default -> error("syntax error" + near());
    };
  }

  /** An error with a reason of its own, at the current token. */
  ParseFailure error(String message) {
    return new ParseFailure(message, start(), end(), false);
  }

  /** An error at a place read before. */
  ParseFailure error(String message, Span at) {
    return new ParseFailure(message, at.start(), at.end(), false);
  }

  private String near() {
    int end = Math.min(end(), start() + 60);
    return " at or near \"" + new String(tokens.text, start(), end - start()) + "\"";
  }
}
