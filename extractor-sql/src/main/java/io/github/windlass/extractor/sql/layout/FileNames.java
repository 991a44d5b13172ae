package io.github.windlass.extractor.sql.layout;

import java.util.Locale;

/** What runners read in the names of files. */
public final class FileNames {

  private static final String[] ENDINGS = {".sql", ".psql", ".pgsql", ".ddl"};

  private FileNames() {}

  /** Whether a file is SQL, by its name's end. */
  public static boolean isSql(String path) {
    for (String ending : ENDINGS) {
      if (path.regionMatches(true, path.length() - ending.length(), ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }

  /** The name of a file without its folders. */
  public static String of(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folders of a file, with a slash at the end unless there are none. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The name of the innermost folder; empty if there is none. */
  static String parent(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /**
   * The name of a file without its folders and without what says that it is SQL, and the way up.
   */
  public static String stem(String path) {
    String name = of(path);
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending) && name.length() > ending.length()) {
        name = name.substring(0, name.length() - ending.length());
        break;
      }
    }
    return name.endsWith(".up") ? name.substring(0, name.length() - 3) : name;
  }

  /**
   * Whether a file takes a migration back: {@code *.down.sql} (golang-migrate, sqlx), {@code
   * *.undo.sql}, {@code U1__*.sql} (Flyway).
   */
  public static boolean undoes(String path) {
    String fileName = of(path);
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".down.sql")
        || name.endsWith(".undo.sql")
        || (fileName.startsWith("U")
            && fileName.contains("__")
            && fileName.length() > 1
            && Character.isDigit(fileName.charAt(1)));
  }

  /** Whether a path ends so, in any case. */
  static boolean endsWith(String path, String ending) {
    return path.regionMatches(true, path.length() - ending.length(), ending, 0, ending.length());
  }

  /** How many digits a name begins with. */
  static int digits(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** A key under which {@code orderKey} puts files in the order of their characters. */
  static String byCharacters(String path) {
    String folder = folder(path);
    StringBuilder key = new StringBuilder(folder);
    for (int i = folder.length(); i < path.length(); i++) {
      // Natural order knows no digits up there.
      key.append((char) (0x4000 + (path.charAt(i) & 0x3fff)));
    }
    return key.toString();
  }
}
