package io.github.windlass.sql.postgres.tree;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transactions, settings, prepared statements, cursors, notifications. */
public sealed interface SessionStatement extends Statement {

  /**
   * BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their like.
   *
   * @param options {@code transaction_isolation}, {@code transaction_read_only} and {@code
   *     transaction_deferrable}
   * @param gid the name of a prepared transaction
   * @param chain {@code AND CHAIN}
   */
  record TransactionStmt(
      Kind kind,
      List<DefElem> options,
      @Nullable String savepointName,
      @Nullable String gid,
      boolean chain,
      Span span)
      implements SessionStatement {

    /** {@code TRANS_STMT_*}. */
    public enum Kind {
      BEGIN,
      START,
      COMMIT,
      ROLLBACK,
      SAVEPOINT,
      RELEASE,
      ROLLBACK_TO,
      PREPARE,
      COMMIT_PREPARED,
      ROLLBACK_PREPARED
    }
  }

  /**
   * SET and RESET, also within ALTER ROLE, ALTER DATABASE, ALTER SYSTEM and routines.
   *
   * @param name null for RESET ALL; of several words for SET_MULTI
   * @param args constants; for {@code SET TRANSACTION} and {@code SET SESSION CHARACTERISTICS},
   *     {@link DefElem}s as in {@link TransactionStmt}
   */
  record VariableSetStmt(
      Kind kind, @Nullable String name, List<? extends Node> args, boolean isLocal, Span span)
      implements SessionStatement {

    /** {@code VAR_*}. */
    public enum Kind {
      SET_VALUE,
      SET_DEFAULT,
      SET_CURRENT,
      SET_MULTI,
      RESET,
      RESET_ALL
    }
  }

  /** {@code SHOW name}. */
  record VariableShowStmt(String name, Span span) implements SessionStatement {}

  /**
   * {@code SET CONSTRAINTS constraints DEFERRED | IMMEDIATE}.
   *
   * @param constraints empty for ALL
   */
  record ConstraintsSetStmt(List<RangeVar> constraints, boolean deferred, Span span)
      implements SessionStatement {}

  /** {@code PREPARE name (argtypes) AS query}. */
  record PrepareStmt(String name, List<TypeName> argtypes, QueryStatement query, Span span)
      implements SessionStatement {}

  /** {@code EXECUTE name (params)}. */
  record ExecuteStmt(String name, List<Expression> params, Span span) implements SessionStatement {}

  /**
   * {@code DEALLOCATE name}.
   *
   * @param name null for ALL
   */
  record DeallocateStmt(@Nullable String name, boolean isall, Span span)
      implements SessionStatement {}

  /** {@code DECLARE portalname options CURSOR FOR query}. */
  record DeclareCursorStmt(
      String portalname, Set<CursorOption> options, SelectStmt query, Span span)
      implements SessionStatement {}

  /** {@code CURSOR_OPT_*}. */
  enum CursorOption {
    BINARY,
    SCROLL,
    NO_SCROLL,
    INSENSITIVE,
    ASENSITIVE,
    HOLD
  }

  /**
   * FETCH and MOVE.
   *
   * @param howMany how many rows, or which; {@link #ALL} for all
   */
  record FetchStmt(Direction direction, long howMany, String portalname, boolean ismove, Span span)
      implements SessionStatement {

    /** {@code FETCH_ALL}. */
    public static final long ALL = Long.MAX_VALUE;

    /** {@code FETCH_*}. */
    public enum Direction {
      FORWARD,
      BACKWARD,
      ABSOLUTE,
      RELATIVE
    }
  }

  /**
   * {@code CLOSE portalname}.
   *
   * @param portalname null for ALL
   */
  record ClosePortalStmt(@Nullable String portalname, Span span) implements SessionStatement {}

  /** {@code NOTIFY conditionname, payload}. */
  record NotifyStmt(String conditionname, @Nullable String payload, Span span)
      implements SessionStatement {}

  /** {@code LISTEN conditionname}. */
  record ListenStmt(String conditionname, Span span) implements SessionStatement {}

  /**
   * {@code UNLISTEN conditionname}.
   *
   * @param conditionname null for all
   */
  record UnlistenStmt(@Nullable String conditionname, Span span) implements SessionStatement {}

  /** {@code DISCARD target}. */
  record DiscardStmt(Target target, Span span) implements SessionStatement {

    /** {@code DISCARD_*}. */
    public enum Target {
      ALL,
      PLANS,
      SEQUENCES,
      TEMP
    }
  }
}
