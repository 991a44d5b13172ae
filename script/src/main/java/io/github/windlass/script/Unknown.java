package io.github.windlass.script;

/**
 * A value that cannot be known before the migration runs.
 *
 * @param reason what it depends on, for the migration's author: {@code process.env.SCHEMA}
 * @param place where it comes from
 * @param sends whether SQL may be sent through it, as through what an unknown function made of a
 *     connection; to call it is a gap
 */
public record Unknown(String reason, Place place, boolean sends) implements Value {

  /** A value through which nothing is sent. */
  public Unknown(String reason, Place place) {
    this(reason, place, false);
  }
}
