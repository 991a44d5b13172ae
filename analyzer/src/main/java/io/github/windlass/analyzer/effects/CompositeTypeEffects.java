package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;

/**
 * ALTER TYPE of a composite type, which is ALTER TABLE to the server: typed tables follow with
 * CASCADE ({@code ATTypedTableRecursion} in {@code commands/tablecmds.c}).
 */
final class CompositeTypeEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final AlterTableStmt statement;
  private final RelationName name;

  CompositeTypeEffects(EffectsBuilder effects, AlterTableStmt statement, RelationName name) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.statement = statement;
    this.name = name;
  }

  void predict() {
    if (!attributes()) {
      return;
    }
    boolean retypes =
        statement.cmds().stream().anyMatch(AlterTableCmd.AlterColumnType.class::isInstance);
    for (Table using : catalog.tablesMentioning(name.name())) {
      if (retypes && hasColumnOf(using)) {
        effects.lock(using.name(), LockMode.ACCESS_SHARE);
        effects.fail("0A000", "a column of " + using.name() + " is of type " + name);
      }
    }
    for (Table typed : catalog.typedTables(name)) {
      for (AlterTableCmd cmd : statement.cmds()) {
        DropBehavior behavior =
            switch (cmd) {
              case AlterTableCmd.AddColumn add -> add.behavior();
              case AlterTableCmd.DropColumn drop -> drop.behavior();
              case AlterTableCmd.AlterColumnType change -> change.behavior();
              default -> DropBehavior.RESTRICT;
            };
        if (behavior == DropBehavior.RESTRICT) {
          effects.fail("2BP01", "type " + name.name() + " is the type of " + typed.name());
        } else {
          effects.lock(typed.name(), LockMode.ACCESS_EXCLUSIVE);
          if (cmd instanceof AlterTableCmd.AlterColumnType change && rewrites(typed, change)) {
            effects.rewrite(typed.name());
          }
        }
      }
    }
  }

  /** Whether the attributes are there that must be, and no others; fails if not. */
  private boolean attributes() {
    if (!(catalog.relation(name).orElse(null) instanceof Relation.CompositeType type)) {
      return true;
    }
    for (AlterTableCmd cmd : statement.cmds()) {
      switch (cmd) {
        case AlterTableCmd.AddColumn add -> {
          if (has(type, add.column().colname())) {
            effects.fail("42701", "attribute " + add.column().colname() + " exists already");
          }
        }
        case AlterTableCmd.DropColumn drop -> {
          if (!drop.missingOk() && !has(type, drop.name())) {
            effects.fail("42703", "attribute " + drop.name() + " does not exist");
          }
        }
        case AlterTableCmd.AlterColumnType change -> {
          if (!has(type, change.name())) {
            effects.fail("42703", "attribute " + change.name() + " does not exist");
          }
        }
        default -> {
          // Nothing else is done to attributes.
        }
      }
    }
    return !effects.fails();
  }

  private static boolean has(Relation.CompositeType type, String attribute) {
    return type.attributes().stream().anyMatch(each -> each.name().equals(attribute));
  }

  /** {@code ATPrepAlterColumnType} of a typed table. */
  private boolean rewrites(Table typed, AlterTableCmd.AlterColumnType change) {
    ColumnType from = typed.column(change.name()).map(Column::type).orElse(null);
    return from == null
        || TypeChange.of(from, catalog.typeOf(change.typeName()), effects.version)
            == TypeChange.REWRITE;
  }

  private boolean hasColumnOf(Table table) {
    return table.columns().stream()
        .map(Column::type)
        .anyMatch(type ->
            type != null
                && (type.name().equals(name.name()) || type.name().equals(name.toString())));
  }
}
