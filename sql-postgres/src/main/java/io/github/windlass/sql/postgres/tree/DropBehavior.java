package io.github.windlass.sql.postgres.tree;

/** What happens to dependent objects. RESTRICT is the default. */
public enum DropBehavior {
  RESTRICT,
  CASCADE
}
