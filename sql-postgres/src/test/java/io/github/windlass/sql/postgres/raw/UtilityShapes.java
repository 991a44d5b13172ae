package io.github.windlass.sql.postgres.raw;

/** Maintenance and administration. */
final class UtilityShapes {

  private UtilityShapes() {}

  static void register(RawTree tree) {}
}
