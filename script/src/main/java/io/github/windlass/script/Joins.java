package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/** What is common to values where it is unknown which of them is meant. */
final class Joins {

  private Joins() {}

  /** The value that both are, or an unknown one through which SQL may be sent if through either. */
  static Value join(Value one, Value other, Split split) {
    return same(one, other) ? one : split.differ(one, other);
  }

  /** Whether two values are surely the same. */
  @SuppressWarnings("ReferenceEquality") // most often it is; texts with holes equal none
  static boolean same(@Nullable Value one, @Nullable Value other) {
    if (one == other) {
      return true;
    }
    if (one instanceof Text a && other instanceof Text b) {
      return a.length() == b.length()
          && a.isKnown() == b.isKnown()
          && (a.isKnown() ? a.text().equals(b.text()) : a.pieces().equals(b.pieces()));
    }
    return one != null && one.equals(other);
  }

  /** Whether a value stands for another too: it is the same, or unknown. */
  static boolean covers(Value value, Value other) {
    if (value instanceof Unknown unknown) {
      return unknown.sends() || Senders.of(other) == null;
    }
    return same(value, other);
  }
}
