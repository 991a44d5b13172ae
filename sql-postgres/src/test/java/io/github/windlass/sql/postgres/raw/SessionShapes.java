package io.github.windlass.sql.postgres.raw;

/** Transactions, settings, prepared statements, cursors. */
final class SessionShapes {

  private SessionShapes() {}

  static void register(RawTree tree) {}
}
