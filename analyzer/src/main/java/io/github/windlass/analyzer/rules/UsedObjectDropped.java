package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** DROP of a table, view, sequence, type or routine that the application may use. */
public final class UsedObjectDropped implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof DropStmt drop) || checked.fails()) {
      return List.of();
    }
    return switch (drop.removeType()) {
      case TABLE, VIEW, MATVIEW, FOREIGN_TABLE, SEQUENCE -> relations(checked, drop);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE, TYPE, DOMAIN ->
          List.of(finding(Risk.MEDIUM, message("What is dropped"), null));
      default -> List.of();
    };
  }

  private List<Finding> relations(CheckedStatement checked, DropStmt drop) {
    List<Finding> findings = new ArrayList<>();
    for (ObjectReference object : drop.objects()) {
      if (object instanceof QualifiedName relation) {
        RelationName name = checked.before().resolve(relation.names());
        if (checked.isShared(name)) {
          findings.add(finding(Risk.HIGH, message(name.toString()), null));
        }
      }
    }
    return findings;
  }

  private static String message(String what) {
    return what
        + " may still be used by the application that runs now; release a version that does without"
        + " it first.";
  }
}
