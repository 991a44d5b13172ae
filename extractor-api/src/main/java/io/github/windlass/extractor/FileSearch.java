package io.github.windlass.extractor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Finds the files that inputs name, each once. */
final class FileSearch {

  private static final int DEPTH_LIMIT = 64;

  private final MigrationReader reader;
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> realPaths = new HashSet<>();
  private final Map<String, Project> projects = new HashMap<>();

  FileSearch(MigrationReader reader) {
    this.reader = reader;
  }

  /** What an input names. */
  sealed interface Input {

    /** As the user gave it. */
    String name();

    /** In natural order of their paths. */
    List<Candidate> files();

    /** What could not be read on the way. */
    List<Problem> problems();

    /** One file, or none if there is a problem or it was named before. */
    record Named(String name, List<Candidate> files, List<Problem> problems) implements Input {}

    /**
     * A folder or a pattern.
     *
     * @param folder where the search began
     */
    record Searched(
        String name,
        boolean pattern,
        Path folder,
        Project project,
        List<Candidate> files,
        List<Problem> problems)
        implements Input {}
  }

  /** A file that may be a migration. */
  record Candidate(String path, Path known, Project project) {}

  /** What all inputs name. */
  List<Input> of(List<String> inputs) {
    List<Input> found = new ArrayList<>(inputs.size());
    for (String input : inputs) {
      found.add(input(input));
    }
    return found;
  }

  private Input input(String input) {
    try {
      Path known = Path.of(input).normalize();
      Path place = reader.directory().resolve(known);
      if (Files.isDirectory(place)) {
        List<Problem> problems = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        collect(known, known, files, problems, DEPTH_LIMIT);
        return searched(input, false, known, files, problems);
      }
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        List<Candidate> files = new ArrayList<>();
        if (isNew(known)) {
          Project project = remembered(reader.project(known));
          files.add(new Candidate(MigrationReader.slashes(known), known, project));
        }
        return new Input.Named(input, files, List.of());
      }
      return isPattern(input) ? pattern(input) : problem(input, "no such file or folder");
    } catch (InvalidPathException e) {
      // Windows has no path with a star in it.
      return isPattern(input) ? pattern(input) : problem(input, "no path");
    }
  }

  private static Input problem(String input, String reason) {
    return new Input.Named(input, List.of(), List.of(new Problem(input, reason)));
  }

  private boolean isNew(Path known) {
    return seen.add(reader.directory().resolve(known).toAbsolutePath().normalize());
  }

  private Input pattern(String input) {
    String pattern = input.startsWith("./") ? input.substring(2) : input;
    int meta = 0;
    while ("*?[{".indexOf(pattern.charAt(meta)) < 0) {
      meta++;
    }
    String fixed = pattern.substring(0, pattern.lastIndexOf('/', meta) + 1);
    PathMatcher matcher;
    try {
      // "**/" also means no folder at all, which the JDK's patterns say in a group.
      matcher =
          FileSystems.getDefault()
              .getPathMatcher(
                  "glob:" + (pattern.contains("{") ? pattern : pattern.replace("**/", "{**/,}")));
    } catch (PatternSyntaxException e) {
      return problem(input, "no such file, and no pattern");
    }
    List<Path> files = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Path known = Path.of(fixed).normalize();
    if (Files.isDirectory(reader.directory().resolve(known))) {
      collect(known, known, files, problems, DEPTH_LIMIT);
    }
    files.removeIf(file -> !matcher.matches(file));
    return searched(input, true, known, files, problems);
  }

  private Input searched(
      String input, boolean pattern, Path folder, List<Path> files, List<Problem> problems) {
    Project project = remembered(projectOf(folder));
    List<Candidate> candidates = new ArrayList<>();
    for (Candidate file : inOrder(files, project)) {
      if (isNew(file.known())) {
        candidates.add(file);
      }
    }
    return new Input.Searched(input, pattern, folder, project, candidates, problems);
  }

  private static List<Candidate> inOrder(List<Path> files, Project project) {
    Map<String, Path> byName = new HashMap<>();
    for (Path file : files) {
      byName.put(MigrationReader.slashes(file), file);
    }
    List<String> names = new ArrayList<>(byName.keySet());
    names.sort(NaturalOrder.INSTANCE);
    List<Candidate> ordered = new ArrayList<>(names.size());
    for (String name : names) {
      Path known = byName.get(name);
      if (known != null) {
        ordered.add(new Candidate(name, known, project));
      }
    }
    return ordered;
  }

  /** All files below a folder that may be a migration of some format. */
  List<Candidate> below(Path folder) {
    List<Path> files = new ArrayList<>();
    collect(folder, folder, files, new ArrayList<>(), DEPTH_LIMIT);
    return inOrder(files, remembered(projectOf(folder)));
  }

  /** The project around a folder that the user named, be it behind a link. */
  private ProjectFolder projectOf(Path named) {
    ProjectFolder project = reader.project(named.resolve("file").normalize());
    try {
      Path real = reader.directory().resolve(named).toRealPath();
      return real.startsWith(reader.directory().toRealPath()) || !project.root().isEmpty()
          ? project
          : reader.folder(named);
    } catch (IOException e) {
      return project;
    }
  }

  private Project remembered(ProjectFolder project) {
    Project known = projects.get(project.root());
    if (known == null) {
      known = new RememberedProject(project);
      projects.put(project.root(), known);
    }
    return known;
  }

  /**
   * The files below a folder that may be migrations. Links are followed within the project, and
   * circles are not.
   *
   * @param named the folder that the user named
   */
  private void collect(
      Path folder, Path named, List<Path> files, List<Problem> problems, int depth) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(reader.directory().resolve(folder))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        Path known = folder.resolve(name).normalize();
        if (Files.isDirectory(entry)) {
          if (depth > 0
              && !name.startsWith(".")
              && !name.equals("node_modules")
              && (!Files.isSymbolicLink(entry) || isFollowed(entry, known, named, problems))) {
            collect(known, named, files, problems, depth - 1);
          }
        } else if (mayBe(MigrationReader.slashes(known))) {
          files.add(known);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      String reason = e instanceof IOException io ? TextFile.reason(io) : "cannot be read";
      problems.add(new Problem(MigrationReader.slashes(folder), reason));
    }
  }

  /** Whether a link to a folder leads to a place in the project where no other one led. */
  private boolean isFollowed(Path link, Path known, Path named, List<Problem> problems) {
    try {
      Path real = link.toRealPath();
      if (!real.startsWith(projectOf(named).place().toRealPath())) {
        problems.add(
            new Problem(MigrationReader.slashes(known), "outside the project, behind a link"));
        return false;
      }
      return realPaths.add(real);
    } catch (IOException e) {
      problems.add(new Problem(MigrationReader.slashes(known), TextFile.reason(e)));
      return false;
    }
  }

  private boolean mayBe(String path) {
    MigrationExtractor only = reader.only();
    if (only != null) {
      return only.mayBeIn(path);
    }
    for (MigrationExtractor extractor : reader.extractors().all()) {
      if (extractor.mayBeIn(path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPattern(String input) {
    for (int i = 0; i < input.length(); i++) {
      if ("*?[{".indexOf(input.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
