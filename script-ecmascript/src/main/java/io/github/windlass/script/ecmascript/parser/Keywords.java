package io.github.windlass.script.ecmascript.parser;

/** Finds keywords without making strings. */
final class Keywords {

  private static final int LONGEST = 11;
  private static final int SIZE = 512;
  private static final int[] TOKENS = new int[SIZE];
  private static final char[][] WORDS = new char[SIZE][];

  static {
    for (int token = Token.FIRST_KEYWORD; token < Token.COUNT; token++) {
      char[] word = Token.text(token).toCharArray();
      int slot = slot(word[0], word[1], word.length);
      while (WORDS[slot] != null) {
        slot = (slot + 1) % SIZE;
      }
      WORDS[slot] = word;
      TOKENS[slot] = token;
    }
  }

  private Keywords() {}

  private static int slot(char first, char second, int length) {
    return (first * 37 + second * 11 + length * 5) % SIZE;
  }

  /** The keyword that stands there, or IDENTIFIER. */
  static int find(char[] text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > LONGEST || text[start] < 'a' || text[start] > 'y') {
      return Token.IDENTIFIER;
    }
    int slot = slot(text[start], text[start + 1], length);
    for (char[] word = WORDS[slot]; word != null; word = WORDS[slot]) {
      if (word.length == length && matches(word, text, start)) {
        return TOKENS[slot];
      }
      slot = (slot + 1) % SIZE;
    }
    return Token.IDENTIFIER;
  }

  private static boolean matches(char[] word, char[] text, int start) {
    for (int i = 0; i < word.length; i++) {
      if (word[i] != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
