package io.github.windlass.sql.postgres.raw;

/** Tables, indexes, sequences, views. */
final class TableShapes {

  private TableShapes() {}

  static void register(RawTree tree) {}
}
