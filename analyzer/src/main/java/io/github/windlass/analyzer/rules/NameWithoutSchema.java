package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.List;

/** A new relation whose schema the session decides. */
public final class NameWithoutSchema implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.STYLE;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    RangeVar relation =
        switch (checked.statement()) {
          case CreateStmt create -> create.relation();
          case TableStatement.ViewStmt view -> view.view();
          case TableStatement.CreateSeqStmt sequence -> sequence.sequence();
          default -> null;
        };
    return relation != null
            && relation.schemaname() == null
            && relation.relpersistence() != RangeVar.Persistence.TEMPORARY
        ? List.of(
            finding(
                Risk.LOW,
                "In which schema "
                    + relation.relname()
                    + " is made depends on the session's search_path; write the schema.",
                null))
        : List.of();
  }
}
