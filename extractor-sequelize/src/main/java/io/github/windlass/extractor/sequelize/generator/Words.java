package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import java.util.List;
import java.util.Locale;

/**
 * What Sequelize does with SQL as with any string: it looks for words in it, cuts and replaces.
 * Within a hole nothing is found.
 */
public final class Words {

  /** Stands for each character of a hole: no letter, no digit, no blank. */
  private static final char HOLE = '\uE000';

  private Words() {}

  /** The characters, with those of holes replaced by one that nothing looks for. */
  public static String masked(Text text) {
    String known = text.known();
    if (known != null) {
      return known;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known) {
        out.append(piece.text());
      } else {
        out.repeat(HOLE, piece.text().length());
      }
    }
    return out.toString();
  }

  static boolean has(Text text, String word) {
    return masked(text).contains(word);
  }

  static boolean startsWith(Text text, String word) {
    return masked(text).startsWith(word);
  }

  /** The text without the first occurrence of a word, or with another in its place. */
  static Text replaceFirst(Text text, String word, String other) {
    int at = masked(text).indexOf(word);
    return at < 0 ? text : replaced(text, at, at + word.length(), Text.of(other));
  }

  /** The text with another in the place of a stretch. */
  static Text replaced(Text text, int start, int end, Text other) {
    return text.slice(0, start).concat(other).concat(text.slice(end, text.length()));
  }

  /** Without blanks at both ends. */
  public static Text trim(Text text) {
    String characters = masked(text);
    int start = 0;
    int end = characters.length();
    while (start < end && isBlank(characters.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(characters.charAt(end - 1))) {
      end--;
    }
    return start == 0 && end == characters.length() ? text : text.slice(start, end);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || Character.isSpaceChar(c);
  }

  /** Without any occurrence of a character. */
  static Text without(Text text, char character) {
    return each(text, character, "");
  }

  /** With each occurrence of a character doubled. */
  static Text doubled(Text text, char character) {
    return each(text, character, String.valueOf(character).repeat(2));
  }

  /** With another text for each occurrence of a character. */
  static Text each(Text text, char character, String other) {
    String characters = masked(text);
    int at = characters.indexOf(character);
    if (at < 0) {
      return text;
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (; at >= 0; at = characters.indexOf(character, from)) {
      if (at > from) {
        out.add(text.slice(from, at));
      }
      out.add(other);
      from = at + 1;
    }
    return out.add(text.slice(from, characters.length())).build();
  }

  /** In upper case, but for holes. */
  static Text upper(Text text) {
    Text.Builder out = new Text.Builder();
    for (Text.Piece piece : text.pieces()) {
      out.add(
          piece instanceof Text.Piece.Known known
              ? new Text.Piece.Known(known.text().toUpperCase(Locale.ROOT), known.place(), false)
              : piece);
    }
    return out.build();
  }

  static Text joined(List<Text> texts, String separator) {
    Text.Builder out = new Text.Builder();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        out.add(separator);
      }
      out.add(texts.get(i));
    }
    return out.build();
  }

  /**
   * {@code joinSQLFragments} of {@code utils/join-sql-fragments}: with one blank between what is
   * not empty, but none before {@code ; , )} or after {@code (}.
   */
  static Text fragments(List<Text> fragments) {
    Text.Builder out = new Text.Builder();
    boolean tight = true;
    for (Text fragment : fragments) {
      Text trimmed = trim(fragment);
      if (trimmed.length() == 0) {
        continue;
      }
      String characters = masked(trimmed);
      if (!tight && ";,)".indexOf(characters.charAt(0)) < 0) {
        out.add(" ");
      }
      out.add(trimmed);
      tight = characters.endsWith("(");
    }
    return out.build();
  }
}
