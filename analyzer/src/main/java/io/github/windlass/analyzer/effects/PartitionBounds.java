package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInCasts;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a table can have a partition of some bounds ({@code transformPartitionBound} in {@code
 * parser/parse_utilcmd.c}, {@code check_new_partition_bound} in {@code partitioning/partbounds.c}).
 * Values are compared where their order is known: numbers, and dates in ISO's form.
 */
final class PartitionBounds {

  private static final String MALFORMED = "42P16";
  private static final String IMPOSSIBLE = "42P17";

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final Table parent;

  private PartitionBounds(EffectsBuilder effects, Catalog catalog, Table parent) {
    this.effects = effects;
    this.catalog = catalog;
    this.parent = parent;
  }

  /** Whether the bounds are fit; fails if they surely are not. */
  static boolean fit(
      EffectsBuilder effects, Catalog catalog, Table parent, PartitionBoundSpec bound) {
    PartitionBounds bounds = new PartitionBounds(effects, catalog, parent);
    return bounds.isOfStrategy(bound) && bounds.isWellFormed(bound) && bounds.isFree(bound);
  }

  private boolean fail(String sqlstate, String reason) {
    effects.fail(sqlstate, reason);
    return false;
  }

  private boolean isOfStrategy(PartitionBoundSpec bound) {
    PartitionSpec spec = parent.properties().partitionSpec();
    if (spec == null) {
      return true;
    }
    boolean fits =
        switch (bound) {
          case PartitionBoundSpec.RangeBound ignored ->
              spec.strategy() == PartitionSpec.Strategy.RANGE;
          case PartitionBoundSpec.ListBound ignored ->
              spec.strategy() == PartitionSpec.Strategy.LIST;
          case PartitionBoundSpec.HashBound ignored ->
              spec.strategy() == PartitionSpec.Strategy.HASH;
          case PartitionBoundSpec.DefaultBound ignored ->
              spec.strategy() != PartitionSpec.Strategy.HASH;
        };
    return fits || fail(MALFORMED, parent.name() + " is partitioned by " + spec.strategy());
  }

  private boolean isWellFormed(PartitionBoundSpec bound) {
    return switch (bound) {
      case PartitionBoundSpec.DefaultBound ignored -> true;
      case PartitionBoundSpec.ListBound list -> areOfType(list.listdatums(), 0, 0);
      case PartitionBoundSpec.HashBound hash ->
          (hash.modulus() > 0 && hash.remainder() < hash.modulus())
              || fail(MALFORMED, "the remainder must be less than the modulus");
      case PartitionBoundSpec.RangeBound range -> {
        int size = keys().size();
        if (size > 0
            && (range.lowerdatums().size() != size || range.upperdatums().size() != size)) {
          yield fail(MALFORMED, "a bound needs a value for each column of the partition key");
        }
        yield areOfType(range.lowerdatums(), 0, 1)
            && areOfType(range.upperdatums(), 0, 1)
            && (!isAtLeast(range.lowerdatums(), range.upperdatums())
                || fail(IMPOSSIBLE, "the range is empty"));
      }
    };
  }

  /** The parts of the partition key, expressions too. */
  private List<PartitionSpec.PartitionElem> keys() {
    PartitionSpec spec = parent.properties().partitionSpec();
    return spec == null ? List.of() : spec.partParams();
  }

  /**
   * @param step 1 where each value is of the next column of the key
   */
  private boolean areOfType(List<Expression> values, int first, int step) {
    for (int i = 0; i < values.size(); i++) {
      int at = first + i * step;
      String key = at < keys().size() ? keys().get(at).name() : null;
      ColumnType type = key == null ? null : parent.column(key).map(Column::type).orElse(null);
      ColumnType found = ExpressionType.of(values.get(i), null);
      if (type != null
          && found != null
          && !new Coercion(catalog, effects.version)
              .allows(found, type, BuiltInCasts.Context.ASSIGNMENT)) {
        return fail("42804", "a value of type " + found + " is no bound for type " + type);
      }
    }
    return true;
  }

  private boolean isFree(PartitionBoundSpec bound) {
    Table met = catalog.childOf(parent.name(), partition -> meets(bound, partition)).orElse(null);
    return met == null || fail(IMPOSSIBLE, "rows of the partition would belong into " + met.name());
  }

  private boolean meets(PartitionBoundSpec bound, Table partition) {
    PartitionBoundSpec other = partition.properties().bound();
    return bound instanceof PartitionBoundSpec.DefaultBound
        ? partition.partition() == Table.Partition.DEFAULT
        : other != null && meet(bound, other);
  }

  private boolean meet(PartitionBoundSpec bound, PartitionBoundSpec other) {
    if (bound instanceof PartitionBoundSpec.RangeBound one
        && other instanceof PartitionBoundSpec.RangeBound two) {
      return isLess(one.lowerdatums(), two.upperdatums())
          && isLess(two.lowerdatums(), one.upperdatums());
    }
    if (bound instanceof PartitionBoundSpec.ListBound one
        && other instanceof PartitionBoundSpec.ListBound two) {
      for (Expression value : one.listdatums()) {
        for (Expression taken : two.listdatums()) {
          String left = Predicate.value(value);
          String right = Predicate.value(taken);
          boolean nulls =
              value instanceof Constant.NullConstant && taken instanceof Constant.NullConstant;
          if (nulls || (left != null && left.equals(right))) {
            return true;
          }
        }
      }
      return false;
    }
    if (bound instanceof PartitionBoundSpec.HashBound one
        && other instanceof PartitionBoundSpec.HashBound two) {
      int small = Math.min(one.modulus(), two.modulus());
      int large = Math.max(one.modulus(), two.modulus());
      // Each modulus must be a factor of the next larger one.
      return small <= 0 || large % small != 0 || one.remainder() % small == two.remainder() % small;
    }
    return false;
  }

  private boolean isLess(List<Expression> lower, List<Expression> upper) {
    Integer order = compare(lower, upper);
    return order != null && order < 0;
  }

  private boolean isAtLeast(List<Expression> lower, List<Expression> upper) {
    Integer order = compare(lower, upper);
    return order != null && order >= 0;
  }

  /** The order of a lower and an upper bound; null if it is not known. */
  private @Nullable Integer compare(List<Expression> lower, List<Expression> upper) {
    for (int i = 0; i < Math.min(lower.size(), upper.size()); i++) {
      int left = end(lower.get(i));
      int right = end(upper.get(i));
      if (left != 0 || right != 0) {
        return Integer.compare(left, right);
      }
      String one = Predicate.value(lower.get(i));
      String two = Predicate.value(upper.get(i));
      Integer order = one == null || two == null ? null : Predicate.compare(values(i), one, two);
      if (order == null || order != 0) {
        return order;
      }
    }
    return 0;
  }

  private Predicate.Values values(int at) {
    String key = at < keys().size() ? keys().get(at).name() : null;
    return key == null ? Predicate.Values.OTHERS : Predicate.Values.of(parent, key);
  }

  /** -1 for MINVALUE, 1 for MAXVALUE, which are read as columns. */
  private static int end(Expression expression) {
    if (expression instanceof Expression.ColumnRef ref && ref.names().size() == 1) {
      return switch (ref.names().get(0)) {
        case "minvalue" -> -1;
        case "maxvalue" -> 1;
        default -> 0;
      };
    }
    return 0;
  }
}
