package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.catalog.BuiltInFunctions;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.Set;

/** Whether a query within a body has effects of its own. */
final class QueryReach {

  /** Functions of PostgreSQL's own that lock what is a user's. */
  private static final Set<String> SEQUENCES = Set.of("nextval", "setval", "currval");

  private QueryReach() {}

  /** Whether it reads anything but the server's catalogs, or calls what may do anything. */
  static boolean isBeyondCatalogs(Statement query, Catalog catalog, int version) {
    Mentions mentions = Mentions.of(query);
    for (RangeVar relation : mentions.relations()) {
      if (!isSystem(relation)) {
        return true;
      }
    }
    for (Expression.FuncCall call : mentions.calls()) {
      String name = call.funcname().get(call.funcname().size() - 1);
      if (SEQUENCES.contains(name)
          || !catalog.functions(name).isEmpty()
          || !BuiltInFunctions.isKnown(name, version)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSystem(RangeVar relation) {
    String schema = relation.schemaname();
    return schema == null
        ? relation.relname().startsWith("pg_")
        : schema.equals("pg_catalog") || schema.equals("information_schema");
  }
}
