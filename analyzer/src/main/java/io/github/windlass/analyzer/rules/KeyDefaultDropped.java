package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import java.util.ArrayList;
import java.util.List;

/** The default or identity behind a key goes, so that inserts without it fail. */
public final class KeyDefaultDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (Actions.Of action : Actions.onShared(checked)) {
      String column =
          switch (action.cmd()) {
            case AlterTableCmd.DropIdentity drop -> drop.name();
            case AlterTableCmd.ColumnDefault change when change.expr() == null -> change.name();
            default -> null;
          };
      if (column != null && isNeeded(checked, action.table(), column)) {
        findings.add(
            finding(
                Risk.HIGH,
                "From here on, an INSERT that leaves out "
                    + action.table()
                    + "."
                    + column
                    + " fails: it is NOT NULL and nothing fills it any more.",
                null));
      }
    }
    return findings;
  }

  private static boolean isNeeded(CheckedStatement checked, RelationName table, String column) {
    return checked
        .after()
        .table(table)
        .flatMap(known -> known.column(column))
        .filter(known -> known.notNull() && known.defaultExpression() == null)
        .isPresent();
  }
}
