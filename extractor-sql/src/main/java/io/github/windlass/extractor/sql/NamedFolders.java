package io.github.windlass.extractor.sql;

import io.github.windlass.extractor.Project;
import java.util.Collections;

/**
 * Migrations of which each has a folder: {@code 20240131120000_init/migration.sql}. Prisma's are
 * told from those of Drizzle (since drizzle-kit 1.0) by what lies beside, once for all of them.
 */
public final class NamedFolders {

  private static final String FILE = "migration.sql";

  /** What Prisma keeps beside the folders. */
  private static final String LOCK = "migration_lock.toml";

  /** What drizzle-kit keeps in each. */
  private static final String SNAPSHOT = "snapshot.json";

  /** How many folders are looked into. */
  private static final int FOLDERS = 3;

  private NamedFolders() {}

  /** Which folders are meant: those in this. */
  private record In(String parent) implements Project.Key<Boolean> {}

  /** Whether a path is that of a migration in a folder of its own. */
  public static boolean isMigration(String path) {
    return path.endsWith(FILE)
        && (path.length() == FILE.length()
            || path.charAt(path.length() - FILE.length() - 1) == '/');
  }

  /** Whether a migration, and those beside it, are Drizzle's. */
  public static boolean areOfDrizzle(String path, Project project) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return false;
    }
    String parent = path.substring(0, path.lastIndexOf('/', slash - 1) + 1);
    return project.once(new In(parent), () -> haveSnapshots(parent, project));
  }

  private static boolean haveSnapshots(String parent, Project project) {
    if (contains(parent, LOCK, project)) {
      return false;
    }
    int seen = 0;
    for (String name : project.list(parent)) {
      if (name.endsWith("/") && !name.equals("meta/") && seen++ < FOLDERS) {
        if (contains(parent + name, SNAPSHOT, project)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean contains(String folder, String name, Project project) {
    return Collections.binarySearch(project.list(folder), name) >= 0;
  }
}
