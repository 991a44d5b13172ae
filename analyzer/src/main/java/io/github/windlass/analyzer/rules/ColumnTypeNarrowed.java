package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type that holds less than the one before. */
public final class ColumnTypeNarrowed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.DATA_LOSS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    List<Finding> findings = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      if (cmd instanceof AlterTableCmd.AlterColumnType change && checked.isShared(table)) {
        ColumnType from = type(checked.before().table(table).orElse(null), change.name());
        ColumnType to = type(checked.after().table(table).orElse(null), change.name());
        if (from != null && to != null && holdsLess(from, to)) {
          findings.add(
              finding(
                  Risk.HIGH,
                  to
                      + " holds less than "
                      + from
                      + ": the statement fails on a value of "
                      + table
                      + "."
                      + change.name()
                      + " that does not fit, or rounds it; check the rows before.",
                  null));
        }
      }
    }
    return findings;
  }

  private static @Nullable ColumnType type(@Nullable Table table, String column) {
    return table == null ? null : table.column(column).map(Column::type).orElse(null);
  }

  private static boolean holdsLess(ColumnType from, ColumnType to) {
    if (from.array() != to.array()) {
      return false;
    }
    int wide = bytes(from.name());
    int narrow = bytes(to.name());
    if (wide > 0 && narrow > 0) {
      return narrow < wide;
    }
    return switch (to.name()) {
      case "varchar", "bpchar", "varbit", "bit" ->
          isText(from.name()) == isText(to.name())
              && !to.typmods().isEmpty()
              && (from.typmods().isEmpty() || to.typmods().get(0) < from.typmods().get(0));
      case "numeric" ->
          from.name().equals("numeric")
              && !to.typmods().isEmpty()
              && (from.typmods().isEmpty() || digits(to) < digits(from) || scale(to) < scale(from));
      case "date" -> from.name().startsWith("timestamp");
      default -> false;
    };
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.equals("varchar") || type.equals("bpchar");
  }

  /** The bytes of an integer; 0 for other types. */
  private static int bytes(String type) {
    return switch (type) {
      case "int2" -> 2;
      case "int4" -> 4;
      case "int8" -> 8;
      default -> 0;
    };
  }

  private static int scale(ColumnType numeric) {
    return numeric.typmods().size() > 1 ? numeric.typmods().get(1) : 0;
  }

  private static int digits(ColumnType numeric) {
    return numeric.typmods().get(0) - scale(numeric);
  }
}
