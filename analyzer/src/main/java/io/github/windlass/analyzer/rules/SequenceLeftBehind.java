package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** INSERT of keys that a sequence will give again. */
public final class SequenceLeftBehind implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < checked.statements().size(); i++) {
      CheckedStatement statement = checked.statements().get(i);
      if (statement.statement() instanceof QueryStatement.InsertStmt insert
          && !statement.fails()
          && !isSetLater(checked.statements().subList(i + 1, checked.statements().size()))) {
        RelationName name = statement.before().resolve(insert.relation());
        Table table = statement.before().table(name).orElse(null);
        for (ResTarget target : insert.cols()) {
          String column = target.name();
          if (table != null
              && column != null
              && table.column(column).filter(known -> known.sequence() != null).isPresent()) {
            findings.add(
                finding(
                    Risk.LOW,
                    "The sequence behind "
                        + name
                        + "."
                        + column
                        + " knows nothing of these values and gives them again; call setval.",
                    null));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isSetLater(List<CheckedStatement> later) {
    return later.stream()
        .anyMatch(statement ->
            switch (statement.statement()) {
              case TableStatement.AlterSeqStmt ignored -> true;
              case SelectStmt.Select select ->
                  select.targetList().stream()
                      .anyMatch(target ->
                          target.val() instanceof Expression.FuncCall call
                              && call.funcname().get(call.funcname().size() - 1).equals("setval"));
              case AlterTableStmt alter ->
                  alter.cmds().stream().anyMatch(AlterTableCmd.SetIdentity.class::isInstance);
              default -> false;
            });
  }
}
