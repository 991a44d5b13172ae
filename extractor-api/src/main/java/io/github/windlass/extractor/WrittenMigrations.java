package io.github.windlass.extractor;

import java.util.List;

/**
 * Migrations that were written.
 *
 * @param files in the order in which the framework runs them
 * @param notes what a user has to know or to set besides, as sentences
 */
public record WrittenMigrations(List<SourceFile> files, List<String> notes) {

  public WrittenMigrations {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
