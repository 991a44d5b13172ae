package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Prediction;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several ALTER TABLE of one table in a row. */
public final class TableAlteredRepeatedly implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  /** How many statements may be one. */
  private static final int MOST = 50;

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement last = moment.statement();
    RelationName table = altered(last);
    if (table == null || moment.next().filter(next -> table.equals(altered(next))).isPresent()) {
      return List.of();
    }
    List<CheckedStatement> row = row(moment, table);
    if (row.size() < 2) {
      return List.of();
    }
    CheckedStatement first = row.get(0);
    AlterTableStmt merged = merged(row);
    int version = last.setting().postgres();
    Prediction prediction =
        StatementEffects.predict(
            merged, first.before(), new StatementEffects.Setting(version, false, Set.of()));
    boolean works = prediction.effects().growsWithData();
    boolean same = prediction.after().table(table).equals(last.after().table(table));
    int working = working(row);
    if (prediction.effects().fails() != null || !same || (works && working == 0)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.LOW,
            (working > 1
                    ? working + " of " + row.size() + " statements read or rewrite all of " + table
                    : row.size() + " statements in a row wait for a lock on " + table)
                + "; one ALTER TABLE with all of their actions does it once.",
            works
                ? null
                : new SafeSteps()
                    .brief(merged, "All actions under one lock, which is there for a moment.")
                    .build()));
  }

  /** The table in use that a statement alters under the strongest lock; null if it does not. */
  private static @Nullable RelationName altered(CheckedStatement checked) {
    if (checked.fails()
        || checked.condition() != null
        || checked.repeats()
        || checked.hasHole()
        || !(checked.statement() instanceof AlterTableStmt alter)) {
      return null;
    }
    RelationName table = checked.before().resolve(alter.relation());
    // What gets by with less should not share a statement with what does not.
    return checked.lockOn(table).filter(LockMode::blocksReads).isPresent() ? table : null;
  }

  /** The statements in a row, the last one included, that are as good as one. */
  private static List<CheckedStatement> row(Moment moment, RelationName table) {
    List<CheckedStatement> all = moment.migration().statements();
    int start = moment.index();
    while (start > 0
        && moment.index() - start < MOST
        && table.equals(altered(all.get(start - 1)))) {
      start--;
    }
    return all.subList(start, moment.index() + 1);
  }

  private static AlterTableStmt merged(List<CheckedStatement> row) {
    List<AlterTableCmd> cmds = new ArrayList<>();
    AlterTableStmt last = null;
    for (CheckedStatement each : row) {
      if (each.statement() instanceof AlterTableStmt alter) {
        cmds.addAll(alter.cmds());
        last = alter;
      }
    }
    return AlterTables.with(Objects.requireNonNull(last), cmds);
  }

  private static int working(List<CheckedStatement> row) {
    int working = 0;
    for (CheckedStatement each : row) {
      working += each.worksOn().isEmpty() ? 0 : 1;
    }
    return working;
  }
}
