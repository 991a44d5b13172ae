package io.github.windlass.sql.postgres.raw;

/** Types, domains, operators, extensions, publications and other definitions. */
final class DefinitionShapes {

  private DefinitionShapes() {}

  static void register(RawTree tree) {}
}
