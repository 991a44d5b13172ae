package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that migrations are written for: the {@code provider} of {@code migration_lock.toml}
 * beside them, or else that of the schema, which {@code prisma.config.ts} may put elsewhere.
 */
final class Provider {

  private static final String LOCK = "migration_lock.toml";

  /** Where the schema is, be it in several files, seen from the folder of the migrations. */
  private static final List<String> SCHEMAS = List.of("../", "../schema/", "", "../../");

  /** How many files of a schema are looked at. */
  private static final int FILES = 100;

  private static final String PROVIDER = "provider";

  private Provider() {}

  /** What is said for all migrations of a folder. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /**
   * The database; PostgreSQL, if nothing says otherwise.
   *
   * @param folder the one that the migrations are in
   */
  static Dialect of(SourceFile source, String folder, Project project) {
    Dialect said =
        project
            .once(new OfFolder(folder), () -> Optional.ofNullable(ofFolder(folder, project)))
            .orElse(null);
    if (said == null) {
      said = Dialects.marks(source.text());
    }
    return said == null ? Dialect.POSTGRES : said;
  }

  /** What the settings say, or the names of folders, or the SQL of the first migrations. */
  private static @Nullable Dialect ofFolder(String folder, Project project) {
    Dialect said = in(folder + LOCK, "", project);
    if (said == null) {
      said = PrismaConfig.dialect(folder, project);
    }
    if (said == null) {
      said = said(folder, project);
    }
    if (said == null) {
      said = Dialects.folder(folder + LOCK, project);
    }
    if (said != null) {
      return said;
    }
    List<String> paths = new ArrayList<>();
    for (String name : project.list(folder)) {
      if (name.endsWith("/")) {
        paths.add(folder + name + Siblings.FILE);
      }
    }
    return Dialects.marks(paths, project);
  }

  /** How far above a script is looked. */
  private static final int LEVELS = 6;

  /** Folders in which a project has Prisma's files. */
  private static final List<String> FOLDERS =
      List.of("", "migrations/", "prisma/migrations/", "prisma/");

  /** The database of what lies nearest to a script; PostgreSQL, if nothing says. */
  static Dialect near(SourceFile source, Project project) {
    String folder = source.path().substring(0, source.path().lastIndexOf('/') + 1);
    Dialect said =
        project
            .once(new OfScripts(folder), () -> Optional.ofNullable(nearest(folder, project)))
            .orElse(null);
    if (said == null) {
      said = Dialects.marks(source.text());
    }
    return said == null ? Dialect.POSTGRES : said;
  }

  /** What is said for the scripts of a folder. */
  private record OfScripts(String folder) implements Project.Key<Optional<Dialect>> {}

  private static @Nullable Dialect nearest(String folder, Project project) {
    Dialect configured = PrismaConfig.dialect(folder, project);
    if (configured != null) {
      return configured;
    }
    String at = folder;
    for (int level = 0; level < LEVELS && at.startsWith(project.root()); level++) {
      for (String inner : FOLDERS) {
        Dialect said = said(at + inner, project);
        if (said != null) {
          return said;
        }
      }
      if (at.isEmpty()) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return null;
  }

  private static @Nullable Dialect said(String folder, Project project) {
    Dialect locked = in(folder + LOCK, "", project);
    for (int i = 0; locked == null && i < SCHEMAS.size(); i++) {
      locked = ofSchema(Project.resolve(folder, SCHEMAS.get(i)), project);
    }
    return locked;
  }

  /** The {@code datasource} of a folder's schema, whichever of its files has it. */
  static @Nullable Dialect ofSchema(String resolved, Project project) {
    String folder = resolved.isEmpty() || resolved.endsWith("/") ? resolved : resolved + "/";
    int read = 0;
    for (String name : project.list(folder)) {
      if (name.endsWith(".prisma") && read++ < FILES) {
        Dialect said = ofSchemaFile(folder + name, project);
        if (said != null) {
          return said;
        }
      }
    }
    return null;
  }

  /** The {@code datasource} of a schema's file. */
  static @Nullable Dialect ofSchemaFile(String path, Project project) {
    return in(path, "datasource", project);
  }

  /**
   * What a file says.
   *
   * @param block what stands before the setting; empty: nothing needs to
   */
  private static @Nullable Dialect in(String path, String block, Project project) {
    String text;
    try {
      text = project.read(path).text();
    } catch (UnreadableSourceException e) {
      return null;
    }
    int start = text.indexOf(block);
    int at = start < 0 ? -1 : text.indexOf(PROVIDER, start);
    while (at >= 0) {
      int lineStart = text.lastIndexOf('\n', at) + 1;
      if (text.substring(lineStart, at).isBlank()) {
        return named(text, at + PROVIDER.length());
      }
      at = text.indexOf(PROVIDER, at + 1);
    }
    return null;
  }

  private static @Nullable Dialect named(String text, int from) {
    int opens = text.indexOf('"', from);
    int closes = text.indexOf('"', opens + 1);
    return opens < 0 || closes < 0 ? null : Dialects.named(text.substring(opens + 1, closes));
  }
}
