package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which database a project's migrations are written for, as its configuration says. */
final class Dialects {

  /** Where the command line of Sequelize looks, and where projects put what it is told to read. */
  private static final List<String> FILES =
      List.of(
          "config/config.json",
          "config/config.js",
          "config/config.cjs",
          "config/config.ts",
          "config/database.js",
          "config/database.json",
          "config.json",
          "config.js",
          "database.js",
          "database.json",
          "src/config/config.js",
          "src/config/config.json",
          "src/config/database.js",
          "src/config/database.ts");

  /** How far above a migration is looked. */
  private static final int LEVELS = 4;

  private Dialects() {}

  /** The dialects of one folder and those above. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /** PostgreSQL, if nothing says otherwise. */
  static Dialect of(SourceFile source, Project project) {
    String folder = source.path().substring(0, source.path().lastIndexOf('/') + 1);
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(find(folder, project)))
        .orElse(Dialect.POSTGRES);
  }

  private static @Nullable Dialect find(String start, Project project) {
    String folder = start;
    for (int level = 0; level < LEVELS && folder.startsWith(project.root()); level++) {
      for (String file : FILES) {
        Dialect found = in(folder, file, project);
        if (found != null) {
          return found;
        }
      }
      if (folder.isEmpty()) {
        return null;
      }
      folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }
    return null;
  }

  private static @Nullable Dialect in(String folder, String file, Project project) {
    int slash = file.lastIndexOf('/') + 1;
    if (!project.list(folder + file.substring(0, slash)).contains(file.substring(slash))) {
      return null;
    }
    try {
      return told(project.read(folder + file).text());
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  /** What all {@code dialect: "…"} of a text say; null: none, or they differ. */
  private static @Nullable Dialect told(String text) {
    Dialect found = null;
    for (int at = text.indexOf("dialect"); at >= 0; at = text.indexOf("dialect", at + 1)) {
      int next = at + "dialect".length();
      while (next < text.length() && "\"': \t".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      int end = next;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      Dialect named = named(text.substring(next, end));
      if (named != null && found != null && named != found) {
        return null;
      }
      found = named == null ? found : named;
    }
    return found;
  }

  private static @Nullable Dialect named(String name) {
    return switch (name) {
      case "postgres", "postgresql" -> Dialect.POSTGRES;
      case "mysql", "mariadb" -> Dialect.MYSQL;
      case "sqlite" -> Dialect.SQLITE;
      case "mssql" -> Dialect.SQLSERVER;
      case "oracle" -> Dialect.ORACLE;
      default -> null;
    };
  }

  /** Sequelize's name for a dialect. */
  static String nameOf(Dialect dialect) {
    return switch (dialect) {
      case POSTGRES -> "postgres";
      case MYSQL -> "mysql";
      case SQLITE -> "sqlite";
      case SQLSERVER -> "mssql";
      case ORACLE -> "oracle";
      case COCKROACHDB -> "postgres";
      // Sequelize has none.
      case CLICKHOUSE, H2 -> dialect.id();
    };
  }
}
