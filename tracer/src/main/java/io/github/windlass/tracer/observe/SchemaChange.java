package io.github.windlass.tracer.observe;

import java.util.Comparator;

/**
 * Something of a schema that came, went or became another.
 *
 * @param object what it is and what it was called before, or is called now if it came, such as
 *     {@code column public.users.email}
 */
public record SchemaChange(Kind kind, String object) implements Comparable<SchemaChange> {

  /** What became of it. */
  public enum Kind {
    CREATED,
    CHANGED,
    DROPPED
  }

  @Override
  public int compareTo(SchemaChange other) {
    return Comparator.comparing(SchemaChange::kind)
        .thenComparing(SchemaChange::object)
        .compare(this, other);
  }
}
