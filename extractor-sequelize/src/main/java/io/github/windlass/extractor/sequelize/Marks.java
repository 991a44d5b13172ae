package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.SourceFile;
import java.util.List;
import java.util.Locale;

/** What tells Sequelize's migrations from other files, by a glance at the text. */
final class Marks {

  private static final List<String> ENDINGS = List.of(".js", ".ts", ".cjs", ".mjs", ".cts", ".mts");

  /** Parts of names of files that are no migrations, before the ending. */
  private static final List<String> OTHERS = List.of(".d", ".test", ".spec");

  private Marks() {}

  static boolean mayBeIn(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        for (String other : OTHERS) {
          if (stem.endsWith(other)) {
            return false;
          }
        }
        return !path.contains("node_modules/");
      }
    }
    return false;
  }

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
