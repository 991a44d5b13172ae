package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a new partition's bounds fit ({@code transformPartitionBound}, {@code
 * check_new_partition_bound}). Bounds of one key are compared where they are integers or dates in
 * ISO order; of others nothing is said.
 */
final class PartitionBounds {

  private final EffectsBuilder effects;
  private final Table parent;

  private PartitionBounds(EffectsBuilder effects, Table parent) {
    this.effects = effects;
    this.parent = parent;
  }

  static void check(EffectsBuilder effects, Table parent, PartitionBoundSpec bound) {
    PartitionSpec spec = parent.properties().partitionSpec();
    if (spec != null) {
      new PartitionBounds(effects, parent).check(spec.strategy(), bound);
    }
  }

  private void check(PartitionSpec.Strategy strategy, PartitionBoundSpec bound) {
    boolean fits =
        switch (bound) {
          case PartitionBoundSpec.RangeBound ignored -> strategy == PartitionSpec.Strategy.RANGE;
          case PartitionBoundSpec.ListBound ignored -> strategy == PartitionSpec.Strategy.LIST;
          case PartitionBoundSpec.HashBound ignored -> strategy == PartitionSpec.Strategy.HASH;
          case PartitionBoundSpec.DefaultBound ignored -> strategy != PartitionSpec.Strategy.HASH;
        };
    if (!fits) {
      effects.fail("42P16", parent.name() + " is partitioned by " + strategy);
      return;
    }
    if (bound instanceof PartitionBoundSpec.RangeBound range && isEmpty(range)) {
      effects.fail("42P17", "the lower bound is not below the upper one");
      return;
    }
    for (Table other : effects.catalog.childrenOf(parent.name())) {
      PartitionBoundSpec taken = other.properties().bound();
      if (taken != null && overlap(bound, taken)) {
        effects.fail("42P17", "its rows would be those of " + other.name() + " too");
      }
    }
  }

  private static boolean isEmpty(PartitionBoundSpec.RangeBound range) {
    Integer order = order(single(range.lowerdatums()), single(range.upperdatums()));
    return order != null && order >= 0;
  }

  private static boolean overlap(PartitionBoundSpec bound, PartitionBoundSpec taken) {
    return switch (bound) {
      case PartitionBoundSpec.RangeBound range ->
          taken instanceof PartitionBoundSpec.RangeBound other
              && isBelow(range.lowerdatums(), other.upperdatums())
              && isBelow(other.lowerdatums(), range.upperdatums());
      case PartitionBoundSpec.ListBound list ->
          taken instanceof PartitionBoundSpec.ListBound other && shareValue(list, other);
      case PartitionBoundSpec.HashBound hash ->
          taken instanceof PartitionBoundSpec.HashBound other
              && hash.remainder() % Math.max(1, Math.min(hash.modulus(), other.modulus()))
                  == other.remainder() % Math.max(1, Math.min(hash.modulus(), other.modulus()));
      case PartitionBoundSpec.DefaultBound ignored -> false;
    };
  }

  private static boolean isBelow(List<Expression> lower, List<Expression> upper) {
    Integer order = order(single(lower), single(upper));
    return order != null && order < 0;
  }

  private static boolean shareValue(
      PartitionBoundSpec.ListBound list, PartitionBoundSpec.ListBound other) {
    for (Expression value : list.listdatums()) {
      for (Expression taken : other.listdatums()) {
        if (value instanceof Constant && SqlPrinter.print(value).equals(SqlPrinter.print(taken))) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable Expression single(List<Expression> datums) {
    return datums.size() == 1 ? datums.get(0) : null;
  }

  /** Null where the two cannot be compared here. */
  private static @Nullable Integer order(@Nullable Expression left, @Nullable Expression right) {
    if (left == null || right == null) {
      return null;
    }
    boolean endless = isNamed(left, "minvalue") || isNamed(right, "maxvalue");
    if (endless) {
      return isNamed(left, "maxvalue") || isNamed(right, "minvalue") ? 0 : -1;
    }
    if (isNamed(left, "maxvalue") || isNamed(right, "minvalue")) {
      return 1;
    }
    String lower = Predicate.value(left);
    String upper = Predicate.value(right);
    return lower == null || upper == null ? null : Predicate.compare(lower, upper);
  }

  private static boolean isNamed(Expression expression, String word) {
    return expression instanceof Expression.ColumnRef column
        && column.names().size() == 1
        && column.names().get(0).equals(word);
  }
}
