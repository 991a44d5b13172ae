package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * VALIDATE, ALTER and DROP CONSTRAINT ({@code ATExecValidateConstraint}, {@code
 * ATExecAlterConstraint}, {@code ATExecDropConstraint} in {@code commands/tablecmds.c}).
 */
final class ConstraintChangeEffects {

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;

  ConstraintChangeEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
  }

  /** The constraint of a name; empty, and a failure, where it surely is not there. */
  private Optional<TableConstraint> find(String name, boolean missingOk) {
    Table table = altered.table().orElse(null);
    if (table == null) {
      return Optional.empty();
    }
    Optional<TableConstraint> found = table.constraint(name);
    if (found.isEmpty() && table.columnsKnown() && !missingOk) {
      altered.fail("42704", "constraint " + name + " of " + altered.name + " does not exist");
    }
    return found;
  }

  // --- VALIDATE ---------------------------------------------------------------------------------

  void validate(AlterTableCmd.ValidateConstraint validate) {
    TableConstraint constraint = find(validate.name(), false).orElse(null);
    switch (constraint) {
      case null -> {
        if (altered.table().filter(Table::columnsKnown).isEmpty()) {
          effects.assume("constraint " + validate.name() + " is not in the known schema");
          effects.scan(altered.name);
        }
      }
      case TableConstraint.ForeignKey key -> {
        if (!key.enforced()) {
          altered.fail("55000", "constraint " + key.name() + " is NOT ENFORCED");
        } else if (!key.valid()) {
          validate(key);
        }
      }
      case TableConstraint.Check check -> {
        if (!check.enforced()) {
          altered.fail("55000", "constraint " + check.name() + " is NOT ENFORCED");
        } else if (!check.valid()) {
          validate(check, !check.noInherit());
        }
      }
      case TableConstraint.NotNull notNull -> {
        if (!notNull.valid()) {
          validate(notNull, true);
        }
      }
      case TableConstraint.Key ignored ->
          altered.fail("42809", "constraint " + validate.name() + " cannot be validated");
      case TableConstraint.Exclusion ignored ->
          altered.fail("42809", "constraint " + validate.name() + " cannot be validated");
    }
  }

  private void validate(TableConstraint.ForeignKey key) {
    List<RelationName> members = altered.isPartitioned() ? altered.family : List.of(altered.name);
    members.forEach(member -> effects.lock(member, altered.mode));
    effects.lock(key.referenced(), LockMode.ROW_SHARE);
    for (RelationName member : members) {
      effects.checkForeignKey(member, key.referenced());
    }
    for (Table partition : partitionsOf(key.referenced())) {
      // The query that looks for partners reads the partitions, too.
      effects.lock(partition.name(), LockMode.ACCESS_SHARE);
      effects.scan(partition.name());
    }
  }

  private void validate(TableConstraint constraint, boolean inherits) {
    if (inherits && !altered.recurses && altered.hasChildren()) {
      altered.fail(
          "42P16", "constraint " + constraint.name() + " must be validated on the children too");
      return;
    }
    if (inherits) {
      altered.lockFamily();
      altered.family.forEach(effects::scan);
    } else {
      effects.scan(altered.name);
    }
  }

  private List<Table> partitionsOf(RelationName name) {
    return altered.isPartitioned(name) ? catalog.descendantsOf(name) : List.of();
  }

  // --- ALTER ------------------------------------------------------------------------------------

  void alter(AlterTableCmd.AlterConstraint alter) {
    TableConstraint constraint = find(alter.conname(), false).orElse(null);
    if (constraint == null) {
      return;
    }
    if (alter.alterInheritability()) {
      if (constraint instanceof TableConstraint.NotNull notNull) {
        alterInheritance(notNull, alter.noinherit());
      } else {
        altered.fail("42809", "constraint " + constraint.name() + " is no NOT NULL constraint");
      }
      return;
    }
    if (!(constraint instanceof TableConstraint.ForeignKey key)) {
      altered.fail("42809", "constraint " + constraint.name() + " is no foreign key");
      return;
    }
    if (altered.isPartitioned()) {
      altered.lockFamily();
    }
    if (alter.alterEnforceability() && alter.isEnforced() != key.enforced()) {
      if (alter.isEnforced()) {
        effects.lock(key.referenced(), LockMode.SHARE_ROW_EXCLUSIVE);
        effects.checkForeignKey(altered.name, key.referenced());
      } else {
        // Its triggers go, which are on the referenced table too.
        effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  /** The children get the constraint, or have it as their own. */
  private void alterInheritance(TableConstraint.NotNull constraint, boolean noInherit) {
    for (Table child : catalog.childrenOf(altered.name)) {
      effects.lock(child.name(), altered.mode);
      if (!noInherit) {
        NotNullEffects notNull = new NotNullEffects(altered);
        constraint.columns().forEach(column -> notNull.prove(child.name(), column));
      }
    }
  }

  // --- DROP -------------------------------------------------------------------------------------

  void drop(AlterTableCmd.DropConstraint drop) {
    Table known = altered.table().orElse(null);
    TableConstraint constraint = find(drop.name(), drop.missingOk()).orElse(null);
    if (known == null || constraint == null) {
      if (known == null || !known.columnsKnown()) {
        effects.assume(
            "constraint "
                + drop.name()
                + " is not in the known schema; a foreign key would lock the table that it refers"
                + " to");
      }
      return;
    }
    if (isInherited(known, constraint)) {
      altered.fail("42P16", "constraint " + constraint.name() + " is inherited");
      return;
    }
    if (constraint instanceof TableConstraint.NotNull notNull
        && known
            .primaryKey()
            .filter(key -> key.columns().containsAll(notNull.columns()))
            .isPresent()) {
      altered.fail("42P16", "column " + notNull.columns().get(0) + " is in the primary key");
      return;
    }
    boolean reachesChildren =
        constraint instanceof TableConstraint.Check
            || constraint instanceof TableConstraint.NotNull
            || altered.isPartitioned();
    if (reachesChildren && altered.hasChildren()) {
      if (!altered.recurses
          && altered.isPartitioned()
          && (constraint instanceof TableConstraint.Check
              || constraint instanceof TableConstraint.NotNull)) {
        altered.fail("42P16", "a constraint cannot be removed from the partitioned table alone");
        return;
      }
      // Also with ONLY: the children's constraints are marked as their own.
      altered.lockDescendants();
    }
    goes(known, constraint, drop.behavior() == DropBehavior.CASCADE);
  }

  /** Whether a constraint is its parent's ({@code coninhcount > 0}). */
  private boolean isInherited(Table table, TableConstraint constraint) {
    return isInherited(catalog, table, constraint);
  }

  static boolean isInherited(Catalog catalog, Table table, TableConstraint constraint) {
    for (RelationName parent : table.parents()) {
      Table above = catalog.table(parent).orElse(null);
      if (above == null) {
        continue;
      }
      for (TableConstraint other : above.constraints()) {
        boolean same =
            switch (constraint) {
              case TableConstraint.Check check ->
                  other instanceof TableConstraint.Check inherited
                      && !inherited.noInherit()
                      && inherited.name().equals(check.name());
              case TableConstraint.NotNull notNull ->
                  other instanceof TableConstraint.NotNull
                      && other.columns().equals(notNull.columns());
              case TableConstraint.Key key ->
                  other instanceof TableConstraint.Key inherited
                      && isIndexOf(catalog, key.index(), inherited.index());
              case TableConstraint.ForeignKey key ->
                  table.partition() != Table.Partition.NONE
                      && other instanceof TableConstraint.ForeignKey inherited
                      && inherited.columns().equals(key.columns())
                      && inherited.referenced().equals(key.referenced());
              case TableConstraint.Exclusion ignored -> false;
            };
        if (same) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isIndexOf(Catalog catalog, RelationName index, RelationName parent) {
    return catalog.index(index).map(Index::parent).filter(parent::equals).isPresent();
  }

  /** What goes with a constraint ({@code performDeletion} in {@code catalog/dependency.c}). */
  void goes(Table known, TableConstraint constraint, boolean cascade) {
    switch (constraint) {
      case TableConstraint.ForeignKey key -> {
        // Its triggers go, which are on the referenced table too.
        effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
        partitionsOf(key.referenced())
            .forEach(each -> effects.lock(each.name(), LockMode.ACCESS_EXCLUSIVE));
      }
      case TableConstraint.Key key -> {
        dropIndex(key.index());
        for (Table referencing : catalog.referencing(known.name())) {
          for (TableConstraint.ForeignKey foreign : referencing.foreignKeys()) {
            if (foreign.referenced().equals(known.name())
                && foreign.needs(key)
                && !referencing.name().equals(known.name())) {
              if (cascade) {
                effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
              } else {
                altered.fail(
                    "2BP01",
                    "constraint "
                        + foreign.name()
                        + " of "
                        + referencing.name()
                        + " depends on "
                        + key.name());
              }
            }
          }
        }
      }
      case TableConstraint.Exclusion exclusion -> dropIndex(exclusion.index());
      case TableConstraint.Check ignored -> {}
      case TableConstraint.NotNull ignored -> {}
    }
  }

  private void dropIndex(RelationName index) {
    effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
    RelationName table = catalog.index(index).map(Index::table).orElse(null);
    if (table != null && kindOf(table) == RelationKind.PARTITIONED_TABLE) {
      for (Table child : catalog.childrenOf(table)) {
        for (Index below : catalog.indexesOf(child.name())) {
          if (index.equals(below.parent())) {
            dropIndex(below.name());
          }
        }
      }
    }
  }

  private @Nullable RelationKind kindOf(RelationName table) {
    return catalog.table(table).map(Table::kind).orElse(null);
  }
}
