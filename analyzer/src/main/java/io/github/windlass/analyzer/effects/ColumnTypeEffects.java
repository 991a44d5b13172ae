package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.BuiltInCasts.Context;
import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Publication;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ALTER COLUMN TYPE: what is rewritten, rebuilt and checked again, and what forbids it ({@code
 * ATPrepAlterColumnType}, {@code ATExecAlterColumnType} and {@code ATPostAlterTypeCleanup} in
 * {@code commands/tablecmds.c}).
 */
final class ColumnTypeEffects {

  /** That a generated column forbids the change is no matter of syntax any longer. */
  private static final int GENERATED_UNSUPPORTED = 15;

  /** Dependencies of stored expressions are locked from here on ({@code catalog/dependency.c}). */
  private static final int LOCKS_DEPENDENCIES = 14;

  private final AlteredTable altered;
  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  ColumnTypeEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
    this.catalog = altered.catalog();
    this.version = altered.version;
  }

  /** What is found out before any action is taken. */
  void prepare(AlterTableCmd.AlterColumnType cmd) {
    String name = cmd.name();
    if (altered.isTyped()) {
      altered.fail("42809", "the columns of a typed table keep their types");
      return;
    }
    if (isAddedAlso(name) || altered.lacks(name)) {
      return;
    }
    if (altered.isInherited(name)) {
      altered.fail("42P16", "column " + name + " is inherited");
      return;
    }
    Table table = altered.table().orElse(null);
    if (table != null && table.partitionKey().contains(name)) {
      altered.fail("42P16", "column " + name + " is part of the partition key of " + altered.name);
      return;
    }
    if (!isTypeFit(cmd) || !isConvertible(cmd, table)) {
      return;
    }
    if (!altered.recurses && altered.hasChildren()) {
      altered.fail("42P16", "the type of " + name + " must change in the children too");
    }
  }

  private boolean isAddedAlso(String column) {
    return altered.statement.cmds().stream()
        .anyMatch(cmd ->
            cmd instanceof AlterTableCmd.AddColumn add && add.column().colname().equals(column));
  }

  private boolean isTypeFit(AlterTableCmd.AlterColumnType cmd) {
    ColumnType to = catalog.typeOf(cmd.typeName());
    ColumnType base = new Coercion(catalog, version).base(to);
    if (!to.array() && BuiltInTypes.isPseudo(to.name(), version)) {
      altered.fail("42P16", "a column cannot be of the pseudo-type " + to);
      return false;
    }
    if (cmd.collClause() != null && !BuiltInTypes.isCollatable(base.name(), version)) {
      altered.fail("42804", "values of type " + to + " have no collation");
      return false;
    }
    boolean identity =
        altered.column(cmd.name()).filter(ColumnOptionEffects::isIdentity).isPresent();
    if (identity && !ColumnOptionEffects.isInteger(base, version)) {
      altered.fail("22023", "an identity column must be of an integer type");
      return false;
    }
    return true;
  }

  /** Whether values can become ones of the new type, by USING or an assignment cast. */
  private boolean isConvertible(AlterTableCmd.AlterColumnType cmd, @Nullable Table table) {
    Column column = altered.column(cmd.name()).orElse(null);
    if (cmd.rawDefault() != null) {
      if (column != null && ExpressionRules.isGenerated(column)) {
        altered.fail("42611", "USING cannot be said of a generated column");
        return false;
      }
      ExpressionRules rules = new ExpressionRules(altered);
      return rules.allow(ExpressionRules.Place.USING, cmd.rawDefault(), table, null)
          && rules.fits(cmd.rawDefault(), table, catalog.typeOf(cmd.typeName()));
    }
    if (column == null || column.type() == null) {
      return true;
    }
    ColumnType to = catalog.typeOf(cmd.typeName());
    if (!new Coercion(catalog, version).allows(column.type(), to, Context.ASSIGNMENT)) {
      altered.fail("42804", "column " + cmd.name() + " cannot be cast automatically to " + to);
      return false;
    }
    return true;
  }

  /** What the change does to the tables of the family. */
  void alter(AlterTableCmd.AlterColumnType cmd) {
    long times =
        altered.statement.cmds().stream()
            .filter(other ->
                other instanceof AlterTableCmd.AlterColumnType change
                    && change.name().equals(cmd.name()))
            .count();
    if (altered.lacks(cmd.name())) {
      return;
    }
    if (times > 1) {
      altered.fail("0A000", "the type of column " + cmd.name() + " cannot change twice");
      return;
    }
    altered.lockFamily();
    Optional<Table> user = altered.userOfRowType();
    if (user.isPresent()) {
      altered.fail("0A000", user.get().name() + " has rows of " + altered.name);
      return;
    }
    altered.family.forEach(member -> alter(member, cmd));
  }

  private void alter(RelationName member, AlterTableCmd.AlterColumnType cmd) {
    Table known = catalog.table(member).orElse(null);
    Column column = known == null ? null : known.column(cmd.name()).orElse(null);
    if (known != null && known.partitionKey().contains(cmd.name())) {
      altered.fail("42P16", "column " + cmd.name() + " is part of the partition key of " + member);
      return;
    }
    if (column != null && !keepsDefault(column, cmd)) {
      return;
    }
    for (View view : catalog.viewsOf(member)) {
      if (view.uses(member, cmd.name())) {
        altered.fail("0A000", "column " + cmd.name() + " is used by " + view.name());
        return;
      }
    }
    if (known != null && isUsedInDefinition(known, cmd.name())) {
      return;
    }
    for (Publication publication : catalog.publications()) {
      if (publication.filters(member, cmd.name())) {
        altered.fail("0A000", publication.name() + " publishes rows by column " + cmd.name());
        return;
      }
    }
    if (column != null) {
      lockSequence(member, column);
    }
    ColumnType from = column == null ? null : column.type();
    if (from == null) {
      effects.assume(
          "the type of " + member + "." + cmd.name() + " is not known; " + Effects.REWRITE_ASSUMED);
    }
    TypeChange change = from == null ? TypeChange.REWRITE : typeChange(from, cmd);
    boolean collates = cmd.collClause() != null;
    boolean virtual = column != null && column.generation() == Column.Generation.VIRTUAL;
    if (change == TypeChange.REWRITE && !virtual) {
      effects.rewrite(member);
    }
    if (change == TypeChange.RELABEL_OTHER_OPERATORS && isTimestamp(from)) {
      effects.assume("the session's TimeZone is UTC; with any other the table is rewritten");
    }
    if (known == null) {
      return;
    }
    for (Index index : catalog.indexesOf(member)) {
      if (index.uses(cmd.name())) {
        effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
        boolean reusable =
            change != TypeChange.RELABEL_OTHER_OPERATORS
                && !collates
                && !index.mentions().contains(cmd.name())
                && index.mentions().isEmpty()
                && index.parent() == null;
        if (!reusable) {
          effects.rebuild(index);
        }
      }
    }
    for (TableConstraint constraint : known.constraints()) {
      if (constraint.columns().contains(cmd.name())) {
        retype(member, constraint, change, cmd);
      }
    }
    for (Table referencing : catalog.referencing(member)) {
      for (TableConstraint.ForeignKey key : referencing.foreignKeys()) {
        if (key.referenced().equals(member) && refersTo(key, known, cmd.name())) {
          effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
          if (!isComparableFrom(key, referencing, known, cmd)) {
            return;
          }
          if (isCompared(change) && key.valid()) {
            effects.checkForeignKey(referencing.name(), member);
          }
        }
      }
    }
  }

  /** Triggers, policies and generated columns keep a column's type. */
  private boolean isUsedInDefinition(Table known, String column) {
    for (Attachment attachment : known.attachments()) {
      if (attachment.columns().contains(column)) {
        effects.fail(
            "0A000", "column " + column + " is used in the definition of " + attachment.name());
        return true;
      }
    }
    for (Column other : known.columns()) {
      boolean generated =
          other.generation() == Column.Generation.STORED
              || other.generation() == Column.Generation.VIRTUAL;
      if (generated
          && other.defaultExpression() != null
          && Mentions.of(other.defaultExpression()).columns().contains(column)) {
        effects.fail(
            version >= GENERATED_UNSUPPORTED ? "0A000" : "42601",
            "column " + column + " is used by the generated column " + other.name());
        return true;
      }
    }
    return false;
  }

  /** A default must turn into the new type by itself, whatever USING says. */
  private boolean keepsDefault(Column column, AlterTableCmd.AlterColumnType cmd) {
    if (ExpressionRules.isGenerated(column) || column.type() == null) {
      return true;
    }
    ColumnType type =
        switch (column.generation()) {
          case SERIAL -> ColumnType.of("int8");
          case IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT, STORED, VIRTUAL -> null;
          case PLAIN -> typeOfDefault(column);
        };
    ColumnType to = catalog.typeOf(cmd.typeName());
    if (type == null || new Coercion(catalog, version).allows(type, to, Context.ASSIGNMENT)) {
      return true;
    }
    altered.fail("42804", "the default of " + column.name() + " cannot be cast to " + to);
    return false;
  }

  private static @Nullable ColumnType typeOfDefault(Column column) {
    Expression written = column.defaultExpression();
    return switch (written) {
      case null -> null;
      case Constant.NullConstant ignored -> null;
      // A literal was made a value of the column's type.
      case Constant.StringConstant ignored -> column.defaultType();
      default -> ExpressionType.of(written, null);
    };
  }

  /** The sequence of an identity column changes its type, too; that of serial is looked up. */
  private void lockSequence(RelationName member, Column column) {
    LockMode mode =
        ColumnOptionEffects.isIdentity(column)
            ? LockMode.SHARE_ROW_EXCLUSIVE
            : version >= LOCKS_DEPENDENCIES && column.generation() == Column.Generation.SERIAL
                ? LockMode.ACCESS_SHARE
                : null;
    if (mode != null) {
      for (Sequence sequence : catalog.sequencesOf(member)) {
        if (column.name().equals(sequence.ownerColumn())) {
          effects.lock(sequence.name(), mode);
        }
      }
    }
  }

  private TypeChange typeChange(ColumnType from, AlterTableCmd.AlterColumnType cmd) {
    ColumnType to = catalog.typeOf(cmd.typeName());
    UserType.DomainType target = catalog.domain(to).orElse(null);
    if (target != null && target.constrained() && !to.equals(from)) {
      return TypeChange.REWRITE;
    }
    // A length that a domain asks for is not seen behind its name.
    ColumnType source =
        catalog.domain(from).map(domain -> domain.base().withoutTypmods()).orElse(from);
    ColumnType plain = target == null ? to : target.base();
    Expression using = cmd.rawDefault();
    if (using instanceof Expression.CollateClause collate) {
      using = collate.arg();
    }
    if (using == null || isColumn(using, cmd.name())) {
      return TypeChange.of(source, plain, version);
    }
    if (using instanceof Expression.TypeCast cast && isColumn(cast.arg(), cmd.name())) {
      TypeChange first = TypeChange.of(source, catalog.typeOf(cast.typeName()), version);
      TypeChange second = TypeChange.of(catalog.typeOf(cast.typeName()), plain, version);
      return first.compareTo(second) >= 0 ? first : second;
    }
    return TypeChange.REWRITE;
  }

  private static boolean isColumn(Expression expression, String column) {
    return expression instanceof Expression.ColumnRef ref
        && !ref.star()
        && ref.names().get(ref.names().size() - 1).equals(column);
  }

  private static boolean isTimestamp(@Nullable ColumnType type) {
    return type != null && type.name().startsWith("timestamp");
  }

  private void retype(
      RelationName member,
      TableConstraint constraint,
      TypeChange change,
      AlterTableCmd.AlterColumnType cmd) {
    switch (constraint) {
      // Checks are made anew and verified against every row.
      case TableConstraint.Check check -> {
        if (check.valid()) {
          effects.scan(member);
        }
      }
      case TableConstraint.ForeignKey key -> {
        effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
        if (version >= 14) {
          catalog
              .table(key.referenced())
              .flatMap(Table::primaryKey)
              .ifPresent(primary -> effects.lock(primary.index(), LockMode.ACCESS_SHARE));
        }
        if (!isComparable(key, cmd)) {
          return;
        }
        if (isCompared(change) && key.valid()) {
          effects.checkForeignKey(member, key.referenced());
        }
      }
      case TableConstraint.Key ignored -> {}
      case TableConstraint.NotNull ignored -> {}
      case TableConstraint.Exclusion ignored -> {}
    }
  }

  /** A foreign key is checked again where its values are compared in another way than before. */
  private static boolean isCompared(TypeChange change) {
    return change.compareTo(TypeChange.RELABEL_OTHER_OPERATORS) >= 0;
  }

  /** Whether a key of the new type can still refer ({@code ATAddForeignKeyConstraint}). */
  private boolean isComparable(TableConstraint.ForeignKey key, AlterTableCmd.AlterColumnType cmd) {
    Table referenced = catalog.table(key.referenced()).orElse(null);
    int at = key.columns().indexOf(cmd.name());
    List<String> columns = referenced == null ? List.of() : referencedColumns(key, referenced);
    return at < 0
        || at >= columns.size()
        || refers(key, catalog.typeOf(cmd.typeName()), typeOf(referenced, columns.get(at)));
  }

  /** Whether a key can still refer to the column of the new type. */
  private boolean isComparableFrom(
      TableConstraint.ForeignKey key,
      Table referencing,
      Table referenced,
      AlterTableCmd.AlterColumnType cmd) {
    int at = referencedColumns(key, referenced).indexOf(cmd.name());
    return at < 0
        || at >= key.columns().size()
        || refers(key, typeOf(referencing, key.columns().get(at)), catalog.typeOf(cmd.typeName()));
  }

  private boolean refers(
      TableConstraint.ForeignKey key, @Nullable ColumnType from, @Nullable ColumnType to) {
    if (from == null || to == null || new Coercion(catalog, version).refers(from, to)) {
      return true;
    }
    altered.fail("42804", "foreign key " + key.name() + " cannot compare " + from + " with " + to);
    return false;
  }

  private static @Nullable ColumnType typeOf(@Nullable Table table, String column) {
    return table == null ? null : table.column(column).map(Column::type).orElse(null);
  }

  private static List<String> referencedColumns(TableConstraint.ForeignKey key, Table referenced) {
    return key.referencedColumns().isEmpty()
        ? referenced.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
        : key.referencedColumns();
  }

  private static boolean refersTo(TableConstraint.ForeignKey key, Table referenced, String column) {
    return referencedColumns(key, referenced).contains(column);
  }
}
