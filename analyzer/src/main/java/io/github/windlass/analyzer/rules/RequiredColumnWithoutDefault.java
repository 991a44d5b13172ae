package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.NotNullSteps;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Moment;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** ADD COLUMN … NOT NULL without a value for the rows that are there. */
public final class RequiredColumnWithoutDefault implements Rule {

  private static final String NULL_VALUE = "23502";

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(Moment moment) {
    CheckedStatement checked = moment.statement();
    if (!speaksOf(checked) || !(checked.statement() instanceof AlterTableStmt alter)) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    List<AlterTableCmd.AddColumn> columns = columns(checked, alter);
    if (columns.isEmpty() || EmptyTables.isEmpty(moment, table)) {
      return List.of();
    }
    String names =
        columns.stream().map(add -> add.column().colname()).collect(Collectors.joining(", "));
    return List.of(
        finding(
            checked.risk(),
            "Fails as soon as "
                + table
                + " has a row, for "
                + names
                + " is NOT NULL and no value is given; give it a default, or add it without NOT"
                + " NULL, fill the rows in batches, and add NOT NULL then.",
            rewrite(checked, alter, table, columns)));
  }

  static boolean speaksOf(CheckedStatement checked) {
    Effects.Failure failure = checked.effects().fails();
    return failure != null
        && failure.sqlstate().equals(NULL_VALUE)
        && checked.statement() instanceof AlterTableStmt;
  }

  private static List<AlterTableCmd.AddColumn> columns(
      CheckedStatement checked, AlterTableStmt alter) {
    List<AlterTableCmd.AddColumn> columns = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddColumn add) {
        Effects.Failure failure = Actions.effects(checked, alter, cmd).fails();
        if (failure != null && failure.sqlstate().equals(NULL_VALUE)) {
          columns.add(add);
        }
      }
    }
    return columns;
  }

  private static SafeRewrite rewrite(
      CheckedStatement checked,
      AlterTableStmt alter,
      RelationName table,
      List<AlterTableCmd.AddColumn> columns) {
    List<AlterTableCmd> cmds = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      cmds.add(
          cmd instanceof AlterTableCmd.AddColumn add && columns.contains(add)
              ? nullable(add)
              : cmd);
    }
    SafeSteps steps =
        new SafeSteps()
            .brief(
                AlterTables.with(alter, cmds),
                "From here on, write a value into every new row, and give the rows that are there"
                    + " theirs in batches. Go on when none is NULL.");
    Catalog after = NewConstraints.after(checked, table);
    for (AlterTableCmd.AddColumn add : columns) {
      String column = add.column().colname();
      NotNullSteps.add(
          steps,
          alter,
          column,
          NotNullSteps.nameIn(after, table, column),
          checked.setting().postgres());
    }
    return steps.build();
  }

  private static AlterTableCmd nullable(AlterTableCmd.AddColumn add) {
    ColumnDef column = add.column();
    return new AlterTableCmd.AddColumn(
        new ColumnDef(
            column.colname(),
            column.typeName(),
            column.storageName(),
            column.compression(),
            column.constraints().stream()
                .filter(constraint -> !(constraint instanceof Constraint.NotNull))
                .toList(),
            column.collClause(),
            column.fdwoptions(),
            column.span()),
        add.ifNotExists(),
        add.behavior(),
        add.span());
  }
}
