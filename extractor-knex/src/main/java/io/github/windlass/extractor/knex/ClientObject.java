package io.github.windlass.extractor.knex;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** {@code knex.client}: which database it is. */
record ClientObject(Settings settings) implements HostObject {

  @Override
  public String describe() {
    return "knex.client";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "config" -> {
        ObjectValue config = run.object();
        config.put("client", Text.of(settings.client()));
        config.becomeUncertain(new Unknown("knex.client.config", place));
        yield config;
      }
      case "dialect" -> Text.of(dialect());
      case "driverName" -> Text.of(driver());
      case "constructor" -> {
        ObjectValue constructor = run.object();
        constructor.put("name", Text.of("Client_" + className()));
        yield constructor;
      }
      default -> new Unknown("knex.client." + name, place, true);
    };
  }

  private String driver() {
    return switch (settings.client()) {
      case "postgres", "postgresql" -> "pg";
      case "sqlite" -> "sqlite3";
      default -> settings.client();
    };
  }

  /** As the classes of {@code lib/dialects} are called. */
  private String className() {
    return switch (driver()) {
      case "pg" -> "PG";
      case "pgnative", "pg-native" -> "PgNative";
      case "cockroachdb" -> "CockroachDB";
      case "mysql" -> "MySQL";
      case "mysql2" -> "MySQL2";
      case "maria", "mariadb" -> "MariaDB";
      case "sqlite3" -> "SQLite3";
      case "better-sqlite3" -> "BetterSQLite3";
      case "mssql" -> "MSSQL";
      case "oracledb" -> "Oracledb";
      case "oracle" -> "Oracle";
      default -> driver();
    };
  }

  private String dialect() {
    return switch (settings.dialect()) {
      case POSTGRES -> "postgresql";
      case MYSQL -> "mysql";
      case SQLITE -> "sqlite3";
      case SQLSERVER -> "mssql";
      case ORACLE -> "oracle";
      case COCKROACHDB -> "cockroachdb";
      // Knex has none.
      case CLICKHOUSE, H2 -> settings.dialect().id();
    };
  }
}
