package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A key of int or smallint, or a column that refers to one. */
public final class SmallKey implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      if (type != null && isSmall(type) && isGeneratedKey(checked, added)) {
        findings.add(
            finding(
                Risk.LOW,
                added.table()
                    + "."
                    + added.column().colname()
                    + ": a key of "
                    + (type.name().equals("int2") || "int2".equals(type.serialBase())
                        ? "two bytes ends at 32,767"
                        : "four bytes ends at 2,147,483,647")
                    + ", and to change it later rewrites the table and all that refer to it; use"
                    + " bigint.",
                null));
      }
    }
    return findings;
  }

  private static boolean isSmall(ColumnType type) {
    String name = type.serialBase() == null ? type.name() : type.serialBase();
    return name.equals("int4") || name.equals("int2");
  }

  /** Whether it is filled by a sequence, and a primary key. */
  private static boolean isGeneratedKey(CheckedStatement checked, NewColumns.Of added) {
    String name = added.column().colname();
    return checked
        .after()
        .table(added.table())
        .filter(
            table -> table.primaryKey().filter(k -> k.columns().equals(List.of(name))).isPresent())
        .flatMap(table -> table.column(name))
        .filter(column -> column.sequence() != null)
        .isPresent();
  }
}
