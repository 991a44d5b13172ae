package io.github.windlass.tracer.rows;

import java.util.List;

/**
 * A type of the database, as far as values of it are made.
 *
 * @param name as the server writes it, with its schema and quotes
 * @param plainName {@code typname}, for types of the server and of extensions
 */
record Type(long oid, String name, String plainName, Kind kind) {

  /** What makes its values. */
  sealed interface Kind {

    /** One of the server's own, or of an extension. */
    record Base() implements Kind {}

    /** A list of labels. */
    record Enumeration(List<String> labels) implements Kind {
      public Enumeration {
        labels = List.copyOf(labels);
      }
    }

    /**
     * @param checks the expressions of its constraints, of {@code VALUE}
     */
    record Domain(long base, int modifier, List<String> checks) implements Kind {
      public Domain {
        checks = List.copyOf(checks);
      }
    }

    /** An array of one element type. */
    record Array(long element) implements Kind {}

    /** A range over a type. */
    record Range(long subtype) implements Kind {}

    /** Ranges over a type. */
    record Multirange(long range) implements Kind {}

    /** A row of attributes. */
    record Composite(List<Attribute> attributes) implements Kind {
      public Composite {
        attributes = List.copyOf(attributes);
      }
    }
  }

  /** An attribute of a composite type. */
  record Attribute(long type, int modifier) {}
}
