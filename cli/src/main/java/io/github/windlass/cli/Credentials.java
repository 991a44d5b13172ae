package io.github.windlass.cli;

/** Keeps passwords out of what is printed. */
final class Credentials {

  private static final String MASK = "***";
  private static final String PARAMETER = "password=";

  private Credentials() {}

  /** A text without the passwords of URLs in it: {@code postgres://user:***@host/db}. */
  static String masked(String text) {
    boolean any = text.contains("://") || text.contains(PARAMETER);
    return any ? withoutParameters(withoutUserInfo(text)) : text;
  }

  private static String withoutUserInfo(String text) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int start = at + 3;
      int colon = -1;
      int end = -1;
      // A password may hold what should have been encoded: the last @ of the word counts.
      for (int i = start; i < text.length() && !Character.isWhitespace(text.charAt(i)); i++) {
        char c = text.charAt(i);
        colon = c == ':' && colon < 0 ? i : colon;
        end = c == '@' ? i : end;
      }
      if (colon >= done && end > colon) {
        out.append(text, done, colon + 1).append(MASK);
        done = end;
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private static String withoutParameters(String text) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf(PARAMETER); at >= 0; at = text.indexOf(PARAMETER, done)) {
      int end = at + PARAMETER.length();
      out.append(text, done, end).append(MASK);
      while (end < text.length()
          && text.charAt(end) != '&'
          && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      done = end;
    }
    return out.append(text, done, text.length()).toString();
  }
}
