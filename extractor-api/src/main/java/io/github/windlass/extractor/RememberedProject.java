package io.github.windlass.extractor;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A project while its migrations are read together: folders are listed once, and what is worked out
 * for one migration serves the others, on whatever thread. What two threads ask for at one time may
 * be worked out twice; both get the same.
 */
final class RememberedProject implements Project {

  /** How many things are remembered; what comes later is worked out each time. */
  private static final int LIMIT = 20_000;

  /** How many characters of files are kept, in all. */
  private static final long CHARACTERS = 16 << 20;

  /** No file has a longer path; a migration can name one. */
  private static final int PATH_LENGTH = 4096;

  private final Project project;
  private final Map<String, List<String>> folders = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> nameSets = new ConcurrentHashMap<>();
  private final Map<String, SourceFile> files = new ConcurrentHashMap<>();
  private final AtomicLong characters = new AtomicLong();
  private final Map<Key<?>, Object> known = new ConcurrentHashMap<>();

  RememberedProject(Project project) {
    this.project = project;
  }

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    if (!files.containsKey(path) && isSurelyMissing(path)) {
      throw new UnreadableSourceException("no such file or folder");
    }
    return readFound(path);
  }

  /** Reads a file that was seen a moment ago, and of whose folder nothing else may be asked. */
  SourceFile readFound(String path) throws UnreadableSourceException {
    SourceFile known = files.get(path);
    if (known != null) {
      return known;
    }
    SourceFile file = project.read(path);
    if (characters.get() + file.text().length() > CHARACTERS) {
      return file;
    }
    characters.addAndGet(file.text().length());
    return first(files, path, file);
  }

  /**
   * Whether a folder that was listed has nothing of that name, however it is spelled. Most files
   * that are asked for are not there: imports are tried under several endings.
   */
  private boolean isSurelyMissing(String path) {
    if (path.length() > PATH_LENGTH
        || !path.startsWith(root())
        || path.contains("..")
        || path.contains("//")) {
      return false;
    }
    int end = path.length();
    for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', end - 1)) {
      String name = path.substring(slash + 1, end).toLowerCase(Locale.ROOT);
      if (name.isEmpty() || name.equals(".") || !isAscii(name)) {
        return false;
      }
      Set<String> names = names(path.substring(0, slash + 1));
      if (!names.isEmpty()) {
        return !names.contains(name) && !names.contains(name + "/");
      }
      // No such folder, an empty one, or one that may not be read.
      end = slash;
    }
    return false;
  }

  /** Other characters have several spellings, which some file systems do not tell apart. */
  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** The names in a folder, in lower case: some file systems do not tell cases apart. */
  private Set<String> names(String folder) {
    Set<String> names = nameSets.get(folder);
    if (names == null) {
      names = new HashSet<>();
      for (String name : list(folder)) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
      names = remembered(nameSets, folder, names);
    }
    return names;
  }

  @Override
  public List<String> list(String folder) {
    List<String> names = folders.get(folder);
    if (names == null) {
      names = project.list(folder);
      names = remembered(folders, folder, names);
    }
    return names;
  }

  @Override
  public String standing() {
    return project.standing();
  }

  @Override
  public String root() {
    return project.root();
  }

  @Override
  public @Nullable String setting(String name) {
    return project.setting(name);
  }

  @Override
  @SuppressWarnings("unchecked") // what was put under this key
  public <T> T once(Key<T> key, Supplier<T> work) {
    Object value = known.get(key);
    // Worked out outside any lock, as it may ask for other things.
    return (T) (value == null ? remembered(known, key, work.get()) : value);
  }

  private static <K, V> V remembered(Map<K, V> map, K key, V value) {
    return map.size() < LIMIT ? first(map, key, value) : value;
  }

  /** What was put first is what all get. */
  private static <K, V> V first(Map<K, V> map, K key, V value) {
    V earlier = map.putIfAbsent(key, value);
    return earlier == null ? value : earlier;
  }
}
