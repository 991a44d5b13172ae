package io.github.windlass.sql.postgres.parser;

/** Which words mean something to PostgreSQL's grammar: for whoever writes SQL. */
public final class ReservedWords {

  private ReservedWords() {}

  /** Whether a name of one word can stand anywhere without quotes: it is no keyword at all. */
  public static boolean isKeyword(String word) {
    return Keywords.find(word.toCharArray(), 0, word.length()) != Token.IDENT.ordinal();
  }

  /**
   * Whether a word is a keyword that the server quotes when it prints a name: any but an unreserved
   * one ({@code quote_identifier} of {@code ruleutils.c}).
   */
  public static boolean isQuotedAsName(String word) {
    int found = Keywords.find(word.toCharArray(), 0, word.length());
    return found != Token.IDENT.ordinal() && Token.of(found).category != Token.Category.UNRESERVED;
  }
}
