package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;

/**
 * The order of texts for people, as Unicode's root collation (CLDR) has it, for ASCII: first by
 * letters and signs, then small letters before capitals.
 */
final class Collation {

  /** Signs in their order; digits and letters follow. */
  private static final String ORDER =
      "\t\n\u000B\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

  private Collation() {}

  /**
   * Below, equal to or above 0 as one text is before, beside or after another.
   *
   * @throws NotKnown if a text is not ASCII
   */
  static int compare(String one, String other) {
    int at = 0;
    int otherAt = 0;
    int letters = 0;
    while (letters == 0) {
      at = skip(one, at);
      otherAt = skip(other, otherAt);
      if (at == one.length() || otherAt == other.length()) {
        letters = Boolean.compare(at < one.length(), otherAt < other.length());
        break;
      }
      letters = Integer.compare(weight(one, at++), weight(other, otherAt++));
    }
    return letters != 0 ? Integer.signum(letters) : cases(one, other);
  }

  private static int skip(String text, int start) {
    int at = start;
    while (at < text.length()
        && (text.charAt(at) < '\t' || (text.charAt(at) > '\r' && text.charAt(at) < ' '))) {
      at++;
    }
    return at;
  }

  private static int weight(String text, int at) {
    char c = text.charAt(at);
    int weight = ORDER.indexOf(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (weight < 0) {
      throw new NotKnown(Text.of(text));
    }
    return weight;
  }

  private static int cases(String one, String other) {
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      char c = one.charAt(i);
      char d = other.charAt(i);
      if (c != d) {
        return c > d ? -1 : 1;
      }
    }
    return 0;
  }
}
