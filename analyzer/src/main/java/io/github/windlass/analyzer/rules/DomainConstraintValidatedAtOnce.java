package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainStmt;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ALTER DOMAIN that checks the values of tables in use. */
public final class DomainConstraintValidatedAtOnce implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterDomainStmt alter)
        || checked.fails()
        || checked.worksOn().isEmpty()) {
      return List.of();
    }
    boolean later =
        switch (alter.cmd()) {
          case AlterDomainCmd.AddConstraint add -> add.def() instanceof Constraint.Check;
          case AlterDomainCmd.SetNotNull ignored -> false;
          case AlterDomainCmd.ColumnDefault ignored -> false;
          case AlterDomainCmd.DropNotNull ignored -> false;
          case AlterDomainCmd.DropConstraint ignored -> false;
          // It reads the tables too, but it is what there is.
          case AlterDomainCmd.ValidateConstraint ignored -> false;
        };
    if (alter.cmd() instanceof AlterDomainCmd.ValidateConstraint) {
      return List.of();
    }
    String tables =
        checked.worksOn().stream().map(RelationName::toString).collect(Collectors.joining(", "));
    return List.of(
        finding(
            checked.risk(),
            "Writes to "
                + tables
                + " wait while every value of the domain is checked; "
                + (later
                    ? "add the constraint NOT VALID and validate it at a quiet time."
                    : "add CHECK (VALUE IS NOT NULL) NOT VALID and validate it in another"
                        + " transaction."),
            rewrite(checked, alter)));
  }

  private static @Nullable SafeRewrite rewrite(CheckedStatement checked, AlterDomainStmt alter) {
    if (!(alter.cmd() instanceof AlterDomainCmd.AddConstraint add)
        || !(add.def() instanceof Constraint.Check check)) {
      return null;
    }
    String name = check.conname() == null ? added(checked, alter) : check.conname();
    if (name == null) {
      return null;
    }
    return new SafeSteps()
        .brief(
            SqlPrinter.print(
                new AlterDomainStmt(
                    alter.typeName(),
                    new AlterDomainCmd.AddConstraint(AlterTables.notValid(check, name), add.span()),
                    alter.span())),
            "Holds for new values at once; no table is read.")
        .slow(
            SqlPrinter.print(
                new AlterDomainStmt(
                    alter.typeName(),
                    new AlterDomainCmd.ValidateConstraint(name, alter.span()),
                    alter.span())),
            "Reads every table of the domain, and writes to them wait meanwhile, so choose a quiet"
                + " time.")
        .build();
  }

  /** The name that the server chooses. */
  private static @Nullable String added(CheckedStatement checked, AlterDomainStmt alter) {
    RelationName name = checked.before().resolveType(alter.typeName());
    List<String> before = checks(checked.before(), name);
    return checks(checked.after(), name).stream()
        .filter(each -> !before.contains(each))
        .findFirst()
        .orElse(null);
  }

  private static List<String> checks(Catalog catalog, RelationName domain) {
    return catalog.userType(domain).stream()
        .filter(UserType.DomainType.class::isInstance)
        .flatMap(type -> ((UserType.DomainType) type).definition().checks().stream())
        .map(UserType.DomainType.DomainCheck::name)
        .toList();
  }
}
