package io.github.windlass.script.ecmascript.parser;

import io.github.windlass.extractor.Span;
import io.github.windlass.script.ecmascript.tree.Comment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one at a time, because what a slash, a brace or a {@code >} begins
 * depends on what is read: the parser says so by {@link #rescanSlash} and its like.
 *
 * <p>A token that cannot be one carries an error. It counts when the token is used, so that looking
 * ahead is free.
 */
class Scanner {

  private static final byte OTHER = 0;
  private static final byte BLANK = 1;
  private static final byte BREAK = 2;
  private static final byte LETTER = 3;
  private static final byte DIGIT = 4;

  private static final byte[] CLASSES = new byte[128];
  private static final boolean[] PARTS = new boolean[128];

  static {
    for (int c = 0; c < 128; c++) {
      if (c == ' ' || c == '\t' || c == '\u000B' || c == '\f') {
        CLASSES[c] = BLANK;
      } else if (c == '\n' || c == '\r') {
        CLASSES[c] = BREAK;
      } else if (Characters.isDigit(c)) {
        CLASSES[c] = DIGIT;
      } else if (Characters.isAsciiIdentifierPart(c)) {
        CLASSES[c] = LETTER;
      } else {
        CLASSES[c] = OTHER;
      }
      PARTS[c] = Characters.isAsciiIdentifierPart(c);
    }
  }

  /** The text, and three zeros behind it. */
  final char[] text;

  final int length;
  private final boolean jsx;
  private final List<Comment> comments = new ArrayList<>();
  private int commentsEnd;

  /** What the current token is. */
  int kind;

  /** Where the current token starts. */
  int start;

  /** Where the current token ends. */
  int position;

  /** Whether a line break stands between the current token and the one before. */
  boolean lineBreakBefore;

  /** Whether the current token holds a backslash, so that its value is not its text. */
  boolean escaped;

  /** Why the current token is none; in a template, which escape has no meaning. */
  @Nullable String error;

  int errorStart;

  Scanner(String text, boolean jsx) {
    this.length = text.length();
    this.text = new char[length + 3];
    this.jsx = jsx;
    text.getChars(0, length, this.text, 0);
  }

  /**
   * The comments that were passed, in order; those passed again after looking ahead are there once.
   */
  List<Comment> comments() {
    return List.copyOf(comments);
  }

  private void comment(Comment.Kind kind, int from, int to) {
    if (from >= commentsEnd) {
      comments.add(new Comment(kind, new Span(from, to)));
      commentsEnd = to;
    }
  }

  /** Goes to the token behind the current one. */
  void scan() {
    lineBreakBefore = false;
    escaped = false;
    error = null;
    int at = position;
    while (true) {
      char c = text[at];
      if (c < 128) {
        switch (CLASSES[c]) {
          case BLANK -> at++;
          case BREAK -> {
            lineBreakBefore = true;
            at++;
          }
          case LETTER -> {
            start = at;
            word(at + 1);
            return;
          }
          case DIGIT -> {
            start = at;
            position = at;
            Numbers.scan(this);
            return;
          }
          default -> {
            if (c == '/' && (text[at + 1] == '/' || text[at + 1] == '*')) {
              at = text[at + 1] == '/' ? lineComment(at) : blockComment(at);
            } else if (c == '#' && at == 0 && text[1] == '!') {
              at = lineEnd(at);
            } else if (isConflictMarker(at)) {
              start = at;
              position = at + 7;
              kind = Token.UNKNOWN;
              fail("merge conflict marker", at);
              return;
            } else {
              start = at;
              symbol(c, at);
              return;
            }
          }
        }
      } else if (c == '\u2028' || c == '\u2029') {
        lineBreakBefore = true;
        at++;
      } else if (Characters.isWhiteSpace(c)) {
        at++;
      } else {
        start = at;
        if (Characters.isIdentifierStart(codePointAt(at))) {
          word(at + Character.charCount(codePointAt(at)));
        } else {
          unknown(c == '\uFFFD' ? "the file appears to be binary" : "invalid character", at);
        }
        return;
      }
    }
  }

  private void fail(String reason, int at) {
    if (error == null) {
      error = reason;
      errorStart = at;
    }
  }

  /** For the readers of numbers and escapes. */
  void fail(String reason) {
    fail(reason, position);
  }

  private void unknown(String reason, int at) {
    position = at + Character.charCount(codePointAt(at));
    kind = Token.UNKNOWN;
    fail(reason, at);
  }

  int codePointAt(int at) {
    return Character.codePointAt(text, at, text.length);
  }

  // Seven in a row at the start of a line, and a blank except after =.
  private boolean isConflictMarker(int at) {
    char c = text[at];
    if ((c != '<' && c != '=' && c != '>' && c != '|')
        || (at > 0 && !Characters.isLineBreak(text[at - 1]))
        || at + 7 >= length) {
      return false;
    }
    for (int i = 1; i < 7; i++) {
      if (text[at + i] != c) {
        return false;
      }
    }
    return c == '=' || text[at + 7] == ' ';
  }

  private int lineEnd(int at) {
    int end = at;
    while (end < length && !Characters.isLineBreak(text[end])) {
      end++;
    }
    return end;
  }

  private int lineComment(int at) {
    int end = lineEnd(at);
    comment(Comment.Kind.SINGLE_LINE_COMMENT, at, end);
    return end;
  }

  private int blockComment(int at) {
    int end = at + 2;
    while (true) {
      char c = text[end];
      if (c == '*' && text[end + 1] == '/') {
        end += 2;
        break;
      } else if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
        lineBreakBefore = true;
      } else if (c == 0 && end >= length) {
        fail("'*/' expected", length);
        end = length;
        break;
      }
      end++;
    }
    comment(Comment.Kind.MULTI_LINE_COMMENT, at, end);
    return end;
  }

  // A name or keyword, of which the first character was seen.
  private void word(int from) {
    int at = from;
    char c = text[at];
    while (c < 128 && PARTS[c]) {
      at++;
      c = text[at];
    }
    position = at;
    if (c < 128 && c != '\\') {
      kind = Keywords.find(text, start, at);
    } else {
      wordRest();
    }
  }

  // A name that holds other characters than ASCII's, or escapes.
  private void wordRest() {
    while (true) {
      int c = codePointAt(position);
      if (Characters.isIdentifierPart(c)) {
        position += Character.charCount(c);
      } else if (c == '\\') {
        int end = Escapes.inName(this, position, false);
        if (end < 0) {
          break;
        }
        escaped = true;
        position = end;
      } else {
        break;
      }
    }
    if (escaped) {
      char[] name = Escapes.name(this, start, position).toCharArray();
      kind = Keywords.find(name, 0, name.length);
    } else {
      kind = Keywords.find(text, start, position);
    }
  }

  private void escapedWord(int at) {
    int end = Escapes.inName(this, at, true);
    if (end < 0) {
      unknown("invalid character", at);
    } else {
      escaped = true;
      position = end;
      wordRest();
    }
  }

  private void privateName(int at) {
    int next = codePointAt(at + 1);
    int end = -1;
    if (next == '\\') {
      end = Escapes.inName(this, at + 1, true);
      escaped = end >= 0;
    } else if (Characters.isIdentifierStart(next)) {
      end = at + 1 + Character.charCount(next);
    }
    if (end < 0) {
      unknown(
          next == '!' ? "'#!' can only be used at the start of a file" : "invalid character", at);
    } else {
      position = end;
      wordRest();
    }
    kind = Token.PRIVATE_IDENTIFIER;
  }

  private void take(int token, int count) {
    kind = token;
    position = start + count;
  }

  private void symbol(char c, int at) {
    char next = text[at + 1];
    switch (c) {
      case '(' -> take(Token.OPEN_PAREN, 1);
      case ')' -> take(Token.CLOSE_PAREN, 1);
      case '{' -> take(Token.OPEN_BRACE, 1);
      case '}' -> take(Token.CLOSE_BRACE, 1);
      case '[' -> take(Token.OPEN_BRACKET, 1);
      case ']' -> take(Token.CLOSE_BRACKET, 1);
      case ';' -> take(Token.SEMICOLON, 1);
      case ',' -> take(Token.COMMA, 1);
      case ':' -> take(Token.COLON, 1);
      case '~' -> take(Token.TILDE, 1);
      case '@' -> take(Token.AT, 1);
      case '\'', '"' -> string(c, at);
      case '`' -> template(at);
      case '.' -> {
        if (Characters.isDigit(next)) {
          position = at;
          Numbers.scan(this);
        } else if (next == '.' && text[at + 2] == '.') {
          take(Token.DOT_DOT_DOT, 3);
        } else {
          take(Token.DOT, 1);
        }
      }
      case '=' -> {
        if (next == '=') {
          if (text[at + 2] == '=') {
            take(Token.EQUALS_EQUALS_EQUALS, 3);
          } else {
            take(Token.EQUALS_EQUALS, 2);
          }
        } else if (next == '>') {
          take(Token.EQUALS_GREATER_THAN, 2);
        } else {
          take(Token.EQUALS, 1);
        }
      }
      case '!' -> {
        if (next != '=') {
          take(Token.EXCLAMATION, 1);
        } else if (text[at + 2] == '=') {
          take(Token.EXCLAMATION_EQUALS_EQUALS, 3);
        } else {
          take(Token.EXCLAMATION_EQUALS, 2);
        }
      }
      case '?' -> question(next, at);
      case '<' -> {
        if (next == '<') {
          if (text[at + 2] == '=') {
            take(Token.LESS_THAN_LESS_THAN_EQUALS, 3);
          } else {
            take(Token.LESS_THAN_LESS_THAN, 2);
          }
        } else if (next == '=') {
          take(Token.LESS_THAN_EQUALS, 2);
        } else if (jsx && next == '/' && text[at + 2] != '*') {
          take(Token.LESS_THAN_SLASH, 2);
        } else {
          take(Token.LESS_THAN, 1);
        }
      }
      // What follows belongs to it only in an expression: rescanGreater.
      case '>' -> take(Token.GREATER_THAN, 1);
      case '+' -> doubled(c, next, Token.PLUS, Token.PLUS_PLUS, Token.PLUS_EQUALS);
      case '-' -> doubled(c, next, Token.MINUS, Token.MINUS_MINUS, Token.MINUS_EQUALS);
      case '*' ->
          logical(
              c,
              next,
              Token.ASTERISK,
              Token.ASTERISK_EQUALS,
              Token.ASTERISK_ASTERISK,
              Token.ASTERISK_ASTERISK_EQUALS);
      case '&' ->
          logical(
              c,
              next,
              Token.AMPERSAND,
              Token.AMPERSAND_EQUALS,
              Token.AMPERSAND_AMPERSAND,
              Token.AMPERSAND_AMPERSAND_EQUALS);
      case '|' ->
          logical(c, next, Token.BAR, Token.BAR_EQUALS, Token.BAR_BAR, Token.BAR_BAR_EQUALS);
      case '/' -> assigning(next, Token.SLASH, Token.SLASH_EQUALS);
      case '%' -> assigning(next, Token.PERCENT, Token.PERCENT_EQUALS);
      case '^' -> assigning(next, Token.CARET, Token.CARET_EQUALS);
      case '#' -> privateName(at);
      case '\\' -> escapedWord(at);
      default -> {
        if (at >= length) {
          kind = Token.END_OF_FILE;
          start = length;
          position = length;
        } else {
          unknown("invalid character", at);
        }
      }
    }
  }

  private void assigning(char next, int plain, int assigning) {
    if (next == '=') {
      take(assigning, 2);
    } else {
      take(plain, 1);
    }
  }

  private void doubled(char c, char next, int plain, int doubled, int assigning) {
    if (next == c) {
      take(doubled, 2);
    } else {
      assigning(next, plain, assigning);
    }
  }

  private void logical(
      char c, char next, int plain, int assigning, int doubled, int doubledAssigning) {
    if (next != c) {
      assigning(next, plain, assigning);
    } else if (text[start + 2] == '=') {
      take(doubledAssigning, 3);
    } else {
      take(doubled, 2);
    }
  }

  private void question(char next, int at) {
    if (next == '.' && !Characters.isDigit(text[at + 2])) {
      take(Token.QUESTION_DOT, 2);
    } else if (next != '?') {
      take(Token.QUESTION, 1);
    } else if (text[at + 2] == '=') {
      take(Token.QUESTION_QUESTION_EQUALS, 3);
    } else {
      take(Token.QUESTION_QUESTION, 2);
    }
  }

  private void string(char quote, int from) {
    kind = Token.STRING_LITERAL;
    int at = from + 1;
    while (true) {
      char c = text[at];
      if (c == quote) {
        position = at + 1;
        return;
      } else if (c == '\\') {
        escaped = true;
        position = at;
        Escapes.skip(this);
        at = position;
      } else if (c == '\n' || c == '\r' || (c == 0 && at >= length)) {
        position = Math.min(at, length);
        fail("unterminated string literal");
        return;
      } else {
        at++;
      }
    }
  }

  /**
   * From a backtick, or from the brace that ends a substitution, to the next substitution or the
   * end.
   */
  private void template(int from) {
    boolean first = text[from] == '`';
    int at = from + 1;
    while (true) {
      char c = text[at];
      if (c == '`') {
        position = at + 1;
        kind = first ? Token.NO_SUBSTITUTION_TEMPLATE_LITERAL : Token.TEMPLATE_TAIL;
        return;
      } else if (c == '$' && text[at + 1] == '{') {
        position = at + 2;
        kind = first ? Token.TEMPLATE_HEAD : Token.TEMPLATE_MIDDLE;
        return;
      } else if (c == '\\') {
        escaped = true;
        position = at;
        Escapes.skip(this);
        at = position;
      } else if (c == '\r') {
        escaped = true;
        at++;
      } else if (c == 0 && at >= length) {
        position = length;
        kind = Token.UNKNOWN;
        error = "unterminated template literal";
        errorStart = length;
        return;
      } else {
        at++;
      }
    }
  }

  /** The current {@code >} with the operator characters behind it. */
  void rescanGreater() {
    if (kind == Token.GREATER_THAN) {
      char next = text[position];
      if (next == '>') {
        if (text[position + 1] == '>') {
          if (text[position + 2] == '=') {
            take(Token.GREATER_THAN_GREATER_THAN_GREATER_THAN_EQUALS, 4);
          } else {
            take(Token.GREATER_THAN_GREATER_THAN_GREATER_THAN, 3);
          }
        } else if (text[position + 1] == '=') {
          take(Token.GREATER_THAN_GREATER_THAN_EQUALS, 3);
        } else {
          take(Token.GREATER_THAN_GREATER_THAN, 2);
        }
      } else if (next == '=') {
        take(Token.GREATER_THAN_EQUALS, 2);
      }
    }
  }

  /** The current {@code <<} as {@code <}. */
  void rescanLess() {
    if (kind == Token.LESS_THAN_LESS_THAN) {
      take(Token.LESS_THAN, 1);
    }
  }

  /** The first character of the current token as a token of its own. */
  void rescanFirst(int token) {
    take(token, 1);
  }

  /** The current {@code /} or {@code /=} as the start of a regular expression. */
  void rescanSlash() {
    int at = start + 1;
    boolean inClass = false;
    while (true) {
      char c = text[at];
      if (at >= length || Characters.isLineBreak(c)) {
        position = at;
        fail("unterminated regular expression literal", start);
        break;
      } else if (c == '\\' && !Characters.isLineBreak(text[at + 1]) && at + 1 < length) {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        at++;
        while (Characters.isIdentifierPart(codePointAt(at))) {
          at += Character.charCount(codePointAt(at));
        }
        position = at;
        break;
      }
      at++;
    }
    kind = Token.REGULAR_EXPRESSION_LITERAL;
  }

  /** The current <code>}</code> as the end of a substitution. */
  void rescanTemplate() {
    escaped = false;
    error = null;
    template(start);
  }
}
