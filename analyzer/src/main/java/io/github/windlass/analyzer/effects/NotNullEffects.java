package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import org.jspecify.annotations.Nullable;

/**
 * SET NOT NULL, DROP NOT NULL and, from 18 on, NOT NULL as a constraint ({@code ATPrepSetNotNull},
 * {@code ATExecSetNotNull}, {@code ATExecDropNotNull} in {@code commands/tablecmds.c}).
 */
final class NotNullEffects {

  /** A valid check spares the look at the rows from here on. */
  private static final int PROOFS = 12;

  /** NOT NULL is a constraint with a name from here on. */
  private static final int CONSTRAINTS = 18;

  private final AlteredTable altered;
  private final EffectsBuilder effects;

  NotNullEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
  }

  void set(AlterTableCmd.SetNotNull change) {
    String column = change.name();
    if (altered.lacks(column)) {
      return;
    }
    boolean marked = altered.column(column).filter(Column::notNull).isPresent();
    TableConstraint.NotNull present = constraintOf(altered.table().orElse(null), column);
    if (altered.recurses && present != null && present.noInherit()) {
      altered.fail("0A000", "constraint " + present.name() + " is NO INHERIT");
      return;
    }
    if (altered.isPartitioned() && altered.hasChildren()) {
      if (marked && altered.version >= PROOFS) {
        // The partitions' columns are NOT NULL too, and need no lock.
        return;
      }
      if (!altered.recurses && isRefusedAlone(column)) {
        altered.fail("42P16", "the constraint must be added to the partitions too");
        return;
      }
      altered.lockDescendants();
    }
    if (altered.version >= CONSTRAINTS && marked) {
      return;
    }
    altered.lockFamily();
    for (RelationName member : altered.family) {
      prove(member, column);
    }
  }

  /** ONLY is allowed from 12 to 17 where all partitions have the constraint already. */
  private boolean isRefusedAlone(String column) {
    if (altered.version < PROOFS || altered.version >= CONSTRAINTS) {
      return true;
    }
    return altered
        .catalog()
        .childOf(altered.name, child -> child.column(column).filter(Column::notNull).isEmpty())
        .isPresent();
  }

  /** {@code ADD CONSTRAINT … NOT NULL column}. */
  void add(Constraint.NotNull constraint) {
    for (String column : constraint.keys()) {
      if (altered.lacks(column)) {
        return;
      }
      TableConstraint.NotNull present = constraintOf(altered.table().orElse(null), column);
      if (present != null) {
        if (constraint.conname() != null && !constraint.conname().equals(present.name())) {
          altered.fail("55000", "column " + column + " has the constraint " + present.name());
        } else if (!present.valid() && !constraint.skipValidation()) {
          altered.fail("55000", "constraint " + present.name() + " is NOT VALID");
        }
        return;
      }
    }
    String given = constraint.conname();
    if (given != null && altered.table().flatMap(t -> t.constraint(given)).isPresent()) {
      altered.fail("42710", "constraint " + given + " of " + altered.name + " exists already");
      return;
    }
    if (constraint.isNoInherit() && altered.isPartitioned()) {
      altered.fail("0A000", "a constraint of a partitioned table cannot be NO INHERIT");
      return;
    }
    if (!constraint.isNoInherit() && !altered.recurses && altered.hasChildren()) {
      altered.fail("42P16", "the constraint must be added to the children too");
      return;
    }
    altered.lockFamily();
    if (!constraint.skipValidation()) {
      for (RelationName member : altered.family) {
        if (!constraint.isNoInherit() || member.equals(altered.name)) {
          constraint.keys().forEach(column -> prove(member, column));
        }
      }
    }
  }

  void drop(AlterTableCmd.DropNotNull change) {
    String column = change.name();
    if (altered.lacks(column)) {
      return;
    }
    Table table = altered.table().orElse(null);
    Column known = altered.column(column).orElse(null);
    if (table == null || known == null) {
      altered.lockFamily();
      return;
    }
    if (altered.version >= CONSTRAINTS && !known.notNull() && constraintOf(table, column) == null) {
      return;
    }
    if (ColumnOptionEffects.isIdentity(known)) {
      altered.fail("42601", "column " + column + " is an identity column");
      return;
    }
    if (table.primaryKey().filter(key -> key.columns().contains(column)).isPresent()) {
      altered.fail("42P16", "column " + column + " is in the primary key");
      return;
    }
    String replica = table.properties().replicaIndex();
    if (replica != null
        && altered
            .catalog()
            .index(new RelationName(table.name().schema(), replica))
            .filter(index -> index.columns().contains(column))
            .isPresent()) {
      altered.fail("42P16", "column " + column + " is in the index of the replica identity");
      return;
    }
    if (isMarkedInParent(table, column)) {
      altered.fail("42P16", "column " + column + " is marked NOT NULL in the parent");
      return;
    }
    if (!altered.recurses
        && altered.isPartitioned()
        && altered.hasChildren()
        && altered.version < CONSTRAINTS) {
      altered.fail("42P16", "a constraint cannot be removed from the partitioned table alone");
      return;
    }
    altered.lockFamily();
    if (altered.version >= CONSTRAINTS) {
      altered.lockDescendants();
    }
  }

  /** Up to 17 a partition's column follows its parent's, from 18 on every child's does. */
  private boolean isMarkedInParent(Table table, String column) {
    if (table.partition() == Table.Partition.NONE && altered.version < CONSTRAINTS) {
      return false;
    }
    for (RelationName parent : table.parents()) {
      Table above = altered.table(parent).orElse(null);
      if (above != null && above.column(column).filter(Column::notNull).isPresent()) {
        return true;
      }
    }
    return false;
  }

  static TableConstraint.@Nullable NotNull constraintOf(@Nullable Table table, String column) {
    if (table != null) {
      for (TableConstraint constraint : table.constraints()) {
        if (constraint instanceof TableConstraint.NotNull notNull
            && notNull.columns().contains(column)) {
          return notNull;
        }
      }
    }
    return null;
  }

  /** Reads the rows unless the column is NOT NULL or, from 12 on, a check says so. */
  void prove(RelationName member, String column) {
    Table known = altered.table(member).orElse(null);
    boolean marked = known != null && known.column(column).filter(Column::notNull).isPresent();
    boolean proven =
        altered.version >= PROOFS && known != null && NotNullProof.holds(known, column);
    if (!marked && !proven) {
      effects.scan(member);
    }
  }
}
