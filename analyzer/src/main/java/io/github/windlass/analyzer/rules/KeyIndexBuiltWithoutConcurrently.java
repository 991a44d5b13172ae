package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.KeySteps;
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
import org.jspecify.annotations.Nullable;

/** UNIQUE or PRIMARY KEY on a table in use, without an index that is there already. */
public final class KeyIndexBuiltWithoutConcurrently implements Rule {

  private static final List<Class<? extends Constraint>> KINDS =
      List.of(Constraint.Unique.class, Constraint.PrimaryKey.class);

  /** Up to here NOT NULL is proven by a CHECK, which may be done again where it holds already. */
  private static final int PROOF_BY_CHECK = 17;

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter)
        || checked.fails()
        || checked.effects().indexBuilds().isEmpty()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    if (!checked.isShared(table)) {
      return List.of();
    }
    List<AlterTableCmd> keys = new ArrayList<>();
    boolean primary = false;
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddConstraint add && isBuilt(add.constraint())) {
        keys.add(cmd);
        primary |= add.constraint() instanceof Constraint.PrimaryKey;
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Class<? extends Constraint> kind : KINDS) {
      findings.addAll(
          InlineConstraints.findings(
              this,
              checked,
              alter,
              table,
              kind,
              " wait until the index of the new column's key is built; add the column alone, build"
                  + " the index CONCURRENTLY, then add the constraint USING INDEX."));
    }
    if (keys.isEmpty()) {
      return findings;
    }
    findings.add(
        finding(
            checked.risk(),
            "Reads and writes of "
                + table
                + " wait until the index of the "
                + (primary ? "primary key" : "unique constraint")
                + " is built; build it CONCURRENTLY first, then add the constraint USING INDEX.",
            rewrite(checked, alter, table, keys)));
    return findings;
  }

  private static boolean isBuilt(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Unique unique -> unique.indexname() == null;
      case Constraint.PrimaryKey key -> key.indexname() == null;
      default -> false;
    };
  }

  private static @Nullable SafeRewrite rewrite(
      CheckedStatement checked,
      AlterTableStmt alter,
      RelationName table,
      List<AlterTableCmd> keys) {
    Table known = checked.before().table(table).orElse(null);
    if (known != null && known.kind() == RelationKind.PARTITIONED_TABLE) {
      return null;
    }
    SafeSteps steps = new SafeSteps();
    AlterTableStmt rest = AlterTables.without(alter, keys);
    if (rest != null) {
      steps.brief(rest, "The other actions.");
    }
    for (AlterTableCmd cmd : keys) {
      if (!(cmd instanceof AlterTableCmd.AddConstraint add)
          || !KeySteps.canUseIndex(add.constraint())) {
        return null;
      }
      List<String> columns = columns(add.constraint());
      String name = name(checked, table, add.constraint(), columns);
      if (name == null) {
        return null;
      }
      if (add.constraint() instanceof Constraint.PrimaryKey) {
        notNull(steps, checked, alter, known, columns);
      }
      KeySteps.add(
          steps,
          alter,
          new KeySteps.Key(add.constraint(), columns, new RelationName(table.schema(), name)));
    }
    return steps.build();
  }

  private static List<String> columns(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Unique unique -> unique.keys();
      case Constraint.PrimaryKey key -> key.keys();
      default -> List.of();
    };
  }

  /**
   * A primary key makes its columns NOT NULL, which would read all rows under its lock. They may be
   * so already where the table is not known: a second constraint NOT NULL would be refused.
   */
  private static void notNull(
      SafeSteps steps,
      CheckedStatement checked,
      AlterTableStmt alter,
      @Nullable Table known,
      List<String> columns) {
    int version = checked.setting().postgres();
    for (String column : columns) {
      if (known == null) {
        NotNullSteps.add(steps, alter, column, null, Math.min(version, PROOF_BY_CHECK));
      } else if (known.column(column).filter(Column::notNull).isEmpty()) {
        String constraint = NotNullSteps.nameIn(checked.after(), known.name(), column);
        NotNullSteps.add(steps, alter, column, constraint, version);
      }
    }
  }

  private static @Nullable String name(
      CheckedStatement checked, RelationName table, Constraint key, List<String> columns) {
    if (key.conname() != null) {
      return key.conname();
    }
    return NewConstraints.added(checked, table, TableConstraint.Key.class).stream()
        .filter(added ->
            added.primary() == (key instanceof Constraint.PrimaryKey)
                && added.columns().equals(columns))
        .map(TableConstraint.Key::name)
        .findFirst()
        .orElse(null);
  }
}
