package io.github.windlass.analyzer.rule;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.DiscardStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the session has been given (manual, "Setting Parameters via SQL"): SET holds to the
 * end of the session, SET LOCAL to the end of the transaction, and both go with a transaction that
 * is rolled back.
 */
public final class SessionSettings {

  private final Map<String, String> connection;
  private final Map<String, String> session;
  private final Map<String, String> local;

  private SessionSettings(
      Map<String, String> connection, Map<String, String> session, Map<String, String> local) {
    this.connection = connection;
    this.session = session;
    this.local = local;
  }

  /**
   * Those of a new session.
   *
   * @param connection what the connection, the role or the database sets, by name
   */
  public static SessionSettings of(Map<String, String> connection) {
    Map<String, String> known = Map.copyOf(connection);
    return new SessionSettings(known, known, Map.of());
  }

  /** The value of a setting, if it was given one. */
  public Optional<String> value(String name) {
    String value = local.get(name);
    return Optional.ofNullable(value == null ? session.get(name) : value);
  }

  /** A time limit such as {@code lock_timeout}; empty where it is off or not known. */
  public Optional<Duration> limit(String name) {
    return value(name).flatMap(Durations::of).filter(limit -> !limit.isZero());
  }

  /** Whether a time limit was switched off on purpose. */
  public boolean isOff(String name) {
    return value(name).flatMap(Durations::of).filter(Duration::isZero).isPresent();
  }

  /**
   * The settings after a statement that ran.
   *
   * @param inTransactionBlock outside of one, SET LOCAL does nothing
   */
  public SessionSettings after(Statement statement, boolean inTransactionBlock) {
    return switch (statement) {
      case VariableSetStmt set -> set(set, inTransactionBlock);
      case DiscardStmt discard ->
          discard.target() == DiscardStmt.Target.ALL
              ? new SessionSettings(connection, connection, Map.of())
              : this;
      case SelectStmt.Select select -> select(select, inTransactionBlock);
      default -> this;
    };
  }

  /** The settings after the end of a transaction that is not rolled back. */
  public SessionSettings afterTransaction() {
    return local.isEmpty() ? this : new SessionSettings(connection, session, Map.of());
  }

  private SessionSettings set(VariableSetStmt set, boolean inTransactionBlock) {
    String name = set.name();
    return switch (set.kind()) {
      case SET_VALUE -> {
        String value = set.args().size() == 1 ? word(set.args().get(0)) : null;
        yield name == null || value == null
            ? this
            : with(name, value, set.isLocal(), inTransactionBlock);
      }
      case SET_DEFAULT, RESET ->
          name == null ? this : with(name, connection.get(name), set.isLocal(), inTransactionBlock);
      case RESET_ALL -> new SessionSettings(connection, connection, Map.of());
      case SET_CURRENT, SET_MULTI -> this;
    };
  }

  private SessionSettings with(
      String name, @Nullable String value, boolean isLocal, boolean inTransactionBlock) {
    if (isLocal && !inTransactionBlock) {
      return this;
    }
    String key = name.toLowerCase(Locale.ROOT);
    Map<String, String> changed = new HashMap<>(isLocal ? local : session);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    if (isLocal) {
      return new SessionSettings(connection, session, Map.copyOf(changed));
    }
    Map<String, String> others = new HashMap<>(local);
    others.remove(key);
    return new SessionSettings(connection, Map.copyOf(changed), Map.copyOf(others));
  }

  /** {@code SELECT set_config('lock_timeout', '5s', true)}. */
  private SessionSettings select(SelectStmt.Select select, boolean inTransactionBlock) {
    SessionSettings result = this;
    for (var target : select.targetList()) {
      if (target.val() instanceof Expression.FuncCall call
          && call.funcname().get(call.funcname().size() - 1).equals("set_config")
          && call.args().size() == 3
          && call.args().get(0) instanceof Constant.StringConstant name
          && call.args().get(1) instanceof Constant.StringConstant value
          && call.args().get(2) instanceof Constant.BooleanConstant isLocal) {
        result = result.with(name.sval(), value.sval(), isLocal.boolval(), inTransactionBlock);
      }
    }
    return result;
  }

  private static @Nullable String word(Node argument) {
    return switch (argument) {
      case Constant.StringConstant constant -> constant.sval();
      case Constant.IntegerConstant constant -> Integer.toString(constant.ival());
      case Constant.FloatConstant constant -> constant.fval();
      case Constant.BooleanConstant constant -> constant.boolval() ? "on" : "off";
      case Value.StringValue value -> value.sval();
      case Value.IntegerValue value -> Integer.toString(value.ival());
      case Value.FloatValue value -> value.fval();
      default -> null;
    };
  }
}
