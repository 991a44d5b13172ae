package io.github.windlass.tracer.rows;

import io.github.windlass.analyzer.RelationName;

/** Names and texts as SQL has them. */
final class Sql {

  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String name(RelationName name) {
    return name(name.schema()) + "." + name(name.name());
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
