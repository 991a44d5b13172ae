package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.NamedFolders;
import io.github.windlass.extractor.sql.OneString;
import java.util.ArrayList;
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

  private static final String FILE = Siblings.FILE;

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

  /** Whether a source is one; Drizzle names its files in the same way since its version 1. */
  static boolean matches(SourceFile source, Project project) {
    if (NamedFolders.areOfDrizzle(source.path(), project)
        || source.text().contains("--> statement-breakpoint")) {
      return false;
    }
    MigrationFolder folder = new MigrationFolder(source, project);
    if (!folder.name.isEmpty()) {
      // All are matched before the first is read: none is looked for then.
      Siblings.in(folder.parent, project).isThere(folder.name);
    }
    return true;
  }

  /** By the place among the others, as names of digits are ordered by their characters. */
  @Nullable String orderKey() {
    int index = name.isEmpty() ? -1 : Siblings.in(parent, project).indexOf(name);
    return index < 0 ? null : parent + index;
  }

  List<Migration> migrations() {
    Dialect dialect = Provider.of(source, parent, project);
    Siblings siblings = Siblings.in(parent, project);
    int index = name.isEmpty() ? -1 : siblings.indexOf(name);
    if (index < 0) {
      return List.of(migration(dialect));
    }
    siblings.isThere(name);
    List<Migration> migrations = new ArrayList<>();
    for (String each : siblings.missingBefore(index)) {
      migrations.add(missing(each, dialect));
    }
    migrations.add(migration(dialect));
    // Nobody else will speak of those behind the last.
    for (String each : siblings.missingToTheEnd(index)) {
      migrations.add(missing(each, dialect));
    }
    return migrations;
  }

  private Migration migration(Dialect dialect) {
    OneString sent = OneString.of(source, new Span(0, source.text().length()), dialect);
    String called = name.isEmpty() ? FILE : name;
    return new Migration(source.path(), FORMAT, called, dialect, sent.transaction(), sent.steps());
  }

  /** Prisma refuses to go on where a folder has no file (its error P3015). */
  private Migration missing(String folder, Dialect dialect) {
    Step gap =
        new Step.Gap(
            GapCode.MISSING_SOURCE,
            "the folder "
                + folder
                + " has no "
                + FILE
                + ": Prisma runs nothing as long as it is there",
            source.origin(new Span(0, 0)));
    return new Migration(
        parent + folder + "/" + FILE, FORMAT, folder, dialect, TransactionMode.NONE, List.of(gap));
  }
}
