package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.tree.SessionStatement.CursorOption;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeclareCursorStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.DiscardStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.FetchStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;

/** Transactions, settings, prepared statements, cursors. */
final class SessionShapes {

  /** {@code CURSOR_OPT_FAST_PLAN}, which the grammar always sets. */
  private static final int FAST_PLAN = 0x0100;

  private SessionShapes() {}

  static void register(RawTree tree) {
    tree.prefix(TransactionStmt.Kind.class, "TRANS_STMT_");
    tree.prefix(VariableSetStmt.Kind.class, "VAR_");
    tree.prefix(FetchStmt.Direction.class, "FETCH_");
    tree.prefix(DiscardStmt.Target.class, "DISCARD_");
    tree.change(
        FetchStmt.class,
        (fetch, node) ->
            // LONG_MAX where libpg_query was compiled: for 32 bits.
            node.put("howMany", (int) Math.min(fetch.howMany(), Integer.MAX_VALUE)));
    tree.change(
        DeclareCursorStmt.class,
        (declare, node) -> {
          int options = FAST_PLAN;
          for (CursorOption option : declare.options()) {
            options |= bit(option);
          }
          node.put("options", options);
        });
  }

  private static int bit(CursorOption option) {
    return switch (option) {
      case BINARY -> 0x0001;
      case SCROLL -> 0x0002;
      case NO_SCROLL -> 0x0004;
      case INSENSITIVE -> 0x0008;
      case ASENSITIVE -> 0x0010;
      case HOLD -> 0x0020;
    };
  }
}
