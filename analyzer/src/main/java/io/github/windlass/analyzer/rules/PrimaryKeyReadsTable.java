package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rewrite.NotNullSteps;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** PRIMARY KEY USING INDEX over columns that are not NOT NULL yet. */
public final class PrimaryKeyReadsTable implements Rule {

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
    if (!checked.worksOn().contains(table)) {
      return List.of();
    }
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddConstraint add
          && add.constraint() instanceof Constraint.PrimaryKey key
          && key.indexname() != null
          && Actions.worksOn(checked, alter, cmd, table)) {
        return of(checked, alter, table, key.indexname());
      }
    }
    return List.of();
  }

  private List<Finding> of(
      CheckedStatement checked, AlterTableStmt alter, RelationName table, String index) {
    Catalog before = checked.before();
    List<String> nullable = new ArrayList<>();
    List<String> columns =
        before.index(new RelationName(table.schema(), index)).map(Index::columns).orElse(List.of());
    for (String column : columns) {
      if (before.table(table).map(Table::columns).orElse(List.of()).stream()
          .anyMatch(each -> each.name().equals(column) && !each.notNull())) {
        nullable.add(column);
      }
    }
    SafeSteps steps = new SafeSteps();
    for (String column : nullable) {
      NotNullSteps.add(
          steps,
          alter,
          column,
          NotNullSteps.nameIn(checked.after(), table, column),
          checked.setting().postgres());
    }
    return List.of(
        finding(
            checked.risk(),
            "Reads and writes of "
                + table
                + " wait while every row is checked for NULL in "
                + String.join(", ", nullable)
                + ", though the index is there; make the columns NOT NULL before.",
            nullable.isEmpty()
                ? null
                : steps.brief(alter, "Takes the index over; nothing is read.").build()));
  }
}
