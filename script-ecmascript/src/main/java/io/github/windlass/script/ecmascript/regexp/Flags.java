package io.github.windlass.script.ecmascript.regexp;

import org.jspecify.annotations.Nullable;

/**
 * What the letters after a regular expression say: ECMA-262, 22.2.
 *
 * @param indices {@code d}
 * @param global {@code g}
 * @param ignoreCase {@code i}
 * @param multiline {@code m}
 * @param dotAll {@code s}
 * @param unicode {@code u}
 * @param unicodeSets {@code v}
 * @param sticky {@code y}
 */
public record Flags(
    boolean indices,
    boolean global,
    boolean ignoreCase,
    boolean multiline,
    boolean dotAll,
    boolean unicode,
    boolean unicodeSets,
    boolean sticky) {

  /** Reads them; null: a letter is unknown or stands twice, or {@code u} and {@code v} together. */
  public static @Nullable Flags of(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if ("dgimsuvy".indexOf(letter) < 0 || letters.indexOf(letter, i + 1) >= 0) {
        return null;
      }
    }
    Flags flags =
        new Flags(
            letters.indexOf('d') >= 0,
            letters.indexOf('g') >= 0,
            letters.indexOf('i') >= 0,
            letters.indexOf('m') >= 0,
            letters.indexOf('s') >= 0,
            letters.indexOf('u') >= 0,
            letters.indexOf('v') >= 0,
            letters.indexOf('y') >= 0);
    return flags.unicode && flags.unicodeSets ? null : flags;
  }

  /** Whether characters beyond 16 bits count as one. */
  public boolean byCodePoint() {
    return unicode || unicodeSets;
  }

  /** The letters in order. */
  @Override
  public String toString() {
    StringBuilder letters = new StringBuilder();
    letters.append(indices ? "d" : "").append(global ? "g" : "").append(ignoreCase ? "i" : "");
    letters.append(multiline ? "m" : "").append(dotAll ? "s" : "").append(unicode ? "u" : "");
    return letters.append(unicodeSets ? "v" : "").append(sticky ? "y" : "").toString();
  }
}
