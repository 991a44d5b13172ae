package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Publication;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;

/** DROP COLUMN ({@code ATExecDropColumn} in {@code commands/tablecmds.c}). */
final class DropColumnEffects {

  /** Generated columns no longer go with what they are computed from. */
  private static final int GENERATED_DEPEND = 15;

  private final AlteredTable altered;
  private final EffectsBuilder effects;

  DropColumnEffects(AlteredTable altered) {
    this.altered = altered;
    this.effects = altered.effects;
  }

  void drop(AlterTableCmd.DropColumn drop) {
    String column = drop.name();
    if (altered.isTyped()) {
      altered.fail("42809", "a column of the typed table " + altered.name + " cannot be dropped");
      return;
    }
    if (AlteredTable.isSystemColumn(column)) {
      altered.fail("0A000", "system column " + column + " cannot be dropped");
      return;
    }
    Table table = altered.table().orElse(null);
    if (table == null) {
      altered.lockFamily();
      return;
    }
    if (table.columnsKnown() && table.column(column).isEmpty()) {
      if (!drop.missingOk()) {
        altered.fail(
            "42703", "column " + column + " of relation " + altered.name + " does not exist");
      }
      return;
    }
    if (altered.isInherited(column)) {
      altered.fail("42P16", "column " + column + " is inherited");
      return;
    }
    if (table.partitionKey().contains(column)) {
      altered.fail(
          "42P16", "column " + column + " is part of the partition key of " + altered.name);
      return;
    }
    if (!altered.recurses && altered.isPartitioned() && altered.hasChildren()) {
      altered.fail("42P16", "a column cannot be dropped from the partitioned table alone");
      return;
    }
    // Also with ONLY: the children's columns are marked as their own.
    altered.lockDescendants();
    boolean cascade = drop.behavior() == DropBehavior.CASCADE;
    if (!cascade && isPublished(altered.name, column, "column " + column)) {
      return;
    }
    for (RelationName member : altered.family) {
      altered.table(member).ifPresent(known -> drop(known, column, cascade));
    }
  }

  private void drop(Table known, String column, boolean cascade) {
    Catalog catalog = altered.catalog();
    String what = "column " + column + " of " + known.name();
    if (known.partitionKey().contains(column)) {
      altered.fail("42P16", what + " is part of the partition key");
      return;
    }
    if (!cascade && isNeeded(known, column, what)) {
      return;
    }
    for (TableConstraint constraint : known.constraints()) {
      if (constraint.columns().contains(column)) {
        new ConstraintChangeEffects(altered).goes(known, constraint, cascade);
      }
    }
    for (Index index : catalog.indexesOf(known.name())) {
      if (index.uses(column)) {
        effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (Sequence sequence : catalog.sequencesOf(known.name())) {
      if (column.equals(sequence.ownerColumn())) {
        effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (View view : catalog.viewsOf(known.name())) {
      if (view.uses(known.name(), column)) {
        dropView(view, cascade, what);
      }
    }
  }

  /** What depends on a column and does not go with it by itself ({@code DEPENDENCY_NORMAL}). */
  private boolean isNeeded(Table known, String column, String what) {
    for (Attachment attachment : known.attachments()) {
      if (attachment.columns().contains(column)) {
        altered.fail("2BP01", attachment.name() + " depends on " + what);
        return true;
      }
    }
    for (Column other : known.columns()) {
      if (altered.version >= GENERATED_DEPEND
          && ExpressionRules.isGenerated(other)
          && other.defaultExpression() != null
          && Mentions.of(other.defaultExpression()).columns().contains(column)) {
        altered.fail("2BP01", "column " + other.name() + " is computed from " + what);
        return true;
      }
    }
    return false;
  }

  private boolean isPublished(RelationName table, String column, String what) {
    for (Publication publication : altered.catalog().publications()) {
      if (publication.needs(table, column)) {
        altered.fail("2BP01", "publication " + publication.name() + " depends on " + what);
        return true;
      }
    }
    return false;
  }

  private void dropView(View view, boolean cascade, String what) {
    if (!cascade) {
      altered.fail("2BP01", "cannot drop " + what + ": " + view.name() + " depends on it");
      return;
    }
    effects.lock(view.name(), LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(view.name(), LockMode.ACCESS_EXCLUSIVE);
    altered.catalog().viewsOf(view.name()).forEach(reader -> dropView(reader, true, what));
  }
}
