package io.github.windlass.extractor;

import io.github.windlass.extractor.MigrationExtractor.Match;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
 * @param settings what the user says of the project, by name; see {@link Project#setting}
 */
public record MigrationReader(
    Extractors extractors,
    @Nullable MigrationExtractor only,
    Path directory,
    int sizeLimit,
    Map<String, String> settings) {

  private static final int DEPTH_LIMIT = 64;

  /** What marks the folder that a project's files are in. */
  private static final List<String> ROOT_MARKS =
      List.of(".git", "windlass.toml", "package.json", "Gemfile", "pom.xml", "build.gradle");

  public MigrationReader {
    settings = Map.copyOf(settings);
  }

  /** One that the user tells nothing of the project. */
  public MigrationReader(
      Extractors extractors, @Nullable MigrationExtractor only, Path directory, int sizeLimit) {
    this(extractors, only, directory, sizeLimit, Map.of());
  }

  /** Reads files, folders and patterns, as one ordered history of which nothing came before. */
  public Extraction read(List<String> inputs) {
    return read(inputs, SchemaView.unknown());
  }

  /**
   * Reads files, folders and patterns, as one ordered history.
   *
   * @param before the schema when the first of them starts
   */
  public Extraction read(List<String> inputs, SchemaView before) {
    Reading reading = new Reading(before);
    inputs.forEach(reading::input);
    return new Extraction(reading.migrations, reading.problems);
  }

  /**
   * The migrations of a text that is given, as if it stood at a path.
   *
   * @throws UnreadableSourceException if no extractor can tell what it is
   */
  public List<Migration> read(SourceFile source) throws UnreadableSourceException {
    return read(source, SchemaView.unknown());
  }

  /**
   * As {@link #read(SourceFile)}, on a schema of which something is known.
   *
   * @throws UnreadableSourceException if no extractor can tell what it is
   */
  public List<Migration> read(SourceFile source, SchemaView before)
      throws UnreadableSourceException {
    try {
      Project project = project(Path.of(source.path()).normalize());
      return extracted(source, extractor(source, project), project, before);
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    }
  }

  /**
   * The migrations of one file, or of a folder.
   *
   * @throws UnreadableSourceException if it cannot be read, or no extractor can tell what it is
   */
  public List<Migration> read(String file) throws UnreadableSourceException {
    return read(file, SchemaView.unknown());
  }

  /**
   * As {@link #read(String)}, on a schema of which something is known.
   *
   * @throws UnreadableSourceException if it cannot be read, or no extractor can tell what it is
   */
  public List<Migration> read(String file, SchemaView before) throws UnreadableSourceException {
    try {
      Path known = Path.of(file).normalize();
      Path place = directory.resolve(known);
      if (Files.isDirectory(place)) {
        return folder(file, before);
      }
      return read(new SourceFile(slashes(known), TextFile.read(place, sizeLimit)), before);
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    }
  }

  private List<Migration> folder(String folder, SchemaView before)
      throws UnreadableSourceException {
    Reading reading = new Reading(before);
    reading.input(folder);
    if (!reading.problems.isEmpty()) {
      throw new UnreadableSourceException(reading.problems.get(0).reason());
    }
    return reading.migrations;
  }

  /**
   * The migrations of a source. Where next to nothing can be read by the format that was asked for,
   * and the source has the marks of another, it is refused.
   */
  private List<Migration> extracted(
      SourceFile source, MigrationExtractor extractor, Project project, SchemaView before)
      throws UnreadableSourceException {
    List<Migration> migrations = Commented.by(extractor, source, project, before);
    if (only == null || isMostlyRead(migrations) || only.match(source, project) != Match.NO) {
      return migrations;
    }
    MigrationExtractor other = extractors.detect(source, project).orElse(null);
    if (other == null) {
      return migrations;
    }
    throw new UnreadableSourceException(
        "no migration of format "
            + only.format()
            + ": it looks like one of format "
            + other.format());
  }

  private static boolean isMostlyRead(List<Migration> migrations) {
    int statements = 0;
    int gaps = 0;
    for (Migration migration : migrations) {
      for (Step step : migration.steps()) {
        if (step instanceof Step.Gap) {
          gaps++;
        } else {
          statements++;
        }
      }
    }
    return statements > gaps || (gaps == 0 && !migrations.isEmpty());
  }

  private MigrationExtractor extractor(SourceFile source, Project project)
      throws UnreadableSourceException {
    Optional<MigrationExtractor> best = detect(source, project);
    if (best.isEmpty()) {
      throw new UnreadableSourceException("no format fits; name one with --format");
    }
    return best.get();
  }

  private Optional<MigrationExtractor> detect(SourceFile source, Project project) {
    return only != null ? Optional.of(only) : extractors.detect(source, project);
  }

  /** A file that was found, and who reads it. */
  private record Found(SourceFile source, MigrationExtractor extractor, @Nullable String key) {}

  /** The project around a file or folder. */
  private ProjectFolder project(Path known) {
    if (!known.isAbsolute() && !known.startsWith("..")) {
      return new ProjectFolder(directory, "", sizeLimit, settings);
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
        directory.resolve(known), root.endsWith("/") ? root : root + "/", sizeLimit, settings);
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
    private final Set<Path> realPaths = new HashSet<>();
    private final Map<String, Project> projects = new HashMap<>();
    private SchemaView schema;

    Reading(SchemaView before) {
      this.schema = before;
    }

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
          named(known, remembered(project(known)));
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
      collect(known, known, files, DEPTH_LIMIT);
      int before = migrations.size() + problems.size();
      found(files, known);
      if (migrations.size() + problems.size() == before) {
        problem(input, "no migrations in this folder" + otherFormat(known));
      }
    }

    /** What the first file of a folder looks like that has none in the format asked for. */
    private String otherFormat(Path folder) {
      if (only == null) {
        return "";
      }
      List<Path> files = new ArrayList<>();
      new MigrationReader(extractors, null, directory, sizeLimit).new Reading(schema)
          .collect(folder, folder, files, DEPTH_LIMIT);
      List<String> names = new ArrayList<>();
      files.forEach(file -> names.add(slashes(file)));
      names.sort(NaturalOrder.INSTANCE);
      Project project = remembered(projectOf(folder));
      for (String name : names) {
        try {
          MigrationExtractor other = extractors.detect(project.read(name), project).orElse(null);
          if (other != null) {
            return " of format "
                + only.format()
                + ": "
                + name
                + " looks like one of format "
                + other.format();
          }
        } catch (UnreadableSourceException e) {
          // says nothing of its format
        }
      }
      return "";
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
        collect(known, known, files, DEPTH_LIMIT);
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
      Project project = remembered(projectOf(folder));
      List<Found> found = new ArrayList<>();
      for (String name : names) {
        Path known = byName.get(name);
        if (known != null && isNew(known)) {
          try {
            SourceFile source = project.read(name);
            MigrationExtractor extractor = detect(source, project).orElse(null);
            // Another one may have wanted to see it.
            if (extractor != null
                && extractor.mayBeIn(name)
                && !extractor.leavesOut(source, project)) {
              found.add(new Found(source, extractor, extractor.orderKey(source, project)));
            }
          } catch (UnreadableSourceException e) {
            problem(name, e.getMessage());
          }
        }
      }
      for (Found file : inOrder(found)) {
        try {
          add(extracted(file.source(), file.extractor(), project, schema));
        } catch (UnreadableSourceException e) {
          problem(file.source().path(), e.getMessage());
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

    private Project remembered(ProjectFolder project) {
      return projects.computeIfAbsent(project.root(), root -> new RememberedProject(project));
    }

    private void named(Path known, Project project) throws UnreadableSourceException {
      SourceFile source =
          new SourceFile(slashes(known), TextFile.read(directory.resolve(known), sizeLimit));
      List<Migration> read = extracted(source, extractor(source, project), project, schema);
      if (read.isEmpty()) {
        throw new UnreadableSourceException("holds no migration");
      }
      add(read);
    }

    private void add(List<Migration> read) {
      for (Migration migration : read) {
        migrations.add(migration);
        schema = schema.after(migration);
      }
    }

    /**
     * The files below a folder that may be migrations. Links are followed within the project, and
     * circles are not.
     *
     * @param named the folder that the user named
     */
    private void collect(Path folder, Path named, List<Path> files, int depth) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(folder))) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          Path known = folder.resolve(name).normalize();
          if (Files.isDirectory(entry)) {
            if (depth > 0
                && !name.startsWith(".")
                && !name.equals("node_modules")
                && (!Files.isSymbolicLink(entry) || isFollowed(entry, known, named))) {
              collect(known, named, files, depth - 1);
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

    /** Whether a link to a folder leads to a place in the project where no other one led. */
    private boolean isFollowed(Path link, Path known, Path named) {
      try {
        Path real = link.toRealPath();
        if (!real.startsWith(projectOf(named).place().toRealPath())) {
          problem(slashes(known), "outside the project, behind a link");
          return false;
        }
        return realPaths.add(real);
      } catch (IOException e) {
        problem(slashes(known), TextFile.reason(e));
        return false;
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

  /**
   * The order in which files run that are given by path: those with keys of one extractor change
   * places among each other, the others stay.
   */
  private static List<Found> inOrder(List<Found> byPath) {
    Map<MigrationExtractor, List<Found>> keyed = new HashMap<>();
    for (Found file : byPath) {
      if (file.key() != null) {
        List<Found> files = keyed.get(file.extractor());
        if (files == null) {
          files = new ArrayList<>();
          keyed.put(file.extractor(), files);
        }
        files.add(file);
      }
    }
    if (keyed.isEmpty()) {
      return byPath;
    }
    Map<MigrationExtractor, Iterator<Found>> next = new HashMap<>();
    for (Map.Entry<MigrationExtractor, List<Found>> entry : keyed.entrySet()) {
      entry.getValue().sort(ByKey.INSTANCE);
      next.put(entry.getKey(), entry.getValue().iterator());
    }
    List<Found> ordered = new ArrayList<>(byPath.size());
    for (Found file : byPath) {
      Iterator<Found> others = file.key() == null ? null : next.get(file.extractor());
      ordered.add(others == null ? file : others.next());
    }
    return ordered;
  }

  /** Files by their keys; those of equal keys stay as they were. */
  private enum ByKey implements Comparator<Found> {
    INSTANCE;

    @Override
    public int compare(Found one, Found other) {
      return NaturalOrder.INSTANCE.compare(key(one), key(other));
    }

    private static String key(Found file) {
      return file.key() == null ? "" : file.key();
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
