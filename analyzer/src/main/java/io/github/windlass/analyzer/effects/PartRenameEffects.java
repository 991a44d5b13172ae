package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.List;

/**
 * RENAME of a column or constraint ({@code renameatt_internal}, {@code rename_constraint_internal}
 * in {@code commands/tablecmds.c}).
 */
final class PartRenameEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final ObjectStatement.RenameStmt rename;
  private final RelationName name;
  private final String old;
  private final boolean recurses;

  PartRenameEffects(EffectsBuilder effects, ObjectStatement.RenameStmt rename, RelationName name) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.rename = rename;
    this.name = name;
    this.old = String.valueOf(rename.subname());
    this.recurses = rename.relation() == null || rename.relation().inh();
  }

  void column() {
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    if (rename.renameType() == ObjectType.ATTRIBUTE) {
      for (Table typed : catalog.typedTables(name)) {
        if (rename.behavior() == DropBehavior.RESTRICT) {
          effects.fail("2BP01", "type " + name + " is that of the table " + typed.name());
        }
        effects.lock(typed.name(), LockMode.ACCESS_EXCLUSIVE);
      }
      return;
    }
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      if (catalog.relation(name).orElse(null) instanceof View view
          && view.outputs().known()
          && view.outputs().columns().stream().noneMatch(column -> column.name().equals(old))) {
        effects.fail("42703", "column " + old + " of " + name + " does not exist");
      }
      return;
    }
    if (table.ofType() != null) {
      effects.fail("42809", "the columns of a typed table keep their names");
      return;
    }
    List<Table> descendants = catalog.descendantsOf(name);
    if (!recurses && !descendants.isEmpty()) {
      effects.fail("42P16", "column " + old + " must be renamed in the children too");
      return;
    }
    descendants.forEach(child -> effects.lock(child.name(), LockMode.ACCESS_EXCLUSIVE));
    // The children come first, and have the names that collide.
    for (Table child : descendants) {
      if (isTaken(child)) {
        return;
      }
    }
    if (AlteredTable.isSystemColumn(old)) {
      effects.fail("0A000", "system column " + old + " keeps its name");
    } else if (table.columnsKnown() && table.column(old).isEmpty()) {
      effects.fail("42703", "column " + old + " of " + name + " does not exist");
    } else if (isInherited(table)) {
      effects.fail("42P16", "column " + old + " is inherited");
    } else {
      isTaken(table);
    }
  }

  private boolean isInherited(Table table) {
    return table.parents().stream()
        .anyMatch(parent -> catalog.table(parent).flatMap(p -> p.column(old)).isPresent());
  }

  private boolean isTaken(Table table) {
    boolean taken =
        table.column(rename.newname()).isPresent() || AlteredTable.isSystemColumn(rename.newname());
    if (taken) {
      effects.fail(
          "42701", "column " + rename.newname() + " of " + table.name() + " exists already");
    }
    return taken;
  }

  void constraint() {
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    TableConstraint constraint = table.constraint(old).orElse(null);
    boolean recursive =
        constraint instanceof TableConstraint.Check
            || constraint instanceof TableConstraint.NotNull;
    if (constraint == null) {
      if (table.columnsKnown()) {
        effects.fail("42704", "constraint " + old + " of " + name + " does not exist");
      }
      return;
    }
    if (recursive) {
      if (!recurses && catalog.hasChildren(name)) {
        effects.fail("42P16", "constraint " + old + " must be renamed in the children too");
        return;
      }
      if (ConstraintChangeEffects.isInherited(catalog, table, constraint)) {
        effects.fail("42P16", "constraint " + old + " is inherited");
        return;
      }
      effects.lockFamily(name, LockMode.ACCESS_EXCLUSIVE);
    }
    switch (constraint) {
      case TableConstraint.Key key -> renameIndex(key.index());
      case TableConstraint.Exclusion exclusion -> renameIndex(exclusion.index());
      case TableConstraint.Check ignored -> renameOnly(table);
      case TableConstraint.NotNull ignored -> renameOnly(table);
      case TableConstraint.ForeignKey ignored -> renameOnly(table);
    }
  }

  /** A key has the name of its index, which must be free among relations. */
  private void renameIndex(RelationName index) {
    RelationName renamed = new RelationName(index.schema(), rename.newname());
    if (catalog.relation(renamed).isPresent()) {
      effects.fail("42P07", "relation " + renamed + " exists already");
    }
    // An index keeps its readers while it gets a name, from 12 on.
    effects.lock(
        index, effects.version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
  }

  private void renameOnly(Table table) {
    if (table.constraint(rename.newname()).isPresent()) {
      effects.fail("42710", "constraint " + rename.newname() + " of " + name + " exists already");
    }
  }
}
