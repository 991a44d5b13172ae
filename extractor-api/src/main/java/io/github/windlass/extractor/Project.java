package io.github.windlass.extractor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files around a migration, as far as an extractor may see them.
 *
 * <p>Paths are as {@link SourceFile#path() sources} have them, with {@code /} between folders. All
 * paths of a project begin with its {@link #root() root}.
 */
public interface Project {

  /**
   * Reads a file.
   *
   * @throws UnreadableSourceException if there is no such file, it is outside the root (links
   *     followed), too large, or no text
   */
  SourceFile read(String path) throws UnreadableSourceException;

  /**
   * The names of the files and folders in a folder, sorted, folders with a {@code /} at the end;
   * empty if there is no such folder within the root.
   */
  List<String> list(String folder);

  /**
   * What all paths of the project begin with: empty where the user stands at the root, else a
   * folder with a {@code /} at its end.
   */
  default String root() {
    return "";
  }

  /**
   * What the folder of the root is called, after the one around it, where the user stands in both:
   * {@code supabase/migrations/}. It tells a layout where its own folder is the root, and is no
   * place to read. Empty: not known, or the root is named in the paths.
   */
  default String standing() {
    return "";
  }

  /**
   * What the user says of a project, which goes before what its files say: by {@code rails} the
   * version of Rails.
   *
   * @return null: nothing
   */
  default @Nullable String setting(String name) {
    return null;
  }

  /**
   * Names something that is worked out of a project's files; equal keys name the same thing.
   *
   * @param <T> what is worked out
   */
  interface Key<T> {}

  /**
   * Works something out, once for all the migrations that are read together where the project
   * remembers: a module that they all import, a setting that they share.
   */
  default <T> T once(Key<T> key, Supplier<T> work) {
    return work.get();
  }

  /**
   * The path that a file means by a relative path: {@code resolve("db/a.sql", "../lib/b.sql")} is
   * {@code lib/b.sql}. An absolute path stays as it is.
   */
  static String resolve(String from, String relative) {
    if (relative.startsWith("/")) {
      return relative;
    }
    int folder = from.lastIndexOf('/') + 1;
    String joined = from.substring(0, folder) + relative;
    List<String> parts = new ArrayList<>();
    for (String part : joined.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
