package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which database a project has a driver for, by the {@code package.json} above its migrations. */
final class Drivers {

  private static final Map<Dialect, List<String>> PACKAGES = packages();

  /** Which database the packages of a folder are for. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  private Drivers() {}

  private static Map<Dialect, List<String>> packages() {
    Map<Dialect, List<String>> all = new LinkedHashMap<>();
    // PostgreSQL's first, which counts where there are several; SQLite's last, which is for tests.
    all.put(Dialect.POSTGRES, List.of("\"pg\"", "\"pg-native\"", "\"pg-promise\"", "\"postgres\""));
    all.put(Dialect.MYSQL, List.of("\"mysql\"", "\"mysql2\"", "\"mariadb\""));
    all.put(Dialect.SQLSERVER, List.of("\"tedious\"", "\"mssql\""));
    all.put(Dialect.ORACLE, List.of("\"oracledb\""));
    all.put(Dialect.SQLITE, List.of("\"sqlite3\"", "\"better-sqlite3\"", "\"@vscode/sqlite3\""));
    return all;
  }

  /** The database of a migration at a path; null: no packages say so. */
  static @Nullable Dialect of(String path, Project project) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(nearest(folder, project)))
        .orElse(null);
  }

  /** What all packages from a folder up to the project's root say, if one of them has Knex. */
  private static @Nullable Dialect nearest(String folder, Project project) {
    StringBuilder all = new StringBuilder();
    String at = folder;
    while (at.length() >= project.root().length()) {
      if (project.list(at).contains("package.json")) {
        all.append(text(at + "package.json", project)).append('\n');
      }
      if (at.length() < 2) {
        break;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    String text = all.toString();
    return text.contains("\"knex\"") ? named(text) : null;
  }

  private static String text(String path, Project project) {
    try {
      return project.read(path).text();
    } catch (UnreadableSourceException e) {
      return "";
    }
  }

  private static @Nullable Dialect named(String text) {
    for (Map.Entry<Dialect, List<String>> entry : PACKAGES.entrySet()) {
      if (ScriptNames.hasOne(text, entry.getValue())) {
        return entry.getKey();
      }
    }
    return null;
  }
}
