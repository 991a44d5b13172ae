package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.parser.Tokens.Foreign;
import io.github.windlass.sql.postgres.tree.Span;

/**
 * Cuts a text into tokens as PostgreSQL's {@code scan.l} does with {@code
 * standard_conforming_strings} on, and sets aside what a script holds besides SQL: comments, psql's
 * backslash commands, the data of {@code COPY … FROM stdin}.
 */
final class Lexer {

  /** {@code NAMEDATALEN}: the longest operator is one shorter. */
  private static final int NAMEDATALEN = 64;

  private final char[] text;
  private final Tokens tokens;
  private int at;
  private int statementStart;
  private boolean copyDataMayEnd = true;

  private Lexer(char[] text) {
    this.text = text;
    this.tokens = new Tokens(text);
  }

  static Tokens scan(String text) {
    Lexer lexer = new Lexer(text.toCharArray());
    lexer.scan();
    return lexer.tokens;
  }

  private void scan() {
    if (text.length > 0 && text[0] == '\uFEFF') {
      at = 1;
    }
    while (at < text.length) {
      char c = text[at];
      if (isSpace(c)) {
        at++;
      } else if (isIdentifierStart(c)) {
        word(c);
      } else if (isDigit(c) || (c == '.' && isDigit(look(1)))) {
        number();
      } else {
        symbol(c);
      }
    }
    tokens.add(Token.EOF.ordinal(), text.length, text.length);
  }

  private void symbol(char c) {
    switch (c) {
      case '\'' -> quoted(at, at, Token.SCONST, false);
      case '"' -> quotedIdentifier(at, at);
      case '$' -> dollar();
      case ',' -> single(Token.COMMA);
      case '(' -> single(Token.LEFT_PAREN);
      case ')' -> single(Token.RIGHT_PAREN);
      case '[' -> single(Token.LEFT_BRACKET);
      case ']' -> single(Token.RIGHT_BRACKET);
      case ';' -> semicolon();
      case '.' -> {
        if (look(1) == '.') {
          take(Token.DOT_DOT, 2);
        } else {
          single(Token.DOT);
        }
      }
      case ':' -> {
        if (look(1) == ':') {
          take(Token.TYPECAST, 2);
        } else if (look(1) == '=') {
          take(Token.COLON_EQUALS, 2);
        } else {
          single(Token.COLON);
        }
      }
      case '\\' -> backslash();
      default -> {
        if (c == '-' && look(1) == '-') {
          lineComment();
        } else if (c == '/' && look(1) == '*') {
          blockComment();
        } else if (isOperator(c)) {
          operator();
        } else {
          invalid("unexpected character " + describe(c), at, at + 1);
        }
      }
    }
  }

  private static String describe(char c) {
    return c < ' ' || c == 0x7f ? String.format("0x%02x", (int) c) : "\"" + c + "\"";
  }

  private void single(Token token) {
    take(token, 1);
  }

  private void take(Token token, int length) {
    tokens.add(token.ordinal(), at, at + length);
    at += length;
  }

  private void invalid(String reason, int start, int end) {
    tokens.addInvalid(reason, start, end);
    at = end;
  }

  private char look(int ahead) {
    int i = at + ahead;
    return i < text.length ? text[i] : '\0';
  }

  // --- words ---------------------------------------------------------------------------------

  private void word(char c) {
    char next = look(1);
    if (next == '\'') {
      switch (c) {
        case 'e', 'E' -> {
          quoted(at, at + 1, Token.SCONST, true);
          return;
        }
        case 'b', 'B' -> {
          quoted(at, at + 1, Token.BCONST, false);
          return;
        }
        case 'x', 'X' -> {
          quoted(at, at + 1, Token.XCONST, false);
          return;
        }
        case 'n', 'N' -> {
          // scan.l returns the keyword NCHAR and reads the string afterwards.
          take(Token.NCHAR, 1);
          return;
        }
        default -> {}
      }
    }
    if ((c == 'u' || c == 'U') && next == '&') {
      if (look(2) == '\'') {
        quoted(at, at + 2, Token.SCONST, false);
        unicodeEscape();
        return;
      }
      if (look(2) == '"') {
        quotedIdentifier(at, at + 2);
        unicodeEscape();
        return;
      }
    }
    int start = at;
    int i = at + 1;
    while (i < text.length && isIdentifierPart(text[i])) {
      i++;
    }
    at = i;
    tokens.add(Keywords.find(text, start, i), start, i);
  }

  /** {@code UESCAPE 'c'} after a U&amp; literal becomes part of it, as in {@code base_yylex}. */
  private void unicodeEscape() {
    int last = tokens.count() - 1;
    if (tokens.kind(last) == Token.INVALID.ordinal()) {
      return;
    }
    int i = skipBlanks(at);
    int end = i + 7;
    if (end > text.length || Keywords.find(text, i, end) != Token.UESCAPE.ordinal()) {
      return;
    }
    if (end < text.length && isIdentifierPart(text[end])) {
      return;
    }
    int quote = skipBlanks(end);
    if (quote + 2 < text.length && text[quote] == '\'' && text[quote + 2] == '\'') {
      at = quote + 3;
      tokens.extendLast(at);
    } else {
      invalid("UESCAPE must be followed by a simple string literal", i, end);
    }
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length) {
      if (isSpace(text[i])) {
        i++;
      } else if (text[i] == '-' && i + 1 < text.length && text[i + 1] == '-') {
        i = lineEnd(i);
      } else {
        break;
      }
    }
    return i;
  }

  private void quotedIdentifier(int start, int quote) {
    int i = quote + 1;
    while (i < text.length) {
      char c = text[i];
      if (c == '"') {
        if (i + 1 < text.length && text[i + 1] == '"') {
          i += 2;
          continue;
        }
        if (i == quote + 1) {
          invalid("zero-length delimited identifier", start, i + 1);
          return;
        }
        tokens.add(Token.IDENT.ordinal(), start, i + 1);
        at = i + 1;
        return;
      }
      if (c == '\0') {
        invalid("NUL in a quoted identifier", start, i + 1);
        return;
      }
      i++;
    }
    invalid("unterminated quoted identifier", start, text.length);
  }

  // --- strings -------------------------------------------------------------------------------

  /** A literal in single quotes, which goes on after a line break with a further quote. */
  private void quoted(int start, int quote, Token token, boolean escapes) {
    int i = quote + 1;
    while (i < text.length) {
      char c = text[i];
      if (c == '\'') {
        if (i + 1 < text.length && text[i + 1] == '\'') {
          i += 2;
          continue;
        }
        int continued = continuation(text, i + 1);
        if (continued < 0) {
          tokens.add(token.ordinal(), start, i + 1);
          at = i + 1;
          return;
        }
        i = continued + 1;
      } else if (c == '\\' && escapes) {
        i += 2;
      } else if (c == '\0') {
        invalid("NUL in a string", start, i + 1);
        return;
      } else {
        i++;
      }
    }
    invalid("unterminated quoted string", start, text.length);
  }

  /**
   * Where the quote stands that continues a literal which ended before {@code from}: only blanks
   * and line comments may stand between, with at least one line break; else -1.
   */
  static int continuation(char[] text, int from) {
    int i = from;
    boolean newline = false;
    while (i < text.length) {
      char c = text[i];
      if (c == '\n' || c == '\r') {
        newline = true;
        i++;
      } else if (isSpace(c)) {
        i++;
      } else if (c == '-' && i + 1 < text.length && text[i + 1] == '-') {
        while (i < text.length && text[i] != '\n' && text[i] != '\r') {
          i++;
        }
      } else {
        return c == '\'' && newline ? i : -1;
      }
    }
    return -1;
  }

  private void dollar() {
    if (isDigit(look(1))) {
      int i = at + 1;
      while (i < text.length && isDigit(text[i])) {
        i++;
      }
      if (i < text.length && isIdentifierStart(text[i])) {
        invalid("trailing junk after parameter", at, i + 1);
        return;
      }
      take(Token.PARAM, i - at);
      return;
    }
    int i = at + 1;
    if (i < text.length && isDollarTagStart(text[i])) {
      i++;
      while (i < text.length && isDollarTagPart(text[i])) {
        i++;
      }
    }
    if (i >= text.length || text[i] != '$') {
      invalid("unexpected character \"$\"", at, at + 1);
      return;
    }
    int tagLength = i + 1 - at;
    int end = dollarEnd(at, tagLength);
    if (end < 0) {
      invalid("unterminated dollar-quoted string", at, text.length);
      return;
    }
    take(Token.SCONST, end - at);
  }

  private int dollarEnd(int start, int tagLength) {
    for (int i = start + tagLength; i + tagLength <= text.length; i++) {
      if (text[i] == '$' && sameTag(start, i, tagLength)) {
        return i + tagLength;
      }
    }
    return -1;
  }

  private boolean sameTag(int first, int second, int length) {
    for (int i = 0; i < length; i++) {
      if (text[first + i] != text[second + i]) {
        return false;
      }
    }
    return true;
  }

  // --- numbers -------------------------------------------------------------------------------

  private void number() {
    int start = at;
    int i = at;
    if (text[i] == '0' && i + 1 < text.length) {
      int base = base(text[i + 1]);
      if (base > 0) {
        based(start, base);
        return;
      }
    }
    i = digits(i);
    boolean integer = true;
    if (i < text.length && text[i] == '.' && !(i + 1 < text.length && text[i + 1] == '.')) {
      integer = false;
      i++;
      if (i < text.length && isDigit(text[i])) {
        i = digits(i);
      }
    }
    if (i < text.length && (text[i] == 'e' || text[i] == 'E')) {
      int exponent = i + 1;
      if (exponent < text.length && (text[exponent] == '+' || text[exponent] == '-')) {
        exponent++;
      }
      if (exponent < text.length && isDigit(text[exponent])) {
        integer = false;
        i = digits(exponent);
      }
    }
    endNumber(start, i, integer);
  }

  private void based(int start, int base) {
    int i = start + 2;
    int digits = 0;
    while (i < text.length) {
      if (Character.digit(text[i], base) >= 0 && text[i] < 128) {
        digits++;
        i++;
      } else if (text[i] == '_' && i + 1 < text.length && Character.digit(text[i + 1], base) >= 0) {
        i++;
      } else {
        break;
      }
    }
    if (digits == 0) {
      invalid("invalid number with base " + base, start, i);
      return;
    }
    endNumber(start, i, true);
  }

  private void endNumber(int start, int end, boolean integer) {
    if (end < text.length && isIdentifierStart(text[end])) {
      invalid("trailing junk after numeric literal", start, end + 1);
      return;
    }
    boolean small = integer && Literals.fitsInt(text, start, end);
    at = end;
    tokens.add((small ? Token.ICONST : Token.FCONST).ordinal(), start, end);
  }

  private int digits(int from) {
    int i = from;
    while (i < text.length
        && (isDigit(text[i])
            || (text[i] == '_' && i > from && i + 1 < text.length && isDigit(text[i + 1])))) {
      i++;
    }
    return i;
  }

  /** The base that the letter after a leading zero stands for, or 0. */
  static int base(char letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  // --- operators and comments ----------------------------------------------------------------

  /** {@code operator}: the longest run, without a comment start and without a trailing sign. */
  private void operator() {
    int i = at;
    boolean keepsSign = false;
    while (i < text.length && isOperator(text[i])) {
      char c = text[i];
      char next = i + 1 < text.length ? text[i + 1] : '\0';
      if ((c == '/' && next == '*') || (c == '-' && next == '-')) {
        break;
      }
      if ("~!@#^&|`?%".indexOf(c) >= 0) {
        keepsSign = true;
      }
      i++;
    }
    // An operator ends in + or - only if it also holds a character that no number can follow.
    while (!keepsSign && i - at > 1 && (text[i - 1] == '+' || text[i - 1] == '-')) {
      i--;
    }
    int length = i - at;
    if (length == 1) {
      Token token = self(text[at]);
      take(token, 1);
    } else if (length == 2) {
      take(pair(text[at], text[at + 1]), 2);
    } else if (length >= NAMEDATALEN) {
      invalid("operator too long", at, i);
    } else {
      take(Token.OP, length);
    }
  }

  private static Token self(char c) {
    return switch (c) {
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case '*' -> Token.STAR;
      case '/' -> Token.SLASH;
      case '%' -> Token.PERCENT;
      case '^' -> Token.CARET;
      case '<' -> Token.LESS;
      case '>' -> Token.GREATER;
      case '=' -> Token.EQUALS;
      default -> Token.OP;
    };
  }

  private static Token pair(char first, char second) {
    if (second == '=') {
      switch (first) {
        case '<':
          return Token.LESS_EQUALS;
        case '>':
          return Token.GREATER_EQUALS;
        case '!':
          return Token.NOT_EQUALS;
        default:
          break;
      }
    } else if (second == '>') {
      if (first == '=') {
        return Token.EQUALS_GREATER;
      }
      if (first == '<') {
        return Token.NOT_EQUALS;
      }
    }
    return Token.OP;
  }

  private void lineComment() {
    int start = at;
    at = lineEnd(at);
    tokens.foreign.add(new Foreign(Foreign.Kind.COMMENT, new Span(start, at)));
  }

  private void blockComment() {
    int start = at;
    int depth = 0;
    int i = at;
    while (i + 1 < text.length) {
      if (text[i] == '/' && text[i + 1] == '*') {
        depth++;
        i += 2;
      } else if (text[i] == '*' && text[i + 1] == '/') {
        depth--;
        i += 2;
        if (depth == 0) {
          at = i;
          tokens.foreign.add(new Foreign(Foreign.Kind.COMMENT, new Span(start, i)));
          return;
        }
      } else {
        i++;
      }
    }
    invalid("unterminated /* comment", start, text.length);
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < text.length && text[i] != '\n' && text[i] != '\r') {
      i++;
    }
    return i;
  }

  // --- what a script holds besides SQL -------------------------------------------------------

  private void semicolon() {
    boolean copiesFromStdin = copiesFromStdin();
    single(Token.SEMICOLON);
    statementStart = tokens.count();
    if (copiesFromStdin) {
      copyData();
    }
  }

  /** Whether the statement that ends here is {@code COPY … FROM STDIN …}. */
  private boolean copiesFromStdin() {
    int count = tokens.count();
    if (statementStart >= count || tokens.kind(statementStart) != Token.COPY.ordinal()) {
      return false;
    }
    for (int i = statementStart + 1; i + 1 < count; i++) {
      if (tokens.kind(i) == Token.FROM.ordinal() && tokens.kind(i + 1) == Token.STDIN.ordinal()) {
        return true;
      }
    }
    return false;
  }

  /** The lines up to {@code \.}; where that is missing there are no data and SQL goes on. */
  private void copyData() {
    if (!copyDataMayEnd) {
      return;
    }
    int line = lineEnd(at);
    int start = line;
    while (line < text.length) {
      line += text[line] == '\r' && line + 1 < text.length && text[line + 1] == '\n' ? 2 : 1;
      int end = lineEnd(line);
      if (end - line == 2 && text[line] == '\\' && text[line + 1] == '.') {
        at = end;
        tokens.foreign.add(new Foreign(Foreign.Kind.COPY_DATA, new Span(start, end)));
        return;
      }
      line = end;
    }
    copyDataMayEnd = false;
  }

  /** psql: a backslash command at the start of a line, or one that sends the statement. */
  private void backslash() {
    int start = at;
    boolean sends =
        look(1) == 'g' || look(1) == ';' || startsWith("\\crosstabview") || startsWith("\\watch");
    if (!sends && !firstOnLine(start)) {
      invalid("unexpected character \"\\\"", at, at + 1);
      return;
    }
    int end = look(1) == ';' ? at + 2 : lineEnd(at);
    tokens.foreign.add(new Foreign(Foreign.Kind.PSQL_COMMAND, new Span(start, end)));
    if (sends && tokens.count() > statementStart) {
      tokens.add(Token.SEMICOLON.ordinal(), start, start);
      statementStart = tokens.count();
    }
    at = end;
  }

  private boolean startsWith(String prefix) {
    for (int i = 0; i < prefix.length(); i++) {
      if (look(i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean firstOnLine(int position) {
    int i = position - 1;
    while (i >= 0 && (text[i] == ' ' || text[i] == '\t')) {
      i--;
    }
    return i < 0 || text[i] == '\n' || text[i] == '\r';
  }

  // --- characters ----------------------------------------------------------------------------

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || isDigit(c) || c == '$';
  }

  private static boolean isDollarTagStart(char c) {
    return isIdentifierStart(c);
  }

  private static boolean isDollarTagPart(char c) {
    return isIdentifierStart(c) || isDigit(c);
  }

  private static boolean isOperator(char c) {
    return switch (c) {
      case '~', '!', '@', '#', '^', '&', '|', '`', '?', '+', '-', '*', '/', '%', '<', '>', '=' ->
          true;
      default -> false;
    };
  }
}
