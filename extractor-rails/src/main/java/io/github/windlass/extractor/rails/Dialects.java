package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which database an application's migrations are written for: by {@code config/database.yml}, which
 * is read as text since ERB in it may compute what it says; or else by the adapters that {@code
 * Gemfile.lock} has.
 */
final class Dialects {

  private Dialects() {}

  private record OfApplication(String application) implements Project.Key<Dialect> {}

  /** PostgreSQL, if nothing says otherwise, or if one of several is PostgreSQL. */
  static Dialect of(Project project, String application) {
    return project.once(new OfApplication(application), () -> find(project, application));
  }

  private static Dialect find(Project project, String application) {
    Dialect configured = configured(text(project, application + "config/database.yml"));
    if (configured == null) {
      configured = locked(text(project, application + "Gemfile.lock"));
    }
    return configured == null ? Dialect.POSTGRES : configured;
  }

  private static String text(Project project, String path) {
    try {
      return project.read(path).text();
    } catch (UnreadableSourceException none) {
      return "";
    }
  }

  /** What {@code adapter:} and {@code url:} say; null: nothing. */
  private static @Nullable Dialect configured(String text) {
    Dialect first = null;
    Dialect production = null;
    boolean inProduction = false;
    for (String line : lines(text)) {
      if (!line.isEmpty() && line.charAt(0) > ' ' && "#<".indexOf(line.charAt(0)) < 0) {
        inProduction = line.startsWith("production");
      }
      String bare = line.strip();
      if (!bare.startsWith("adapter:") && !bare.startsWith("url:")) {
        continue;
      }
      for (Dialect named : named(bare.substring(bare.indexOf(':') + 1))) {
        if (named == Dialect.POSTGRES) {
          return named;
        }
        first = first == null ? named : first;
        production = inProduction && production == null ? named : production;
      }
    }
    return production == null ? first : production;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    return lines;
  }

  /** The databases that words of a value name: {@code <%= ENV["DB"] || "mysql2" %>}. */
  private static List<Dialect> named(String value) {
    List<Dialect> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : ' ';
      if (c == '#') {
        break;
      }
      if (!Character.isLetterOrDigit(c)) {
        Dialect named = dialect(value.substring(start, i));
        if (named != null) {
          all.add(named);
        }
        start = i + 1;
      }
    }
    return all;
  }

  private static @Nullable Dialect dialect(String adapter) {
    return switch (adapter) {
      case "postgresql", "postgres", "postgis", "jdbcpostgresql" -> Dialect.POSTGRES;
      case "mysql2", "mysql", "trilogy", "jdbcmysql" -> Dialect.MYSQL;
      case "sqlite3", "jdbcsqlite3" -> Dialect.SQLITE;
      case "sqlserver" -> Dialect.SQLSERVER;
      case "oracle" -> Dialect.ORACLE;
      case "cockroachdb" -> Dialect.COCKROACHDB;
      default -> null;
    };
  }

  /** The only adapter that a lock file has; null: none, or PostgreSQL's among them. */
  private static @Nullable Dialect locked(String text) {
    if (text.contains("\n    pg (")) {
      return null;
    }
    if (text.contains("\n    mysql2 (") || text.contains("\n    trilogy (")) {
      return Dialect.MYSQL;
    }
    return text.contains("\n    sqlite3 (") ? Dialect.SQLITE : null;
  }
}
