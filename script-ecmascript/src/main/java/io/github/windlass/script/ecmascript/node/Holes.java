package io.github.windlass.script.ecmascript.node;

import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Text.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with holes as strings in which one character stands for each hole, and back: so that
 * slashes are found in what is known alone.
 */
final class Holes {

  /** Stands for the first hole; a private character, which no path has. */
  private static final char FIRST = '\uE000';

  private static final char LAST = '\uF8FF';

  private final List<Piece.Hole> holes = new ArrayList<>();

  String encode(Text text) {
    if (text.isKnown()) {
      return text.text();
    }
    StringBuilder out = new StringBuilder();
    for (Piece piece : text.pieces()) {
      if (piece instanceof Piece.Hole hole) {
        int index = holes.indexOf(hole);
        if (index < 0) {
          index = holes.size();
          holes.add(hole);
        }
        out.append((char) Math.min(FIRST + index, LAST));
      } else {
        out.append(piece.text());
      }
    }
    return out.toString();
  }

  Text decode(String encoded, Place place) {
    Text.Builder out = new Text.Builder();
    int from = 0;
    for (int i = 0; i < encoded.length(); i++) {
      if (isHole(encoded.charAt(i))) {
        if (i > from) {
          out.add(Text.produced(encoded.substring(from, i), place));
        }
        out.add(holes.get(encoded.charAt(i) - FIRST));
        from = i + 1;
      }
    }
    if (from < encoded.length()) {
      out.add(Text.produced(encoded.substring(from), place));
    }
    return out.build();
  }

  /** Whether a character stands for a hole. */
  boolean isHole(char c) {
    return c >= FIRST && c < FIRST + holes.size();
  }

  /** Why the hole is one that a character stands for. */
  String reason(char c) {
    return holes.get(c - FIRST).reason();
  }

  /** Whether a path begins with a slash, or with a folder of which only the place is unknown. */
  boolean isAbsolute(String encoded) {
    return encoded.startsWith("/")
        || begins(encoded, ProjectPath.PROJECT)
        || begins(encoded, ProjectPath.WORKING);
  }

  /** Whether a path begins with a hole of that reason. */
  boolean begins(String encoded, String reason) {
    return !encoded.isEmpty()
        && isHole(encoded.charAt(0))
        && reason(encoded.charAt(0)).equals(reason);
  }

  /** The first hole from an offset on; -1: none. */
  int next(String encoded, int from) {
    for (int i = from; i < encoded.length(); i++) {
      if (isHole(encoded.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
