package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.sequelize.generator.Call;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Pool;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.function.Supplier;

/**
 * Over which connection statements go: that of the transaction which is named by their option, or
 * one that no transaction has ({@code sequelize.query}).
 */
final class Connections {

  private final Pool pool;

  /** What statements go over now; less than 0: over any that is free. */
  private int using = -1;

  Connections(Evaluation run) {
    this.pool = new Pool(run);
  }

  Pool pool() {
    return pool;
  }

  /** Whether what is sent now goes over the connection of a transaction. */
  boolean isOfTransaction() {
    return using >= 0;
  }

  /** Over which connection a statement goes that is sent now. */
  int current() {
    return using < 0 ? pool.free() : using;
  }

  /** Sends over one connection. */
  Value over(int connection, Supplier<Value> send) {
    int before = using;
    using = connection;
    try {
      return send.get();
    } finally {
      using = before;
    }
  }

  /**
   * Sends with options, which may name a transaction. Where it is not known which, it is taken to
   * be the first that is open.
   */
  Value with(Value options, Call call, Supplier<Value> send) {
    Value named = call.get(options, "transaction");
    int connection = -1;
    if (named instanceof TransactionObject transaction) {
      connection = transaction.connection();
    } else if (named instanceof Unknown || options instanceof Unknown) {
      connection = 0;
    }
    return over(connection, send);
  }
}
