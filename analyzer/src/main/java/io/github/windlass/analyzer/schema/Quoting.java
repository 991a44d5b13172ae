package io.github.windlass.analyzer.schema;

import io.github.windlass.sql.postgres.parser.ReservedWords;

/** Names and strings as the server prints them ({@code quote_identifier}, {@code ruleutils.c}). */
public final class Quoting {

  private Quoting() {}

  /** A name, quoted where the server quotes it. */
  public static String name(String name) {
    return isPlain(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty() && !ReservedWords.isQuotedAsName(name);
  }

  /** A string, with {@code standard_conforming_strings}; never in the form with an E. */
  public static String string(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }
}
