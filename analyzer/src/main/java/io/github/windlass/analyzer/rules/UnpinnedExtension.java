package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import java.util.List;

/** CREATE EXTENSION and ALTER EXTENSION UPDATE without a version. */
public final class UnpinnedExtension implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    String name =
        switch (checked.statement()) {
          case DefinitionStatement.CreateExtensionStmt create
              when create.options().stream().noneMatch(o -> o.defname().equals("new_version")) ->
              create.extname();
          case DefinitionStatement.AlterExtensionStmt alter when alter.options().isEmpty() ->
              alter.extname();
          default -> null;
        };
    return name == null
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Which version of " + name + " comes depends on the server; write VERSION.",
                null));
  }
}
