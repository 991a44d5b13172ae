package io.github.windlass.sql.postgres.tree;

import org.jspecify.annotations.Nullable;

/**
 * A role, by name or by a word that stands for one.
 *
 * @param rolename the name; null unless {@code roletype} is CSTRING
 */
public record RoleSpec(RoleSpecType roletype, @Nullable String rolename, Span span)
    implements Node {

  /** {@code ROLESPEC_*}. */
  public enum RoleSpecType {
    CSTRING,
    CURRENT_ROLE,
    CURRENT_USER,
    SESSION_USER,
    PUBLIC
  }
}
