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
import org.jspecify.annotations.Nullable;

/** Finds the files that inputs name, each once. */
final class FileSearch {

  private static final int DEPTH_LIMIT = 64;

  private final MigrationReader reader;
  private final Set<Path> seen = new HashSet<>();
  private final Set<Path> realPaths = new HashSet<>();
  private final Map<String, RememberedProject> projects = new HashMap<>();

  /** Whether a file may be named more than once. */
  private boolean several;

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
  record Candidate(String path, RememberedProject project) {}

  /**
   * A folder to look through.
   *
   * @param known how the user knows it: empty, or with a {@code /} at the end
   */
  private record Folder(String known, Path place) {}

  /**
   * What is in a folder.
   *
   * @param files those that may be migrations
   * @param links what leads to other folders
   * @param problem why not all of it could be listed; null: all was
   */
  private record Listed(
      List<String> files, List<Folder> folders, List<Folder> links, @Nullable Problem problem) {}

  /** What all inputs name. */
  List<Input> of(List<String> inputs) {
    several = inputs.size() > 1;
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
        return searched(input, false, known, filesBelow(known, problems), problems);
      }
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        List<Candidate> files = new ArrayList<>();
        String path = MigrationReader.slashes(known);
        if (isNew(path)) {
          files.add(new Candidate(path, remembered(reader.project(known))));
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

  private boolean isNew(String path) {
    return !several || seen.add(reader.directory().resolve(path).toAbsolutePath().normalize());
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
    List<String> files = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Path known = Path.of(fixed).normalize();
    if (Files.isDirectory(reader.directory().resolve(known))) {
      files.addAll(filesBelow(known, problems));
    }
    files.removeIf(file -> !matcher.matches(Path.of(file)));
    return searched(input, true, known, files, problems);
  }

  private Input searched(
      String input, boolean pattern, Path folder, List<String> files, List<Problem> problems) {
    RememberedProject project = remembered(projectOf(folder));
    List<Candidate> candidates = new ArrayList<>(files.size());
    for (String file : files) {
      if (isNew(file)) {
        candidates.add(new Candidate(file, project));
      }
    }
    return new Input.Searched(input, pattern, folder, project, candidates, problems);
  }

  /** All files below a folder that may be a migration of some format. */
  List<Candidate> below(Path folder) {
    RememberedProject project = remembered(projectOf(folder));
    List<Candidate> candidates = new ArrayList<>();
    for (String file : filesBelow(folder, new ArrayList<>())) {
      candidates.add(new Candidate(file, project));
    }
    return candidates;
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

  private RememberedProject remembered(ProjectFolder project) {
    RememberedProject known = projects.get(project.root());
    if (known == null) {
      known = new RememberedProject(project);
      projects.put(project.root(), known);
    }
    return known;
  }

  /**
   * The files below a folder that may be migrations, in natural order of their paths. Links are
   * followed within the project, and circles are not.
   *
   * @param named the folder that the user named
   * @param problems to which what cannot be listed is added
   */
  private List<String> filesBelow(Path named, List<Problem> problems) {
    String known = MigrationReader.slashes(named);
    String root = known.isEmpty() || known.endsWith("/") ? known : known + "/";
    List<String> files = new ArrayList<>();
    List<Folder> level = List.of(new Folder(root, reader.directory().resolve(named)));
    for (int depth = 0; depth <= DEPTH_LIMIT && !level.isEmpty(); depth++) {
      List<Folder> below = new ArrayList<>();
      for (Listed listed : new OrderedWork<>(level, new Listing()).all()) {
        files.addAll(listed.files());
        below.addAll(listed.folders());
        if (listed.problem() != null) {
          problems.add(listed.problem());
        }
        for (Folder link : listed.links()) {
          if (isFollowed(link, named, problems)) {
            below.add(link);
          }
        }
      }
      level = below;
    }
    NaturalOrder.sort(files);
    return files;
  }

  private final class Listing implements OrderedWork.Task<Folder, Listed> {

    @Override
    public Listed of(Folder folder, int index) {
      List<String> files = new ArrayList<>();
      List<Folder> folders = new ArrayList<>();
      List<Folder> links = new ArrayList<>();
      Problem problem = null;
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.place())) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          String known = folder.known() + name;
          if (!Files.isDirectory(entry)) {
            if (mayBe(known)) {
              files.add(known);
            }
          } else if (!name.startsWith(".") && !name.equals("node_modules")) {
            (Files.isSymbolicLink(entry) ? links : folders).add(new Folder(known + "/", entry));
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        String reason = e instanceof IOException io ? TextFile.reason(io) : "cannot be read";
        problem = new Problem(withoutSlash(folder.known()), reason);
      }
      return new Listed(files, folders, links, problem);
    }
  }

  private static String withoutSlash(String folder) {
    return folder.length() > 1 && folder.endsWith("/")
        ? folder.substring(0, folder.length() - 1)
        : folder;
  }

  /** Whether a link to a folder leads to a place in the project where no other one led. */
  private boolean isFollowed(Folder link, Path named, List<Problem> problems) {
    String known = withoutSlash(link.known());
    try {
      Path real = link.place().toRealPath();
      if (!real.startsWith(projectOf(named).place().toRealPath())) {
        problems.add(new Problem(known, "outside the project, behind a link"));
        return false;
      }
      return realPaths.add(real);
    } catch (IOException e) {
      problems.add(new Problem(known, TextFile.reason(e)));
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
