package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
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

  /** What generated SQL has for PostgreSQL alone. */
  private static final List<String> POSTGRES =
      List.of(
          " SERIAL",
          " BIGSERIAL",
          " JSONB",
          " TIMESTAMP(3)",
          " DOUBLE PRECISION",
          "CREATE TYPE ",
          "CREATE EXTENSION",
          "USING btree",
          "\"public\".",
          " serial",
          " jsonb",
          " timestamp with",
          " TEXT[]",
          "::text",
          "$$",
          "CONCURRENTLY");

  /** How many files of a folder are looked at for what they say together. */
  private static final int FILES = 20;

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
    if (quotesWithBackticks(text)) {
      return hasOne(text, MYSQL_TYPES) ? Dialect.MYSQL : Dialect.SQLITE;
    }
    return hasOne(text, SQLSERVER) ? Dialect.SQLSERVER : null;
  }

  /**
   * The database whose marks the first of several files have; null: none.
   *
   * @param paths in the order of the runner; not all are read
   */
  public static @Nullable Dialect marks(List<String> paths, Project project) {
    for (int i = 0; i < paths.size() && i < FILES; i++) {
      try {
        String text = project.read(paths.get(i)).text();
        Dialect marked = marks(text);
        if (marked != null || hasOne(text, POSTGRES)) {
          return marked == null ? Dialect.POSTGRES : marked;
        }
      } catch (UnreadableSourceException e) {
        // The next may be readable.
      }
    }
    return null;
  }

  /** A name between backticks, not the end of a script's template. */
  private static boolean quotesWithBackticks(String text) {
    if (text.indexOf('`') < 0) {
      return false;
    }
    for (String word : BACKTICKS) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        int start = at + word.length();
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
          end++;
        }
        if (end > start && end < text.length() && "`-. ".indexOf(text.charAt(end)) >= 0) {
          return true;
        }
      }
    }
    return false;
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
