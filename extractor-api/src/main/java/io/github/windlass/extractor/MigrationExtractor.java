package io.github.windlass.extractor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recovers the SQL that one framework's migrations send. Implementations are found by {@link
 * java.util.ServiceLoader}, have no state, and may be called from several threads.
 *
 * <p>An extractor answers what a framework would send and which characters made it send that; it
 * knows nothing of locks. Nothing in a source makes it throw: what cannot be recovered is a {@link
 * Step.Gap}.
 */
public interface MigrationExtractor {

  /** A short name in lower case, as {@code --format} takes it: {@code knex}. */
  String format();

  /** What {@code windlass formats} prints: one line. */
  String description();

  /**
   * Whether a file that is found in a folder may be one of this framework's migrations, by its path
   * alone; only such files are opened. A file that the user names is opened in any case.
   */
  boolean mayBeIn(String path);

  /** How well a source fits this framework. */
  Match match(SourceFile source, Project project);

  /**
   * The migrations of a source, in the order in which the framework would run them; empty if it
   * holds none.
   */
  List<Migration> extract(SourceFile source, Project project);

  /**
   * As {@link #extract(SourceFile, Project)}, for a framework that reads the catalog to decide what
   * it sends.
   *
   * @param before the schema when the first migration of the source starts
   */
  default List<Migration> extract(SourceFile source, Project project, SchemaView before) {
    return extract(source, project);
  }

  /**
   * Where this framework runs a migration among others that were found with it, if it orders them
   * by other than their paths: files run in {@link NaturalOrder natural order} of their keys, those
   * of equal keys by path. TypeORM orders by the time stamp at the end of a class's name.
   *
   * @return null: by its path
   */
  default @Nullable String orderKey(SourceFile source, Project project) {
    return null;
  }

  /**
   * Whether this framework would not run a source that is found in a folder: what takes a migration
   * back, or what runs as a part of another file. A file that the user names is read in any case.
   */
  default boolean leavesOut(SourceFile source, Project project) {
    return false;
  }

  /**
   * The comments of a source that may speak to whoever judges its migrations; see {@link
   * Comment#in}. It is asked only where {@link Comment#maySpeakIn} says so, for the source of a
   * migration and for other sources that its steps came from.
   */
  default List<Comment> comments(SourceFile source) {
    return List.of();
  }

  /**
   * The text of a source whose runner opens a transaction for it, changed so that it opens none.
   *
   * @return null: the file itself cannot say so
   */
  default @Nullable String withoutTransaction(SourceFile source) {
    return null;
  }

  /** How well a source fits. The best fit of all extractors is taken. */
  enum Match {
    /** Another framework's file, or none. */
    NO,
    /** May be read so when nothing else fits, such as any {@code .sql} file. */
    POSSIBLE,
    /** Stands where this framework's files stand, or is called as they are called. */
    LIKELY,
    /** Has the framework's own marks. */
    CERTAIN
  }
}
