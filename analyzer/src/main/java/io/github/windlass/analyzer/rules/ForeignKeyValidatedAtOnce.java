package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.LaterValidation;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ADD FOREIGN KEY without NOT VALID on a table in use. */
public final class ForeignKeyValidatedAtOnce implements Rule {

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
    if (!checked.isShared(table) || !checked.effects().scans().contains(table)) {
      return List.of();
    }
    List<LaterValidation.Change> changes = new ArrayList<>();
    Set<RelationName> referenced = new LinkedHashSet<>();
    int added = 0;
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AddConstraint add
          && add.constraint() instanceof Constraint.ForeignKey key
          && !key.skipValidation()) {
        added++;
        String name = NewConstraints.name(checked, table, key, TableConstraint.ForeignKey.class);
        if (name != null) {
          changes.add(new LaterValidation.Change(cmd, AlterTables.notValid(key, name), name));
        }
        referenced.add(checked.before().resolve(key.pktable()));
      }
    }
    List<Finding> findings =
        new ArrayList<>(
            InlineConstraints.findings(
                this,
                checked,
                alter,
                table,
                Constraint.ForeignKey.class,
                " wait while every row is read, for a default is given with the foreign key, be it"
                    + " NULL; add the column alone, then its foreign key NOT VALID, and validate it"
                    + " in another transaction."));
    if (referenced.isEmpty()) {
      return findings;
    }
    findings.add(
        finding(
            checked.risk(),
            "Writes to "
                + table
                + others(table, referenced)
                + " wait while every row is checked; add the foreign key NOT VALID and validate it"
                + " in another transaction.",
            rewrite(checked, alter, table, added, changes)));
    return findings;
  }

  /** The tables at the other ends, without the table itself. */
  private static String others(RelationName table, Set<RelationName> referenced) {
    String others =
        referenced.stream()
            .filter(other -> !other.equals(table))
            .map(RelationName::toString)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : " and to " + others;
  }

  private static @Nullable SafeRewrite rewrite(
      CheckedStatement checked,
      AlterTableStmt alter,
      RelationName table,
      int added,
      List<LaterValidation.Change> changes) {
    boolean refused =
        LaterValidation.refusesForeignKey(checked.before(), table, checked.setting().postgres());
    return refused || changes.size() < added ? null : LaterValidation.of(alter, changes);
  }
}
