package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.TransactionMode;
import org.jspecify.annotations.Nullable;

/**
 * What a data source says that decides what is sent.
 *
 * @param dialect the database
 * @param type the option {@code type} that stands for it: {@code postgres}
 * @param transaction by {@code migrationsTransactionMode}
 * @param schema the option {@code schema}; null: none
 * @param uuidExtension the option {@code uuidExtension}; null: none
 */
record Settings(
    Dialect dialect,
    String type,
    TransactionMode transaction,
    @Nullable String schema,
    @Nullable String uuidExtension) {

  /** What holds where nothing is said. */
  static Settings of(Dialect dialect) {
    return new Settings(dialect, typeOf(dialect), TransactionMode.ALL_PENDING, null, null);
  }

  Settings with(Dialect other, String itsType) {
    return new Settings(other, itsType, transaction, schema, uuidExtension);
  }

  /** TypeORM's name for a dialect. */
  static String typeOf(Dialect dialect) {
    return switch (dialect) {
      case POSTGRES -> "postgres";
      case MYSQL -> "mysql";
      case SQLITE -> "sqlite";
      case SQLSERVER -> "mssql";
      case ORACLE -> "oracle";
      case COCKROACHDB -> "cockroachdb";
      // TypeORM has none.
      case CLICKHOUSE, H2 -> dialect.id();
    };
  }

  /** {@code PostgresDriver.uuidGenerator}. */
  String uuidGenerator() {
    return "pgcrypto".equals(uuidExtension) ? "gen_random_uuid()" : "uuid_generate_v4()";
  }
}
