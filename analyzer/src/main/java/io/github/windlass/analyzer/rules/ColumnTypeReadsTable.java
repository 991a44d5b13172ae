package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** ALTER COLUMN … TYPE where values stay as they are, but checks and indexes do not. */
public final class ColumnTypeReadsTable implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    if (!checked.isShared(table)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AlterColumnType change) {
        Effects effects = Actions.effects(checked, alter, cmd);
        if (effects.rewrites().isEmpty() && effects.scans().stream().anyMatch(checked::isShared)) {
          findings.add(finding(checked.risk(), message(table, change.name(), effects), null));
        }
      }
    }
    return findings;
  }

  private static String message(RelationName table, String column, Effects effects) {
    String indexes =
        effects.indexBuilds().stream()
            .map(RelationName::toString)
            .collect(Collectors.joining(", "));
    String others = ColumnTypeRewritesTable.others(table, effects);
    String waiting =
        "Reads and writes of "
            + table
            + (others.isEmpty() ? "" : " and of " + others)
            + " wait while ";
    return indexes.isEmpty()
        ? waiting
            + "the constraints on "
            + column
            + " are checked again for every row; drop them, change the type, add them again NOT"
            + " VALID, and validate them in another transaction."
        : waiting
            + indexes
            + " is built anew, though the values of "
            + column
            + " stay as they are; drop the index before and build it CONCURRENTLY afterwards.";
  }
}
