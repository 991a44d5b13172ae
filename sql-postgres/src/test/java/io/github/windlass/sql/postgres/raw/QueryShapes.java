package io.github.windlass.sql.postgres.raw;

/** Queries and data changes. */
final class QueryShapes {

  private QueryShapes() {}

  static void register(RawTree tree) {}
}
