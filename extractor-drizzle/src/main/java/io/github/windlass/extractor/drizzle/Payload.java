package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.ScriptSettings;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;

/**
 * Migrations of Payload, whose adapters send through Drizzle: {@code up({ db, payload, req })}.
 * Payload runs them in the order of their names ({@code readMigrationFiles.ts}), each in a
 * transaction: on PostgreSQL unless the configuration has {@code transactionOptions: false}, on
 * SQLite only if it has options ({@code migrate.ts}, and the adapters' {@code index.ts}, 3.x).
 */
final class Payload {

  private static final List<String> POSTGRES =
      List.of("@payloadcms/db-postgres", "@payloadcms/db-vercel-postgres");

  private static final List<String> SQLITE =
      List.of("@payloadcms/db-sqlite", "@payloadcms/db-d1-sqlite");

  private static final String CONFIG = "payload.config.ts";
  private static final String OPTION = "transactionOptions";
  private static final int LEVELS = 4;

  private Payload() {}

  /** What the configuration says of a folder's migrations. */
  private record OfFolder(String folder) implements Project.Key<String> {}

  /** Whether a text imports one of Payload's adapters that send through Drizzle. */
  static boolean isImportedBy(String text) {
    return text.contains("@payloadcms/")
        && (ScriptNames.hasOne(text, POSTGRES) || ScriptNames.hasOne(text, SQLITE));
  }

  /** The database of the adapter that a text imports. */
  static Dialect dialect(String text) {
    return ScriptNames.hasOne(text, POSTGRES) ? Dialect.POSTGRES : Dialect.SQLITE;
  }

  /**
   * Whether each migration of a folder is in a transaction.
   *
   * @param folder with a {@code /} at the end; empty: the root
   */
  static boolean opensTransactions(String folder, Dialect dialect, Project project) {
    String options = project.once(new OfFolder(folder), () -> options(folder, project));
    return !options.startsWith("false") && (dialect == Dialect.POSTGRES || !options.isEmpty());
  }

  /** What stands behind {@code transactionOptions:}; empty: nothing. */
  private static String options(String folder, Project project) {
    String at = folder;
    for (int level = 0; level < LEVELS && at.startsWith(project.root()); level++) {
      if (project.list(at).contains(CONFIG)) {
        return optionsIn(at + CONFIG, project);
      }
      if (at.isEmpty()) {
        return "";
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return "";
  }

  private static String optionsIn(String path, Project project) {
    try {
      String text = ScriptSettings.of(project.read(path).text()).text();
      int at = text.indexOf(OPTION);
      String behind = at < 0 ? "" : text.substring(at + OPTION.length()).stripLeading();
      return behind.startsWith(":") ? behind.substring(1).stripLeading() : "";
    } catch (UnreadableSourceException e) {
      return "";
    }
  }
}
