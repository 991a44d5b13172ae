package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files of a project, each read once in a run. */
public final class ProjectFiles {

  private final Project project;
  private final SourceFile entry;
  private final Map<String, SourceFile> read = new HashMap<>();
  private final Map<String, String> unread = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private @Nullable List<String> workingFolders;

  /**
   * @param entry the file that the run begins with
   */
  ProjectFiles(Project project, SourceFile entry) {
    this.project = project;
    this.entry = entry;
    read.put(entry.path(), entry);
  }

  /** What all paths begin with: empty, or with a {@code /} at the end. */
  public String root() {
    return project.root();
  }

  /** Works something out, once for all runs in the project. */
  public <T> T once(Project.Key<T> key, Supplier<T> work) {
    return project.once(key, work);
  }

  /** A file; null: it cannot be read, for {@link #whyNot}. */
  public @Nullable SourceFile read(String path) {
    SourceFile known = read.get(path);
    if (known != null || unread.containsKey(path)) {
      return known;
    }
    try {
      SourceFile file = project.read(path);
      read.put(path, file);
      return file;
    } catch (UnreadableSourceException e) {
      String message = e.getMessage();
      unread.put(path, message == null ? "cannot be read" : message);
      return null;
    }
  }

  /** Why a file could not be read, for a person. */
  public String whyNot(String path) {
    return unread.getOrDefault(path, "no such file or folder");
  }

  /** The names in a folder, folders with a {@code /} at the end; empty if there is none. */
  public List<String> list(String folder) {
    List<String> known = lists.get(folder);
    if (known == null) {
      known = project.list(folder.isEmpty() ? "." : folder);
      lists.put(folder, known);
    }
    return known;
  }

  /**
   * The folders, with a {@code /} at the end, which a program may stand in that runs the entry:
   * those of packages from the inside out, then the project's, then all others.
   */
  public List<String> workingFolders() {
    List<String> known = workingFolders;
    if (known == null) {
      List<String> packages = new ArrayList<>();
      List<String> others = new ArrayList<>();
      for (String folder : above(entry.path())) {
        boolean isPackage = list(folder).contains("package.json");
        (isPackage ? packages : others).add(folder);
      }
      String root = project.root();
      if (others.remove(root)) {
        packages.add(root);
      }
      packages.addAll(others);
      known = List.copyOf(packages);
      workingFolders = known;
    }
    return known;
  }

  /** The folders that a file is in, from the inside out, within the project. */
  List<String> above(String path) {
    List<String> folders = new ArrayList<>();
    int end = path.lastIndexOf('/') + 1;
    while (end >= root().length()) {
      folders.add(path.substring(0, end));
      if (end == 0) {
        break;
      }
      end = path.lastIndexOf('/', end - 2) + 1;
    }
    return folders;
  }
}
