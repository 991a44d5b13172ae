package io.github.windlass.sql.postgres.plpgsql;

import java.util.List;

/**
 * What a routine's definition gives to its body.
 *
 * @param name the routine's name, which its parameters may be qualified with
 * @param parameters in order; each can also be named {@code $1}, {@code $2} …
 * @param returns what RETURN may have behind it
 */
public record RoutineFrame(String name, List<Parameter> parameters, Returns returns) {

  /** An anonymous block. */
  public static final RoutineFrame DO =
      new RoutineFrame("inline_code_block", List.of(), Returns.NOTHING);

  /**
   * A parameter.
   *
   * @param name empty where it has none
   */
  public record Parameter(String name, Shape shape) {}

  /** What kind of value a variable holds, as far as its type's name tells. */
  public enum Shape {
    SCALAR,
    REFCURSOR,
    /** It has fields. */
    RECORD,
    /** A type of the user's: a domain, an enum, or a composite. */
    UNKNOWN
  }

  /** What a routine gives back. */
  public enum Returns {
    /** {@code void}: RETURN stands alone. */
    NOTHING,
    /** A procedure: RETURN stands alone. */
    PROCEDURE,
    VALUE,
    /** The value of the OUT parameters: RETURN stands alone. */
    PARAMETERS,
    /** RETURN NEXT with a value, and RETURN QUERY. */
    SET,
    /** RETURN NEXT alone, and RETURN QUERY. */
    SET_OF_PARAMETERS,
    TRIGGER,
    EVENT_TRIGGER
  }

  public RoutineFrame {
    parameters = List.copyOf(parameters);
  }
}
