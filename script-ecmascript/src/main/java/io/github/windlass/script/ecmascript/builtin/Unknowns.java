package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** Values that are unknown because they were made of such. */
final class Unknowns {

  /** No reason is longer: it is read by a person. */
  private static final int LONGEST = 80;

  private Unknowns() {}

  /**
   * What a place gives, if it is made of something unknown; its reason is what is written there.
   */
  static Unknown of(Value cause, Place place) {
    return cause instanceof Unknown unknown
        ? new Unknown(written(place), place, unknown.sends(), unknown.code())
        : new Unknown(written(place), place);
  }

  /** A part of something unknown: {@code rows[…]}. */
  static Unknown part(Value whole, String part, Place place) {
    return whole instanceof Unknown unknown
        ? new Unknown(shortened(unknown.reason() + part), place, unknown.sends(), unknown.code())
        : new Unknown(shortened(written(place) + part), place);
  }

  /** What is written at a place, in one line. */
  static String written(Place place) {
    // Blanks aside, no more is read than is kept.
    int start = place.span().start();
    int end = Math.min(place.span().end(), start + MOST);
    return shortened(place.source().text().substring(start, end));
  }

  /** How far into a long place one looks for characters that are no blanks. */
  private static final int MOST = 1_000;

  private static String shortened(String text) {
    StringBuilder line = new StringBuilder();
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() <= LONGEST; i++) {
      char c = text.charAt(i);
      if (c <= ' ') {
        space = !line.isEmpty();
      } else {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.append(c);
      }
    }
    if (line.length() > LONGEST) {
      line.setLength(LONGEST - 1);
      line.append('…');
    }
    return line.toString();
  }
}
