package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;

/** The transactions that SQL opens and ends itself, where nobody does around it. */
public final class OwnTransactions {

  private int statements;
  private boolean begins;

  /** Whether one is open now, and whether anything ran without. */
  private boolean open;

  private boolean outside;

  /** Takes note of what comes next in a text. */
  public void note(Script.Item item) {
    switch (item) {
      case Script.Parsed(TransactionStmt control, var span) -> {
        statements++;
        switch (control.kind()) {
          case BEGIN, START -> {
            begins = true;
            open = true;
          }
          case COMMIT, ROLLBACK, PREPARE -> {
            open = control.chain();
            begins |= open;
          }
          case SAVEPOINT, RELEASE, ROLLBACK_TO, COMMIT_PREPARED, ROLLBACK_PREPARED -> {}
        }
      }
      case Script.Parsed parsed -> unread();
      case Script.SyntaxError error -> unread();
      case Script.PsqlCommand command -> {}
      case Script.CopyData data -> {}
    }
  }

  /** Takes note of a statement that opens and ends none, or of which nothing is known. */
  public void unread() {
    statements++;
    outside |= !open;
  }

  /** The mode where each statement is sent by itself. */
  public TransactionMode byStatement() {
    return begins ? TransactionMode.EXPLICIT : TransactionMode.NONE;
  }

  /**
   * The mode where all is sent as one string. What stands beside a block of its own is in the
   * transaction of the string all the same.
   */
  public TransactionMode asOneString() {
    if (begins && !outside) {
      return TransactionMode.EXPLICIT;
    }
    return statements > 1 ? TransactionMode.IMPLICIT : TransactionMode.NONE;
  }
}
