package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.NotNullSteps;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET NOT NULL, or NOT NULL as a constraint, on a table in use. */
public final class NotNullValidatedAtOnce implements Rule {

  /** NOT NULL may be NOT VALID from here on, and SET NOT NULL validates it. */
  private static final int LATER = 18;

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
    if (checked.worksOn().isEmpty() || !checked.isShared(table)) {
      return List.of();
    }
    List<AlterTableCmd> changes = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (column(cmd) != null
          && checked.worksOn().stream()
              .anyMatch(each -> Actions.worksOn(checked, alter, cmd, each))) {
        changes.add(cmd);
      }
    }
    if (changes.isEmpty()) {
      return List.of();
    }
    int version = checked.setting().postgres();
    String instead =
        version >= LATER
            ? "add the constraint NOT NULL NOT VALID and validate it in another transaction."
            : "prove it first by a CHECK (… IS NOT NULL) that is added NOT VALID and validated in"
                + " another transaction.";
    return List.of(
        finding(
            checked.risk(),
            "Reads and writes of "
                + table
                + " wait while every row is checked for NULL; "
                + instead,
            rewrite(checked, alter, table, changes)));
  }

  /** The column that an action makes NOT NULL; null if it is another action. */
  private static @Nullable String column(AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.SetNotNull set -> set.name();
      case AlterTableCmd.AddConstraint(Constraint.NotNull notNull, var span)
          when !notNull.skipValidation() && notNull.keys().size() == 1 ->
          notNull.keys().get(0);
      default -> null;
    };
  }

  private static @Nullable SafeRewrite rewrite(
      CheckedStatement checked,
      AlterTableStmt alter,
      RelationName table,
      List<AlterTableCmd> changes) {
    if (changes.stream().anyMatch(NotNullValidatedAtOnce::isNoInherit)) {
      return null;
    }
    SafeSteps steps = new SafeSteps();
    AlterTableStmt rest = AlterTables.without(alter, changes);
    if (rest != null) {
      steps.brief(rest, "The other actions.");
    }
    Catalog after = NewConstraints.after(checked, table);
    for (AlterTableCmd cmd : changes) {
      String column = column(cmd);
      if (column == null) {
        continue;
      }
      TableConstraint.NotNull unproven = unproven(checked, table, column);
      if (unproven != null) {
        steps.slow(
            SqlPrinter.print(AlterTables.validate(alter, unproven.name())),
            "Reads every row while reads and writes go on. It fails if one is NULL.");
      } else {
        NotNullSteps.add(
            steps,
            alter,
            column,
            NotNullSteps.nameIn(after, table, column),
            checked.setting().postgres());
      }
    }
    return steps.build();
  }

  private static boolean isNoInherit(AlterTableCmd cmd) {
    return cmd instanceof AlterTableCmd.AddConstraint add
        && add.constraint() instanceof Constraint.NotNull notNull
        && notNull.isNoInherit();
  }

  /** The constraint that is there already, NOT VALID. */
  private static TableConstraint.@Nullable NotNull unproven(
      CheckedStatement checked, RelationName table, String column) {
    return checked.before().table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(TableConstraint.NotNull.class::isInstance)
        .map(TableConstraint.NotNull.class::cast)
        .filter(each -> !each.valid() && each.columns().contains(column))
        .findFirst()
        .orElse(null);
  }
}
