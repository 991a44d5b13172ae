package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;

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

  /** A value through which nothing is sent. */
  public Unknown(String reason, Place place) {
    this(reason, place, false);
  }
}
