package io.github.windlass.extractor;

import java.util.List;

/** The files around a migration, as far as an extractor may see them. */
public interface Project {

  /**
   * Reads a file.
   *
   * @param path relative to the project's root, with {@code /} between folders
   * @throws UnreadableSourceException if there is no such file, it is outside the root (links
   *     followed), too large, or no text
   */
  SourceFile read(String path) throws UnreadableSourceException;

  /**
   * The names of the files and folders in a folder, sorted, folders with a {@code /} at the end;
   * empty if there is no such folder within the root.
   */
  List<String> list(String folder);
}
