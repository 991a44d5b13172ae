package io.github.windlass.extractor.schema;

import org.jspecify.annotations.Nullable;

/**
 * An answer about a schema: there is one and it is known, there certainly is none, or nothing
 * certain can be said. Unknown is not absent.
 *
 * @param <T> what is known
 */
public sealed interface Fact<T> {

  /** It is there, and this is it. */
  record Known<T>(T value) implements Fact<T> {}

  /** There certainly is none: no such relation, no default, no comment. */
  record Absent<T>() implements Fact<T> {}

  /**
   * There may be one.
   *
   * @param reason why it is not known, for a person, in one line
   */
  record Unknown<T>(String reason) implements Fact<T> {}

  /** It is there, and this is it. */
  static <T> Fact<T> known(T value) {
    return new Known<>(value);
  }

  /** There certainly is none. */
  static <T> Fact<T> absent() {
    return new Absent<>();
  }

  /** There may be one, and why that is not known. */
  static <T> Fact<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  /** A value that is known to be there, or known not to be where it is null. */
  static <T> Fact<T> ofNullable(@Nullable T value) {
    return value == null ? new Absent<>() : new Known<>(value);
  }

  /** The value where it is known; null where it is absent or unknown. */
  default @Nullable T orNull() {
    return this instanceof Known<T> known ? known.value() : null;
  }

  /** Whether it is known to be there. */
  default boolean isKnown() {
    return this instanceof Known<T>;
  }

  /** Whether it is certain that there is none. */
  default boolean isAbsent() {
    return this instanceof Absent<T>;
  }

  /** Whether nothing certain can be said. */
  default boolean isUnknown() {
    return this instanceof Unknown<T>;
  }
}
