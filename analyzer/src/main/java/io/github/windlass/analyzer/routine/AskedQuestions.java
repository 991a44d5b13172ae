package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body asks the server's catalogs, and which variables hold the answers. */
final class AskedQuestions {

  private static final String FOUND = "found";

  private final Variables variables;

  /** FOUND, and what SELECT EXISTS (…) INTO sets. */
  private final Map<String, CatalogQuestion> asked = new HashMap<>();

  AskedQuestions(Variables variables) {
    this.variables = variables;
  }

  /** The variable holds something else from here on. */
  void forget(Target target) {
    target.names().forEach(asked::remove);
  }

  /** After a query of which nothing can be told. */
  void nothingFound() {
    variables.set(FOUND, null);
    asked.remove(FOUND);
  }

  /** FOUND after a query of the catalogs. */
  void found(SelectStmt query, Catalog catalog) {
    CatalogQuestion question = CatalogQuestion.of(query, expression(catalog), catalog);
    asked.put(FOUND, question);
    switch (question.answer()) {
      case YES -> variables.set(FOUND, new Known.Bool(true));
      case NO -> variables.set(FOUND, new Known.Bool(false));
      case NOT_SEEN, UNKNOWN -> {}
    }
  }

  /** SELECT … INTO of constants, and of what the catalog answers. */
  void selected(SelectStmt.Select select, List<Target> targets, Catalog catalog) {
    KnownExpression expression = expression(catalog);
    CatalogQuestion question =
        select.fromClause().isEmpty() ? null : CatalogQuestion.of(select, expression, catalog);
    List<@Nullable Known> values = new ArrayList<>(targets.size());
    for (ResTarget target : select.targetList()) {
      boolean counts =
          target.val() instanceof Expression.FuncCall call
              && call.aggStar()
              && call.funcname().get(call.funcname().size() - 1).equals("count");
      Known value = expression.value(target.val());
      if (question != null) {
        value =
            switch (question.answer()) {
              case YES -> counts ? new Known.Text("1") : value;
              case NO -> counts ? new Known.Text("0") : new Known.Null();
              case NOT_SEEN, UNKNOWN -> null;
            };
      }
      values.add(value);
    }
    for (int i = 0; i < targets.size(); i++) {
      variables.set(targets.get(i), values.get(i));
      forget(targets.get(i));
      if (select.targetList().get(i).val() instanceof Expression.SubLink link) {
        asked.put(targets.get(i).names().get(0), CatalogQuestion.of(link, expression, catalog));
      }
    }
  }

  /** What NOT EXISTS asks for and is not seen; null for any other condition. */
  @Nullable CatalogQuestion absent(PlpgsqlExpression condition, Catalog catalog) {
    Expression value = condition.value();
    CatalogQuestion question = null;
    if (value instanceof Expression.BoolExpr not
        && not.boolop() == Expression.BoolExpr.Operator.NOT) {
      if (not.args().get(0) instanceof Expression.SubLink link) {
        question = CatalogQuestion.of(link, expression(catalog), catalog);
      } else if (not.args().get(0) instanceof Expression.ColumnRef column) {
        question = asked.get(column.names().get(column.names().size() - 1));
      }
    } else if (value instanceof Expression.NullTest test
        && test.nulltesttype() == Expression.NullTest.Type.NULL) {
      question = CatalogQuestion.ofName(test.arg(), expression(catalog), catalog);
    }
    return question != null && question.answer() == CatalogQuestion.Answer.NOT_SEEN
        ? question
        : null;
  }

  private KnownExpression expression(Catalog catalog) {
    return new KnownExpression(variables, catalog);
  }
}
