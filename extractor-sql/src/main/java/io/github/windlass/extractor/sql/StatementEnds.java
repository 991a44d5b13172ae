package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where statements of databases other than PostgreSQL end: at semicolons, but for those in strings,
 * comments and the bodies of triggers and routines.
 *
 * <p>MySQL 8.4 manual, "Comments", "String Literals", "BEGIN ... END Compound Statement"; SQLite,
 * "SQL As Understood By SQLite", CREATE TRIGGER. What goes to SQL Server is one batch: its
 * statements need no semicolon between them, and are not told apart.
 */
public final class StatementEnds {

  private final String text;
  private final int end;
  private final Dialect dialect;
  private final List<Span> spans = new ArrayList<>();
  private int at;

  /** Where the statement starts; negative: nothing of it has been seen. */
  private int start = -1;

  /** Where its last token ends. */
  private int last;

  /** How many of its words were seen. */
  private int words;

  private boolean creates;

  /** Whether it makes something that has statements in it. */
  private boolean hasBody;

  /** How many {@code BEGIN} and {@code CASE} are open. */
  private int open;

  private StatementEnds(String text, Span stretch, Dialect dialect) {
    this.text = text;
    this.at = stretch.start();
    this.end = stretch.end();
    this.dialect = dialect;
  }

  /** The statements in a stretch of a text, without their semicolons. */
  public static List<Span> of(String text, Span stretch, Dialect dialect) {
    StatementEnds reader = new StatementEnds(text, stretch, dialect);
    reader.read();
    return List.copyOf(reader.spans);
  }

  private void read() {
    while (at < end) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (isComment(c)) {
        skipComment();
      } else if (c == ';' && open == 0 && dialect != Dialect.SQLSERVER) {
        at++;
        finish();
      } else {
        token(c);
      }
    }
    finish();
  }

  private void finish() {
    if (start >= 0) {
      spans.add(new Span(start, last));
    }
    start = -1;
    words = 0;
    creates = false;
    hasBody = false;
    open = 0;
  }

  private void token(char c) {
    if (start < 0) {
      start = at;
    }
    if (c == '\'' || c == '"' || c == '`') {
      skipQuoted(c, c);
    } else if (c == '$' && dialect == Dialect.COCKROACHDB) {
      dollar();
    } else if (c == '[' && (dialect == Dialect.SQLITE || dialect == Dialect.SQLSERVER)) {
      skipQuoted(c, ']');
    } else if (Character.isLetter(c) || c == '_') {
      word();
    } else {
      at++;
    }
    last = at;
  }

  /** Past a quoted stretch; one that is not closed goes on to the end. */
  private void skipQuoted(char opens, char closes) {
    boolean escapes = (dialect == Dialect.MYSQL || dialect == Dialect.CLICKHOUSE) && opens != '`';
    at++;
    while (at < end) {
      char c = text.charAt(at++);
      if (c == '\\' && escapes) {
        at = Math.min(at + 1, end);
      } else if (c == closes) {
        if (at < end && text.charAt(at) == closes) {
          at++;
        } else {
          return;
        }
      }
    }
  }

  /** Past {@code $tag$ … $tag$}, if that is what begins here. */
  private void dollar() {
    int tagEnd = at + 1;
    while (tagEnd < end && Character.isLetterOrDigit(text.charAt(tagEnd))) {
      tagEnd++;
    }
    if (tagEnd == end || text.charAt(tagEnd) != '$') {
      at++;
      return;
    }
    int closes = text.indexOf(text.substring(at, tagEnd + 1), tagEnd + 1);
    at = closes < 0 ? end : Math.min(end, closes + tagEnd + 1 - at);
  }

  private boolean isComment(char c) {
    if (c == '#') {
      return dialect == Dialect.MYSQL;
    }
    if (c == '-' && text.startsWith("--", at)) {
      // MySQL: with a blank or a control character behind it.
      return dialect != Dialect.MYSQL || at + 2 >= end || text.charAt(at + 2) <= ' ';
    }
    // MySQL runs what is in a comment that begins so.
    return c == '/'
        && text.startsWith("/*", at)
        && !(dialect == Dialect.MYSQL && text.startsWith("/*!", at));
  }

  private void skipComment() {
    boolean block = text.charAt(at) == '/';
    int closes = block ? text.indexOf("*/", at + 2) : text.indexOf('\n', at);
    at = closes < 0 ? end : Math.min(end, closes + (block ? 2 : 1));
  }

  private void word() {
    int from = at;
    while (at < end
        && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    words++;
    switch (text.substring(from, at).toUpperCase(Locale.ROOT)) {
      case "CREATE" -> creates |= words == 1;
      case "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT" -> hasBody |= creates;
      case "BEGIN", "CASE" -> open += hasBody ? 1 : 0;
      case "END" -> {
        if (open > 0 && !closesOther()) {
          open--;
        }
      }
      default -> {
        // a name, or a word that says nothing of ends
      }
    }
  }

  /** Whether END is that of {@code END IF} and the like; END CASE closes a CASE. */
  private boolean closesOther() {
    int from = at;
    while (from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < end && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return switch (text.substring(from, to).toUpperCase(Locale.ROOT)) {
      case "IF", "LOOP", "WHILE", "REPEAT" -> {
        at = to;
        yield true;
      }
      case "CASE" -> {
        at = to;
        yield false;
      }
      default -> false;
    };
  }
}
