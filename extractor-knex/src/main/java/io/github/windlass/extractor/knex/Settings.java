package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a project's {@code knexfile} says that decides what is sent, as a glance at its text tells.
 *
 * @param dialect the database
 * @param client the option {@code client} that stands for it: {@code pg}
 * @param transaction by {@code disableTransactions}
 * @param knexfile the file, where it says more than a glance tells, so that it is run; else null
 * @param byName whether migrations of several folders run in the order of their files' names
 */
record Settings(
    Dialect dialect,
    String client,
    TransactionMode transaction,
    @Nullable KnexfileSource knexfile,
    boolean byName) {

  /** By which of a knexfile's words names are mapped. */
  static final List<String> NAMING =
      List.of("wrapIdentifier", "knexSnakeCaseMappers", "knexIdentifierMapping");

  /** What is worth a run: names that are mapped, a search path, precisions, methods of builders. */
  private static final List<String> WORTH =
      Stream.concat(
              NAMING.stream(),
              Stream.of("searchPath", "defaultDateTimePrecision", "Builder.extend("))
          .toList();

  /** Knex's names for its clients ({@code lib/constants.js}). */
  private static final Map<String, Dialect> CLIENTS =
      Map.ofEntries(
          Map.entry("pg", Dialect.POSTGRES),
          Map.entry("postgres", Dialect.POSTGRES),
          Map.entry("postgresql", Dialect.POSTGRES),
          Map.entry("pgnative", Dialect.POSTGRES),
          Map.entry("pg-native", Dialect.POSTGRES),
          Map.entry("cockroachdb", Dialect.POSTGRES),
          Map.entry("mysql", Dialect.MYSQL),
          Map.entry("mysql2", Dialect.MYSQL),
          Map.entry("mariadb", Dialect.MYSQL),
          Map.entry("maria", Dialect.MYSQL),
          Map.entry("sqlite3", Dialect.SQLITE),
          Map.entry("sqlite", Dialect.SQLITE),
          Map.entry("better-sqlite3", Dialect.SQLITE),
          Map.entry("mssql", Dialect.SQLSERVER),
          Map.entry("oracledb", Dialect.ORACLE),
          Map.entry("oracle", Dialect.ORACLE));

  /** Words that no other database takes. */
  private static final List<String> MYSQL =
      List.of(
          "AUTO_INCREMENT",
          "ENGINE=InnoDB",
          "ENGINE = InnoDB",
          "ON UPDATE CURRENT_TIMESTAMP",
          ".engine(",
          ".charset(",
          "MODIFY COLUMN");

  private static final List<String> SQLITE = List.of("AUTOINCREMENT", "PRAGMA ", "sqlite_master");

  private static final List<String> SQLSERVER = List.of("IDENTITY(1,1)", "sp_rename", "getdate()");

  /** Most migrations have none of these, which one look at them tells. */
  private static final List<String> OTHERS =
      Stream.of(MYSQL, SQLITE, SQLSERVER).flatMap(List::stream).toList();

  private static final String CLIENT = "client";

  static Settings of(SourceFile source, Project project) {
    KnexfileSource knexfile = KnexfileSource.of(source.path(), project);
    if (knexfile == null) {
      Dialect dialect = dialect(source, project);
      return new Settings(dialect, nameOf(dialect), TransactionMode.ALL_PENDING, null, false);
    }
    String text = knexfile.text();
    String own = client(knexfile.file().text());
    String client = own == null ? client(text) : own;
    Dialect said = client == null ? null : CLIENTS.get(client);
    Dialect dialect = said == null ? dialect(source, project) : said;
    return new Settings(
        dialect,
        client == null ? nameOf(dialect) : client,
        disablesTransactions(text) ? TransactionMode.NONE : TransactionMode.ALL_PENDING,
        ScriptNames.hasOne(text, WORTH) ? knexfile : null,
        hasSeveralFolders(text));
  }

  private static String nameOf(Dialect dialect) {
    return switch (dialect) {
      case POSTGRES -> "pg";
      case MYSQL -> "mysql2";
      case SQLITE -> "sqlite3";
      case SQLSERVER -> "mssql";
      case ORACLE -> "oracledb";
      case COCKROACHDB -> "cockroachdb";
      // Knex has none.
      case CLICKHOUSE, H2 -> dialect.id();
    };
  }

  /** What the text tells, or else for which database there is a driver. */
  private static Dialect dialect(SourceFile source, Project project) {
    Dialect told = of(source.text());
    Dialect driver = told == Dialect.POSTGRES ? Drivers.of(source.path(), project) : null;
    return driver == null ? told : driver;
  }

  private static Dialect of(String text) {
    if (!ScriptNames.hasOne(text, OTHERS)) {
      return Dialect.POSTGRES;
    }
    Dialect marked =
        ScriptNames.hasOne(text, MYSQL)
            ? Dialect.MYSQL
            : ScriptNames.hasOne(text, SQLITE)
                ? Dialect.SQLITE
                : ScriptNames.hasOne(text, SQLSERVER) ? Dialect.SQLSERVER : Dialect.POSTGRES;
    return marked != Dialect.POSTGRES && asksForClient(text) ? Dialect.POSTGRES : marked;
  }

  /** Whether a text compares something with a client's name: what it then does is for that one. */
  private static boolean asksForClient(String text) {
    for (String name : CLIENTS.keySet()) {
      for (int at = text.indexOf(name); at > 0; at = text.indexOf(name, at + 1)) {
        int end = at + name.length();
        char quote = text.charAt(at - 1);
        if ("'\"`".indexOf(quote) >= 0 && end < text.length() && text.charAt(end) == quote) {
          int before = at - 2;
          while (before >= 0 && text.charAt(before) == ' ') {
            before--;
          }
          if (before >= 1
              && (text.startsWith("==", before - 1) || text.startsWith("case", before - 3))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** {@code directory: [...]}, without {@code sortDirsSeparately} ({@code FsMigrations}). */
  private static boolean hasSeveralFolders(String text) {
    int at = text.indexOf("directory");
    return at >= 0
        && text.startsWith("[", skipped(text, at + "directory".length()))
        && !text.contains("sortDirsSeparately");
  }

  private static boolean disablesTransactions(String text) {
    int at = text.indexOf("disableTransactions");
    return at >= 0 && text.startsWith("true", skipped(text, at + "disableTransactions".length()));
  }

  private static int skipped(String text, int from) {
    int at = from;
    while (at < text.length() && " \t:'\"".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The client that it names; null: none, or several for different databases. */
  private static @Nullable String client(String text) {
    String found = null;
    for (int at = text.indexOf(CLIENT); at >= 0; at = text.indexOf(CLIENT, at + 1)) {
      int start = skipped(text, at + CLIENT.length());
      int end = start;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
        end++;
      }
      String name = text.substring(start, end).toLowerCase(Locale.ROOT);
      Dialect dialect = CLIENTS.get(name);
      if (dialect != null) {
        if (found != null && CLIENTS.get(found) != dialect) {
          return null;
        }
        found = name;
      }
    }
    return found;
  }
}
