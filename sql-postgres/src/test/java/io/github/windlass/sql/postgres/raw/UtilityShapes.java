package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.tree.UtilityStatement.LockStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt;

/** Maintenance and administration. */
final class UtilityShapes {

  private UtilityShapes() {}

  static void register(RawTree tree) {
    tree.prefix(ReindexStmt.Kind.class, "REINDEX_OBJECT_");
    tree.constants(LockStmt.LockMode.class, mode -> mode.ordinal() + 1);
  }
}
