package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor.Match;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.NamedFolders;
import io.github.windlass.extractor.sql.OneString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of SQL. Drizzle cuts it at its marks and sends each piece as one string, all pending files
 * in one transaction ({@code drizzle-orm/src/migrator.ts}, {@code migrate} of {@code
 * pg-core/dialect.ts}). The journal's {@code breakpoints} only says whether there are marks.
 */
final class SqlFile {

  static final String MARK = "--> statement-breakpoint";

  private static final String ENDING = ".sql";

  private static final String SNAPSHOT = "snapshot.json";

  /** How many files beside one are looked at. */
  private static final int NEIGHBOURS = 12;

  private final SourceFile source;
  private final Project project;
  private final String folder;
  private final String name;
  private final Journal journal;

  /** Whether it is called as files are that have a folder of their own. */
  private final boolean named;

  SqlFile(SourceFile source, Project project) {
    this.source = source;
    this.project = project;
    int slash = source.path().lastIndexOf('/') + 1;
    this.folder = source.path().substring(0, slash);
    this.name = source.path().substring(slash);
    this.named = NamedFolders.isMigration(source.path());
    this.journal = named ? Journal.none(folder) : Journal.of(folder, project);
  }

  static boolean mayBeIn(String path) {
    return path.endsWith(ENDING);
  }

  /** Whether a file lies where Drizzle has its own, or has its marks. */
  static Match match(SourceFile source, Project project) {
    return source.text().contains(MARK) || new SqlFile(source, project).isInPlace()
        ? Match.CERTAIN
        : Match.NO;
  }

  private boolean isInPlace() {
    return journal.isThere() || isInFolder() || (isNumbered(name) && hasMarkedNeighbours());
  }

  /**
   * {@code 0007_busy_hulk.sql}, {@code 20240131120000_init.sql}: as drizzle-kit names its files.
   */
  private static boolean isNumbered(String name) {
    int digits = 0;
    while (digits < name.length() && Character.isDigit(name.charAt(digits))) {
      digits++;
    }
    return digits >= 4 && name.startsWith("_", digits);
  }

  /** Whether the files of a folder without a journal are Drizzle's, as the marks in some tell. */
  private record Marked(String folder) implements Project.Key<Boolean> {}

  private boolean hasMarkedNeighbours() {
    return project.once(new Marked(folder), () -> isOneMarked(folder, project));
  }

  private static boolean isOneMarked(String folder, Project project) {
    int read = 0;
    for (String other : project.list(folder)) {
      if (mayBeIn(other) && isNumbered(other) && read++ < NEIGHBOURS) {
        try {
          if (project.read(folder + other).text().contains(MARK)) {
            return true;
          }
        } catch (UnreadableSourceException e) {
          // The next may be readable.
        }
      }
    }
    return false;
  }

  /** Whether each migration has a folder of its own, as since drizzle-kit 1.0. */
  private boolean isInFolder() {
    return named && NamedFolders.areOfDrizzle(source.path(), project);
  }

  /** By its place in the journal, or that of its folder among the others. */
  @Nullable String orderKey() {
    if (journal.isThere()) {
      Integer place = journal.places().get(tag());
      return place == null ? null : folder + place;
    }
    if (isInFolder()) {
      int end = folder.length() - 1;
      String parent = folder.substring(0, folder.lastIndexOf('/', end - 1) + 1);
      return parent
          + Collections.binarySearch(project.list(parent), folder.substring(parent.length()));
    }
    return null;
  }

  private String folderName() {
    int end = folder.length() - 1;
    return folder.substring(folder.lastIndexOf('/', end - 1) + 1, end);
  }

  private String tag() {
    return name.substring(0, name.length() - (name.endsWith(ENDING) ? ENDING.length() : 0));
  }

  /** The file's migration, and before it those whose files should be there and are not. */
  List<Migration> migrations() {
    Integer place = journal.places().get(tag());
    if (place == null) {
      return List.of(migration(List.of()));
    }
    List<Journal.Entry> entries = journal.entries();
    List<Migration> migrations = new ArrayList<>();
    int first = place;
    while (first > 0 && !entries.get(first - 1).present()) {
      first--;
    }
    for (Journal.Entry entry : entries.subList(first, place)) {
      migrations.add(missing(journal, entry, dialect()));
    }
    migrations.add(migration(entries.subList(place, place + 1)));
    int next = place + 1;
    while (next < entries.size() && !entries.get(next).present()) {
      next++;
    }
    if (next == entries.size()) {
      // Nobody else will speak of those behind the last.
      for (Journal.Entry entry : entries.subList(place + 1, next)) {
        migrations.add(missing(journal, entry, dialect()));
      }
    }
    return migrations;
  }

  /** The migrations of all entries of a journal. */
  static List<Migration> all(Journal journal, Project project) {
    List<Migration> migrations = new ArrayList<>();
    SourceFile source = journal.source();
    if (source != null && journal.problem() != null) {
      Step gap = new Step.Gap(GapCode.SYNTAX, journal.problem(), source.origin());
      migrations.add(
          new Migration(
              source.path(),
              DrizzleExtractor.FORMAT,
              source.path().substring(source.path().lastIndexOf('/') + 1),
              Dialect.POSTGRES,
              TransactionMode.ALL_PENDING,
              List.of(gap)));
    }
    for (Journal.Entry entry : journal.entries()) {
      try {
        SourceFile file = project.read(journal.folder() + entry.file());
        migrations.add(new SqlFile(file, project).migration(List.of(entry)));
      } catch (UnreadableSourceException e) {
        Dialect dialect = journal.dialect();
        migrations.add(missing(journal, entry, dialect == null ? Dialect.POSTGRES : dialect));
      }
    }
    return migrations;
  }

  private static Migration missing(Journal journal, Journal.Entry entry, Dialect dialect) {
    SourceFile source = journal.source();
    if (source == null) {
      throw new IllegalStateException("an entry without a journal");
    }
    Origin origin = source.origin(entry.place());
    Step gap =
        new Step.Gap(
            GapCode.MISSING_SOURCE,
            entry.file() + " is in the journal and not there: Drizzle runs nothing without it",
            origin);
    return new Migration(
        journal.folder() + entry.file(),
        DrizzleExtractor.FORMAT,
        entry.tag(),
        dialect,
        TransactionMode.ALL_PENDING,
        List.of(gap));
  }

  private Dialect dialect() {
    Dialect snapshot = isInFolder() ? Database.snapshot(folder + SNAPSHOT, project) : null;
    return snapshot == null ? Database.of(source, folder, journal, project) : snapshot;
  }

  /**
   * @param entry the file's in the journal, if it has one
   */
  private Migration migration(List<Journal.Entry> entry) {
    Dialect dialect = dialect();
    List<Step> steps = new ArrayList<>();
    if (journal.problem() != null) {
      steps.add(new Step.Gap(GapCode.SYNTAX, journal.problem(), start()));
    }
    if (journal.isThere() && journal.problem() == null && entry.isEmpty()) {
      steps.add(
          new Step.Gap(
              GapCode.MISSING_SOURCE,
              "meta/_journal.json does not have this file, so Drizzle does not run it",
              start()));
    } else {
      String text = source.text();
      int from = 0;
      int cut = text.indexOf(MARK);
      while (cut >= 0) {
        steps.addAll(OneString.of(source, new Span(from, cut), dialect).steps());
        from = cut + MARK.length();
        cut = text.indexOf(MARK, from);
      }
      steps.addAll(OneString.of(source, new Span(from, text.length()), dialect).steps());
    }
    if (!entry.isEmpty() && entry.get(0).overtaken() != null) {
      steps.replaceAll(
          step -> step instanceof Step.Sql sql ? conditional(sql, entry.get(0).overtaken()) : step);
    }
    return new Migration(
        source.path(),
        DrizzleExtractor.FORMAT,
        isInFolder() ? folderName() : tag(),
        dialect,
        TransactionMode.ALL_PENDING,
        steps);
  }

  /** Drizzle passes over what is not younger than the last that it has run. */
  private static Step conditional(Step.Sql sql, @Nullable String earlier) {
    return new Step.Sql(
        sql.text(),
        sql.map(),
        earlier + " has not run before: the journal's \"when\" is no later than that",
        sql.repeats(),
        sql.holes(),
        sql.parameters());
  }

  private Origin start() {
    return source.origin(new Span(0, 0));
  }
}
