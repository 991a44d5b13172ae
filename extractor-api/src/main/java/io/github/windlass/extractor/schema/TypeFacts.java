package io.github.windlass.extractor.schema;

import java.util.List;

/**
 * A type as a column has it, or by itself.
 *
 * @param text as {@code format_type} prints it: {@code character varying(100)}, {@code timestamp(3)
 *     with time zone}, {@code integer[]}; with the schema if that is not on the search path
 * @param name {@code typname} and its schema: {@code pg_catalog.varchar}; for an array the
 *     element's
 * @param modifiers the length, or precision and scale; empty where none were given
 * @param array whether it is an array of that type
 * @param kind of the element, for an array
 * @param enumValues the labels in their order; absent for what is no enum
 * @param base the type that a domain is over, and if that is a domain, the one that it is over;
 *     absent for what is no domain
 */
public record TypeFacts(
    String text,
    QualifiedName name,
    List<Integer> modifiers,
    boolean array,
    Kind kind,
    Fact<List<String>> enumValues,
    Fact<TypeFacts> base) {

  /** What kind of type it is. */
  public enum Kind {
    /** PostgreSQL's own, ranges and composites of its own included. */
    BUILT_IN,
    ENUM,
    DOMAIN,
    COMPOSITE,
    RANGE,
    /** A user's type of which no more is known: an extension's, or one made before the history. */
    OTHER
  }

  public TypeFacts {
    modifiers = List.copyOf(modifiers);
  }
}
