package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SetClause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that surely have no row for a statement: the planner leaves them aside by
 * comparisons of the key with constants ({@code partitioning/partprune.c}), and INSERT finds the
 * partition of each row ({@code ExecFindPartition}). From 12 on they are not even locked.
 */
final class PartitionPruning {

  /** Partitions are locked when they are needed from here on. */
  static final int LOCKS_LATE = 12;

  private final Catalog catalog;
  private final Predicate condition;
  private final Set<RelationName> pruned = new HashSet<>();

  private PartitionPruning(Catalog catalog, Predicate condition) {
    this.catalog = catalog;
    this.condition = condition;
  }

  /** What a condition on a partitioned table leaves aside, at every level. */
  static Set<RelationName> of(Catalog catalog, RelationName name, @Nullable Expression where) {
    Table table = where == null ? null : catalog.table(name).orElse(null);
    if (where == null || table == null || table.partitionKey().isEmpty()) {
      return Set.of();
    }
    PartitionPruning pruning = new PartitionPruning(catalog, Predicate.of(table, where, true));
    pruning.prune(table);
    return pruning.pruned;
  }

  /** What no row of {@code INSERT … VALUES} belongs into. */
  static Set<RelationName> of(
      Catalog catalog, RelationName name, QueryStatement.InsertStmt insert) {
    Table table = catalog.table(name).orElse(null);
    if (table == null
        || table.partitionKey().isEmpty()
        || !(insert.selectStmt() instanceof SelectStmt.Values values)) {
      return Set.of();
    }
    Set<RelationName> all = null;
    for (SelectStmt.ValuesRow row : values.valuesLists()) {
      Set<RelationName> none = of(catalog, table, insert, row);
      if (all == null) {
        all = none;
      } else {
        all.retainAll(none);
      }
    }
    return all == null ? Set.of() : all;
  }

  private static Set<RelationName> of(
      Catalog catalog, Table table, QueryStatement.InsertStmt insert, SelectStmt.ValuesRow row) {
    List<Predicate> equal = new ArrayList<>();
    for (int i = 0; i < row.items().size(); i++) {
      String column =
          !insert.cols().isEmpty()
              ? i < insert.cols().size() ? insert.cols().get(i).name() : null
              : i < table.columns().size() ? table.columns().get(i).name() : null;
      String value = Predicate.value(row.items().get(i));
      if (column != null && value != null) {
        equal.add(new Predicate.Comparison(column, "=", value, Predicate.Values.of(table, column)));
      }
    }
    PartitionPruning pruning = new PartitionPruning(catalog, new Predicate.And(equal));
    pruning.prune(table);
    return pruning.pruned;
  }

  /**
   * What UPDATE neither finds a row in nor moves one to ({@code ExecCrossPartitionUpdate}).
   *
   * @param found what its condition leaves aside
   */
  static Set<RelationName> of(
      Catalog catalog,
      RelationName name,
      Set<RelationName> found,
      List<? extends SetClause> clauses) {
    Table table = catalog.table(name).orElse(null);
    if (found.isEmpty() || table == null) {
      return found;
    }
    Set<String> keys = new HashSet<>(table.partitionKey());
    catalog.descendantsOf(name).forEach(below -> keys.addAll(below.partitionKey()));
    boolean moves = false;
    List<Predicate> equal = new ArrayList<>();
    for (SetClause clause : clauses) {
      switch (clause) {
        case ResTarget target -> {
          if (target.name() != null && keys.contains(target.name())) {
            moves = true;
            String value = target.val() == null ? null : Predicate.value(target.val());
            if (value != null) {
              equal.add(
                  new Predicate.Comparison(
                      target.name(), "=", value, Predicate.Values.of(table, target.name())));
            }
          }
        }
        case SetClause.MultiAssignment assignment -> {
          for (ResTarget target : assignment.targets()) {
            moves |= target.name() != null && keys.contains(target.name());
          }
        }
      }
    }
    if (!moves) {
      return found;
    }
    PartitionPruning target = new PartitionPruning(catalog, new Predicate.And(equal));
    target.prune(table);
    target.pruned.retainAll(found);
    return target.pruned;
  }

  private void prune(Table parent) {
    for (Table child : catalog.childrenOf(parent.name())) {
      if (PartitionProof.isOutside(catalog, parent, child, condition)) {
        pruned.add(child.name());
        catalog.descendantsOf(child.name()).forEach(below -> pruned.add(below.name()));
      } else if (!child.partitionKey().isEmpty()) {
        prune(child);
      }
    }
  }
}
