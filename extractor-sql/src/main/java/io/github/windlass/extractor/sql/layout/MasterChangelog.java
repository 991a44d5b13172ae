package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that Liquibase's changelogs in XML, YAML and JSON include, in their order. Of these
 * changelogs nothing else is read.
 */
final class MasterChangelog {

  private static final List<String> NAMES =
      List.of("db.changelog-master", "changelog-master", "master", "changelog", "root-changelog");
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".xml", ".json");
  private static final int DEPTH_LIMIT = 8;
  private static final int ENTRY_LIMIT = 5_000;

  /**
   * What a changelog includes.
   *
   * @param path as it says it, a folder with a slash at its end
   */
  private record Entry(String path) {}

  private record InFolder(String folder) implements Project.Key<Found> {}

  /** A master changelog, and what it includes; no entries if there is none. */
  private record Found(String folder, List<Entry> entries) {}

  private MasterChangelog() {}

  /** The place of a file among those that a master changelog includes; null: none includes it. */
  static @Nullable String orderKey(String path, Project project) {
    String folder = FileNames.folder(path);
    Found found = project.once(new InFolder(folder), () -> find(project, folder));
    for (int i = 0; i < found.entries().size(); i++) {
      String entry = found.entries().get(i).path();
      boolean included =
          entry.endsWith("/")
              ? ("/" + folder).contains("/" + entry)
              : path.equals(entry) || path.endsWith("/" + entry);
      if (included) {
        return found.folder() + i + "/" + FileNames.byCharacters(path);
      }
    }
    return null;
  }

  private static Found find(Project project, String folder) {
    for (String name : NAMES) {
      for (String ending : ENDINGS) {
        String place = Neighbours.nearest(project, folder, name + ending);
        if (place != null) {
          List<Entry> entries = new ArrayList<>();
          read(project, place, entries, new HashSet<>(), DEPTH_LIMIT);
          return new Found(FileNames.folder(place), List.copyOf(entries));
        }
      }
    }
    return new Found("", List.of());
  }

  private static void read(
      Project project, String place, List<Entry> entries, Set<String> seen, int depth) {
    String text = depth > 0 && seen.add(place) ? Layout.textOf(project, place) : null;
    int at = text == null ? -1 : next(text, 0);
    while (text != null && at >= 0 && entries.size() < ENTRY_LIMIT) {
      int after = next(text, at + 1);
      String part = text.substring(at, after < 0 ? text.length() : after);
      boolean all = part.startsWith("includeAll");
      String value = value(part, all || part.startsWith("sqlFile") ? "path" : "file");
      if (value != null) {
        String path = value.startsWith("classpath:") ? value.substring(10) : value;
        while (path.startsWith("/") || path.startsWith("./")) {
          path = path.substring(path.indexOf('/') + 1);
        }
        boolean relative = "true".equals(value(part, "relativeToChangelogFile"));
        String resolved = relative || path.startsWith("../") ? Project.resolve(place, path) : path;
        if (all) {
          entries.add(new Entry(resolved.endsWith("/") ? resolved : resolved + "/"));
        } else if (isChangelog(resolved)) {
          read(project, resolved(project, place, resolved), entries, seen, depth - 1);
        } else {
          entries.add(new Entry(resolved));
        }
      }
      at = after;
    }
  }

  /** Where a changelog is: as its path says, or below the folder of resources that it is in. */
  private static String resolved(Project project, String from, String path) {
    if (Layout.textOf(project, path) != null) {
      return path;
    }
    String resources = "resources/";
    int at = from.lastIndexOf(resources);
    String below = at < 0 ? path : from.substring(0, at + resources.length()) + path;
    return Layout.textOf(project, below) != null ? below : Project.resolve(from, path);
  }

  private static boolean isChangelog(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** The next word that includes: {@code include}, {@code includeAll} or {@code sqlFile}. */
  private static int next(String text, int from) {
    int include = text.indexOf("include", from);
    // Not an attribute such as includeObjects, nor a closing tag.
    while (include >= 0
        && !isWord(text, include, "include")
        && !isWord(text, include, "includeAll")) {
      include = text.indexOf("include", include + 1);
    }
    int file = text.indexOf("sqlFile", from);
    while (file >= 0 && !isWord(text, file, "sqlFile")) {
      file = text.indexOf("sqlFile", file + 1);
    }
    return include < 0 ? file : file < 0 ? include : Math.min(include, file);
  }

  private static boolean isWord(String text, int at, String word) {
    int end = at + word.length();
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    return text.startsWith(word, at)
        && (end == text.length() || !Character.isLetter(text.charAt(end)))
        && !Character.isLetterOrDigit(before)
        && before != '/';
  }

  /**
   * {@code name="value"}, {@code name: value} or {@code "name": "value"}; null: it is not there.
   */
  private static @Nullable String value(String part, String name) {
    int at = part.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      while (end < part.length() && (part.charAt(end) == '"' || part.charAt(end) == ' ')) {
        end++;
      }
      boolean alone = at == 0 || !Character.isLetter(part.charAt(at - 1));
      if (alone && end < part.length() && (part.charAt(end) == '=' || part.charAt(end) == ':')) {
        int start = end + 1;
        while (start < part.length() && " \t\"'".indexOf(part.charAt(start)) >= 0) {
          start++;
        }
        int stop = start;
        while (stop < part.length() && " \t\r\n\"'>,}".indexOf(part.charAt(stop)) < 0) {
          stop++;
        }
        return stop == start ? null : part.substring(start, stop);
      }
      at = part.indexOf(name, at + 1);
    }
    return null;
  }
}
