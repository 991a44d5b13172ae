package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** ENABLE ROW LEVEL SECURITY on a table without a policy. */
public final class RowSecurityWithoutPolicy implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SECURITY;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    if (checked.statements().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    CheckedStatement last = checked.statements().get(checked.statements().size() - 1);
    for (CheckedStatement statement : checked.statements()) {
      if (statement.statement() instanceof AlterTableStmt alter
          && alter.cmds().stream().anyMatch(AlterTableCmd.EnableRowSecurity.class::isInstance)) {
        RelationName name = statement.before().resolve(alter.relation());
        Table table = last.after().table(name).orElse(null);
        if (table != null
            && table.attachments().stream().noneMatch(a -> a.kind() == Attachment.Kind.POLICY)) {
          findings.add(
              finding(
                  Risk.HIGH,
                  name
                      + " has row level security and no policy: nobody but its owner sees a row"
                      + " from here on; create the policies first.",
                  null));
        }
      }
    }
    return findings;
  }
}
