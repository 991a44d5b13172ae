package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.SourceFile;

/** What tells Sequelize's migrations from other files, by a glance at the text. */
final class Marks {

  private Marks() {}

  /**
   * Whether a text names Sequelize or its query interface, and makes something called {@code up}.
   */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    return (text.contains("ueryInterface")
            || text.contains("equelize")
            || (text.contains("createTable(") && text.contains("DataTypes")))
        && !text.contains("MigrationInterface")
        && makesUp(text);
  }

  private static boolean makesUp(String text) {
    for (int at = text.indexOf("up"); at >= 0; at = text.indexOf("up", at + 1)) {
      if (at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) {
        continue;
      }
      int next = at + "up".length();
      if (next < text.length() && "'\"".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      while (next < text.length() && text.charAt(next) == ' ') {
        next++;
      }
      if (next < text.length() && "(:=".indexOf(text.charAt(next)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
