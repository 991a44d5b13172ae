package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** ADD COLUMN IF NOT EXISTS of a column that is there with another type. */
public final class OtherTypeKept implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)) {
      return List.of();
    }
    RelationName name = checked.before().resolve(alter.relation());
    Table table = checked.before().table(name).orElse(null);
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (table != null && cmd instanceof AlterTableCmd.AddColumn add && add.ifNotExists()) {
        ColumnType there = table.column(add.column().colname()).map(Column::type).orElse(null);
        ColumnType wanted = NewColumns.type(add.column()).orElse(null);
        if (there != null && wanted != null && !there.equals(wanted)) {
          findings.add(
              finding(
                  Risk.MEDIUM,
                  name
                      + "."
                      + add.column().colname()
                      + " is there as "
                      + there
                      + " and stays so: IF NOT EXISTS passes over it without a look at its type.",
                  null));
        }
      }
    }
    return findings;
  }
}
