package io.github.windlass.extractor;

import java.util.Locale;

/** The database that a migration is written for. */
public enum Dialect {
  POSTGRES,
  MYSQL,
  SQLITE,
  SQLSERVER,
  ORACLE,
  /** Speaks as PostgreSQL does, and locks otherwise. */
  COCKROACHDB,
  CLICKHOUSE,
  H2;

  /** The dialect as reports write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
