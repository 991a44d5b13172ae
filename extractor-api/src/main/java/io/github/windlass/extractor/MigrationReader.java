package io.github.windlass.extractor;

import io.github.windlass.extractor.MigrationExtractor.Match;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    return read(inputs, before, migration -> {});
  }

  /**
   * As {@link #read(List, SchemaView)}, for who does something with each migration while others are
   * still being read.
   *
   * @param told of each migration, in their order, in the caller's thread
   */
  public Extraction read(List<String> inputs, SchemaView before, Consumer<Migration> told) {
    return new Reading(this, before).of(new FileSearch(this).of(inputs), told);
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
   * The migrations of one file, or of a folder, where what cannot be read is a gap at the end.
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
    Extraction read = read(List.of(folder), before);
    if (read.migrations().isEmpty()) {
      throw new UnreadableSourceException(
          read.problems().isEmpty() ? "no migrations" : read.problems().get(0).reason());
    }
    List<Migration> all = new ArrayList<>(read.migrations());
    for (Problem problem : read.problems()) {
      all.add(unread(problem, all.get(0)));
    }
    return all;
  }

  /** What cannot be read, beside a migration that can. */
  private static Migration unread(Problem problem, Migration other) {
    SourceFile nothing = new SourceFile(problem.path(), "");
    Step gap =
        new Step.Gap(Step.GapCode.MISSING_SOURCE, problem.reason(), nothing.origin(new Span(0, 0)));
    return new Migration(
        problem.path(),
        other.format(),
        problem.path(),
        other.dialect(),
        TransactionMode.NONE,
        List.of(gap));
  }

  /**
   * The migrations of a source. Where next to nothing can be read by the format that was asked for,
   * and the source has the marks of another, it is refused.
   */
  List<Migration> extracted(
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

  MigrationExtractor extractor(SourceFile source, Project project)
      throws UnreadableSourceException {
    Optional<MigrationExtractor> best = detect(source, project);
    if (best.isEmpty()) {
      throw new UnreadableSourceException("no format fits; name one with --format");
    }
    return best.get();
  }

  Optional<MigrationExtractor> detect(SourceFile source, Project project) {
    return only != null ? Optional.of(only) : extractors.detect(source, project);
  }

  /** The project around a file or folder. */
  ProjectFolder project(Path known) {
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

  ProjectFolder folder(Path known) {
    String root = slashes(known);
    return new ProjectFolder(
        directory.resolve(known), root.endsWith("/") ? root : root + "/", sizeLimit, settings);
  }

  static String slashes(Path path) {
    String text = path.toString();
    String separator = path.getFileSystem().getSeparator();
    return separator.equals("/") ? text : text.replace(separator, "/");
  }
}
