package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectType;
import java.util.List;

/**
 * ALTER COLUMN with anything but a type or NOT NULL: its default, identity, generation, and how it
 * is stored ({@code commands/tablecmds.c}).
 */
final class ColumnOptionEffects {

  /** Identity columns of partitioned tables are inherited from here on. */
  private static final int INHERITED_IDENTITY = 17;

  /** Dependencies of stored expressions are locked from here on ({@code catalog/dependency.c}). */
  private static final int LOCKS_DEPENDENCIES = 14;

  private final AlteredTable altered;
  private final EffectsBuilder effects;

  ColumnOptionEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
  }

  /** {@code ATExecColumnDefault}. */
  void setDefault(AlterTableCmd.ColumnDefault change) {
    altered.lockFamily();
    if (altered.lacks(change.name())) {
      return;
    }
    Column column = altered.column(change.name()).orElse(null);
    if (column != null) {
      switch (column.generation()) {
        case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT -> {
          altered.fail("42601", "column " + column.name() + " is an identity column");
          return;
        }
        case STORED, VIRTUAL -> {
          altered.fail("42601", "column " + column.name() + " is a generated column");
          return;
        }
        case PLAIN, SERIAL -> {}
      }
    }
    if (change.expr() == null) {
      return;
    }
    Table table = altered.table().orElse(null);
    ExpressionRules rules = new ExpressionRules(altered);
    if (rules.allow(ExpressionRules.Place.DEFAULT, change.expr(), table, null)) {
      rules.fits(change.expr(), table, column == null ? null : column.type());
    }
    List<String> sequence = SequenceName.of(change.expr());
    if (sequence != null && altered.version >= LOCKS_DEPENDENCIES) {
      effects.lock(altered.catalog().resolve(sequence), LockMode.ACCESS_SHARE);
    }
  }

  // --- generated columns ------------------------------------------------------------------------

  /** {@code ATExecSetExpression}. */
  void setExpression(AlterTableCmd.SetExpression change) {
    altered.lockFamily();
    if (altered.lacks(change.name())) {
      return;
    }
    Table table = altered.table().orElse(null);
    Column column = altered.column(change.name()).orElse(null);
    if (column != null && !ExpressionRules.isGenerated(column)) {
      altered.fail("55000", "column " + column.name() + " is not a generated column");
      return;
    }
    boolean virtual = column != null && column.generation() == Column.Generation.VIRTUAL;
    if (virtual
        && table != null
        && table.constraints().stream().anyMatch(TableConstraint.Check.class::isInstance)) {
      altered.fail("0A000", "the table of a virtual generated column has check constraints");
      return;
    }
    ExpressionRules rules = new ExpressionRules(altered);
    if (!rules.allow(ExpressionRules.Place.GENERATION, change.expr(), table, change.name())
        || !rules.fits(change.expr(), table, column == null ? null : column.type())) {
      return;
    }
    for (RelationName member : altered.family) {
      if (!virtual) {
        effects.rewrite(member);
      } else if (column != null && column.notNull()) {
        effects.scan(member);
      }
    }
  }

  /** {@code ATExecDropExpression}. */
  void dropExpression(AlterTableCmd.DropExpression change) {
    altered.lockFamily();
    if (altered.lacks(change.name())) {
      return;
    }
    Column column = altered.column(change.name()).orElse(null);
    if (column == null) {
      return;
    }
    if (column.generation() == Column.Generation.VIRTUAL) {
      altered.fail("0A000", "a virtual column cannot lose its expression");
    } else if (column.generation() != Column.Generation.STORED && !change.missingOk()) {
      altered.fail("55000", "column " + column.name() + " is not a generated column");
    }
  }

  // --- identity ---------------------------------------------------------------------------------

  /** {@code ATExecAddIdentity}. */
  void addIdentity(AlterTableCmd.AddIdentity change) {
    if (!reachesPartitions("added")) {
      return;
    }
    if (altered.lacks(change.name())) {
      return;
    }
    Column column = altered.column(change.name()).orElse(null);
    if (column == null) {
      return;
    }
    if (column.type() != null
        && !isInteger(
            new Coercion(altered.catalog(), altered.version).base(column.type()),
            altered.version)) {
      altered.fail("22023", "an identity column must be of an integer type");
      return;
    }
    if (!column.notNull()) {
      altered.fail("55000", "column " + column.name() + " must be NOT NULL before");
      return;
    }
    switch (column.generation()) {
      case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT ->
          altered.fail("55000", "column " + column.name() + " is an identity column already");
      case SERIAL -> altered.fail("55000", "column " + column.name() + " has a default already");
      case STORED, VIRTUAL ->
          altered.fail("55000", "column " + column.name() + " is a generated column");
      case PLAIN -> {
        if (column.defaultExpression() != null) {
          altered.fail("55000", "column " + column.name() + " has a default already");
        }
      }
    }
  }

  /** {@code ATExecSetIdentity}. */
  void setIdentity(AlterTableCmd.SetIdentity change) {
    if (reachesPartitions("changed")
        && !altered.lacks(change.name())
        && isIdentity(change.name())) {
      lockSequence(change.name(), LockMode.SHARE_ROW_EXCLUSIVE);
    }
  }

  /** {@code ATExecDropIdentity}. */
  void dropIdentity(AlterTableCmd.DropIdentity change) {
    if (!reachesPartitions("dropped") || altered.lacks(change.name())) {
      return;
    }
    boolean missing =
        altered.column(change.name()).filter(column -> !isIdentity(column)).isPresent();
    if (missing && change.missingOk()) {
      return;
    }
    if (isIdentity(change.name())) {
      lockSequence(change.name(), LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private boolean reachesPartitions(String done) {
    if (altered.version < INHERITED_IDENTITY) {
      return true;
    }
    if (altered.isPartition()) {
      altered.fail("42P16", "an identity cannot be " + done + " in a partition alone");
      return false;
    }
    if (altered.isPartitioned()) {
      if (!altered.recurses) {
        altered.fail("42P16", "an identity cannot be " + done + " in the partitioned table alone");
        return false;
      }
      altered.lockFamily();
    }
    return true;
  }

  private boolean isIdentity(String name) {
    Column column = altered.column(name).orElse(null);
    if (column != null && !isIdentity(column)) {
      altered.fail("55000", "column " + name + " is not an identity column");
      return false;
    }
    return true;
  }

  static boolean isIdentity(Column column) {
    return column.generation() == Column.Generation.IDENTITY_ALWAYS
        || column.generation() == Column.Generation.IDENTITY_BY_DEFAULT;
  }

  static boolean isInteger(ColumnType type, int version) {
    return type.isSerial()
        || (!type.array()
            && (type.name().equals("int2")
                || type.name().equals("int4")
                || type.name().equals("int8")))
        || !BuiltInTypes.isKnown(type.name(), version);
  }

  private void lockSequence(String column, LockMode mode) {
    for (Sequence sequence : altered.catalog().sequencesOf(altered.name)) {
      if (column.equals(sequence.ownerColumn())) {
        effects.lock(sequence.name(), mode);
      }
    }
  }

  // --- statistics and storage -------------------------------------------------------------------

  /** {@code ATExecSetStatistics}. */
  void setStatistics(AlterTableCmd.SetStatistics change) {
    altered.lockFamily();
    boolean index = altered.catalog().index(altered.name).isPresent();
    if (change.name() == null) {
      if (!index && altered.table().isPresent()) {
        altered.fail("0A000", "only columns of indexes are meant by number");
      } else if (index && altered.statement.objtype() == ObjectType.INDEX) {
        altered
            .catalog()
            .index(altered.name)
            .filter(known ->
                change.num() <= known.definition().keys().size()
                    && known.definition().keys().get(change.num() - 1) == null)
            .ifPresent(known -> altered.fail("0A000", "the key is no expression"));
      }
    } else if (!altered.lacks(change.name())
        && altered
            .column(change.name())
            .filter(column -> column.generation() == Column.Generation.VIRTUAL)
            .isPresent()) {
      altered.fail("0A000", "a virtual generated column has no statistics");
    }
  }

  /** {@code ATExecSetStorage}: a type of fixed length is kept as it is. */
  void setStorage(AlterTableCmd.SetStorage change) {
    altered.lockFamily();
    if (altered.lacks(change.name())) {
      return;
    }
    if (!change.storage().equalsIgnoreCase("plain")
        && !change.storage().equalsIgnoreCase("default")
        && isPlain(change.name())) {
      altered.fail("0A000", "column " + change.name() + " can only have storage PLAIN");
    }
  }

  /** {@code ATExecSetCompression}, which needs a type that can be kept out of line. */
  void setCompression(AlterTableCmd.SetCompression change) {
    if (altered.lacks(change.name())) {
      return;
    }
    if (isPlain(change.name()) && !change.method().equalsIgnoreCase("default")) {
      altered.fail("0A000", "column " + change.name() + " cannot be compressed");
    }
  }

  void setOptions(String column) {
    altered.lacks(column);
  }

  private boolean isPlain(String column) {
    ColumnType type = altered.column(column).map(Column::type).orElse(null);
    if (type == null || type.array()) {
      return false;
    }
    return BuiltInTypes.isPlain(
        new Coercion(altered.catalog(), altered.version).base(type).name(), altered.version);
  }
}
