package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.rewrite.NewColumnSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ADD COLUMN with a value for each row. */
public final class NewColumnRewritesTable implements Rule {

  /** A default that is the same for all rows is kept beside the table from here on. */
  private static final int FAST_DEFAULTS = 11;

  private static final int VIRTUAL = 18;

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
      if (cmd instanceof AlterTableCmd.AddColumn add && rewrites(checked, alter, add)) {
        findings.add(
            finding(
                checked.risk(),
                "Reads and writes of "
                    + table
                    + " wait while all of it is written anew: "
                    + reason(checked, add.column()),
                rewrite(checked, alter, add, table)));
      }
    }
    return findings;
  }

  static boolean rewrites(
      CheckedStatement checked, AlterTableStmt alter, AlterTableCmd.AddColumn add) {
    Effects effects = Actions.effects(checked, alter, add);
    return effects.rewrites().stream().anyMatch(checked::isShared);
  }

  private static @Nullable SafeRewrite rewrite(
      CheckedStatement checked,
      AlterTableStmt alter,
      AlterTableCmd.AddColumn add,
      RelationName table) {
    Catalog after = NewConstraints.after(checked, table);
    return NewColumnSteps.of(
        alter,
        add,
        new NewColumnSteps.Place(
            table, checked.before(), after, true, checked.setting().postgres()));
  }

  private static String reason(CheckedStatement checked, ColumnDef column) {
    String name = column.colname();
    int version = checked.setting().postgres();
    ColumnType type = column.typeName() == null ? null : checked.before().typeOf(column.typeName());
    UserType.DomainType domain = checked.before().domain(type).orElse(null);
    if (type != null && type.isSerial()) {
      return "every row gets a number for "
          + name
          + "; add the column plain, give it a sequence as default, and number the rows in"
          + " batches.";
    }
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.Identity) {
        return "every row gets a number for "
            + name
            + "; add the column plain, number the rows in batches, then make it an identity"
            + " column.";
      }
      if (constraint instanceof Constraint.Generated) {
        return name
            + " is computed and stored for every row; "
            + (version >= VIRTUAL
                ? "make it VIRTUAL, or add a plain column that a trigger keeps, and fill the rows"
                    + " in batches."
                : "add a plain column that a trigger keeps, and fill the rows in batches.");
      }
    }
    if (domain != null && domain.constrained()) {
      return "the constraints of the domain "
          + domain.name()
          + " are checked for every row; use the type below it, with a CHECK that is added NOT"
          + " VALID and validated in another transaction.";
    }
    return version < FAST_DEFAULTS
        ? "before PostgreSQL 11 a default is written into every row; add the column without it, set"
            + " the default, and fill the rows in batches."
        : "the default of "
            + name
            + " is volatile, so every row gets a value of its own; add the column without it, set"
            + " the default, and fill the rows in batches.";
  }
}
