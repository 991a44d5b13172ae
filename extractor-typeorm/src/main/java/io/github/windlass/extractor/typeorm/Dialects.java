package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which database a migration is written for, as its folder and its text tell. */
final class Dialects {

  /** Names of TypeORM's {@code type} option, and others by which folders are called. */
  private static final Map<String, Dialect> NAMES =
      Map.ofEntries(
          Map.entry("aurora-mysql", Dialect.MYSQL),
          Map.entry("aurora-postgres", Dialect.POSTGRES),
          Map.entry("better-sqlite3", Dialect.SQLITE),
          Map.entry("capacitor", Dialect.SQLITE),
          Map.entry("cockroachdb", Dialect.POSTGRES),
          Map.entry("cordova", Dialect.SQLITE),
          Map.entry("expo", Dialect.SQLITE),
          Map.entry("mariadb", Dialect.MYSQL),
          Map.entry("mssql", Dialect.SQLSERVER),
          Map.entry("mysql", Dialect.MYSQL),
          Map.entry("mysqldb", Dialect.MYSQL),
          Map.entry("oracle", Dialect.ORACLE),
          Map.entry("pg", Dialect.POSTGRES),
          Map.entry("postgres", Dialect.POSTGRES),
          Map.entry("postgresdb", Dialect.POSTGRES),
          Map.entry("postgresql", Dialect.POSTGRES),
          Map.entry("sqlite", Dialect.SQLITE),
          Map.entry("sqlite3", Dialect.SQLITE),
          Map.entry("sqljs", Dialect.SQLITE),
          Map.entry("sqlserver", Dialect.SQLSERVER));

  /** Words that no other database takes. A template escapes MySQL's quotes. */
  private static final List<String> MYSQL =
      List.of(
          "AUTO_INCREMENT",
          "ENGINE=InnoDB",
          "ENGINE = InnoDB",
          "ON UPDATE CURRENT_TIMESTAMP",
          "TABLE \\`",
          "INTO \\`",
          "UPDATE \\`",
          "FROM \\`",
          "INDEX \\`");

  private static final List<String> SQLITE =
      List.of("AUTOINCREMENT", "PRAGMA ", "datetime('now')", "\"temporary_", "sqlite_master");

  private static final List<String> SQLSERVER =
      List.of("IDENTITY(1,1)", "sp_rename", "nvarchar(", "[dbo].", "getdate()");

  private Dialects() {}

  /** The database that a name stands for; null: none. */
  static @Nullable Dialect named(String name) {
    return NAMES.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The name of the folder that says the database; null: none does. That is the file's own folder,
   * or one further up beside which there is another for another database: {@code postgres/} beside
   * {@code mysql/}.
   */
  static @Nullable String folder(String path, Project project) {
    int end = path.lastIndexOf('/');
    for (int level = 0; end > 0 && end >= project.root().length(); level++) {
      int start = path.lastIndexOf('/', end - 1) + 1;
      String name = path.substring(start, end);
      Dialect dialect = named(name);
      if (dialect != null
          && ((level == 0 && dialect != Dialect.ORACLE)
              || hasOther(dialect, path.substring(0, start), project))) {
        return name.toLowerCase(Locale.ROOT);
      }
      end = start - 1;
    }
    return null;
  }

  private static boolean hasOther(Dialect dialect, String folder, Project project) {
    for (String name : project.list(folder)) {
      Dialect other = name.endsWith("/") ? named(name.substring(0, name.length() - 1)) : null;
      if (other != null && other != dialect) {
        return true;
      }
    }
    return false;
  }

  /** The database whose marks a text has; null: none. */
  static @Nullable Dialect of(SourceFile source) {
    String text = source.text();
    if (hasOne(text, MYSQL) || quotesWithBackticks(text)) {
      return Dialect.MYSQL;
    }
    if (hasOne(text, SQLITE)) {
      return Dialect.SQLITE;
    }
    return hasOne(text, SQLSERVER) ? Dialect.SQLSERVER : null;
  }

  /** How many other migrations are looked at. */
  private static final int OTHERS = 6;

  /** The database of the migrations of a folder. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /** The database whose marks the other migrations of the folder have; null: none, or several. */
  static @Nullable Dialect ofOthers(String path, Project project) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(ofFolder(folder, project)))
        .orElse(null);
  }

  private static @Nullable Dialect ofFolder(String folder, Project project) {
    Dialect found = null;
    int read = 0;
    for (String name : project.list(folder)) {
      if (!name.endsWith("/") && ScriptNames.mayBeMigration(name) && read < OTHERS) {
        read++;
        Dialect marked = marked(folder + name, project);
        if (marked != null && found != null && marked != found) {
          return null;
        }
        found = marked == null ? found : marked;
      }
    }
    return found;
  }

  private static @Nullable Dialect marked(String path, Project project) {
    try {
      SourceFile source = project.read(path);
      return Marks.areIn(source) ? of(source) : null;
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  private static boolean hasOne(String text, List<String> marks) {
    for (String mark : marks) {
      if (text.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a statement in ordinary quotes has names in backticks. */
  private static boolean quotesWithBackticks(String text) {
    for (int at = text.indexOf("query("); at >= 0; at = text.indexOf("query(", at + 1)) {
      int open = at + "query(".length();
      while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
        open++;
      }
      if (open < text.length() && (text.charAt(open) == '"' || text.charAt(open) == '\'')) {
        int close = text.indexOf(text.charAt(open), open + 1);
        int tick = text.indexOf('`', open + 1);
        if (tick > 0 && tick < close) {
          return true;
        }
      }
    }
    return false;
  }
}
