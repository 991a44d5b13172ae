package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rewrite.NewColumnSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** Constraints behind a new column. */
final class InlineConstraints {

  private InlineConstraints() {}

  /**
   * A finding for each new column with a constraint of a kind, where the table is worked on for it
   * but not written anew, of which another rule speaks.
   *
   * @param message what follows the table's name
   */
  static List<Finding> findings(
      Rule rule,
      CheckedStatement checked,
      AlterTableStmt alter,
      RelationName table,
      Class<? extends Constraint> kind,
      String message) {
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddColumn add
          && add.column().constraints().stream().anyMatch(kind::isInstance)) {
        Effects effects = Actions.effects(checked, alter, cmd);
        if (effects.scans().contains(table) && !effects.rewrites().contains(table)) {
          findings.add(
              rule.finding(
                  checked.risk(),
                  "Reads and writes of " + table + message,
                  NewColumnSteps.of(
                      alter,
                      add,
                      new NewColumnSteps.Place(
                          table,
                          checked.before(),
                          NewConstraints.after(checked, table),
                          false,
                          checked.setting().postgres()))));
        }
      }
    }
    return findings;
  }
}
