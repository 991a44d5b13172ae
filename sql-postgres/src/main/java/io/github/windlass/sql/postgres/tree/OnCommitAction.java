package io.github.windlass.sql.postgres.tree;

/** {@code ONCOMMIT_*}: what becomes of a temporary table at commit; NOOP where nothing is said. */
public enum OnCommitAction {
  NOOP,
  PRESERVE_ROWS,
  DELETE_ROWS,
  DROP
}
