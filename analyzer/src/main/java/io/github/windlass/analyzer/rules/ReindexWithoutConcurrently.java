package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ReindexStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REINDEX of what is in use. */
public final class ReindexWithoutConcurrently implements Rule {

  /** REINDEX CONCURRENTLY is there from here on. */
  private static final int CONCURRENTLY = 12;

  /** What stands before CONCURRENTLY, as it is printed. */
  private static final String WITHOUT = "^(REINDEX (?:\\([^)]*\\) )?[A-Z]+) ";

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof ReindexStmt reindex)
        || checked.fails()
        || reindex.params().stream().anyMatch(ReindexWithoutConcurrently::isConcurrently)
        || (reindex.relation() != null && !isWork(checked))) {
      return List.of();
    }
    boolean possible =
        checked.setting().postgres() >= CONCURRENTLY && reindex.kind() != ReindexStmt.Kind.SYSTEM;
    String what =
        switch (reindex.kind()) {
          case INDEX -> "the index is";
          case TABLE -> "the table's indexes are";
          case SCHEMA -> "all indexes of the schema are, one table after the other,";
          case SYSTEM, DATABASE -> "all indexes of the database are, one table after the other,";
        };
    return List.of(
        finding(
            checked.risk(),
            "Writes to the table wait while "
                + what
                + " built anew, and so do queries, for planning one looks at every index; "
                + (possible
                    ? "reindex CONCURRENTLY, outside a transaction."
                    : reindex.kind() == ReindexStmt.Kind.SYSTEM
                        ? "choose a quiet time: the system's own indexes are not rebuilt"
                            + " CONCURRENTLY."
                        : "build a new index CONCURRENTLY, then drop the old one CONCURRENTLY."),
            possible ? rewrite(reindex) : null));
  }

  private static boolean isWork(CheckedStatement checked) {
    return !checked.worksOn().isEmpty() && !checked.effects().indexBuilds().isEmpty();
  }

  private static boolean isConcurrently(DefElem option) {
    return option.defname().equals("concurrently");
  }

  private static @Nullable SafeRewrite rewrite(ReindexStmt reindex) {
    return new SafeSteps()
        .concurrently(
            SqlPrinter.print(reindex).replaceFirst(WITHOUT, "$1 CONCURRENTLY "),
            "Reads and writes go on. If it fails, it leaves an invalid index whose name ends in"
                + " _ccnew, to be dropped before you try again.")
        .build();
  }
}
