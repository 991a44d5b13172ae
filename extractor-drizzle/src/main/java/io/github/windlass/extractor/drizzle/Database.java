package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.script.ecmascript.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that migrations are written for: as the journal or a snapshot says, or the project's
 * {@code drizzle.config}, or the names of folders, or the SQL of the folder's files.
 */
final class Database {

  private Database() {}

  /** What the files of a folder say together. */
  private record OfFolder(String folder) implements Project.Key<Optional<Dialect>> {}

  /**
   * The database; PostgreSQL, if nothing says otherwise.
   *
   * @param folder where the source is, with a {@code /} at the end; empty: at the root
   */
  static Dialect of(SourceFile source, String folder, Journal journal, Project project) {
    Dialect said = journal.dialect();
    if (said == null) {
      said = Config.dialect(folder, project);
    }
    if (said == null) {
      said = Dialects.folder(source.path(), project);
    }
    if (said == null) {
      said =
          project
              .once(new OfFolder(folder), () -> Optional.ofNullable(marks(folder, project)))
              .orElse(null);
    }
    if (said == null) {
      said = Dialects.marks(source.text());
    }
    return said == null ? Dialect.POSTGRES : said;
  }

  /** What the snapshot says that drizzle-kit keeps beside a migration; null: nothing. */
  static @Nullable Dialect snapshot(String path, Project project) {
    try {
      Json json = Json.of(project.read(path).text());
      String name = json == null ? null : json.text("dialect");
      return name == null ? null : Dialects.named(name);
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  private static @Nullable Dialect marks(String folder, Project project) {
    List<String> paths = new ArrayList<>();
    for (String name : project.list(folder)) {
      if (SqlFile.mayBeIn(name)) {
        paths.add(folder + name);
      }
    }
    return Dialects.marks(paths, project);
  }
}
