package io.github.windlass.analyzer;

import org.jspecify.annotations.Nullable;

/** A relation's full name. */
public record RelationName(String schema, String name) implements Comparable<RelationName> {

  // Written out, as is hashCode: what the compiler makes of a record is slow until it is warm, and
  // maps of relations are asked all the time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelationName(String otherSchema, String otherName)
        && name.equals(otherName)
        && schema.equals(otherSchema);
  }

  @Override
  public int hashCode() {
    return 31 * schema.hashCode() + name.hashCode();
  }

  @Override
  public int compareTo(RelationName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /** {@code schema.name}, unquoted, as reports write it. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
