package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folders of all migrations that lie together, and whether each has its file. To look at a file
 * costs more than to read what it says, so that none is looked at twice, or after it was read.
 */
final class Siblings {

  static final String FILE = "migration.sql";

  private final Project project;
  private final String parent;
  private final List<String> names;
  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Boolean lastIsThere;

  private Siblings(String parent, Project project) {
    this.parent = parent;
    this.project = project;
    this.names = project.list(parent);
  }

  private record In(String parent) implements Project.Key<Siblings> {}

  /**
   * What lies in a folder.
   *
   * @param parent with a {@code /} at the end; empty: the root
   */
  static Siblings in(String parent, Project project) {
    return project.once(new In(parent), () -> new Siblings(parent, project));
  }

  /** The place of a folder; negative: it is not there. */
  int indexOf(String name) {
    return Collections.binarySearch(names, name + "/");
  }

  /** Takes note that a folder has its file. */
  void isThere(String name) {
    present.add(name + "/");
  }

  /** The folders without a file that stand directly before one. */
  List<String> missingBefore(int index) {
    int first = index;
    while (first > 0 && isMissing(first - 1)) {
      first--;
    }
    return folders(first, index);
  }

  /** The folders without a file behind one, if there is no other behind it. */
  List<String> missingToTheEnd(int index) {
    if (!lastIsMissing()) {
      return List.of();
    }
    for (int i = index + 1; i < names.size(); i++) {
      if (!isMissing(i)) {
        return List.of();
      }
    }
    return folders(index + 1, names.size());
  }

  private boolean lastIsMissing() {
    Boolean there = lastIsThere;
    if (there == null) {
      int last = names.size() - 1;
      while (last >= 0 && !names.get(last).endsWith("/")) {
        last--;
      }
      there = last < 0 || !isMissing(last);
      lastIsThere = there;
    }
    return !there;
  }

  /** Whether there is no migration: what is no folder is none either. */
  private boolean isMissing(int index) {
    String name = names.get(index);
    if (!name.endsWith("/")) {
      return true;
    }
    if (present.contains(name)) {
      return false;
    }
    try {
      project.read(parent + name + FILE);
      present.add(name);
      return false;
    } catch (UnreadableSourceException e) {
      return true;
    }
  }

  private List<String> folders(int from, int to) {
    return names.subList(from, to).stream()
        .filter(name -> name.endsWith("/"))
        .map(name -> name.substring(0, name.length() - 1))
        .toList();
  }
}
