package io.github.windlass.sql.postgres.parser;

/** Finds the keyword that a stretch of text spells, upper or lower case, without allocating. */
final class Keywords {

  private static final int LONGEST = 17;
  private static final int SLOTS = 2048;
  private static final char[][] SPELLINGS = new char[Token.count()][];
  private static final short[] TABLE = new short[SLOTS];

  static {
    for (int ordinal = Token.firstKeyword(); ordinal < Token.count(); ordinal++) {
      char[] spelling = Token.of(ordinal).keyword().toCharArray();
      SPELLINGS[ordinal] = spelling;
      int slot = hash(spelling, 0, spelling.length);
      while (TABLE[slot] != 0) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      TABLE[slot] = (short) ordinal;
    }
  }

  private Keywords() {}

  /** The ordinal of the keyword, or that of IDENT. */
  static int find(char[] text, int start, int end) {
    if (end - start > LONGEST) {
      return Token.IDENT.ordinal();
    }
    int slot = hash(text, start, end);
    while (TABLE[slot] != 0) {
      if (spells(SPELLINGS[TABLE[slot]], text, start, end)) {
        return TABLE[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return Token.IDENT.ordinal();
  }

  private static boolean spells(char[] spelling, char[] text, int start, int end) {
    if (spelling.length != end - start) {
      return false;
    }
    for (int i = 0; i < spelling.length; i++) {
      if (spelling[i] != lower(text[start + i])) {
        return false;
      }
    }
    return true;
  }

  private static int hash(char[] text, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + lower(text[i]);
    }
    return (hash ^ (hash >>> 11)) & (SLOTS - 1);
  }

  /** ASCII only, as {@code downcase_identifier} does it in a multi-byte encoding. */
  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
