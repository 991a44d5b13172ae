package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where Liquibase cuts the SQL of a changeset ({@code StringUtil.processMultiLineSQL}, {@code
 * isDelimiter}, {@code SimpleSqlGrammar.jj}): at semicolons and at lines that begin with {@code GO}
 * or {@code /}, outside of quotes, comments and {@code BEGIN … END}. It knows no dollar quotes.
 */
final class LiquibaseCuts {

  private final String text;
  private final @Nullable String delimiter;
  private final List<Span> cuts = new ArrayList<>();

  private LiquibaseCuts(String text, @Nullable String delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /**
   * The delimiters that cut a text.
   *
   * @param delimiter {@code endDelimiter}; null: it is not set
   */
  static List<Span> of(String text, @Nullable String delimiter) {
    LiquibaseCuts cuts = new LiquibaseCuts(text, delimiter);
    cuts.read();
    return cuts.cuts;
  }

  private void read() {
    int blocks = 0;
    String begin = "";
    int at = 0;
    while (at < text.length()) {
      int end = tokenEnd(at);
      String token = isWord(at) ? text.substring(at, end).toLowerCase(Locale.ROOT) : "";
      if (begin.equals("begin")) {
        // BEGIN opens a block, unless it begins a transaction.
        blocks += isBlank(at) || isTransaction(token) ? 0 : 1;
        begin = isBlank(at) ? begin : "";
      }
      if (token.equals("begin")) {
        begin = token;
      } else if (token.equals("end") && blocks > 0) {
        blocks--;
      }
      int cut = blocks == 0 && !begin.equals("begin") ? delimiterEnd(at, end, token) : -1;
      if (cut > 0) {
        cuts.add(new Span(at, cut));
        end = cut;
      }
      at = end;
    }
  }

  private static boolean isTransaction(String word) {
    return switch (word) {
      case "transaction", "trans", "tran", "dialog", "conversation", "distributed" -> true;
      default -> false;
    };
  }

  private int delimiterEnd(int at, int end, String token) {
    boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
    if (delimiter == null) {
      boolean slash = text.charAt(at) == '/' && end == at + 1;
      return text.charAt(at) == ';' || (lineStart && (token.equals("go") || slash)) ? end : -1;
    }
    if (delimiter.equals("/")) {
      return lineStart && text.charAt(at) == '/' && end == at + 1 ? end : -1;
    }
    if (delimiter.startsWith("\n")) {
      String rest = delimiter.substring(1).replace("$", "");
      return lineStart && text.regionMatches(true, at, rest, 0, rest.length())
          ? at + rest.length()
          : -1;
    }
    boolean word = Character.isLetter(delimiter.charAt(0));
    return word
        ? (token.equalsIgnoreCase(delimiter) ? end : -1)
        : text.regionMatches(true, at, delimiter, 0, delimiter.length())
            ? at + delimiter.length()
            : -1;
  }

  private boolean isBlank(int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  private boolean isWord(int at) {
    char c = text.charAt(at);
    return Character.isLetter(c) || c == '_' || c == '$' || c == '@' || c == '#';
  }

  private int tokenEnd(int at) {
    char c = text.charAt(at);
    if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 2;
    }
    if (c == '\'' || c == '"') {
      return quoteEnd(at, c);
    }
    int end = at + 1;
    if (isWord(at)) {
      while (end < text.length() && (isWord(end) || Character.isDigit(text.charAt(end)))) {
        end++;
      }
    }
    return end;
  }

  /** A quote is part of a text when doubled, or after a backslash. */
  private int quoteEnd(int at, char quote) {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '\\') {
        end += 2;
      } else if (c == quote && end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else if (c == quote) {
        return end + 1;
      } else {
        end++;
      }
    }
    return text.length();
  }
}
