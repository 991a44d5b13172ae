package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.TableStatement.RefreshMatViewStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REFRESH MATERIALIZED VIEW on a view in use. */
public final class ViewRefreshedWithoutConcurrently implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof RefreshMatViewStmt refresh)
        || refresh.concurrent()
        || refresh.skipData()
        || checked.fails()) {
      return List.of();
    }
    RelationName view = checked.before().resolve(refresh.relation());
    if (!checked.isShared(view)) {
      return List.of();
    }
    RefreshMatViewStmt concurrently =
        new RefreshMatViewStmt(refresh.relation(), true, false, refresh.span());
    var failure = Actions.instead(checked, concurrently).fails();
    if (failure != null && failure.sqlstate().equals("0A000")) {
      // It holds no rows yet, so nobody can read it.
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            "Queries of "
                + view
                + " wait until its query has run and its rows are written; "
                + (failure == null
                    ? "refresh it CONCURRENTLY."
                    : "build a unique index over its columns CONCURRENTLY, then refresh it"
                        + " CONCURRENTLY."),
            failure == null ? rewrite(concurrently) : null));
  }

  private static @Nullable SafeRewrite rewrite(RefreshMatViewStmt concurrently) {
    return new SafeSteps()
        .slow(
            SqlPrinter.print(concurrently),
            "Queries go on; other refreshes wait. It needs a unique index over columns of the"
                + " view.")
        .build();
  }
}
