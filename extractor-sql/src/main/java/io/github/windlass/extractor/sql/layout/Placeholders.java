package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.SourceFile;
import org.jspecify.annotations.Nullable;

/** Puts values where a runner's placeholders stand. */
final class Placeholders {

  /** A longer name is none. */
  private static final int NAME_LENGTH = 200;

  private Placeholders() {}

  /** The values of names. */
  interface Values {

    /** The value that a name has for certain; null: it is not known. */
    @Nullable String value(String name);

    /** Why a value is not known. */
    String reason(String name);

    /** Whether a name of no known value is a placeholder at all. */
    default boolean isPlaceholder(String name) {
      return true;
    }
  }

  /** A stretch of a source with values for {@code prefix name suffix}. */
  static SentText replaced(
      SourceFile source, int start, int end, String prefix, String suffix, Values values) {
    String text = source.text();
    int next = text.indexOf(prefix, start, end);
    if (next < 0 || prefix.isEmpty() || suffix.isEmpty()) {
      return SentText.of(source, start, end);
    }
    SentText.Builder out = new SentText.Builder(source);
    int at = start;
    while (next >= 0) {
      int nameStart = next + prefix.length();
      int nameEnd = text.indexOf(suffix, Math.min(nameStart, end), end);
      if (nameEnd < 0 || nameEnd + suffix.length() > end) {
        break;
      }
      int after = nameEnd + suffix.length();
      if (nameEnd - nameStart <= NAME_LENGTH) {
        String name = text.substring(nameStart, nameEnd);
        String value = values.value(name);
        if (value != null || values.isPlaceholder(name)) {
          out.verbatim(at, next);
          if (value != null) {
            out.value(value, next, after);
          } else {
            out.hole(next, after, values.reason(name));
          }
          at = after;
        }
      }
      next = text.indexOf(prefix, Math.max(after, at), end);
    }
    out.verbatim(at, end);
    return out.build();
  }

  /**
   * A stretch of a source with what the environment has for {@code $NAME} and {@code ${NAME}},
   * which nobody knows before it runs.
   */
  static SentText ofTheEnvironment(SourceFile source, int start, int end) {
    String text = source.text();
    SentText.Builder out = new SentText.Builder(source);
    int at = start;
    // The next closing brace; -1: there is none.
    int close = 0;
    int dollar = text.indexOf('$', start, end);
    while (dollar >= 0) {
      int nameStart = dollar + 1;
      boolean braced = nameStart < end && text.charAt(nameStart) == '{';
      nameStart += braced ? 1 : 0;
      int nameEnd = nameStart;
      while (nameEnd < end
          && (Character.isLetterOrDigit(text.charAt(nameEnd)) || text.charAt(nameEnd) == '_')) {
        nameEnd++;
      }
      if (braced && close >= 0 && close < nameEnd) {
        close = text.indexOf('}', nameEnd, end);
      }
      int after = braced ? close + 1 : nameEnd;
      boolean named =
          nameEnd > nameStart && !Character.isDigit(text.charAt(nameStart)) && after <= end;
      if (named && after > 0) {
        out.verbatim(at, dollar);
        out.hole(dollar, after, text.substring(nameStart, nameEnd) + " of the environment");
        at = after;
      }
      dollar = text.indexOf('$', Math.max(at, dollar + 1), end);
    }
    out.verbatim(at, end);
    return out.build();
  }
}
