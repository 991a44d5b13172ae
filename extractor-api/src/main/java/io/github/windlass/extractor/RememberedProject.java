package io.github.windlass.extractor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A project while its migrations are read together: folders are listed once, and what is worked out
 * for one migration serves the others. Used by one thread.
 */
final class RememberedProject implements Project {

  /** How many things are remembered; what comes later is worked out each time. */
  private static final int LIMIT = 20_000;

  /** How many characters of files are kept, in all. */
  private static final long CHARACTERS = 16 << 20;

  private final Project project;
  private final Map<String, List<String>> folders = new HashMap<>();
  private final Map<String, Set<String>> nameSets = new HashMap<>();
  private final Map<String, SourceFile> files = new HashMap<>();
  private long characters;
  private final Map<String, String> unread = new HashMap<>();
  private final Map<Key<?>, Object> known = new HashMap<>();

  RememberedProject(Project project) {
    this.project = project;
  }

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    SourceFile known = files.get(path);
    if (known != null) {
      return known;
    }
    // Most files that are asked for are not there: imports are tried under several endings.
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    if (slash >= 0 && isPlain(name) && !names(path.substring(0, slash + 1)).contains(name)) {
      return missing(path);
    }
    SourceFile file = project.read(path);
    if (characters + file.text().length() <= CHARACTERS) {
      characters += file.text().length();
      files.put(path, file);
    }
    return file;
  }

  private Set<String> names(String folder) {
    Set<String> names = nameSets.get(folder);
    if (names == null) {
      names = new HashSet<>(list(folder));
      if (nameSets.size() < LIMIT) {
        nameSets.put(folder, names);
      }
    }
    return names;
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && !name.equals(".") && !name.equals("..");
  }

  /** Says why there is no file: it may be a folder, or outside the project. */
  private SourceFile missing(String path) throws UnreadableSourceException {
    String reason = unread.get(path);
    if (reason == null) {
      try {
        return project.read(path);
      } catch (UnreadableSourceException e) {
        String message = e.getMessage();
        reason = message == null ? "cannot be read" : message;
        if (unread.size() < LIMIT) {
          unread.put(path, reason);
        }
      }
    }
    throw new UnreadableSourceException(reason);
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
