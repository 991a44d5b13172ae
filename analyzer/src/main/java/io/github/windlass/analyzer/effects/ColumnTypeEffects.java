package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER COLUMN TYPE: what is rewritten, rebuilt and checked again, and what forbids it. */
final class ColumnTypeEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  ColumnTypeEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
  }

  /** What the change does to one table of a family. */
  void alter(RelationName member, AlterTableCmd.AlterColumnType cmd) {
    Table known = catalog.table(member).orElse(null);
    Column column = known == null ? null : known.column(cmd.name()).orElse(null);
    if (known != null && known.partitionKey().contains(cmd.name())) {
      effects.fail("42P16", "column " + cmd.name() + " is part of the partition key of " + member);
      return;
    }
    for (View view : catalog.viewsOf(member)) {
      if (view.uses(member, cmd.name())) {
        effects.fail("0A000", "column " + cmd.name() + " is used by " + view.name());
        return;
      }
    }
    if (known != null && isUsedInDefinition(known, cmd.name())) {
      return;
    }
    ColumnType from = column == null ? null : column.type();
    if (from == null) {
      effects.assume(
          "the type of " + member + "." + cmd.name() + " is not known; a rewrite is assumed");
    }
    TypeChange change = from == null ? TypeChange.REWRITE : typeChange(from, cmd);
    boolean collates = cmd.collClause() != null;
    if (change == TypeChange.NONE && !collates) {
      return;
    }
    if (change == TypeChange.REWRITE) {
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
                && index.mentions().isEmpty();
        if (!reusable) {
          effects.rebuild(index);
        }
      }
    }
    for (TableConstraint constraint : known.constraints()) {
      if (constraint.columns().contains(cmd.name())) {
        retype(member, constraint, change);
      }
    }
    for (Table referencing : catalog.referencing(member)) {
      for (TableConstraint.ForeignKey key : referencing.foreignKeys()) {
        if (key.referenced().equals(member) && refersTo(key, known, cmd.name())) {
          effects.lock(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
          if (change == TypeChange.REWRITE && key.valid()) {
            effects.checkForeignKey(referencing.name(), member);
          }
        }
      }
    }
  }

  /** Triggers, policies and, from 15 on, generated columns keep a column's type. */
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
      if (version >= 15
          && generated
          && other.defaultExpression() != null
          && Mentions.of(other.defaultExpression()).columns().contains(column)) {
        effects.fail(
            "0A000", "column " + column + " is used by the generated column " + other.name());
        return true;
      }
    }
    return false;
  }

  private TypeChange typeChange(ColumnType from, AlterTableCmd.AlterColumnType cmd) {
    ColumnType to = ColumnType.of(cmd.typeName());
    UserType.DomainType target = catalog.domain(to).orElse(null);
    if (target != null && target.constrained() && !to.equals(from)) {
      return TypeChange.REWRITE;
    }
    ColumnType source = catalog.domain(from).map(UserType.DomainType::base).orElse(from);
    ColumnType plain = target == null ? to : target.base();
    Expression using = cmd.rawDefault();
    if (using == null || isColumn(using, cmd.name())) {
      return TypeChange.of(source, plain, version);
    }
    if (using instanceof Expression.TypeCast cast && isColumn(cast.arg(), cmd.name())) {
      TypeChange first = TypeChange.of(source, ColumnType.of(cast.typeName()), version);
      TypeChange second = TypeChange.of(ColumnType.of(cast.typeName()), plain, version);
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

  private void retype(RelationName member, TableConstraint constraint, TypeChange change) {
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
        if (change == TypeChange.REWRITE && key.valid()) {
          effects.checkForeignKey(member, key.referenced());
        }
      }
      case TableConstraint.Key ignored -> {}
      case TableConstraint.NotNull ignored -> {}
      case TableConstraint.Exclusion ignored -> {}
    }
  }

  private static boolean refersTo(TableConstraint.ForeignKey key, Table referenced, String column) {
    List<String> columns =
        key.referencedColumns().isEmpty()
            ? referenced.primaryKey().map(TableConstraint.Key::columns).orElse(List.of())
            : key.referencedColumns();
    return columns.contains(column);
  }
}
