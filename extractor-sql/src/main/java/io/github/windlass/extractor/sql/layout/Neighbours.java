package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Project;
import org.jspecify.annotations.Nullable;

/** What stands in the folders of a migration and above: manifests and settings. */
final class Neighbours {

  /** Folders above a file that are looked into. */
  private static final int HEIGHT = 12;

  private Neighbours() {}

  private record Mention(String folder, String file, String word) implements Project.Key<Boolean> {}

  /**
   * Whether the nearest file of a name, in the folder of a path or above, has a word in it: whether
   * a manifest names a package.
   */
  static boolean mention(Project project, String path, String file, String word) {
    String folder = FileNames.folder(path);
    return project.once(
        new Mention(folder, file, word), () -> nearestHas(project, folder, file, word));
  }

  private static boolean nearestHas(Project project, String folder, String file, String word) {
    String place = nearest(project, folder, file);
    String text = place == null ? null : Layout.textOf(project, place);
    return text != null && text.contains(word);
  }

  /** The nearest file of a name, in a folder or above; null: there is none. */
  static @Nullable String nearest(Project project, String folder, String file) {
    String at = folder;
    for (int i = 0; i < HEIGHT; i++) {
      if (Layout.textOf(project, at + file) != null) {
        return at + file;
      }
      if (at.isEmpty() || at.equals(project.root()) || !at.startsWith(project.root())) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return null;
  }
}
