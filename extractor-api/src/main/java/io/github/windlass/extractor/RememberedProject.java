package io.github.windlass.extractor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A project while its migrations are read together: folders are listed once, and what is worked out
 * for one migration serves the others. Used by one thread.
 */
final class RememberedProject implements Project {

  /** How many things are remembered; what comes later is worked out each time. */
  private static final int LIMIT = 20_000;

  private final Project project;
  private final Map<String, List<String>> folders = new HashMap<>();
  private final Map<Key<?>, Object> known = new HashMap<>();

  RememberedProject(Project project) {
    this.project = project;
  }

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    return project.read(path);
  }

  @Override
  public List<String> list(String folder) {
    List<String> names = folders.get(folder);
    if (names == null) {
      names = project.list(folder);
      if (folders.size() < LIMIT) {
        folders.put(folder, names);
      }
    }
    return names;
  }

  @Override
  public String root() {
    return project.root();
  }

  @Override
  @SuppressWarnings("unchecked") // what was put under this key
  public <T> T once(Key<T> key, Supplier<T> work) {
    Object value = known.get(key);
    if (value == null) {
      T made = work.get();
      if (known.size() < LIMIT) {
        known.put(key, made);
      }
      return made;
    }
    return (T) value;
  }
}
