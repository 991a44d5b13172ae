package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.ecmascript.ScriptNames;

/** What tells Sequelize's migrations from other files, by a glance at the text. */
final class Marks {

  /** How many files of a folder are looked at. */
  private static final int FILES = 5;

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

  /**
   * Whether a text makes {@code up} and {@code down} and names nothing of Sequelize's, as one that
   * runs a program, but stands among migrations of Sequelize.
   */
  static boolean areAround(SourceFile source, Project project) {
    String text = source.text();
    if (!text.contains("down")
        || text.contains("MigrationInterface")
        || !ScriptNames.mayBeMigration(source.path())
        || !makesUp(text)) {
      return false;
    }
    String folder = source.path().substring(0, source.path().lastIndexOf('/') + 1);
    return project.once(new Folder(folder), () -> areInMostOf(folder, project));
  }

  private record Folder(String path) implements Project.Key<Boolean> {}

  private static boolean areInMostOf(String folder, Project project) {
    int read = 0;
    int marked = 0;
    for (String name : project.list(folder.isEmpty() ? "." : folder)) {
      if (read < FILES && ScriptNames.mayBeMigration(folder + name)) {
        read++;
        marked += areIn(folder + name, project) ? 1 : 0;
      }
    }
    return 2 * marked > read;
  }

  private static boolean areIn(String path, Project project) {
    try {
      return areIn(project.read(path));
    } catch (UnreadableSourceException e) {
      return false;
    }
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
