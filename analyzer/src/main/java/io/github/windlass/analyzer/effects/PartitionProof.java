package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether valid checks say that every row belongs into the partition that a table is to become, or
 * none into the one beside a default partition, so that nobody need look ({@code
 * PartConstraintImpliedByRelConstraint} in {@code commands/tablecmds.c}).
 */
final class PartitionProof {

  private PartitionProof() {}

  /** Whether the rows of a table all belong into the partition. */
  static boolean holds(Catalog catalog, Table parent, Table child, PartitionBoundSpec bound) {
    Predicate goal =
        bound instanceof PartitionBoundSpec.DefaultBound
            ? besides(catalog, parent)
            : of(parent, bound);
    return goal != null && facts(child).implies(goal);
  }

  /** The default partition's constraint: none of the others'; null if one is not known. */
  private static @Nullable Predicate besides(Catalog catalog, Table parent) {
    List<Predicate> all = new ArrayList<>();
    for (Table partition : catalog.childrenOf(parent.name())) {
      PartitionBoundSpec bound = partition.properties().bound();
      Predicate goal = bound == null ? null : of(parent, bound);
      if (goal == null) {
        return null;
      }
      all.add(goal.negated());
    }
    return new Predicate.And(all);
  }

  /** Whether no row of the default partition belongs into a new one. */
  static boolean excludes(Table parent, Table fallback, PartitionBoundSpec bound) {
    Predicate goal = of(parent, bound);
    Predicate negated = goal == null ? null : goal.negated();
    return negated != null && facts(fallback).implies(negated);
  }

  /** Whether no row for which a condition holds is in a partition. */
  static boolean isOutside(Catalog catalog, Table parent, Table partition, Predicate condition) {
    if (partition.partition() == Table.Partition.DEFAULT) {
      return isInOther(catalog, parent, condition);
    }
    PartitionBoundSpec bound = partition.properties().bound();
    Predicate own = bound == null ? null : of(parent, bound);
    return own != null && condition.implies(own.negated());
  }

  /** Whether the rows for which a condition holds all belong into partitions with bounds. */
  private static boolean isInOther(Catalog catalog, Table parent, Predicate condition) {
    if (condition instanceof Predicate.Or any) {
      return !any.args().isEmpty()
          && any.args().stream().allMatch(arm -> isInOther(catalog, parent, arm));
    }
    for (Table partition : catalog.childrenOf(parent.name())) {
      PartitionBoundSpec bound = partition.properties().bound();
      Predicate goal = bound == null ? null : of(parent, bound);
      // Where a comparison with a constant holds, the column is not null.
      if (goal != null && condition.implies(goal.withoutNulls())) {
        return true;
      }
    }
    return false;
  }

  private static Predicate facts(Table table) {
    List<Predicate> facts = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.notNull()) {
        facts.add(new Predicate.Null(column.name(), false));
      }
    }
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof TableConstraint.Check check && check.valid()) {
        facts.add(Predicate.of(table, check.expression(), true));
      }
    }
    return new Predicate.And(facts);
  }

  /** The partition's own constraint ({@code partitioning/partbounds.c}); null if not expressed. */
  private static @Nullable Predicate of(Table parent, PartitionBoundSpec bound) {
    List<String> key = parent.partitionKey();
    return switch (bound) {
      case PartitionBoundSpec.RangeBound range
          when range.lowerdatums().size() == key.size()
              && range.upperdatums().size() == key.size() -> {
        List<Predicate> all = new ArrayList<>();
        key.forEach(column -> all.add(new Predicate.Null(column, false)));
        List<Predicate> lower = beyond(parent, key, range.lowerdatums(), ">", ">=");
        List<Predicate> upper = beyond(parent, key, range.upperdatums(), "<", "<");
        if (lower != null) {
          all.add(new Predicate.Or(lower));
        }
        if (upper != null) {
          all.add(new Predicate.Or(upper));
        }
        yield new Predicate.And(all);
      }
      case PartitionBoundSpec.ListBound list when key.size() == 1 -> list(parent, key.get(0), list);
      case PartitionBoundSpec.RangeBound ignored -> null;
      case PartitionBoundSpec.ListBound ignored -> null;
      case PartitionBoundSpec.HashBound ignored -> null;
      case PartitionBoundSpec.DefaultBound ignored -> null;
    };
  }

  private static @Nullable Predicate list(
      Table parent, String column, PartitionBoundSpec.ListBound bound) {
    List<Predicate> any = new ArrayList<>();
    boolean nullable = false;
    for (Expression datum : bound.listdatums()) {
      String value = Predicate.value(datum);
      if (datum instanceof Constant.NullConstant) {
        nullable = true;
      } else if (value == null) {
        return null;
      } else {
        any.add(new Predicate.Comparison(column, "=", value, Predicate.Values.of(parent, column)));
      }
    }
    if (nullable) {
      any.add(new Predicate.Null(column, true));
      return new Predicate.Or(any);
    }
    return new Predicate.And(List.of(new Predicate.Null(column, false), new Predicate.Or(any)));
  }

  /**
   * {@code a > 1 OR (a = 1 AND b >= 2)}: beyond a bound in the order of rows; null if there is
   * none.
   */
  private static @Nullable List<Predicate> beyond(
      Table parent, List<String> key, List<Expression> datums, String strict, String last) {
    List<Predicate> any = new ArrayList<>();
    List<Predicate> equal = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      String value = Predicate.value(datums.get(i));
      if (value == null) {
        // MINVALUE or MAXVALUE, which are read as columns.
        if (i == 0) {
          return null;
        }
        any.add(new Predicate.And(List.copyOf(equal)));
        return any;
      }
      Predicate.Values values = Predicate.Values.of(parent, key.get(i));
      List<Predicate> arm = new ArrayList<>(equal);
      arm.add(
          new Predicate.Comparison(key.get(i), i == key.size() - 1 ? last : strict, value, values));
      any.add(new Predicate.And(arm));
      equal.add(new Predicate.Comparison(key.get(i), "=", value, values));
    }
    return any;
  }
}
