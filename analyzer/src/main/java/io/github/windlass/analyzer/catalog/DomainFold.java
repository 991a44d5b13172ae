package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.UserType.DomainType;
import io.github.windlass.analyzer.catalog.UserType.DomainType.Definition;
import io.github.windlass.analyzer.catalog.UserType.DomainType.DomainCheck;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateDomainStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE DOMAIN and ALTER DOMAIN: what they make of the catalog ({@code typecmds.c}). */
final class DomainFold {

  /** For what depends on no version. */
  private static final int NEWEST = 18;

  private final Catalog catalog;
  private final int version;
  private final RelationName name;
  private final ColumnType type;
  private final List<String> collation;
  private final List<DomainCheck> checks = new ArrayList<>();
  private @Nullable String notNull;
  private @Nullable Expression defaultExpression;

  private DomainFold(
      Catalog catalog, int version, RelationName name, ColumnType type, List<String> collation) {
    this.catalog = catalog;
    this.version = version;
    this.name = name;
    this.type = type;
    this.collation = collation;
  }

  static DomainType create(Catalog catalog, int version, CreateDomainStmt statement) {
    DomainFold fold =
        new DomainFold(
            catalog,
            version,
            catalog.nameForNew(statement.domainname()),
            catalog.typeOf(statement.typeName()),
            statement.collClause() == null ? List.of() : statement.collClause().collname());
    for (Constraint constraint : statement.constraints()) {
      fold.add(constraint);
    }
    return fold.domain();
  }

  static DomainType alter(Catalog catalog, int version, DomainType domain, AlterDomainCmd cmd) {
    Definition before = domain.definition();
    DomainFold fold =
        new DomainFold(catalog, version, domain.name(), before.type(), before.collation());
    fold.checks.addAll(before.checks());
    fold.notNull = before.notNull();
    fold.defaultExpression = before.defaultExpression();
    fold.alter(cmd);
    return fold.domain();
  }

  /** RENAME CONSTRAINT. */
  static DomainType rename(Catalog catalog, DomainType domain, String old, String renamed) {
    Definition before = domain.definition();
    DomainFold fold =
        new DomainFold(catalog, NEWEST, domain.name(), before.type(), before.collation());
    for (DomainCheck check : before.checks()) {
      fold.checks.add(
          check.name().equals(old)
              ? new DomainCheck(renamed, check.expression(), check.valid())
              : check);
    }
    fold.notNull = old.equals(before.notNull()) ? renamed : before.notNull();
    fold.defaultExpression = before.defaultExpression();
    return fold.domain();
  }

  /** The domain without the checks that need something; null if its default does. */
  static @Nullable DomainType without(Catalog catalog, DomainType domain, Dependence on) {
    Definition before = domain.definition();
    Expression value = before.defaultExpression();
    if (value != null && on.isNeededBy(value)) {
      return null;
    }
    DomainFold fold =
        new DomainFold(catalog, NEWEST, domain.name(), before.type(), before.collation());
    for (DomainCheck check : before.checks()) {
      if (!on.isNeededBy(check.expression())) {
        fold.checks.add(check);
      }
    }
    fold.notNull = before.notNull();
    fold.defaultExpression = value;
    return fold.domain();
  }

  private void add(Constraint constraint) {
    switch (constraint) {
      case Constraint.NotNull given -> notNull = name(given.conname(), "not_null");
      case Constraint.Null ignored -> notNull = null;
      case Constraint.Default given -> defaultExpression = given.rawExpr();
      case Constraint.Check given ->
          checks.add(
              new DomainCheck(
                  name(given.conname(), "check"), given.rawExpr(), !given.skipValidation()));
      case Constraint.PrimaryKey ignored -> {}
      case Constraint.Unique ignored -> {}
      case Constraint.Exclusion ignored -> {}
      case Constraint.ForeignKey ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  private void alter(AlterDomainCmd cmd) {
    switch (cmd) {
      case AlterDomainCmd.AddConstraint add -> add(add.def());
      case AlterDomainCmd.SetNotNull ignored ->
          notNull = notNull == null ? name(null, "not_null") : notNull;
      case AlterDomainCmd.DropNotNull ignored -> notNull = null;
      case AlterDomainCmd.ColumnDefault change -> defaultExpression = change.def();
      case AlterDomainCmd.DropConstraint drop -> {
        checks.removeIf(check -> check.name().equals(drop.name()));
        notNull = drop.name().equals(notNull) ? null : notNull;
      }
      case AlterDomainCmd.ValidateConstraint validate ->
          checks.replaceAll(check ->
              check.name().equals(validate.name())
                  ? new DomainCheck(check.name(), check.expression(), true)
                  : check);
    }
  }

  private String name(@Nullable String given, String label) {
    return given != null
        ? given
        : ObjectNames.choose(
            name.name(),
            "",
            label,
            candidate ->
                checks.stream().anyMatch(check -> check.name().equals(candidate))
                    || catalog.hasConstraint(name.schema(), candidate));
  }

  private DomainType domain() {
    DomainType parent = catalog.domain(type).orElse(null);
    boolean constrained = notNull != null || !checks.isEmpty();
    boolean hasDefault = defaultExpression != null;
    boolean volatileDefault =
        defaultExpression != null
            && ExpressionVolatility.of(defaultExpression, catalog, version).volatility()
                == Volatility.VOLATILE;
    if (parent != null) {
      constrained |= parent.constrained();
      volatileDefault |= !hasDefault && parent.volatileDefault();
      hasDefault |= parent.hasDefault();
    }
    return new DomainType(
        name,
        parent == null ? type : parent.base(),
        constrained,
        hasDefault,
        volatileDefault,
        new Definition(type, notNull, defaultExpression, checks, collation));
  }
}
