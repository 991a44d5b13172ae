package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/**
 * An option: {@code defnamespace.defname = arg}.
 *
 * @param arg a {@link Value}, {@link TypeName}, {@link QualifiedName} or expression, as the
 *     statement's grammar says; null for an option without a value
 */
public record DefElem(
    @Nullable String defnamespace,
    String defname,
    @Nullable Node arg,
    DefElemAction defaction,
    Span span)
    implements Node {

  /** {@code DEFELEM_*}: ADD, SET or DROP of an option in {@code OPTIONS (…)}. */
  public enum DefElemAction {
    UNSPEC,
    SET,
    ADD,
    DROP
  }
}
