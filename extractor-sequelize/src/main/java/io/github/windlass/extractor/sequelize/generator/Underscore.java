package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Text;
import java.util.ArrayList;
import java.util.List;

/** Names of indexes that are given none: {@code underscore} of {@code inflection}. */
final class Underscore {

  private Underscore() {}

  /** The table and the fields, with a low line between them. */
  static Text of(Text table, List<Text> fields) {
    List<Text> all = new ArrayList<>();
    all.add(table);
    all.add(Words.joined(fields, "_"));
    return of(Words.joined(all, "_"));
  }

  /**
   * A low line before each capital but at the beginning, all in lower case; {@code ::} becomes
   * {@code /}.
   */
  static Text of(Text text) {
    Text.Builder out = new Text.Builder();
    boolean first = true;
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known known) {
        String words = words(known.text(), first);
        if (words.equals(known.text())) {
          out.add(known);
        } else if (!words.isEmpty()) {
          out.add(new Text.Piece.Known(words, known.place(), false));
        }
      } else {
        out.add(piece);
      }
      first = false;
    }
    return out.build();
  }

  private static String words(String text, boolean atStart) {
    StringBuilder out = new StringBuilder();
    boolean starts = atStart;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && i + 1 < text.length() && text.charAt(i + 1) == ':') {
        out.append('/');
        starts = true;
        i++;
        continue;
      }
      if (c >= 'A' && c <= 'Z') {
        if (!starts) {
          out.append('_');
        }
        out.append((char) (c + ('a' - 'A')));
      } else if (!(starts && c == '_')) {
        out.append(Character.toLowerCase(c));
      }
      starts = false;
    }
    return out.toString();
  }
}
