package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.Statement;

/** What may make relations that the fold does not see; of routines, Routines says it. */
final class UnseenChanges {

  private UnseenChanges() {}

  /** Whether there may be relations after a statement that the catalog does not get from it. */
  static boolean in(Statement statement) {
    return switch (statement) {
      // PostGIS brings spatial_ref_sys, and its like.
      case DefinitionStatement.CreateExtensionStmt ignored -> true;
      case DefinitionStatement.AlterExtensionStmt ignored -> true;
      case DefinitionStatement.ImportForeignSchemaStmt ignored -> true;
      default -> false;
    };
  }
}
