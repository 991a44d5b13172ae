package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Text;
import java.util.Locale;

/** Texts by their known characters: what stands for a hole is none. */
final class Characters {

  /** Stands for each character of a hole; Unicode's OBJECT REPLACEMENT CHARACTER. */
  static final char HOLE = '\uFFFC';

  private Characters() {}

  /** The characters of a text, those of holes replaced, so that offsets are the text's. */
  static String of(Text text) {
    if (text.isKnown()) {
      return text.text();
    }
    StringBuilder all = new StringBuilder(text.length());
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known known) {
        all.append(known.text());
      } else {
        all.append(String.valueOf(HOLE).repeat(piece.text().length()));
      }
    }
    return all.toString();
  }

  /** Without blanks at both ends. */
  static Text trimmed(Text text) {
    String all = of(text);
    int start = 0;
    int end = all.length();
    while (start < end && Character.isWhitespace(all.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(all.charAt(end - 1))) {
      end--;
    }
    return text.slice(start, end);
  }

  /** With a character replaced wherever it stands. */
  static Text replaced(Text text, char character, String replacement) {
    String all = of(text);
    int at = all.indexOf(character);
    if (at < 0) {
      return text;
    }
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (; at >= 0; at = all.indexOf(character, at + 1)) {
      out.add(text.slice(from, at)).add(replacement);
      from = at + 1;
    }
    return out.add(text.slice(from, text.length())).build();
  }

  /** In lower case. */
  static Text lower(Text text) {
    Text.Builder out = new Text.Builder();
    for (Text.Piece piece : text.pieces()) {
      if (piece instanceof Text.Piece.Known known) {
        String lower = known.text().toLowerCase(Locale.ROOT);
        boolean same = lower.equals(known.text());
        out.add(same ? known : new Text.Piece.Known(lower, known.place(), false));
      } else {
        out.add(piece);
      }
    }
    return out.build();
  }
}
