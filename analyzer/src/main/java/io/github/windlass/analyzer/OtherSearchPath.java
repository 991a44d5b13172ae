package io.github.windlass.analyzer;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs that the sessions which run a history have another {@code search_path} than is known, as a
 * role, a database or a connection may set it: a relation that was made without a schema is then
 * called by one in which nothing of that name was made.
 */
final class OtherSearchPath {

  private OtherSearchPath() {}

  /** Whether a statement is such a sign. */
  static boolean isShownBy(Statement statement, Catalog before) {
    RangeVar relation = relation(statement);
    if (relation == null || relation.schemaname() == null) {
      return false;
    }
    RelationName called = before.resolve(relation);
    List<String> path = before.searchPath();
    // Whoever wrote down all that is there wrote down the search_path, too: the name is wrong.
    if (path.contains(called.schema())
        || before.relation(called).isPresent()
        || before.lacks(called)) {
      return false;
    }
    for (String schema : path) {
      if (before.relation(new RelationName(schema, called.name())).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The relation that must be there for the statement to succeed. */
  private static @Nullable RangeVar relation(Statement statement) {
    return switch (statement) {
      case TableStatement.AlterTableStmt alter when !alter.missingOk() -> alter.relation();
      case TableStatement.IndexStmt index -> index.relation();
      case QueryStatement.InsertStmt insert -> insert.relation();
      case QueryStatement.UpdateStmt update -> update.relation();
      case QueryStatement.DeleteStmt delete -> delete.relation();
      default -> null;
    };
  }
}
