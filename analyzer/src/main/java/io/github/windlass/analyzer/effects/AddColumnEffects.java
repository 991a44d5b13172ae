package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.ArrayList;
import java.util.List;

/**
 * ADD COLUMN ({@code ATExecAddColumn} in {@code commands/tablecmds.c}, {@code
 * transformColumnDefinition} in {@code parser/parse_utilcmd.c}).
 */
final class AddColumnEffects {

  /** From here on, a column that exists already is passed over with all its constraints. */
  private static final int SKIPS_CONSTRAINTS = 13;

  /** Identity columns of partitioned tables are inherited from here on. */
  private static final int INHERITED_IDENTITY = 17;

  private final AlteredTable altered;
  private final EffectsBuilder effects;

  AddColumnEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
  }

  void add(AlterTableCmd.AddColumn add) {
    ColumnDef column = add.column();
    if (altered.isTyped()) {
      altered.fail("42809", "a column cannot be added to the typed table " + altered.name);
      return;
    }
    boolean exists = altered.column(column.colname()).isPresent();
    if (exists && add.ifNotExists() && altered.version >= SKIPS_CONSTRAINTS) {
      return;
    }
    if (!isWellFormed(column)) {
      return;
    }
    if (altered.isPartition()) {
      altered.fail("42809", "a column cannot be added to the partition " + altered.name + " alone");
      return;
    }
    if (exists) {
      if (add.ifNotExists()) {
        references(column);
      } else {
        altered.fail(
            "42701",
            "column " + column.colname() + " of relation " + altered.name + " exists already");
      }
      return;
    }
    if (AlteredTable.isSystemColumn(column.colname())) {
      altered.fail("42701", column.colname() + " is the name of a system column");
      return;
    }
    if (!altered.recurses && altered.hasChildren()) {
      altered.fail("42P16", "a column must be added to the children of " + altered.name + " too");
      return;
    }
    if (!isTypeFit(column) || !areExpressionsFit(add) || !mergesWithChildren(column)) {
      return;
    }
    altered.lockFamily();
    references(column);
    fill(add);
  }

  // --- what the definition alone forbids --------------------------------------------------------

  /** What contradicts itself ({@code transformColumnDefinition}). */
  private boolean isWellFormed(ColumnDef column) {
    ColumnType written =
        column.typeName() == null ? null : altered.catalog().typeOf(column.typeName());
    boolean serial = written != null && written.isSerial();
    if (written != null && serial && written.array()) {
      altered.fail("0A000", "an array of serial is not implemented");
      return false;
    }
    int values = serial ? 1 : 0;
    boolean nullable = false;
    boolean notNull = serial;
    for (Constraint constraint : column.constraints()) {
      switch (constraint) {
        case Constraint.Default ignored -> values++;
        case Constraint.Identity ignored -> {
          values++;
          notNull = true;
        }
        case Constraint.Generated ignored -> values++;
        case Constraint.Null ignored -> nullable = true;
        case Constraint.NotNull ignored -> notNull = true;
        default -> {
          // Says nothing about NULL or the value.
        }
      }
    }
    if (nullable && notNull) {
      altered.fail("42601", "column " + column.colname() + " is declared NULL and NOT NULL");
      return false;
    }
    if (values > 1) {
      altered.fail("42601", "column " + column.colname() + " gets its value in more than one way");
      return false;
    }
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.PrimaryKey
          && altered.table().flatMap(Table::primaryKey).isPresent()) {
        altered.fail(
            "42P16", "multiple primary keys for table " + altered.name + " are not allowed");
        return false;
      }
      if (constraint instanceof Constraint.Identity
          && altered.hasChildren()
          && !(altered.isPartitioned() && altered.version >= INHERITED_IDENTITY)) {
        altered.fail("42P16", "an identity column cannot be added to a table with children");
        return false;
      }
    }
    return true;
  }

  /** {@code CheckAttributeType} in {@code catalog/heap.c}, {@code GetColumnDefCollation}. */
  private boolean isTypeFit(ColumnDef column) {
    if (column.typeName() == null) {
      return true;
    }
    ColumnType type = altered.catalog().typeOf(column.typeName());
    if (!type.array() && BuiltInTypes.isPseudo(type.name(), altered.version)) {
      altered.fail("42P16", "a column cannot be of the pseudo-type " + type);
      return false;
    }
    if (!BuiltInTypes.isKnown(type.name(), altered.version)
        && (type.name().equals(altered.name.name())
            || type.name().equals(altered.name.toString()))) {
      altered.fail("42P16", "a row of " + altered.name + " cannot hold itself");
      return false;
    }
    ColumnType base = new Coercion(altered.catalog(), altered.version).base(type);
    if (column.collClause() != null && !BuiltInTypes.isCollatable(base.name(), altered.version)) {
      altered.fail("42804", "values of type " + type + " have no collation");
      return false;
    }
    boolean virtual = isVirtual(column);
    if (virtual && altered.catalog().domain(type).isPresent()) {
      altered.fail("0A000", "a virtual generated column cannot be of a domain");
      return false;
    }
    boolean identity =
        column.constraints().stream().anyMatch(Constraint.Identity.class::isInstance);
    if (identity && !ColumnOptionEffects.isInteger(base, altered.version)) {
      altered.fail("22023", "an identity column must be of an integer type");
      return false;
    }
    for (Constraint constraint : column.constraints()) {
      boolean key =
          constraint instanceof Constraint.PrimaryKey
              || constraint instanceof Constraint.Unique
              || constraint instanceof Constraint.ForeignKey;
      if (virtual && key) {
        altered.fail("0A000", "a virtual generated column has no keys");
        return false;
      }
    }
    return true;
  }

  private static boolean isVirtual(ColumnDef column) {
    return column.constraints().stream()
        .anyMatch(constraint ->
            constraint instanceof Constraint.Generated generated
                && generated.generatedKind() == Constraint.Generated.Kind.VIRTUAL);
  }

  private boolean areExpressionsFit(AlterTableCmd.AddColumn add) {
    ColumnDef column = add.column();
    ExpressionRules rules = new ExpressionRules(altered);
    Table before = altered.table().orElse(null);
    ColumnType type =
        column.typeName() == null ? null : altered.catalog().typeOf(column.typeName());
    Table with = before == null ? null : with(before, Column.plain(column.colname(), type));
    for (Constraint constraint : column.constraints()) {
      boolean fit =
          switch (constraint) {
            case Constraint.Default c ->
                rules.allow(ExpressionRules.Place.DEFAULT, c.rawExpr(), before, null)
                    && rules.fits(c.rawExpr(), before, type);
            case Constraint.Generated c ->
                rules.allow(ExpressionRules.Place.GENERATION, c.rawExpr(), before, column.colname())
                    && rules.fits(c.rawExpr(), before, type);
            case Constraint.Check c ->
                ConstraintEffects.isCheckFit(altered, c, with) && keepsInheritance(c);
            case Constraint.Unique ignored -> holdsPartitionKey(column);
            case Constraint.PrimaryKey ignored -> holdsPartitionKey(column);
            default -> true;
          };
      if (!fit) {
        return false;
      }
    }
    return true;
  }

  private static Table with(Table before, Column column) {
    List<Column> columns = new ArrayList<>(before.columns());
    columns.add(column);
    return before.withColumns(columns);
  }

  private boolean keepsInheritance(Constraint.Check check) {
    if (check.isNoInherit() && altered.isPartitioned()) {
      altered.fail("42P16", "a check of a partitioned table cannot be NO INHERIT");
      return false;
    }
    return true;
  }

  private boolean holdsPartitionKey(ColumnDef column) {
    return ConstraintEffects.holdsPartitionKey(altered, List.of(column.colname()));
  }

  /** A child that has the column already keeps it, if it is of the same type. */
  private boolean mergesWithChildren(ColumnDef column) {
    if (column.typeName() == null) {
      return true;
    }
    ColumnType type = altered.catalog().typeOf(column.typeName());
    for (RelationName member : altered.family) {
      ColumnType present =
          altered
              .table(member)
              .flatMap(t -> t.column(column.colname()))
              .map(Column::type)
              .orElse(null);
      if (present != null && !present.equals(type)) {
        altered.fail("42804", member + " has a column " + column.colname() + " of type " + present);
        return false;
      }
    }
    return true;
  }

  // --- what it does ---------------------------------------------------------------------------

  private void references(ColumnDef column) {
    boolean exists = altered.column(column.colname()).isPresent();
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key) {
        boolean enforced = isEnforced(column, constraint) && key.isEnforced();
        // Without a default every value is NULL, and nothing is looked for; up to 11 partitions
        // are looked through all the same (transformFKConstraints).
        boolean validates =
            enforced
                && !key.skipValidation()
                && (hasDefault(column) || (altered.isPartitioned() && altered.version == 11));
        new ForeignKeyEffects(altered)
            .add(key, List.of(column.colname()), exists ? null : column.typeName(), validates);
      }
    }
  }

  private void fill(AlterTableCmd.AddColumn add) {
    ColumnDef column = add.column();
    NewColumn kind = NewColumn.of(column, altered.catalog(), altered.version);
    effects.assume(kind.assumption());
    if (kind.sequence() != null) {
      effects.lock(altered.catalog().resolve(kind.sequence()), LockMode.ROW_EXCLUSIVE);
    }
    if (kind.evaluated() && altered.userOfRowType().isPresent()) {
      altered.fail("0A000", altered.userOfRowType().get().name() + " has rows of " + altered.name);
      return;
    }
    // Of the rows of a foreign table nothing is asked.
    boolean stored = !altered.family.stream().allMatch(this::isForeign);
    if (kind.missingValue() && stored && altered.family.stream().noneMatch(effects::isOwn)) {
      // The rows are read to find one that would be NULL.
      altered.family.forEach(effects::scan);
      altered.fail(
          "23502",
          "column "
              + column.colname()
              + " is NOT NULL and has no default: this fails as soon as the table has a row");
      return;
    }
    for (RelationName member : altered.family) {
      if (altered.table(member).flatMap(t -> t.column(column.colname())).isPresent()) {
        continue;
      }
      if (kind.rewrites()) {
        effects.rewrite(member);
      }
      if (isVirtual(column) && isNotNull(column)) {
        effects.scan(member);
      }
      for (Constraint constraint : column.constraints()) {
        if (constraint instanceof Constraint.Check check
            && !check.skipValidation()
            && (!check.isNoInherit() || member.equals(altered.name))
            && isEnforced(column, check)) {
          effects.scan(member);
        }
      }
    }
    boolean keyed =
        column.constraints().stream()
            .anyMatch(c -> c instanceof Constraint.Unique || c instanceof Constraint.PrimaryKey);
    if (keyed) {
      altered.buildIndexesOf(add);
    }
  }

  private static boolean isNotNull(ColumnDef column) {
    return column.constraints().stream().anyMatch(Constraint.NotNull.class::isInstance);
  }

  private static boolean isEnforced(ColumnDef column, Constraint constraint) {
    return column.attributesOf(constraint).stream()
        .noneMatch(attribute -> attribute.kind() == Constraint.Attribute.Kind.NOT_ENFORCED);
  }

  /** Whether a default is said, be it NULL. */
  private static boolean hasDefault(ColumnDef column) {
    return column.constraints().stream()
        .anyMatch(c ->
            c instanceof Constraint.Default
                || c instanceof Constraint.Generated
                || c instanceof Constraint.Identity);
  }

  private boolean isForeign(RelationName name) {
    return altered.statement.objtype() == ObjectType.FOREIGN_TABLE
        || altered.table(name).filter(t -> t.kind() == RelationKind.FOREIGN_TABLE).isPresent();
  }
}
