package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.CursorOption;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeclareCursorStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.FetchStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transactions, settings, prepared statements, cursors, notifications. */
final class SessionPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;

  SessionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
  }

  void statement(SessionStatement statement) {
    switch (statement) {
      case TransactionStmt transaction -> transaction(transaction);
      case VariableSetStmt set -> setting(set);
      case SessionStatement.VariableShowStmt show -> {
        out.write("SHOW");
        settingName(show.name());
      }
      case SessionStatement.ConstraintsSetStmt set -> {
        out.write("SET CONSTRAINTS").writeIf(set.constraints().isEmpty(), "ALL");
        out.list(set.constraints(), names::qualifiedName);
        out.write(set.deferred() ? "DEFERRED" : "IMMEDIATE");
      }
      case SessionStatement.PrepareStmt prepare -> {
        out.write("PREPARE").name(prepare.name());
        if (!prepare.argtypes().isEmpty()) {
          out.listInParentheses(prepare.argtypes(), printer.types()::type);
        }
        out.write("AS");
        printer.queries().statement(prepare.query());
      }
      case SessionStatement.ExecuteStmt execute -> {
        out.write("EXECUTE").name(execute.name());
        if (!execute.params().isEmpty()) {
          out.listInParentheses(execute.params(), printer.expressions()::expression);
        }
      }
      case SessionStatement.DeallocateStmt deallocate -> {
        out.write("DEALLOCATE");
        nameOr(deallocate.name(), "ALL");
      }
      case DeclareCursorStmt declare -> declare(declare);
      case FetchStmt fetch -> fetch(fetch);
      case SessionStatement.ClosePortalStmt close -> {
        out.write("CLOSE");
        nameOr(close.portalname(), "ALL");
      }
      case SessionStatement.NotifyStmt notification -> {
        out.write("NOTIFY").name(notification.conditionname());
        if (notification.payload() != null) {
          out.join(",").string(notification.payload());
        }
      }
      case SessionStatement.ListenStmt listen -> out.write("LISTEN").name(listen.conditionname());
      case SessionStatement.UnlistenStmt unlisten -> {
        out.write("UNLISTEN");
        nameOr(unlisten.conditionname(), "*");
      }
      case SessionStatement.DiscardStmt discard ->
          out.write("DISCARD").write(discard.target().name());
    }
  }

  private void nameOr(@Nullable String name, String otherwise) {
    if (name == null) {
      out.write(otherwise);
    } else {
      out.name(name);
    }
  }

  // --- transactions --------------------------------------------------------------------------

  private void transaction(TransactionStmt transaction) {
    switch (transaction.kind()) {
      case BEGIN -> out.write("BEGIN");
      case START -> out.write("START TRANSACTION");
      case COMMIT -> out.write("COMMIT");
      case ROLLBACK -> out.write("ROLLBACK");
      case SAVEPOINT -> out.write("SAVEPOINT");
      case RELEASE -> out.write("RELEASE SAVEPOINT");
      case ROLLBACK_TO -> out.write("ROLLBACK TO SAVEPOINT");
      case PREPARE -> out.write("PREPARE TRANSACTION");
      case COMMIT_PREPARED -> out.write("COMMIT PREPARED");
      case ROLLBACK_PREPARED -> out.write("ROLLBACK PREPARED");
    }
    modes(transaction.options());
    if (transaction.savepointName() != null) {
      out.name(transaction.savepointName());
    }
    if (transaction.gid() != null) {
      out.string(transaction.gid());
    }
    out.writeIf(transaction.chain(), "AND CHAIN");
  }

  /** {@code transaction_mode_list}. */
  private void modes(List<? extends Node> modes) {
    out.list(modes, this::mode);
  }

  private void mode(Node node) {
    if (!(node instanceof DefElem mode)) {
      throw new IllegalArgumentException("no mode of transactions: " + node);
    }
    boolean yes = mode.arg() instanceof IntegerConstant number && number.ival() != 0;
    switch (mode.defname()) {
      case "transaction_isolation" -> {
        out.write("ISOLATION LEVEL");
        if (mode.arg() instanceof StringConstant level) {
          out.write(level.sval().toUpperCase(Locale.ROOT));
        }
      }
      case "transaction_read_only" -> out.write(yes ? "READ ONLY" : "READ WRITE");
      default -> out.write(yes ? "DEFERRABLE" : "NOT DEFERRABLE");
    }
  }

  // --- settings ------------------------------------------------------------------------------

  /** SET or RESET, as a statement or at the end of ALTER. */
  void setting(VariableSetStmt set) {
    String name = set.name() == null ? "" : set.name();
    switch (set.kind()) {
      case SET_VALUE -> {
        set(set);
        if (set.args().get(0) instanceof TypeCast interval) {
          zone(interval);
        } else {
          settingName(name);
          out.write("TO").list(set.args(), this::argument);
        }
      }
      case SET_DEFAULT -> {
        set(set);
        settingName(name);
        out.write("TO DEFAULT");
      }
      case SET_CURRENT -> {
        set(set);
        settingName(name);
        out.write("FROM CURRENT");
      }
      case SET_MULTI -> {
        set(set);
        out.write(name);
        if (name.equals("TRANSACTION SNAPSHOT")) {
          out.list(set.args(), this::argument);
        } else {
          out.writeIf(name.equals("SESSION CHARACTERISTICS"), "AS TRANSACTION");
          modes(set.args());
        }
      }
      case RESET -> {
        out.write("RESET");
        settingName(name);
      }
      case RESET_ALL -> out.write("RESET ALL");
    }
  }

  private void set(VariableSetStmt set) {
    out.write("SET").writeIf(set.isLocal(), "LOCAL");
  }

  private void argument(Node argument) {
    if (!(argument instanceof Expression constant)) {
      throw new IllegalArgumentException("no setting's value: " + argument);
    }
    printer.expressions().expression(constant);
  }

  /** {@code var_name}: its dots may be those of one quoted name. */
  private void settingName(String name) {
    List<String> parts = List.of(name.split("\\.", -1));
    if (parts.contains("")) {
      out.name(name);
    } else {
      out.names(parts);
    }
  }

  /** {@code TIME ZONE INTERVAL …}, which is the one value that is no constant. */
  private void zone(TypeCast cast) {
    out.write("TIME ZONE INTERVAL");
    List<Expression> typmods = cast.typeName().typmods();
    int fields = typmods.isEmpty() ? 0 : integer(typmods.get(0));
    if (typmods.size() > 1) {
      out.write("(" + integer(typmods.get(1)) + ")");
      argument(cast.arg());
      return;
    }
    argument(cast.arg());
    boolean hour = (fields & 1 << 10) != 0;
    boolean minute = (fields & 1 << 11) != 0;
    out.writeIf(hour, "HOUR").writeIf(hour && minute, "TO").writeIf(minute, "MINUTE");
  }

  private static int integer(Expression constant) {
    return constant instanceof IntegerConstant number ? number.ival() : 0;
  }

  // --- cursors -------------------------------------------------------------------------------

  private void declare(DeclareCursorStmt declare) {
    out.write("DECLARE").name(declare.portalname());
    for (CursorOption option : CursorOption.values()) {
      if (option != CursorOption.HOLD && declare.options().contains(option)) {
        out.write(option.name().replace('_', ' '));
      }
    }
    out.write("CURSOR").writeIf(declare.options().contains(CursorOption.HOLD), "WITH HOLD");
    out.write("FOR");
    printer.queries().statement(declare.query());
  }

  private void fetch(FetchStmt fetch) {
    out.write(fetch.ismove() ? "MOVE" : "FETCH").write(fetch.direction().name());
    out.write(fetch.howMany() == FetchStmt.ALL ? "ALL" : Long.toString(fetch.howMany()));
    out.write("FROM").name(fetch.portalname());
  }
}
