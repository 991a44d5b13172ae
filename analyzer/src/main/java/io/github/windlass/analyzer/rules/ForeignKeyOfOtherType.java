package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.TableConstraint.ForeignKey;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreign key between columns of different types. */
public final class ForeignKeyOfOtherType implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (NewConstraints.Of<ForeignKey> added : NewConstraints.added(checked, ForeignKey.class)) {
      Table table = checked.after().table(added.table()).orElse(null);
      String difference = table == null ? null : difference(checked, table, added.constraint());
      if (difference != null) {
        findings.add(finding(Risk.LOW, difference, null));
      }
    }
    return findings;
  }

  private static @Nullable String difference(
      CheckedStatement checked, Table table, ForeignKey key) {
    Table referenced = checked.after().table(key.referenced()).orElse(null);
    if (referenced == null) {
      return null;
    }
    List<String> columns =
        key.referencedColumns().isEmpty()
            ? referenced.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
            : key.referencedColumns();
    for (int i = 0; i < Math.min(columns.size(), key.columns().size()); i++) {
      ColumnType from = table.column(key.columns().get(i)).map(Column::type).orElse(null);
      ColumnType to = referenced.column(columns.get(i)).map(Column::type).orElse(null);
      if (from != null && to != null && !from.name().equals(to.name())) {
        return table.name()
            + "."
            + key.columns().get(i)
            + " is "
            + from
            + " and refers to "
            + key.referenced()
            + "."
            + columns.get(i)
            + ", which is "
            + to
            + "; give both the same type.";
      }
    }
    return null;
  }
}
