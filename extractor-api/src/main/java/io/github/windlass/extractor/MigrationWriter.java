package io.github.windlass.extractor;

/**
 * Writes migrations of one framework: the way back of a {@link MigrationExtractor}. What the
 * extractor of the same format reads from the files is the SQL that they were asked for, each part
 * in its own transaction, or outside any. Implementations are found by {@link
 * java.util.ServiceLoader}, have no state, and may be called from several threads.
 */
public interface MigrationWriter {

  /** The {@link MigrationExtractor#format() format} that it writes. */
  String format();

  /**
   * The files that a user of the framework would write, one for each part, in the language and the
   * manner of the original.
   */
  WrittenMigrations write(MigrationDraft draft);
}
