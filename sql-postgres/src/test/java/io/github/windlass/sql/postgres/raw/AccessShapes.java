package io.github.windlass.sql.postgres.raw;

/** Roles, privileges, policies. */
final class AccessShapes {

  private AccessShapes() {}

  static void register(RawTree tree) {}
}
