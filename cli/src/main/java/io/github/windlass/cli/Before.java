package io.github.windlass.cli;

import io.github.windlass.analyzer.snapshot.Snapshot;
import io.github.windlass.cli.CommandLineTool.UsageException;
import io.github.windlass.extractor.ProjectFolder;
import io.github.windlass.extractor.TextFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/**
 * The state before the first migration, and before its history.
 *
 * @param snapshot null: nothing is known of it
 * @param incomplete whether parts of the snapshot could not be read, which is said already
 */
record Before(@Nullable Snapshot snapshot, boolean incomplete) {

  private static final Before UNKNOWN = new Before(null, false);

  /** A snapshot may hold a whole database; migrations are smaller. */
  private static final int SIZE_LIMIT = 4 * ProjectFolder.SIZE_LIMIT;

  /**
   * What {@code --snapshot} or {@code --db-url} says.
   *
   * @throws UsageException if it cannot be read
   */
  static Before of(Settings settings, Terminal terminal) {
    return of(settings.snapshotFile(), settings.databaseUrl(), settings, terminal);
  }

  /** What {@code --snapshot} says, where {@code --db-url} means something else. */
  static Before ofFile(Settings settings, Terminal terminal) {
    return of(settings.arguments().value("--snapshot"), null, settings, terminal);
  }

  private static Before of(
      @Nullable String file, @Nullable String url, Settings settings, Terminal terminal) {
    if (file == null && url == null) {
      return UNKNOWN;
    }
    String name = file == null ? "the database" : file;
    try {
      String text =
          url != null
              ? Database.snapshot(url, settings.schemas(), terminal.environment())
              : TextFile.read(terminal.directory().resolve(name), SIZE_LIMIT);
      Snapshot snapshot = Snapshot.read(text);
      for (String unread : snapshot.unread()) {
        terminal.say(name + ": " + unread);
      }
      return new Before(snapshot, !snapshot.unread().isEmpty());
    } catch (UnreadableSourceException e) {
      throw new UsageException(name + ": " + e.getMessage());
    } catch (InvalidPathException e) {
      throw new UsageException(name + ": no path");
    }
  }
}
