package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.ExpressionVolatility;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.catalog.Volatility;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new column needs.
 *
 * @param rewrites whether every row gets a value of its own
 * @param evaluated whether a value is computed, be it one for all rows
 * @param missingValue whether rows that exist would be NULL where that is forbidden
 * @param sequence an existing sequence that the default draws from
 */
record NewColumn(
    boolean rewrites,
    boolean evaluated,
    boolean missingValue,
    @Nullable List<String> sequence,
    @Nullable String assumption) {

  /** A constant or stable default is kept beside the table instead of in each row from 11 on. */
  private static final int FAST_DEFAULTS = 11;

  /** A domain's own volatile default counts from here on. */
  private static final int DOMAIN_DEFAULTS = 13;

  static NewColumn of(ColumnDef column, Catalog catalog, int version) {
    ColumnType type = column.typeName() == null ? null : catalog.typeOf(column.typeName());
    boolean notNull = false;
    boolean generated = type != null && type.isSerial();
    boolean rewrites = generated;
    boolean hasDefault = generated;
    List<String> sequence = null;
    String assumption = null;
    for (Constraint constraint : column.constraints()) {
      switch (constraint) {
        case Constraint.NotNull c -> notNull = !c.skipValidation();
        case Constraint.PrimaryKey ignored -> notNull = true;
        case Constraint.Identity ignored -> {
          rewrites = true;
          hasDefault = true;
        }
        case Constraint.Generated c -> {
          rewrites |= c.generatedKind() == Constraint.Generated.Kind.STORED;
          hasDefault = true;
        }
        case Constraint.Default c -> {
          if (c.rawExpr() instanceof Constant.NullConstant) {
            continue;
          }
          hasDefault = true;
          ExpressionVolatility found = ExpressionVolatility.of(c.rawExpr(), catalog, version);
          rewrites |= version < FAST_DEFAULTS || found.volatility() == Volatility.VOLATILE;
          assumption = found.assumption();
          sequence = SequenceName.of(c.rawExpr());
        }
        default -> {
          // Nothing that gives a value.
        }
      }
    }
    UserType.DomainType domain = catalog.domain(type).orElse(null);
    if (domain != null) {
      rewrites |= domain.constrained();
      rewrites |=
          !hasDefault
              && domain.hasDefault()
              && (version < FAST_DEFAULTS
                  || (version >= DOMAIN_DEFAULTS && domain.volatileDefault()));
      hasDefault |= domain.hasDefault();
    }
    // A type that is not known may be a domain with a default.
    boolean known =
        type == null
            || type.isSerial()
            || BuiltInTypes.isKnown(type.name(), version)
            || catalog.type(type.name()).isPresent();
    return new NewColumn(
        rewrites, rewrites || hasDefault, notNull && !hasDefault && known, sequence, assumption);
  }
}
