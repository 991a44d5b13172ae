package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.UserType.DomainType;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateDomainStmt;
import java.util.List;

/** CREATE DOMAIN and ALTER DOMAIN: what they make of the catalog. */
final class DomainFold {

  private DomainFold() {}

  static DomainType create(Catalog catalog, CreateDomainStmt statement) {
    List<String> names = statement.domainname();
    String name = names.get(names.size() - 1);
    String schema = names.size() > 1 ? names.get(names.size() - 2) : catalog.creationSchema();
    ColumnType base = ColumnType.of(statement.typeName());
    DomainType parent = catalog.domain(base).orElse(null);
    boolean constrained = parent != null && parent.constrained();
    boolean hasDefault = parent != null && parent.hasDefault();
    boolean volatileDefault = parent != null && parent.volatileDefault();
    for (Constraint constraint : statement.constraints()) {
      if (constraint instanceof Constraint.NotNull || constraint instanceof Constraint.Check) {
        constrained = true;
      } else if (constraint instanceof Constraint.Default fallback) {
        hasDefault = true;
        volatileDefault =
            ExpressionVolatility.of(fallback.rawExpr(), catalog, 18).volatility()
                == Volatility.VOLATILE;
      }
    }
    return new DomainType(
        new RelationName(schema, name),
        parent == null ? base : parent.base(),
        constrained,
        hasDefault,
        volatileDefault);
  }

  static DomainType alter(DomainType domain, AlterDomainCmd cmd) {
    return switch (cmd) {
      case AlterDomainCmd.AddConstraint ignored -> domain.constrained(true);
      case AlterDomainCmd.SetNotNull ignored -> domain.constrained(true);
      case AlterDomainCmd.ColumnDefault change ->
          new DomainType(
              domain.name(), domain.base(), domain.constrained(), change.def() != null, false);
      // Whether others are left is not kept; a domain that had one is taken to have one still.
      case AlterDomainCmd.DropConstraint ignored -> domain;
      case AlterDomainCmd.DropNotNull ignored -> domain;
      case AlterDomainCmd.ValidateConstraint ignored -> domain;
    };
  }
}
