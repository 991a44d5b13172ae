package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ADD CONSTRAINT, foreign keys apart ({@code ATExecAddConstraint} in {@code commands/tablecmds.c},
 * {@code transformIndexConstraint} in {@code parser/parse_utilcmd.c}, {@code DefineIndex} in {@code
 * commands/indexcmds.c}).
 */
final class ConstraintEffects {

  /** Partitioned tables have keys from here on. */
  private static final int PARTITIONED_KEYS = 11;

  /** Partitioned tables have exclusion constraints from here on. */
  private static final int PARTITIONED_EXCLUSION = 17;

  /** What a primary key makes NOT NULL is done by an action of its own from here on. */
  private static final int NOT_NULL_ACTIONS = 12;

  /** ADD CONSTRAINT goes to the children of its own accord from here on. */
  private static final int RECURSES = 18;

  private final AlteredTable altered;
  private final EffectsBuilder effects;

  ConstraintEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
  }

  void add(AlterTableCmd.AddConstraint add) {
    switch (add.constraint()) {
      case Constraint.Check check -> addCheck(check);
      case Constraint.NotNull notNull -> new NotNullEffects(altered).add(notNull);
      case Constraint.PrimaryKey key -> {
        boolean present = altered.table().flatMap(Table::primaryKey).isPresent();
        if (present) {
          altered.fail(
              "42P16", "multiple primary keys for table " + altered.name + " are not allowed");
        } else if (key.indexname() != null) {
          usingIndex(key.indexname(), key.conname(), true);
        } else {
          addKey(add, key.keys(), key.including(), true, key.withoutOverlaps());
        }
      }
      case Constraint.Unique key -> {
        if (key.indexname() != null) {
          usingIndex(key.indexname(), key.conname(), false);
        } else {
          addKey(add, key.keys(), key.including(), false, key.withoutOverlaps());
        }
      }
      case Constraint.Exclusion exclusion -> addExclusion(add, exclusion);
      case Constraint.ForeignKey key -> {
        if (isNameFree(key)) {
          new ForeignKeyEffects(altered).add(key);
        }
      }
      case Constraint.Null ignored -> {}
      case Constraint.Default ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  /** {@code ConstraintNameIsUsed}. */
  private boolean isNameFree(Constraint constraint) {
    String given = constraint.conname();
    if (given != null && altered.table().flatMap(t -> t.constraint(given)).isPresent()) {
      altered.fail("42710", "constraint " + given + " of " + altered.name + " exists already");
      return false;
    }
    return true;
  }

  // --- checks -----------------------------------------------------------------------------------

  private void addCheck(Constraint.Check check) {
    Table table = altered.table().orElse(null);
    if (!isCheckFit(altered, check, table) || !isNameFree(check)) {
      return;
    }
    if (check.isNoInherit()) {
      if (altered.isPartitioned()) {
        altered.fail("42P16", "a check of a partitioned table cannot be NO INHERIT");
        return;
      }
      if (altered.version >= RECURSES) {
        altered.lockFamily();
      }
      if (!check.skipValidation()) {
        effects.scan(altered.name);
      }
      return;
    }
    if (!altered.recurses && altered.hasChildren()) {
      altered.fail("42P16", "the constraint must be added to the children too");
      return;
    }
    altered.lockFamily();
    String given = check.conname();
    for (RelationName member : altered.family) {
      boolean merges =
          given != null && altered.table(member).flatMap(t -> t.constraint(given)).isPresent();
      if (!check.skipValidation() && !merges) {
        effects.scan(member);
      }
    }
  }

  /** Whether a check's expression may be one; fails if it surely may not. */
  static boolean isCheckFit(AlteredTable altered, Constraint.Check check, @Nullable Table table) {
    ExpressionRules rules = new ExpressionRules(altered);
    return rules.allow(ExpressionRules.Place.CHECK, check.rawExpr(), table, null)
        && rules.isCondition(check.rawExpr(), table);
  }

  // --- keys -------------------------------------------------------------------------------------

  private void addKey(
      AlterTableCmd.AddConstraint add,
      List<String> columns,
      List<String> including,
      boolean primary,
      boolean withoutOverlaps) {
    if (!areKeyColumns(columns, including) || (withoutOverlaps && !isTemporal(columns))) {
      return;
    }
    String given = add.constraint().conname();
    if (!isRelationNameFree(given)) {
      return;
    }
    if (!holdsPartitionKey(altered, columns)) {
      return;
    }
    boolean nullable =
        columns.stream()
            .anyMatch(each -> altered.column(each).filter(c -> !c.notNull()).isPresent());
    if (altered.version >= RECURSES) {
      altered.lockFamily();
    } else if (altered.isPartitioned()) {
      LockMode below = primary && nullable ? altered.mode : LockMode.SHARE;
      altered.family.stream().skip(1).forEach(member -> effects.lock(member, below));
    } else if (primary && altered.hasChildren()) {
      if (altered.version >= NOT_NULL_ACTIONS ? altered.recurses : nullable) {
        altered.lockDescendants();
      }
    }
    if (primary) {
      notNull(columns, nullable);
    }
    altered.buildIndexesOf(add);
  }

  /** The columns of a primary key become NOT NULL, those of children too. */
  private void notNull(List<String> columns, boolean nullable) {
    NotNullEffects notNull = new NotNullEffects(altered);
    List<RelationName> members = new ArrayList<>(altered.family);
    if (altered.version < NOT_NULL_ACTIONS && nullable && !altered.recurses) {
      altered.catalog().descendantsOf(altered.name).forEach(child -> members.add(child.name()));
    }
    for (RelationName member : members) {
      for (String column : columns) {
        TableConstraint.NotNull present =
            NotNullEffects.constraintOf(altered.table(member).orElse(null), column);
        if (present != null && !present.valid()) {
          altered.fail("55000", "NOT NULL of column " + column + " is NOT VALID");
          return;
        }
        notNull.prove(member, column);
      }
    }
  }

  private boolean areKeyColumns(List<String> columns, List<String> including) {
    Set<String> seen = new HashSet<>();
    List<String> all = new ArrayList<>(columns);
    all.addAll(including);
    for (String column : all) {
      if (AlteredTable.isSystemColumn(column)) {
        altered.fail("0A000", "a system column cannot be indexed");
        return false;
      }
      if (altered.lacks(column)) {
        return false;
      }
      if (altered
          .column(column)
          .filter(c -> c.generation() == Column.Generation.VIRTUAL)
          .isPresent()) {
        altered.fail("0A000", "a virtual generated column has no keys");
        return false;
      }
    }
    for (String column : columns) {
      if (!seen.add(column)) {
        altered.fail("42701", "column " + column + " appears twice in the key");
        return false;
      }
    }
    return true;
  }

  /** WITHOUT OVERLAPS, of 18: the last of several columns is a range ({@code DefineIndex}). */
  private boolean isTemporal(List<String> columns) {
    if (columns.size() < 2) {
      altered.fail("42601", "WITHOUT OVERLAPS needs two columns or more");
      return false;
    }
    ColumnType last =
        altered.column(columns.get(columns.size() - 1)).map(Column::type).orElse(null);
    if (last != null && last.isBuiltIn() && !last.name().endsWith("range")) {
      altered.fail("42804", "WITHOUT OVERLAPS is of a range, not of " + last);
      return false;
    }
    return true;
  }

  private boolean isRelationNameFree(@Nullable String given) {
    if (given != null
        && altered.catalog().relation(new RelationName(altered.name.schema(), given)).isPresent()) {
      altered.fail("42P07", "relation " + given + " exists already");
      return false;
    }
    return true;
  }

  /** A key of a partitioned table is one of each partition, and so must tell partitions apart. */
  static boolean holdsPartitionKey(AlteredTable altered, List<String> columns) {
    if (!altered.isPartitioned()) {
      return true;
    }
    if (altered.version < PARTITIONED_KEYS) {
      altered.fail("0A000", "keys are not supported on partitioned tables before PostgreSQL 11");
      return false;
    }
    List<String> partitionKey = altered.table().map(Table::partitionKey).orElse(List.of());
    if (!columns.containsAll(partitionKey)) {
      altered.fail(
          "0A000",
          "a key of the partitioned table " + altered.name + " must hold its partition key");
      return false;
    }
    return true;
  }

  private void usingIndex(String existing, @Nullable String given, boolean primary) {
    if (altered.isPartitioned() && altered.version >= PARTITIONED_KEYS) {
      altered.fail("0A000", "USING INDEX is not supported on partitioned tables");
      return;
    }
    RelationName name = new RelationName(altered.name.schema(), existing);
    Index index = altered.catalog().index(name).orElse(null);
    if (index == null) {
      if (altered.catalog().relation(name).isPresent()) {
        altered.fail("42809", existing + " is not an index");
        return;
      }
    } else if (!isFitForKey(index)) {
      return;
    }
    boolean renamed = given != null && !given.equals(existing);
    if (renamed && !isRelationNameFree(given)) {
      return;
    }
    // A constraint has its index's name (index_constraint_create renames it).
    LockMode rename =
        altered.version >= 12 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    effects.lock(name, renamed ? rename : LockMode.ACCESS_SHARE);
    if (primary && index != null) {
      int keys = Math.min(index.definition().keys().size(), index.columns().size());
      List<String> columns = index.columns().subList(0, keys);
      boolean nullable =
          columns.stream()
              .anyMatch(each -> altered.column(each).filter(c -> !c.notNull()).isPresent());
      notNull(columns, nullable);
    }
  }

  private boolean isFitForKey(Index index) {
    if (!index.table().equals(altered.name)) {
      altered.fail("55000", index.name() + " is an index of " + index.table());
      return false;
    }
    boolean backs =
        altered.table().stream()
            .flatMap(t -> t.constraints().stream())
            .anyMatch(
                c -> c instanceof TableConstraint.Key key && key.index().equals(index.name()));
    if (backs) {
      altered.fail("55000", index.name() + " belongs to a constraint already");
      return false;
    }
    if (!index.unique()) {
      altered.fail("42809", index.name() + " is not unique");
      return false;
    }
    boolean expressions = index.definition().keys().stream().anyMatch(key -> key != null);
    if (expressions || index.definition().where() != null) {
      altered.fail("42809", index.name() + " is partial or has expressions");
      return false;
    }
    boolean ordered =
        index.definition().orders().stream()
            .anyMatch(
                order -> order.descending() || order.nullsFirst() || !order.opclass().isEmpty());
    if (ordered) {
      altered.fail("42809", index.name() + " does not have default sorting behavior");
      return false;
    }
    if (!index.valid()) {
      altered.fail("55000", index.name() + " is not valid");
      return false;
    }
    return true;
  }

  // --- EXCLUDE ----------------------------------------------------------------------------------

  private void addExclusion(AlterTableCmd.AddConstraint add, Constraint.Exclusion exclusion) {
    List<String> columns = new ArrayList<>();
    for (Constraint.Exclusion.Element element : exclusion.exclusions()) {
      String column = element.element().name();
      if (column != null) {
        columns.add(column);
        if (altered.lacks(column)) {
          return;
        }
      }
    }
    String method = exclusion.accessMethod();
    if (method.equals("gin") || method.equals("brin")) {
      altered.fail("0A000", "access method " + method + " does not support exclusion constraints");
      return;
    }
    if (!isRelationNameFree(exclusion.conname())) {
      return;
    }
    if (altered.isPartitioned()) {
      if (altered.version < PARTITIONED_EXCLUSION) {
        altered.fail("0A000", "partitioned tables have no exclusion constraints before 17");
        return;
      }
      if (!holdsPartitionKey(altered, columns)) {
        return;
      }
      LockMode below = altered.version >= RECURSES ? altered.mode : LockMode.SHARE;
      altered.family.stream().skip(1).forEach(member -> effects.lock(member, below));
      for (RelationName member : altered.family) {
        effects.build(
            new RelationName(
                member.schema(), member.name() + "_" + String.join("_", columns) + "_excl"),
            member);
      }
      return;
    }
    altered.buildIndexesOf(add);
  }
}
