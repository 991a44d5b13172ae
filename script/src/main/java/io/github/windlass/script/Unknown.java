package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be known before the migration runs.
 *
 * @param reason what it depends on, for the migration's author: {@code process.env.SCHEMA}
 * @param place where it comes from
 * @param sends whether SQL may be sent through it, as through what an unknown function made of a
 *     connection; to call it is a gap
 * @param code the code of that gap, such as {@link GapCode#MISSING_SOURCE} for a module that is not
 *     there and for what it exports
 */
public record Unknown(String reason, Place place, boolean sends, GapCode code) implements Value {

  /** A value that depends on what happens when the migration runs. */
  public Unknown(String reason, Place place, boolean sends) {
    this(reason, place, sends, GapCode.DYNAMIC);
  }

  /**
   * A value that depends on what happens when the migration runs.
   *
   * @param sends the code of the gap that a call through it is; null: nothing is sent
   */
  static Unknown of(String reason, Place place, @Nullable GapCode sends) {
    return sends == null ? new Unknown(reason, place) : new Unknown(reason, place, true, sends);
  }

  /** A value through which nothing is sent. */
  public Unknown(String reason, Place place) {
    this(reason, place, false);
  }
}
