package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rewrite.ColumnSwap;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** ALTER COLUMN … TYPE where the stored values change. */
public final class ColumnTypeRewritesTable implements Rule {

  private static final String INSTEAD =
      "add a second column of the new type, keep both by a trigger, fill it in batches, and let it"
          + " take the name.";

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)
        || checked.fails()
        || checked.effects().rewrites().isEmpty()) {
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
        if (effects.rewrites().stream().anyMatch(checked::isShared)) {
          findings.add(
              finding(
                  checked.risk(),
                  message(checked, table, change, effects),
                  ColumnSwap.of(
                      alter, change, table, checked.before(), checked.setting().postgres())));
        }
      }
    }
    return findings;
  }

  private static String message(
      CheckedStatement checked,
      RelationName table,
      AlterTableCmd.AlterColumnType change,
      Effects effects) {
    boolean known = isTypeKnown(checked, table, change);
    String others = others(table, effects);
    String wait = "eads and writes of " + table + (others.isEmpty() ? "" : " and of " + others);
    String type = SqlPrinter.print(change.typeName());
    return known
        ? "R"
            + wait
            + " wait while the table and its indexes are written anew, for values of "
            + change.name()
            + " are not kept as "
            + type
            + " are; "
            + INSTEAD
        : "The type that "
            + change.name()
            + " has is not known here: unless its values are kept as "
            + type
            + " are, r"
            + wait
            + " wait while the table and its indexes are written anew; look it up, and if so "
            + INSTEAD;
  }

  /** Whether the type that a column has is known, and so whether a change has work to do. */
  static boolean isTypeKnown(
      CheckedStatement checked, RelationName table, AlterTableCmd.AlterColumnType change) {
    return checked
        .before()
        .table(table)
        .flatMap(each -> each.column(change.name()))
        .filter(column -> column.type() != null)
        .isPresent();
  }

  /** The tables at the other ends of foreign keys. */
  static String others(RelationName table, Effects effects) {
    return effects.locks().stream()
        .filter(lock ->
            lock.existing()
                && lock.kind() != RelationKind.INDEX
                && lock.mode().compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0
                && !lock.relation().equals(table))
        .map(Lock::relation)
        .filter(other -> !effects.rewrites().contains(other))
        .map(RelationName::toString)
        .collect(Collectors.joining(", "));
  }
}
