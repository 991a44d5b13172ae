package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.drizzle.client.Casing;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.extractor.sql.ScriptSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code drizzle.config.ts} and the like, as a glance at the text tells; none is run. */
final class Config {

  /** How far above the migrations is looked. */
  private static final int LEVELS = 6;

  /** Folders beside the migrations that projects put their settings in. */
  private static final List<String> FOLDERS = List.of("", "config/", "configs/");

  private static final List<String> ENDINGS =
      List.of("config.ts", "config.js", "config.mjs", "config.cjs", "config.mts", "config.json");

  /** Drivers by which drizzle-kit was told the database before it had {@code dialect} (0.21). */
  private static final Map<String, Dialect> DRIVERS =
      Map.of(
          "pg", Dialect.POSTGRES,
          "mysql2", Dialect.MYSQL,
          "better-sqlite", Dialect.SQLITE,
          "libsql", Dialect.SQLITE,
          "turso", Dialect.SQLITE,
          "d1", Dialect.SQLITE,
          "expo", Dialect.SQLITE);

  private Config() {}

  /** What is said for a folder. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /**
   * The database of a folder's migrations; null: none is named, or several.
   *
   * @param folder with a {@code /} at the end; empty: the root
   */
  static @Nullable Dialect dialect(String folder, Project project) {
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(find(folder, project)))
        .orElse(null);
  }

  /** What is said of a folder's names of columns. */
  private record CasingOf(String folder) implements Project.Key<Casing> {}

  /**
   * How columns without a name of their own are called, as the nearest settings say: those of
   * drizzle-kit, which have to agree with the database's.
   */
  static Casing casing(String folder, Project project) {
    return project.once(new CasingOf(folder), () -> findCasing(folder, project));
  }

  private static Casing findCasing(String migrations, Project project) {
    String at = migrations;
    for (int level = 0; level < LEVELS && at.startsWith(project.root()); level++) {
      for (String name : project.list(at)) {
        if (name.startsWith("drizzle.config.")) {
          try {
            return casing(ScriptSettings.of(project.read(at + name).text()));
          } catch (UnreadableSourceException e) {
            return Casing.NONE;
          }
        }
      }
      if (at.isEmpty()) {
        break;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return Casing.NONE;
  }

  /** The first that is one of an ORM; drizzle-kit has another for what it reads out. */
  private static Casing casing(ScriptSettings settings) {
    String text = settings.text();
    for (int at = text.indexOf("casing"); at >= 0; at = text.indexOf("casing", at + 1)) {
      Casing said = Casing.of(settings.value("casing", at));
      if (said != null) {
        return said;
      }
    }
    return Casing.NONE;
  }

  private static @Nullable Dialect find(String migrations, Project project) {
    String at = migrations;
    for (int level = 0; level < LEVELS && at.startsWith(project.root()); level++) {
      Found found = new Found();
      for (String beside : FOLDERS) {
        for (String name : project.list(at + beside)) {
          if (isConfig(name)) {
            found.add(at, beside + name, migrations, project);
          }
        }
      }
      if (found.any) {
        return found.dialect();
      }
      if (at.isEmpty()) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return null;
  }

  private static boolean isConfig(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return name.contains("drizzle") || isDatabase(name);
      }
    }
    return false;
  }

  /** {@code sqlite.config.ts}, as projects with several databases have it. */
  private static boolean isDatabase(String name) {
    return Dialects.named(name.substring(0, name.indexOf('.'))) != null;
  }

  /** What the settings of one folder say. */
  private static final class Found {
    private boolean any;

    /** Of those whose {@code out} is the folder of the migrations. */
    private @Nullable Dialect meant;

    private @Nullable Dialect first;
    private boolean differ;

    void add(String folder, String name, String migrations, Project project) {
      ScriptSettings text;
      try {
        text = ScriptSettings.of(project.read(folder + name).text());
      } catch (UnreadableSourceException e) {
        return;
      }
      Dialect said = said(text, "dialect");
      if (said == null) {
        said = said(text, "driver");
      }
      if (said == null) {
        return;
      }
      any = true;
      String out = text.value("out", 0);
      if (out != null && migrations.equals(Project.resolve(folder, out) + "/")) {
        meant = said;
      }
      differ |= first != null && first != said;
      first = said;
    }

    @Nullable Dialect dialect() {
      return meant != null ? meant : differ ? null : first;
    }
  }

  /** The database that all values of a setting name; null: none does, or they differ. */
  private static @Nullable Dialect said(ScriptSettings settings, String setting) {
    String text = settings.text();
    Dialect found = null;
    for (int at = text.indexOf(setting); at >= 0; at = text.indexOf(setting, at + 1)) {
      String value = settings.value(setting, at);
      Dialect named = value == null ? null : named(value, setting);
      if (named != null && found != null && named != found) {
        return null;
      }
      found = named == null ? found : named;
    }
    return found;
  }

  private static @Nullable Dialect named(String value, String setting) {
    return setting.equals("dialect") ? Dialects.named(value) : DRIVERS.get(value);
  }
}
