package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tells which database SQL is written for, where no setting of the framework does. */
public final class Dialects {

  /** How far up folders are looked at. */
  private static final int LEVELS = 4;

  /** Names that frameworks, and the folders of those who use several, have for a database. */
  private static final Map<String, Dialect> NAMES =
      Map.ofEntries(
          Map.entry("cockroach", Dialect.COCKROACHDB),
          Map.entry("cockroachdb", Dialect.COCKROACHDB),
          Map.entry("d1", Dialect.SQLITE),
          Map.entry("libsql", Dialect.SQLITE),
          Map.entry("mariadb", Dialect.MYSQL),
          Map.entry("mssql", Dialect.SQLSERVER),
          Map.entry("mysql", Dialect.MYSQL),
          Map.entry("pg", Dialect.POSTGRES),
          Map.entry("pglite", Dialect.POSTGRES),
          Map.entry("planetscale", Dialect.MYSQL),
          Map.entry("postgres", Dialect.POSTGRES),
          Map.entry("postgresql", Dialect.POSTGRES),
          Map.entry("singlestore", Dialect.MYSQL),
          Map.entry("sqlite", Dialect.SQLITE),
          Map.entry("sqlserver", Dialect.SQLSERVER),
          Map.entry("turso", Dialect.SQLITE));

  /** Where generated SQL quotes a name with a backtick; comments quote so for any database. */
  private static final List<String> BACKTICKS =
      List.of("TABLE `", "INDEX `", "INTO `", "UPDATE `", "FROM `", "EXISTS `", "VIEW `");

  private static final List<String> MYSQL =
      List.of(
          "AUTO_INCREMENT",
          "ENGINE=InnoDB",
          "ENGINE = InnoDB",
          "ON UPDATE CURRENT_TIMESTAMP",
          "MODIFY COLUMN",
          "CHARACTER SET utf8");

  /** Types that SQLite's generators do not write, and MySQL's do. */
  private static final List<String> MYSQL_TYPES =
      List.of(
          " varchar(",
          " VARCHAR(",
          " int ",
          " int,",
          " int;",
          " int)",
          " bigint",
          " tinyint",
          " TINYINT",
          " datetime",
          " timestamp",
          " boolean",
          " json",
          " enum(",
          " decimal(",
          " double",
          " float",
          " ADD CONSTRAINT `",
          " ADD PRIMARY KEY",
          " DROP FOREIGN KEY",
          " DROP PRIMARY KEY",
          " DROP INDEX `");

  private static final List<String> SQLITE =
      List.of("AUTOINCREMENT", "PRAGMA ", "sqlite_master", "WITHOUT ROWID", "datetime('now')");

  private static final List<String> SQLSERVER =
      List.of("IDENTITY(1,1)", "sp_rename", "NVARCHAR(", "[dbo].", "GETDATE()", "BEGIN TRAN;");

  private Dialects() {}

  /** The database that a name stands for; null: none that we know. */
  public static @Nullable Dialect named(String name) {
    return NAMES.get(name.toLowerCase(Locale.ROOT));
  }

  /** The database whose marks a text has; null: none. */
  public static @Nullable Dialect marks(String text) {
    if (hasOne(text, MYSQL)) {
      return Dialect.MYSQL;
    }
    if (hasOne(text, SQLITE)) {
      return Dialect.SQLITE;
    }
    if (hasOne(text, BACKTICKS)) {
      return hasOne(text, MYSQL_TYPES) ? Dialect.MYSQL : Dialect.SQLITE;
    }
    return hasOne(text, SQLSERVER) ? Dialect.SQLSERVER : null;
  }

  /**
   * The database after which a folder around a file is called, if a folder beside it is called
   * after another: {@code postgresql/} beside {@code mysql/}. Null: there is none.
   */
  public static @Nullable Dialect folder(String path, Project project) {
    int end = path.lastIndexOf('/');
    for (int level = 0; level < LEVELS && end > 0 && end >= project.root().length(); level++) {
      int start = path.lastIndexOf('/', end - 1) + 1;
      Dialect dialect = named(path.substring(start, end));
      if (dialect != null && hasOther(dialect, path.substring(0, start), project)) {
        return dialect;
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

  private static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
