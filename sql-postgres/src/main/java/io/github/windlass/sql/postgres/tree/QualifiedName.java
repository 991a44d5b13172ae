package io.github.windlass.sql.postgres.tree;

import java.util.List;

/** A name of one or more parts ({@code any_name}, {@code func_name}), outermost part first. */
public record QualifiedName(List<String> names, Span span) implements ObjectReference, Node {

  /** The last part: the object's own name. */
  public String last() {
    return names.get(names.size() - 1);
  }
}
