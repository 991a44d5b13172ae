package io.github.windlass.script;

import org.jspecify.annotations.Nullable;

/**
 * How a statement ended.
 *
 * @param label of BREAK, CONTINUE and LEAVE; null: none
 * @param value what is returned or thrown; of an expression, its value
 * @param place of THROW: where
 */
record Completion(Kind kind, @Nullable String label, Value value, @Nullable Place place) {

  enum Kind {
    NORMAL,
    BREAK,
    CONTINUE,
    RETURN,
    /** Out of the labeled statement, through all calls in between. */
    LEAVE,
    THROW
  }

  /** It went on to its end. */
  static final Completion NORMAL = new Completion(Kind.NORMAL, null, Value.Nothing.UNDEFINED, null);

  static Completion of(Value value) {
    return new Completion(Kind.NORMAL, null, value, null);
  }

  static Completion breaking(@Nullable String label) {
    return new Completion(Kind.BREAK, label, Value.Nothing.UNDEFINED, null);
  }

  static Completion continuing(@Nullable String label) {
    return new Completion(Kind.CONTINUE, label, Value.Nothing.UNDEFINED, null);
  }

  static Completion returning(Value value) {
    return new Completion(Kind.RETURN, null, value, null);
  }

  static Completion leaving(String label) {
    return new Completion(Kind.LEAVE, label, Value.Nothing.UNDEFINED, null);
  }

  /** What an exception on its way through Java code means. */
  static Completion throwing(Thrown thrown) {
    Completion abrupt = thrown.completion();
    if (abrupt != null) {
      return abrupt;
    }
    return new Completion(Kind.THROW, null, thrown.value(), thrown.place());
  }

  boolean isNormal() {
    return kind == Kind.NORMAL;
  }

  /** Whether both go to the same place. */
  boolean isLike(Completion other) {
    return kind == other.kind && (label == null ? other.label == null : label.equals(other.label));
  }
}
