package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.extractor.sql.ScriptSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code prisma.config.ts} (Prisma 6.4 and newer; {@code packages/config}, {@code
 * loadConfigFromFile.ts}): {@code schema} is a file or a folder, {@code migrations.path} the folder
 * of the migrations, {@code datasource.url} where the database is. Paths are relative to the file.
 */
final class PrismaConfig {

  /** How far above the migrations is looked. */
  private static final int LEVELS = 6;

  private static final List<String> FOLDERS = List.of("", ".config/");

  private static final List<String> ENDINGS = List.of(".ts", ".js", ".mjs", ".cjs", ".mts", ".cts");

  private PrismaConfig() {}

  /**
   * The database that the settings name which are nearest to a folder, and meant for it; null: none
   * does.
   *
   * @param folder with a {@code /} at the end; empty: the root
   */
  static @Nullable Dialect dialect(String folder, Project project) {
    String at = folder;
    for (int level = 0; level < LEVELS && at.startsWith(project.root()); level++) {
      Dialect first = null;
      for (String beside : FOLDERS) {
        for (String name : project.list(at + beside)) {
          if (isConfig(name, beside)) {
            ScriptSettings settings = read(at + beside + name, project);
            Dialect said = settings == null ? null : said(settings, at + beside, project);
            if (said != null && settings != null && isFor(folder, settings, at + beside)) {
              return said;
            }
            first = first == null ? said : first;
          }
        }
      }
      if (first != null) {
        return first;
      }
      if (at.isEmpty()) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return null;
  }

  /** {@code prisma.config.ts}, {@code prisma.audit.config.ts}, {@code .config/prisma.ts}. */
  private static boolean isConfig(String name, String folder) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        return folder.isEmpty()
            ? stem.startsWith("prisma") && stem.endsWith(".config")
            : stem.equals("prisma");
      }
    }
    return false;
  }

  private static @Nullable ScriptSettings read(String path, Project project) {
    try {
      return ScriptSettings.of(project.read(path).text());
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  /** Whether the migrations of a folder are those of the settings. */
  private static boolean isFor(String folder, ScriptSettings settings, String place) {
    int at = settings.text().indexOf("migrations");
    String path = at < 0 ? null : settings.value("path", at);
    return path != null && folder.equals(Project.resolve(place, path) + "/");
  }

  private static @Nullable Dialect said(ScriptSettings settings, String place, Project project) {
    String schema = settings.first("schema");
    if (schema != null) {
      String path = Project.resolve(place, schema);
      Dialect said =
          schema.endsWith(".prisma")
              ? Provider.ofSchemaFile(path, project)
              : Provider.ofSchema(path, project);
      if (said != null) {
        return said;
      }
    }
    String url = settings.first("url");
    int colon = url == null ? -1 : url.indexOf("://");
    return url == null || colon < 0 ? null : Dialects.named(url.substring(0, colon));
  }
}
