package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.SourceFile;
import org.jspecify.annotations.Nullable;

/** What tells TypeORM's migrations from other files, by a glance at the text. */
final class Marks {

  /** The digits of a time stamp in milliseconds: 2001 to 2286. */
  private static final int STAMP = 13;

  private Marks() {}

  /**
   * Whether a text says that it is a migration of TypeORM: it names the interface, or it has a
   * class whose name ends in a time stamp and that sends queries.
   */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    if (!text.contains("up")) {
      return false;
    }
    if (text.contains("MigrationInterface")) {
      return text.contains("class") || text.contains("prototype");
    }
    boolean sends =
        text.contains("query(") || text.contains("ueryRunner") || text.contains("typeorm");
    return sends && timestamp(source) != null;
  }

  /**
   * The time stamp in the name of the first class that has one, or of the name given; null: none.
   */
  static @Nullable String timestamp(SourceFile source) {
    String text = source.text();
    String given = givenName(text);
    String stamp = given == null ? null : stampAt(given, given.length());
    return stamp != null ? stamp : classStamp(text);
  }

  /** The time stamp in the name of the first class that has one; null: none. */
  private static @Nullable String classStamp(String text) {
    String stamp = stampAfter("class ", text);
    // As classes are without that word: compiled for old engines, or written so.
    return stamp == null ? stampAfter("function ", text) : stamp;
  }

  private static @Nullable String stampAfter(String word, String text) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int start = at + word.length();
      int end = start;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      String stamp = stampAt(text, end);
      if (stamp != null && end - STAMP > start) {
        return stamp;
      }
    }
    return null;
  }

  /** The text of a field {@code name = "…"}; null: none. */
  private static @Nullable String givenName(String text) {
    for (int at = text.indexOf("name"); at >= 0; at = text.indexOf("name", at + 1)) {
      boolean word =
          (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
              && at > 0
              && text.charAt(at - 1) != '.';
      int next = at + "name".length();
      while (next < text.length() && " ?!:stringpublic\t".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      if (word && next < text.length() && text.charAt(next) == '=') {
        int open = next + 1;
        while (open < text.length() && text.charAt(open) == ' ') {
          open++;
        }
        if (open < text.length() && "'\"`".indexOf(text.charAt(open)) >= 0) {
          int close = text.indexOf(text.charAt(open), open + 1);
          if (close > 0 && stampAt(text, close) != null) {
            return text.substring(open + 1, close);
          }
        }
      }
    }
    return null;
  }

  /** The time stamp that ends there; null: none. */
  static @Nullable String stampAt(String text, int end) {
    int start = end;
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    return end - start >= STAMP ? text.substring(end - STAMP, end) : null;
  }
}
