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
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds migrations: in files, in folders with all that is below them, and in files that match a
 * pattern such as {@code db/**}{@code /*.sql}.
 *
 * <p>A folder's files are taken in natural order of their paths; hidden folders and {@code
 * node_modules} are left out. What cannot be read is a {@link Problem}, and the rest is read.
 *
 * @param extractors who may read the files
 * @param only the one who reads all of them; null: the one who fits a file best
 * @param directory what relative paths are relative to
 * @param sizeLimit the size in bytes up to which a file is read
 */
public record MigrationReader(
    Extractors extractors, @Nullable MigrationExtractor only, Path directory, int sizeLimit) {

  private static final int DEPTH_LIMIT = 64;

  /** What marks the folder that a project's files are in. */
  private static final List<String> ROOT_MARKS =
      List.of(".git", "windlass.toml", "package.json", "Gemfile", "pom.xml", "build.gradle");

  /** Reads files, folders and patterns, as one ordered history. */
  public Extraction read(List<String> inputs) {
    Reading reading = new Reading();
    inputs.forEach(reading::input);
    return new Extraction(reading.migrations, reading.problems);
  }

  /**
   * The migrations of a text that is given, as if it stood at a path.
   *
   * @throws UnreadableSourceException if no extractor can tell what it is
   */
  public List<Migration> read(SourceFile source) throws UnreadableSourceException {
    try {
      return extract(source, project(Path.of(source.path()).normalize()));
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    }
  }

  /**
   * The migrations of one file.
   *
   * @throws UnreadableSourceException if it cannot be read, or no extractor can tell what it is
   */
  public List<Migration> read(String file) throws UnreadableSourceException {
    try {
      Path known = Path.of(file).normalize();
      Path place = directory.resolve(known);
      if (Files.isDirectory(place)) {
        throw new UnreadableSourceException("a folder, not a file");
      }
      return read(new SourceFile(slashes(known), TextFile.read(place, sizeLimit)));
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    }
  }

  private List<Migration> extract(SourceFile source, Project project)
      throws UnreadableSourceException {
    if (only != null) {
      return only.extract(source, project);
    }
    Optional<MigrationExtractor> best = extractors.detect(source, project);
    if (best.isEmpty()) {
      throw new UnreadableSourceException("no format fits; name one with --format");
    }
    return best.get().extract(source, project);
  }

  /** The project around a file or folder. */
  private ProjectFolder project(Path known) {
    if (!known.isAbsolute() && !known.startsWith("..")) {
      return new ProjectFolder(directory, "", sizeLimit);
    }
    // Elsewhere: the nearest folder with a mark, as far up as the user's path has names.
    Path nearest = known.getParent() == null ? known : known.getParent();
    for (Path at = nearest; at != null && !at.endsWith(".."); at = at.getParent()) {
      for (String mark : ROOT_MARKS) {
        if (Files.exists(directory.resolve(at).resolve(mark))) {
          return folder(at);
        }
      }
    }
    return folder(nearest);
  }

  private ProjectFolder folder(Path known) {
    String root = slashes(known);
    return new ProjectFolder(
        directory.resolve(known), root.endsWith("/") ? root : root + "/", sizeLimit);
  }

  private static String slashes(Path path) {
    String text = path.toString();
    String separator = path.getFileSystem().getSeparator();
    return separator.equals("/") ? text : text.replace(separator, "/");
  }

  /** One reading of all inputs. */
  private final class Reading {
    private final List<Migration> migrations = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();
    private final Map<Path, Path> realPaths = new HashMap<>();

    void input(String input) {
      try {
        Path known = Path.of(input).normalize();
        Path place = directory.resolve(known);
        if (Files.isDirectory(place)) {
          folder(input, known);
        } else if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          named(known);
        } else if (isPattern(input)) {
          pattern(input);
        } else {
          problem(input, "no such file or folder");
        }
      } catch (InvalidPathException e) {
        // Windows has no path with a star in it.
        if (isPattern(input)) {
          pattern(input);
        } else {
          problem(input, "no path");
        }
      }
    }

    private void named(Path known) {
      if (isNew(known)) {
        try {
          take(known, project(known), false);
        } catch (UnreadableSourceException e) {
          problem(slashes(known), e.getMessage());
        }
      }
    }

    private boolean isNew(Path known) {
      return seen.add(directory.resolve(known).toAbsolutePath().normalize());
    }

    private void folder(String input, Path known) {
      List<Path> files = new ArrayList<>();
      collect(known, files, DEPTH_LIMIT);
      int before = migrations.size() + problems.size();
      found(files, known);
      if (migrations.size() + problems.size() == before) {
        problem(input, "no migrations in this folder");
      }
    }

    private void pattern(String input) {
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
        problem(input, "no such file, and no pattern");
        return;
      }
      List<Path> files = new ArrayList<>();
      Path known = Path.of(fixed).normalize();
      if (Files.isDirectory(directory.resolve(known))) {
        collect(known, files, DEPTH_LIMIT);
      }
      files.removeIf(file -> !matcher.matches(file));
      int before = migrations.size() + problems.size();
      found(files, known);
      if (migrations.size() + problems.size() == before) {
        problem(input, "no migration matches");
      }
    }

    private void found(List<Path> files, Path folder) {
      Map<String, Path> byName = new HashMap<>();
      files.forEach(file -> byName.put(slashes(file), file));
      List<String> names = new ArrayList<>(byName.keySet());
      names.sort(NaturalOrder.INSTANCE);
      ProjectFolder project = projectOf(folder);
      for (String name : names) {
        Path known = byName.get(name);
        if (known != null && isNew(known)) {
          try {
            take(known, project, true);
          } catch (UnreadableSourceException e) {
            problem(name, e.getMessage());
          }
        }
      }
    }

    /** The project around a folder that the user named, be it behind a link. */
    private ProjectFolder projectOf(Path named) {
      ProjectFolder project = project(named.resolve("file").normalize());
      try {
        Path real = directory.resolve(named).toRealPath();
        return real.startsWith(directory.toRealPath()) || !project.root().isEmpty()
            ? project
            : MigrationReader.this.folder(named);
      } catch (IOException e) {
        return project;
      }
    }

    private void take(Path known, ProjectFolder project, boolean found)
        throws UnreadableSourceException {
      String path = slashes(known);
      SourceFile source =
          found
              ? project.read(path)
              : new SourceFile(path, TextFile.read(directory.resolve(known), sizeLimit));
      if (found && only == null && extractors.detect(source, project).isEmpty()) {
        return;
      }
      List<Migration> read = extract(source, project);
      if (read.isEmpty() && !found) {
        throw new UnreadableSourceException("holds no migration");
      }
      migrations.addAll(read);
    }

    /** The files below a folder that may be migrations; links are followed, circles are not. */
    private void collect(Path folder, List<Path> files, int depth) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(folder))) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          Path known = folder.resolve(name).normalize();
          if (Files.isDirectory(entry)) {
            if (depth > 0 && !name.startsWith(".") && !name.equals("node_modules")) {
              inner(entry, known, files, depth);
            }
          } else if (mayBe(slashes(known))) {
            files.add(known);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        problem(
            slashes(folder), e instanceof IOException io ? TextFile.reason(io) : "cannot be read");
      }
    }

    private void inner(Path entry, Path known, List<Path> files, int depth) throws IOException {
      Path real = entry.toRealPath();
      if (!Files.isSymbolicLink(entry) || realPaths.putIfAbsent(real, known) == null) {
        collect(known, files, depth - 1);
      }
    }

    private boolean mayBe(String path) {
      if (only != null) {
        return only.mayBeIn(path);
      }
      for (MigrationExtractor extractor : extractors.all()) {
        if (extractor.mayBeIn(path)) {
          return true;
        }
      }
      return false;
    }

    private void problem(String input, @Nullable String reason) {
      problems.add(new Problem(input, reason == null ? "cannot be read" : reason));
    }
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
