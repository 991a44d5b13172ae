package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** Puts the steps of a safe way together. */
public final class SafeSteps {

  /**
   * How long a step that blocks others may wait for its own lock, for while it waits, others queue
   * up behind it.
   */
  private static final String WAIT = "SET LOCAL lock_timeout = '2s'";

  private final List<RewriteStep> steps = new ArrayList<>();

  /** Whether the session's time limits are off. */
  private boolean unlimited;

  /**
   * A statement that blocks others for a moment, in a transaction of its own that gives up rather
   * than let them queue.
   */
  public SafeSteps brief(Statement statement, String note) {
    return brief(SqlPrinter.print(statement), note);
  }

  /** As {@link #brief(Statement, String)}. */
  public SafeSteps brief(String sql, String note) {
    add(WAIT, RewriteTransaction.OWN, "Gives up rather than make others queue; then try again.");
    return add(sql, RewriteTransaction.SAME, note);
  }

  /** A statement that may take its time, in a transaction of its own. */
  public SafeSteps slow(String sql, String note) {
    return add(sql, RewriteTransaction.OWN, note);
  }

  /** A further statement of the transaction of the step before. */
  public SafeSteps with(String sql, String note) {
    return add(sql, RewriteTransaction.SAME, note);
  }

  /**
   * A statement that waits for every transaction that is under way, outside any transaction block.
   * A time limit would cut it off and leave an invalid index behind.
   */
  public SafeSteps concurrently(String sql, String note) {
    if (!unlimited) {
      add(
          "SET lock_timeout = 0",
          RewriteTransaction.NONE,
          "Outside a transaction. It waits for the transactions that are under way, and nobody"
              + " waits for it.");
      add("SET statement_timeout = 0", RewriteTransaction.NONE, "");
      unlimited = true;
    }
    return add(sql, RewriteTransaction.NONE, note);
  }

  /** Work that commits in between, outside any transaction block. */
  public SafeSteps batches(String sql, String note) {
    return add(sql, RewriteTransaction.NONE, note);
  }

  private SafeSteps add(String sql, RewriteTransaction transaction, String note) {
    steps.add(new RewriteStep(sql, transaction, note));
    return this;
  }

  /** The steps so far. */
  public SafeRewrite build() {
    return new SafeRewrite(steps);
  }
}
