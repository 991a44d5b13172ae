package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationExtractor;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL files of one migration runner: how they are told from others, in which order they run,
 * which part of them migrates up, and in which transaction.
 *
 * <p>A file matches {@link MigrationExtractor.Match#CERTAIN for certain} by marks in its text,
 * {@link MigrationExtractor.Match#LIKELY likely} by its name and place. Another runner is one class
 * more, a line in {@code META-INF/services}, and a folder in {@code fixtures/sql-layouts}.
 */
public abstract class Layout implements MigrationExtractor {

  private final String format;
  private final String description;

  Layout(String format, String description) {
    this.format = format;
    this.description = description;
  }

  @Override
  public final String format() {
    return format;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public boolean mayBeIn(String path) {
    return FileNames.isSql(path) && !FileNames.undoes(path);
  }

  @Override
  public List<Comment> comments(SourceFile source) {
    return SqlComments.in(source);
  }

  /** A migration that is called as its file. */
  final Migration migration(SourceFile source, TransactionMode transaction, Sending sending) {
    return migration(source, FileNames.stem(source.path()), transaction, sending);
  }

  final Migration migration(
      SourceFile source, String name, TransactionMode transaction, Sending sending) {
    return migration(source, name, sending.dialect(), transaction, sending.steps());
  }

  final Migration migration(
      SourceFile source,
      String name,
      Dialect dialect,
      TransactionMode transaction,
      List<Step> steps) {
    return new Migration(source.path(), format, name, dialect, transaction, steps);
  }

  /** The text of a file of the project, or null if it cannot be read. */
  static @Nullable String textOf(Project project, String path) {
    try {
      return project.read(path).text();
    } catch (UnreadableSourceException e) {
      return null;
    }
  }
}
