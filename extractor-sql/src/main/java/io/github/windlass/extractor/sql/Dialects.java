package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What tells which database SQL is written for, where no setting of the framework does. */
public final class Dialects {

  /** How far up folders are looked at. */
  private static final int LEVELS = 4;

  /** Names that frameworks, and the folders of those who use several, have for a database. */
  private static final Map<String, Dialect> NAMES =
      Map.ofEntries(
          Map.entry("clickhouse", Dialect.CLICKHOUSE),
          Map.entry("cockroach", Dialect.COCKROACHDB),
          Map.entry("cockroachdb", Dialect.COCKROACHDB),
          Map.entry("d1", Dialect.SQLITE),
          Map.entry("h2", Dialect.H2),
          Map.entry("libsql", Dialect.SQLITE),
          Map.entry("mariadb", Dialect.MYSQL),
          Map.entry("mssql", Dialect.SQLSERVER),
          Map.entry("mysql", Dialect.MYSQL),
          Map.entry("oracle", Dialect.ORACLE),
          Map.entry("pg", Dialect.POSTGRES),
          Map.entry("pglite", Dialect.POSTGRES),
          Map.entry("planetscale", Dialect.MYSQL),
          Map.entry("postgres", Dialect.POSTGRES),
          Map.entry("postgresql", Dialect.POSTGRES),
          Map.entry("singlestore", Dialect.MYSQL),
          Map.entry("sqlite", Dialect.SQLITE),
          Map.entry("sqlite3", Dialect.SQLITE),
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

  /** ClickHouse's reference: table engines, column codecs, distributed DDL. */
  private static final List<String> CLICKHOUSE =
      List.of("MergeTree", " ON CLUSTER ", "LowCardinality(", " CODEC(", "MATERIALIZE INDEX");

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
    if (hasOne(text, CLICKHOUSE)) {
      return Dialect.CLICKHOUSE;
    }
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

  /** What the files of a folder say together. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /**
   * The database of a file of SQL whose runner knows several, and is not told which: as its name
   * says ({@code 1_x.mysql.up.sql}), or the names of folders, or those of the folder's files that
   * PostgreSQL does not take and that have the marks of another. PostgreSQL, if none does.
   */
  public static Dialect of(SourceFile source, Project project) {
    String path = source.path();
    Dialect said = inName(path.substring(path.lastIndexOf('/') + 1));
    if (said == null) {
      said = folder(path, project);
    }
    if (said == null) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      said =
          project
              .once(new OfFolder(folder), () -> Optional.ofNullable(ofFiles(folder, project)))
              .orElse(null);
    }
    if (said == null) {
      said = refused(source.text());
    }
    return said == null ? Dialect.POSTGRES : said;
  }

  private static @Nullable Dialect inName(String name) {
    for (String part : name.split("\\.", -1)) {
      Dialect dialect = named(part);
      if (dialect != null) {
        return dialect;
      }
    }
    return null;
  }

  private static @Nullable Dialect ofFiles(String folder, Project project) {
    int files = 0;
    for (String name : project.list(folder)) {
      if (name.endsWith(".sql") && files < FILES) {
        files++;
        try {
          String text = project.read(folder + name).text();
          Dialect refused = refused(text);
          if (refused != null || hasOne(text, POSTGRES)) {
            return refused == null ? Dialect.POSTGRES : refused;
          }
        } catch (UnreadableSourceException e) {
          // The next may be readable.
        }
      }
    }
    return null;
  }

  /** The database whose marks something has that PostgreSQL does not take; null: none. */
  static @Nullable Dialect refused(String text) {
    // Changesets of Liquibase that say their databases are for several.
    if (text.contains("dbms:") || marks(text) == null) {
      return null;
    }
    for (Script.Item item : PostgresParser.parse(text).items()) {
      if (item instanceof Script.SyntaxError) {
        Dialect marked = marks(text.substring(item.span().start(), item.span().end()));
        if (marked != null) {
          return marked;
        }
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
