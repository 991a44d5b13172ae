package io.github.windlass.sql.postgres.parser;

/** Which words mean something to PostgreSQL's grammar: for whoever writes SQL. */
public final class ReservedWords {

  private ReservedWords() {}

  /** Whether a name of one word can stand anywhere without quotes: it is no keyword at all. */
  public static boolean isKeyword(String word) {
    return Keywords.find(word.toCharArray(), 0, word.length()) != Token.IDENT.ordinal();
  }
}
