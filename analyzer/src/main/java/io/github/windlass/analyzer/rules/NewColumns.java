package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that a statement adds, and the tables in which it does. */
final class NewColumns {

  /** A column as it is written, in the table that gets it. */
  record Of(RelationName table, ColumnDef column) {}

  private NewColumns() {}

  /** In the order written: those of CREATE TABLE and of ADD COLUMN. */
  static List<Of> of(CheckedStatement checked) {
    return switch (checked.statement()) {
      case CreateStmt create -> {
        RelationName table = checked.before().nameForNew(create.relation());
        yield create.columns().stream().map(column -> new Of(table, column)).toList();
      }
      case AlterTableStmt alter -> {
        RelationName table = checked.before().resolve(alter.relation());
        List<Of> columns = new ArrayList<>();
        for (AlterTableCmd cmd : alter.cmds()) {
          if (cmd instanceof AlterTableCmd.AddColumn add) {
            columns.add(new Of(table, add.column()));
          }
        }
        yield columns;
      }
      default -> List.of();
    };
  }

  /** The type that a column is given; empty where it is none of its own. */
  static Optional<ColumnType> type(ColumnDef column) {
    return Optional.ofNullable(column.typeName()).map(ColumnType::of);
  }
}
