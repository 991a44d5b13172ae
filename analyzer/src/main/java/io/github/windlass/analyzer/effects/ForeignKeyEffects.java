package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new foreign key ({@code ATAddForeignKeyConstraint} in {@code commands/tablecmds.c}). */
final class ForeignKeyEffects {

  /** Foreign keys of partitioned tables. */
  private static final int FROM_PARTITIONED = 11;

  /** Foreign keys that refer to partitioned tables. */
  private static final int TO_PARTITIONED = 12;

  /** The index of the key that is referred to is locked with its table ({@code dependency.c}). */
  private static final int LOCKS_DEPENDENCIES = 14;

  /** NOT VALID on partitioned tables; ADD CONSTRAINT goes to the children of its own accord. */
  private static final int RECURSES = 18;

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  ForeignKeyEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
    this.version = altered.version;
  }

  /** {@code ADD [CONSTRAINT …] FOREIGN KEY}. */
  void add(Constraint.ForeignKey key) {
    if ((altered.isPartitioned() && version >= FROM_PARTITIONED) || version >= RECURSES) {
      altered.lockFamily();
    }
    add(key, key.fkAttrs(), null, key.isEnforced() && !key.skipValidation());
  }

  /**
   * @param columns those that refer
   * @param type the type of the only column, if it is a new one
   * @param validates whether rows that exist are checked
   */
  void add(
      Constraint.ForeignKey key, List<String> columns, @Nullable TypeName type, boolean validates) {
    if (altered.isPartitioned() && version < FROM_PARTITIONED) {
      altered.fail(
          "0A000", "foreign keys are not supported on partitioned tables before PostgreSQL 11");
      return;
    }
    RelationName referenced = catalog.resolve(key.pktable());
    effects.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
    if (altered.isPartitioned()) {
      if (!altered.recurses) {
        altered.fail("42809", "ONLY cannot be said of a foreign key of a partitioned table");
        return;
      }
      if (version < RECURSES && key.skipValidation() && key.isEnforced()) {
        altered.fail(
            "42809",
            "a foreign key of a partitioned table cannot be NOT VALID before PostgreSQL 18");
        return;
      }
    }
    Relation target = catalog.relation(referenced).orElse(null);
    if (target != null && !(target instanceof Table)) {
      altered.fail("42809", referenced + " is not a table");
      return;
    }
    Table known = (Table) target;
    boolean partitioned = known != null && known.kind() == RelationKind.PARTITIONED_TABLE;
    if (partitioned && version < TO_PARTITIONED) {
      altered.fail("42809", "a foreign key cannot refer to the partitioned table " + referenced);
      return;
    }
    if (known != null && !isAsPersistent(known)) {
      return;
    }
    if (type == null && !areOwnColumns(key, columns)) {
      return;
    }
    if (key.fkWithPeriod() && (acts(key.fkUpdAction()) || acts(key.fkDelAction()))) {
      altered.fail("0A000", "a key with PERIOD has no actions");
      return;
    }
    if (known != null && !key.fkWithPeriod() && isTemporal(known, key.pkAttrs())) {
      altered.fail("42830", "the key of " + referenced + " is referred to with PERIOD");
      return;
    }
    if (known != null
        && (!hasKey(known, key, columns.size()) || !areComparable(known, key, columns, type))) {
      return;
    }
    if (partitioned) {
      catalog
          .descendantsOf(referenced)
          .forEach(child -> effects.lock(child.name(), LockMode.SHARE_ROW_EXCLUSIVE));
    }
    if (version >= LOCKS_DEPENDENCIES && known != null) {
      known.primaryKey().ifPresent(primary -> effects.lock(primary.index(), LockMode.ACCESS_SHARE));
    }
    if (validates) {
      for (RelationName member : altered.isPartitioned() ? altered.family : List.of(altered.name)) {
        effects.checkForeignKey(member, referenced);
        if (partitioned && effects.hasStorage(member)) {
          catalog.descendantsOf(referenced).forEach(child -> effects.scan(child.name()));
        }
      }
    }
  }

  /** A table that outlives another must not need it. */
  private boolean isAsPersistent(Table referenced) {
    Table own = altered.table().orElse(null);
    if (own == null) {
      return true;
    }
    boolean fails =
        own.temporary()
            ? !referenced.temporary()
            : referenced.temporary() || (referenced.unlogged() && !own.unlogged());
    if (fails) {
      altered.fail(
          "42P16", own.name() + " would need " + referenced.name() + ", which it outlives");
    }
    return !fails;
  }

  private boolean areOwnColumns(Constraint.ForeignKey key, List<String> columns) {
    for (String column : columns) {
      if (AlteredTable.isSystemColumn(column)) {
        // Up to 11 a system column is found, and cannot be compared.
        altered.fail(version >= 12 ? "0A000" : "42804", "a system column cannot refer");
        return false;
      }
      if (altered.lacks(column)) {
        return false;
      }
      Column own = altered.column(column).orElse(null);
      if (own == null) {
        continue;
      }
      if (own.generation() == Column.Generation.VIRTUAL) {
        altered.fail("0A000", "a virtual generated column cannot refer");
        return false;
      }
      if (own.generation() == Column.Generation.STORED
          && (changes(key.fkUpdAction(), false) || changes(key.fkDelAction(), true))) {
        altered.fail("42601", "the action would change a generated column");
        return false;
      }
    }
    for (String column : key.fkDelSetCols()) {
      if (!columns.contains(column)) {
        altered.fail("42P10", "column " + column + " is not of the foreign key");
        return false;
      }
    }
    return true;
  }

  private static boolean acts(Constraint.ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> false;
      case RESTRICT, CASCADE, SET_NULL, SET_DEFAULT -> true;
    };
  }

  /** Whether the key that is referred to is one WITHOUT OVERLAPS, whose index is of GiST. */
  private boolean isTemporal(Table referenced, List<String> columns) {
    for (TableConstraint constraint : referenced.constraints()) {
      if (constraint instanceof TableConstraint.Key key
          && (columns.isEmpty() ? key.primary() : key.columns().equals(columns))) {
        return catalog
            .index(key.index())
            .filter(index -> index.definition().method().equals("gist"))
            .isPresent();
      }
    }
    return false;
  }

  private static boolean changes(Constraint.ForeignKey.Action action, boolean delete) {
    return switch (action) {
      case NO_ACTION, RESTRICT -> false;
      case CASCADE -> !delete;
      case SET_NULL, SET_DEFAULT -> true;
    };
  }

  /**
   * Whether a key over the columns that are referred to exists ({@code transformFkeyGetPrimaryKey},
   * {@code transformFkeyCheckAttrs}).
   *
   * @param count how many columns refer
   */
  private boolean hasKey(Table referenced, Constraint.ForeignKey key, int count) {
    if (!referenced.columnsKnown()) {
      return true;
    }
    List<String> columns = key.pkAttrs();
    if (columns.isEmpty()) {
      TableConstraint.Key primary = referenced.primaryKey().orElse(null);
      if (primary == null) {
        altered.fail("42704", "table " + referenced.name() + " has no primary key");
        return false;
      }
      if (primary.deferral() != Deferral.NOT_DEFERRABLE) {
        altered.fail("55000", "the primary key of " + referenced.name() + " is deferrable");
        return false;
      }
      columns = primary.columns();
    } else {
      for (String column : columns) {
        if (AlteredTable.isSystemColumn(column)) {
          altered.fail("0A000", "a system column cannot be referred to");
          return false;
        }
        if (referenced.column(column).isEmpty()) {
          altered.fail(
              "42703", "column " + column + " of " + referenced.name() + " does not exist");
          return false;
        }
      }
      if (new HashSet<>(columns).size() < columns.size()) {
        altered.fail("42830", "a column is referred to twice");
        return false;
      }
      if (!KeyLookup.hasKey(catalog, referenced, columns)) {
        altered.fail(
            "42830", "no key of " + referenced.name() + " matches the columns referred to");
        return false;
      }
      if (isDeferrable(referenced, columns)) {
        altered.fail("55000", "the key of " + referenced.name() + " is deferrable");
        return false;
      }
    }
    if (columns.size() != count) {
      altered.fail("42830", "the numbers of columns differ");
      return false;
    }
    return true;
  }

  private static boolean isDeferrable(Table referenced, List<String> columns) {
    boolean deferrable = false;
    for (TableConstraint constraint : referenced.constraints()) {
      if (constraint instanceof TableConstraint.Key key
          && new HashSet<>(key.columns()).equals(new HashSet<>(columns))) {
        if (key.deferral() == Deferral.NOT_DEFERRABLE) {
          return false;
        }
        deferrable = true;
      }
    }
    return deferrable;
  }

  /** A text column cannot refer to an integer: no operator compares the two. */
  private boolean areComparable(
      Table referenced, Constraint.ForeignKey key, List<String> columns, @Nullable TypeName type) {
    List<String> keys =
        key.pkAttrs().isEmpty()
            ? referenced.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
            : key.pkAttrs();
    List<@Nullable ColumnType> types = new ArrayList<>();
    for (String column : columns) {
      types.add(
          type != null
              ? catalog.typeOf(type)
              : altered.column(column).map(Column::type).orElse(null));
    }
    for (int i = 0; i < Math.min(keys.size(), columns.size()); i++) {
      ColumnType left = serialAsInteger(types.get(i));
      ColumnType right = referenced.column(keys.get(i)).map(Column::type).orElse(null);
      if (left != null && right != null && !new Coercion(catalog, version).refers(left, right)) {
        altered.fail(
            "42804", "a key of type " + left + " cannot refer to a column of type " + right);
        return false;
      }
    }
    return true;
  }

  private static @Nullable ColumnType serialAsInteger(@Nullable ColumnType type) {
    String integer = type == null ? null : type.serialBase();
    return integer == null ? type : ColumnType.of(integer);
  }
}
