package io.github.windlass.sql.postgres.raw;

/** Functions, procedures, triggers, rules. */
final class RoutineShapes {

  private RoutineShapes() {}

  static void register(RawTree tree) {}
}
