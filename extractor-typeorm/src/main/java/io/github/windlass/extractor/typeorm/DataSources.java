package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that makes a project's data source, and reads what it plainly says. It is looked
 * for beside the migration and in the folders above it, and in folders there where such files are
 * usual; the nearest counts.
 */
final class DataSources {

  /** How far up it is looked for, and how many files are read. */
  private static final int LEVELS = 8;

  private static final int FILES = 24;
  private static final int LENGTH = 200_000;

  private static final List<String> FOLDERS =
      List.of(
          "",
          "config/",
          "database/",
          "db/",
          "typeorm/",
          "orm/",
          "src/",
          "src/config/",
          "src/database/",
          "src/db/",
          "src/typeorm/");

  /** Parts of the names of files that may make a data source. */
  private static final List<String> NAMES =
      List.of("datasource", "ormconfig", "typeorm", "database", "connection", "db", "orm");

  private static final List<String> ENDINGS =
      List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs", ".json");

  private static final List<String> MARKS =
      List.of(
          "DataSource(",
          "createConnection",
          "DataSourceOptions",
          "ConnectionOptions",
          "TypeOrmModuleOptions",
          "migrationsTransactionMode");

  private DataSources() {}

  /** A data source's file. */
  record Found(SourceFile source, Settings settings) {}

  /** The data source of all migrations of a folder. */
  private record OfFolder(String folder) implements Project.Key<Optional<Found>> {}

  /** The nearest data source; null: none is found. */
  static @Nullable Found find(SourceFile migration, Project project) {
    String path = migration.path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(search(path, project)))
        .orElse(null);
  }

  private static @Nullable Found search(String path, Project project) {
    int end = path.lastIndexOf('/') + 1;
    int read = 0;
    Set<String> seen = new HashSet<>();
    for (int level = 0; level < LEVELS && end >= project.root().length(); level++) {
      String folder = path.substring(0, end);
      for (String below : FOLDERS) {
        if (!seen.add(folder + below)) {
          continue;
        }
        for (String file : candidates(folder + below, project)) {
          if (!file.equals(path) && read++ < FILES) {
            Found found = read(file, project);
            if (found != null) {
              return found;
            }
          }
        }
      }
      if (end == 0) {
        break;
      }
      end = path.lastIndexOf('/', end - 2) + 1;
    }
    return null;
  }

  private static List<String> candidates(String folder, Project project) {
    List<String> files = new ArrayList<>();
    for (String name : project.list(folder)) {
      if (isCandidate(name.toLowerCase(Locale.ROOT))) {
        files.add(folder + name);
      }
    }
    return files;
  }

  private static boolean isCandidate(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        String letters = stem.replace("-", "").replace("_", "").replace(".", "");
        for (String part : NAMES) {
          if (part.length() > 3 ? letters.contains(part) : letters.equals(part)) {
            return !letters.endsWith("spec") && !letters.endsWith("test");
          }
        }
      }
    }
    return false;
  }

  private static @Nullable Found read(String path, Project project) {
    try {
      SourceFile source = project.read(path);
      String text = source.text();
      if (text.length() > LENGTH || !isDataSource(path, text)) {
        return null;
      }
      return new Found(source, settings(text));
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  private static boolean isDataSource(String path, String text) {
    boolean configures =
        path.endsWith(".json") || text.contains("typeorm") || path.contains("ormconfig");
    if (!configures) {
      return false;
    }
    for (String mark : MARKS) {
      if (text.contains(mark)) {
        return true;
      }
    }
    return path.contains("ormconfig");
  }

  static Settings settings(String text) {
    Set<String> types = new HashSet<>();
    for (String type : values(text, "type")) {
      if (Dialects.named(type) != null) {
        types.add(type);
      }
    }
    Dialect dialect = Dialect.POSTGRES;
    String type = "";
    if (types.size() == 1) {
      type = types.iterator().next();
      Dialect named = Dialects.named(type);
      dialect = named == null ? dialect : named;
    }
    return new Settings(
        dialect,
        type,
        mode(only(values(text, "migrationsTransactionMode"))),
        only(values(text, "schema")),
        only(values(text, "uuidExtension")));
  }

  private static TransactionMode mode(@Nullable String value) {
    return switch (value == null ? "" : value) {
      case "each" -> TransactionMode.PER_MIGRATION;
      case "none" -> TransactionMode.NONE;
      default -> TransactionMode.ALL_PENDING;
    };
  }

  private static @Nullable String only(List<String> values) {
    return values.size() == 1 ? values.get(0) : null;
  }

  /** The different texts that a property is given, where they are plain. */
  private static List<String> values(String text, String property) {
    List<String> values = new ArrayList<>();
    for (int at = text.indexOf(property); at >= 0; at = text.indexOf(property, at + 1)) {
      int next = at + property.length();
      if ((at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1))) || isComment(text, at)) {
        continue;
      }
      if (next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == '\'')) {
        next++;
      }
      next = afterBlanks(text, next);
      if (next < text.length() && text.charAt(next) == ':') {
        next = afterBlanks(text, next + 1);
        if (next < text.length() && "'\"`".indexOf(text.charAt(next)) >= 0) {
          int close = text.indexOf(text.charAt(next), next + 1);
          String value = close < 0 ? "" : text.substring(next + 1, close);
          if (!value.isEmpty() && !value.contains("${") && !values.contains(value)) {
            values.add(value);
          }
        }
      }
    }
    return values;
  }

  /** Whether a line is commented out before a place. */
  private static boolean isComment(String text, int at) {
    int line = text.lastIndexOf('\n', at) + 1;
    String before = text.substring(line, at).strip();
    return before.startsWith("//") || before.startsWith("*");
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
