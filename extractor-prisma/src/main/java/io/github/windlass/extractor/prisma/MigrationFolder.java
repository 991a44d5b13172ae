package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.OneString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one migration among the others: {@code prisma/migrations/20240101000000_init/}.
 *
 * <p>Prisma runs them in the order of their names, character by character, and sends each file as
 * one string (prisma-engines, {@code schema-connector/src/migrations_directory.rs} and {@code
 * apply_migration_script} of {@code sql-schema-connector}).
 */
final class MigrationFolder {

  static final String FORMAT = "prisma";

  private static final String FILE = "migration.sql";

  private final SourceFile source;
  private final Project project;

  /** Its name; empty: the file is in none. */
  private final String name;

  /** The folder that the migrations are in, with a {@code /} at the end; empty: the root. */
  private final String parent;

  MigrationFolder(SourceFile source, Project project) {
    this.source = source;
    this.project = project;
    String folder = source.path().substring(0, Math.max(0, source.path().lastIndexOf('/')));
    this.parent = folder.substring(0, folder.lastIndexOf('/') + 1);
    this.name = folder.substring(parent.length());
  }

  /** Whether a path is that of a migration. */
  static boolean isMigration(String path) {
    return path.endsWith(FILE)
        && (path.length() == FILE.length()
            || path.charAt(path.length() - FILE.length() - 1) == '/');
  }

  /** Drizzle, since its version 1, names its files in the same way. */
  static boolean isOfDrizzle(SourceFile source, Project project) {
    String folder = source.path().substring(0, source.path().lastIndexOf('/') + 1);
    return source.text().contains("--> statement-breakpoint")
        || (!folder.isEmpty()
            && Collections.binarySearch(project.list(folder), "snapshot.json") >= 0);
  }

  /** By the place among the others, as names of digits are ordered by their characters. */
  @Nullable String orderKey() {
    int index = index();
    return index < 0 ? null : parent + index;
  }

  private int index() {
    return name.isEmpty() ? -1 : Collections.binarySearch(project.list(parent), name + "/");
  }

  List<Migration> migrations() {
    Dialect dialect = Provider.of(source, parent, project);
    List<Migration> migrations = new ArrayList<>();
    List<String> names = project.list(parent);
    int index = index();
    for (int i = firstMissing(names, index); i < index; i++) {
      missing(names.get(i), dialect, migrations);
    }
    migrations.add(migration(dialect));
    int next = index < 0 ? names.size() : index + 1;
    while (next < names.size() && isMissing(names.get(next))) {
      next++;
    }
    if (next == names.size() && index >= 0) {
      // Nobody else will speak of those behind the last.
      for (String each : names.subList(index + 1, next)) {
        missing(each, dialect, migrations);
      }
    }
    return migrations;
  }

  private Migration migration(Dialect dialect) {
    OneString sent = OneString.of(source, new Span(0, source.text().length()), dialect);
    String called = name.isEmpty() ? FILE : name;
    return new Migration(source.path(), FORMAT, called, dialect, sent.transaction(), sent.steps());
  }

  // --- folders without a file ------------------------------------------------------------------

  /** Where the folders begin that stand before one and have no file. */
  private int firstMissing(List<String> names, int index) {
    int first = index;
    while (first > 0 && isMissing(names.get(first - 1))) {
      first--;
    }
    return first;
  }

  private boolean isMissing(String child) {
    if (!child.endsWith("/")) {
      return true;
    }
    try {
      project.read(parent + child + FILE);
      return false;
    } catch (UnreadableSourceException e) {
      return true;
    }
  }

  /** Prisma refuses to go on where one has none (its error P3015). */
  private void missing(String child, Dialect dialect, List<Migration> migrations) {
    if (!child.endsWith("/")) {
      return;
    }
    String missing = child.substring(0, child.length() - 1);
    Step gap =
        new Step.Gap(
            GapCode.MISSING_SOURCE,
            "the folder "
                + missing
                + " has no "
                + FILE
                + ": Prisma runs nothing as long as it is there",
            source.origin(new Span(0, 0)));
    migrations.add(
        new Migration(
            parent + child + FILE, FORMAT, missing, dialect, TransactionMode.NONE, List.of(gap)));
  }
}
