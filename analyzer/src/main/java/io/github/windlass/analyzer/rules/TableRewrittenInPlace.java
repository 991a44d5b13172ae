package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ClusterStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.VacuumStmt;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table in use is copied: VACUUM FULL, CLUSTER, SET TABLESPACE and the like. */
public final class TableRewrittenInPlace implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    String instead = instead(checked.statement());
    if (instead == null || checked.fails()) {
      return List.of();
    }
    String tables =
        checked.effects().rewrites().stream()
            .filter(checked::isShared)
            .map(RelationName::toString)
            .collect(Collectors.joining(", "));
    boolean all = isOfAll(checked.statement());
    if (tables.isEmpty() && !all) {
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            "Reads and writes of "
                + (all ? "one table after the other" : tables)
                + " wait while all of it is copied; "
                + instead,
            null));
  }

  private static boolean isOfAll(Statement statement) {
    return statement instanceof VacuumStmt vacuum && vacuum.rels().isEmpty();
  }

  /** What to do instead; null where this rule does not speak. */
  private static @Nullable String instead(Statement statement) {
    return switch (statement) {
      case VacuumStmt vacuum ->
          vacuum.isVacuumcmd()
                  && vacuum.options().stream().anyMatch(each -> each.defname().equals("full"))
              ? "plain VACUUM makes the space usable again; to give it back, use pg_repack or a"
                  + " quiet time."
              : null;
      case ClusterStmt ignored -> "use pg_repack with an order, or a quiet time.";
      case AlterTableStmt alter ->
          alter.cmds().stream()
              .map(TableRewrittenInPlace::instead)
              .filter(each -> each != null)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private static @Nullable String instead(AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.SetTableSpace ignored ->
          "move it by pg_repack, its indexes by REINDEX (TABLESPACE …) CONCURRENTLY, or choose a"
              + " quiet time.";
      case AlterTableCmd.SetLogged ignored ->
          "it is written to the WAL as a whole, so choose a quiet time.";
      case AlterTableCmd.SetUnLogged ignored ->
          "fill a new unlogged table and rename, or choose a quiet time.";
      case AlterTableCmd.SetAccessMethod ignored ->
          "fill a new table of that access method and rename, or choose a quiet time.";
      case AlterTableCmd.SetExpression ignored ->
          "add a new generated or plain column, fill it in batches, and change the readers over.";
      case AlterTableCmd.AddOids ignored -> "use a column of your own for a number.";
      case AlterTableCmd.DropOids ignored -> "choose a quiet time.";
      default -> null;
    };
  }
}
