package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.parser.Tokens.Foreign;
import io.github.windlass.sql.postgres.tree.Span;
import org.jspecify.annotations.Nullable;

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

  /** Whether the text is a script, which may hold more than SQL. */
  private final boolean script;

  private int at;
  private int statementStart;
  private int copyDataFrom = Integer.MAX_VALUE;
  private boolean copyDataMayEnd = true;

  private Lexer(char[] text, boolean script) {
    this.text = text;
    this.tokens = new Tokens(text);
    this.script = script;
  }

  /** The tokens of a script. */
  static Tokens scan(String text) {
    return scan(text, true);
  }

  /** The tokens of a routine's body: psql never sees it. */
  static Tokens scanBody(String text) {
    return scan(text, false);
  }

  private static Tokens scan(String text, boolean script) {
    Lexer lexer = new Lexer(text.toCharArray(), script);
    lexer.scan();
    return lexer.tokens;
  }

  private void scan() {
    if (text.length > 0 && text[0] == '\uFEFF') {
      at = 1;
    }
    while (at < text.length) {
      char c = text[at];
      if (at >= copyDataFrom) {
        copyData();
      } else if (isSpace(c)) {
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
      case '\'' -> quoted(at, at, Token.SCONST);
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
          invalid(null, at, at + 1);
        }
      }
    }
  }

  private void single(Token token) {
    take(token, 1);
  }

  private void take(Token token, int length) {
    tokens.add(token.ordinal(), at, at + length);
    at += length;
  }

  /** A string constant, which may be the escape character of the U&amp; literal before it. */
  private void string(int start, int end) {
    tokens.add(Token.SCONST.ordinal(), start, end);
    at = end;
    int escape = tokens.count() - 2;
    if (escape > 0
        && tokens.kind(escape) == Token.INVALID.ordinal()
        && Keywords.find(text, tokens.start(escape), tokens.end(escape)) == Token.UESCAPE.ordinal()
        && !isUnicodeLiteral(text, start, end)) {
      tokens.joinEscape();
    }
  }

  /** UESCAPE belongs to the U&amp; literal before it, and must have a string behind it. */
  private void keyword(int kind, int start, int end) {
    int last = tokens.count() - 1;
    if (kind == Token.UESCAPE.ordinal()
        && last >= 0
        && (tokens.kind(last) == Token.SCONST.ordinal()
            || tokens.kind(last) == Token.IDENT.ordinal())
        && isUnicodeLiteral(text, tokens.start(last), tokens.end(last))) {
      invalid("UESCAPE must be followed by a simple string literal", start, end);
    } else {
      tokens.add(kind, start, end);
      if (last >= 0) {
        lookAhead(tokens.kind(last), kind);
      }
    }
  }

  /** Three words are no names before certain others (parser.c, base_yylex). */
  private void lookAhead(int word, int next) {
    if (word == Token.NULLS.ordinal()) {
      if (next == Token.FIRST.ordinal() || next == Token.LAST.ordinal()) {
        tokens.changeLastButOne(Token.NULLS_LA.ordinal());
      }
    } else if (word == Token.FORMAT.ordinal()) {
      if (next == Token.JSON.ordinal()) {
        tokens.changeLastButOne(Token.FORMAT_LA.ordinal());
      }
    } else if (word == Token.WITHOUT.ordinal() && next == Token.TIME.ordinal()) {
      tokens.changeLastButOne(Token.WITHOUT_LA.ordinal());
    }
  }

  /** Whether a token is {@code U&'…'} or {@code U&"…"}. */
  static boolean isUnicodeLiteral(char[] text, int start, int end) {
    return end - start > 3
        && (text[start] == 'u' || text[start] == 'U')
        && text[start + 1] == '&'
        && (text[start + 2] == '\'' || text[start + 2] == '"');
  }

  /** A token that cannot be one; {@code reason} is null where it is only out of place. */
  private void invalid(@Nullable String reason, int start, int end) {
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
          quotedWithEscapes(at);
          return;
        }
        case 'b', 'B' -> {
          quoted(at, at + 1, Token.BCONST);
          return;
        }
        case 'x', 'X' -> {
          quoted(at, at + 1, Token.XCONST);
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
        quoted(at, at + 2, Token.SCONST);
        return;
      }
      if (look(2) == '"') {
        quotedIdentifier(at, at + 2);
        return;
      }
    }
    int start = at;
    int i = identifierEnd(at + 1);
    at = i;
    keyword(Keywords.find(text, start, i), start, i);
  }

  private int identifierEnd(int from) {
    int i = from;
    while (i < text.length && isIdentifierPart(text[i])) {
      i++;
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
  private void quoted(int start, int quote, Token token) {
    // In a bit string a doubled quote is an end and a start.
    boolean doubles = token == Token.SCONST;
    int i = quote + 1;
    while (i < text.length) {
      char c = text[i];
      if (c == '\'') {
        if (doubles && i + 1 < text.length && text[i + 1] == '\'') {
          i += 2;
          continue;
        }
        int continued = continuation(text, i + 1);
        if (continued < 0) {
          literal(token, start, i + 1);
          return;
        }
        i = continued + 1;
      } else if (c == '\0') {
        invalid("NUL in a string", start, i + 1);
        return;
      } else {
        i++;
      }
    }
    unterminated(token, start);
  }

  /** {@code E'…'}: a backslash takes the next character with it. */
  private void quotedWithEscapes(int start) {
    int i = start + 2;
    while (i < text.length) {
      char c = text[i];
      if (c == '\'') {
        if (i + 1 < text.length && text[i + 1] == '\'') {
          i += 2;
          continue;
        }
        int continued = continuation(text, i + 1);
        if (continued < 0) {
          literal(Token.SCONST, start, i + 1);
          return;
        }
        i = continued + 1;
      } else if (c == '\\') {
        i += 2;
      } else if (c == '\0') {
        invalid("NUL in a string", start, i + 1);
        return;
      } else {
        i++;
      }
    }
    unterminated(Token.SCONST, start);
  }

  private void literal(Token token, int start, int end) {
    if (token == Token.SCONST) {
      string(start, end);
    } else {
      tokens.add(token.ordinal(), start, end);
      at = end;
    }
  }

  private void unterminated(Token token, int start) {
    String reason =
        switch (token) {
          case BCONST -> "unterminated bit string literal";
          case XCONST -> "unterminated hexadecimal string literal";
          default -> "unterminated quoted string";
        };
    invalid(reason, start, text.length);
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
      parameter();
      return;
    }
    int i = at + 1;
    if (i < text.length && isIdentifierStart(text[i])) {
      i++;
      while (i < text.length && (isIdentifierStart(text[i]) || isDigit(text[i]))) {
        i++;
      }
    }
    if (i >= text.length || text[i] != '$') {
      invalid(null, at, at + 1);
      return;
    }
    int end = dollarEnd(at, i + 1 - at);
    if (end < 0) {
      invalid("unterminated dollar-quoted string", at, text.length);
      return;
    }
    string(at, end);
  }

  private void parameter() {
    int start = at;
    int i = at + 1;
    while (i < text.length && isDigit(text[i])) {
      i++;
    }
    if (i < text.length && isIdentifierStart(text[i])) {
      invalid("trailing junk after parameter", start, identifierEnd(i));
    } else if (!Literals.fitsInt(text, start + 1, i)) {
      invalid("parameter number too large", start, i);
    } else {
      take(Token.PARAM, i - start);
    }
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

  /** An integer in base 16, 8 or 2, behind its zero and letter. */
  private void based(int start, int base) {
    int i = start + 2;
    while (i < text.length && isDigitAfterOptionalUnderscore(i, base)) {
      i += text[i] == '_' ? 2 : 1;
    }
    // scan.l: hexfail and its like, if nothing follows that would be longer as a word.
    int word = identifierEnd(start + 2);
    if (i == start + 2 && (word == i || (word == i + 1 && text[i] == '_'))) {
      String name =
          switch (base) {
            case 16 -> "hexadecimal";
            case 8 -> "octal";
            default -> "binary";
          };
      invalid("invalid " + name + " integer", start, word);
    } else if (word > i) {
      invalid("trailing junk after numeric literal", start, word);
    } else {
      addNumber(start, i, true);
    }
  }

  private boolean isDigitAfterOptionalUnderscore(int i, int base) {
    int digit = text[i] == '_' ? i + 1 : i;
    return digit < text.length && text[digit] < 128 && Character.digit(text[digit], base) >= 0;
  }

  private void endNumber(int start, int end, boolean integer) {
    if (end < text.length && isIdentifierStart(text[end])) {
      invalid("trailing junk after numeric literal", start, identifierEnd(end));
      return;
    }
    addNumber(start, end, integer);
  }

  private void addNumber(int start, int end, boolean integer) {
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

  /** {@code operator}: the longest run, without a comment start and without trailing signs. */
  private void operator() {
    int runEnd = at;
    boolean keepsSign = false;
    while (runEnd < text.length && isOperator(text[runEnd])) {
      char c = text[runEnd];
      char next = runEnd + 1 < text.length ? text[runEnd + 1] : '\0';
      if ((c == '/' && next == '*') || (c == '-' && next == '-')) {
        break;
      }
      keepsSign |= keepsSign(c);
      runEnd++;
    }
    // An operator ends in + or - only if it also holds a character that no number can follow.
    int end = runEnd;
    while (!keepsSign && end - at > 1 && isSign(text[end - 1])) {
      end--;
    }
    int length = end - at;
    if (length == 1) {
      single(self(text[at]));
    } else if (length == 2) {
      take(pair(text[at], text[at + 1]), 2);
    } else if (length >= NAMEDATALEN) {
      invalid("operator too long", at, end);
    } else {
      take(Token.OP, length);
    }
    // The signs that were cut off are operators each; to start again at them would take a time
    // that grows with the square of their number.
    while (at < runEnd) {
      single(self(text[at]));
    }
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static boolean keepsSign(char c) {
    return switch (c) {
      case '~', '!', '@', '#', '^', '&', '|', '`', '?', '%' -> true;
      default -> false;
    };
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
    boolean copiesFromStdin = script && copiesFromStdin();
    single(Token.SEMICOLON);
    statementStart = tokens.count();
    if (copiesFromStdin && copyDataMayEnd) {
      copyDataFrom = lineEnd(at);
    }
  }

  /** Whether the statement that ends here is {@code COPY … FROM STDIN …}. */
  private boolean copiesFromStdin() {
    int count = tokens.count();
    if (statementStart >= count || tokens.kind(statementStart) != Token.COPY.ordinal()) {
      return false;
    }
    int depth = 0;
    for (int i = statementStart + 1; i + 1 < count; i++) {
      int kind = tokens.kind(i);
      if (kind == Token.LEFT_PAREN.ordinal()) {
        depth++;
      } else if (kind == Token.RIGHT_PAREN.ordinal()) {
        depth--;
      } else if (kind == Token.FROM.ordinal() && depth == 0) {
        return tokens.kind(i + 1) == Token.STDIN.ordinal();
      }
    }
    return false;
  }

  /**
   * The lines up to {@code \.}, after the line of COPY; where that is missing there are no data and
   * SQL goes on.
   */
  private void copyData() {
    int line = lineEnd(at);
    if (line > at) {
      copyDataFrom = line;
      return;
    }
    copyDataFrom = Integer.MAX_VALUE;
    line = nextLine(line);
    int start = line;
    while (line < text.length) {
      int end = lineEnd(line);
      if (end - line == 2 && text[line] == '\\' && text[line + 1] == '.') {
        at = end;
        tokens.foreign.add(new Foreign(Foreign.Kind.COPY_DATA, new Span(start, end)));
        return;
      }
      line = nextLine(end);
    }
    copyDataMayEnd = false;
  }

  private int nextLine(int lineEnd) {
    if (lineEnd >= text.length) {
      return text.length;
    }
    boolean two = text[lineEnd] == '\r' && lineEnd + 1 < text.length && text[lineEnd + 1] == '\n';
    return lineEnd + (two ? 2 : 1);
  }

  /** psql: a backslash command at the start of a line, or one that sends the statement. */
  private void backslash() {
    int start = at;
    boolean sends = sends();
    if (!script || (!sends && !firstOnLine(start))) {
      invalid(null, at, at + 1);
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

  /** Commands of psql that stand behind a statement on its line, and send it. */
  private boolean sends() {
    return switch (look(1)) {
      case 'g', ';' -> true;
      case 'b' -> startsWith("\\bind");
      case 'c' -> startsWith("\\crosstabview");
      case 'p' -> startsWith("\\parse ");
      case 's' -> startsWith("\\sendpipeline");
      case 'w' -> startsWith("\\watch");
      default -> false;
    };
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

  private static boolean isOperator(char c) {
    return switch (c) {
      case '~', '!', '@', '#', '^', '&', '|', '`', '?', '+', '-', '*', '/', '%', '<', '>', '=' ->
          true;
      default -> false;
    };
  }
}
