package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;

/** What may make relations that the fold does not see. */
final class UnseenChanges {

  private UnseenChanges() {}

  /** Whether there may be relations after a statement that the catalog does not get from it. */
  static boolean in(Statement statement) {
    return switch (statement) {
      case RoutineStatement.DoStmt ignored -> true;
      case RoutineStatement.CallStmt ignored -> true;
      // PostGIS brings spatial_ref_sys, and its like.
      case DefinitionStatement.CreateExtensionStmt ignored -> true;
      case DefinitionStatement.AlterExtensionStmt ignored -> true;
      case DefinitionStatement.ImportForeignSchemaStmt ignored -> true;
      case QueryStatement query -> callsOwn(query);
      default -> false;
    };
  }

  /** Whether a query calls a function that is not PostgreSQL's own. */
  private static boolean callsOwn(QueryStatement query) {
    for (Expression.FuncCall call : Mentions.of(query).calls()) {
      String name = call.funcname().get(call.funcname().size() - 1);
      if (!BuiltInFunctions.has(name)) {
        return true;
      }
    }
    return false;
  }
}
