package io.github.windlass.cli;

import io.github.windlass.analyzer.Windlass;
import io.github.windlass.extractor.Migration;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that a folder has before those of its files that are named, by the order of their
 * framework: they are what ran before.
 */
final class EarlierMigrations {

  /** Names under which runners keep one migration in a folder of its own. */
  private static final Set<String> ALIKE = Set.of("migration.sql", "up.sql");

  private final Windlass reader;
  private final Path directory;

  /**
   * What finds them.
   *
   * @param reader reads migrations without a history
   * @param directory what relative paths are relative to
   */
  EarlierMigrations(Windlass reader, Path directory) {
    this.reader = reader;
    this.directory = directory;
  }

  /** Their paths in order; empty where there are none, or a folder or a pattern is named. */
  List<String> before(List<String> paths) {
    Set<Path> named = new LinkedHashSet<>();
    String folder = null;
    for (String path : paths) {
      Path file = file(path);
      String its = folder(path);
      if (file == null || (folder != null && !folder.equals(its))) {
        return List.of();
      }
      named.add(file);
      folder = its;
    }
    return folder == null ? List.of() : before(folder, named);
  }

  private List<String> before(String folder, Set<Path> named) {
    Set<String> earlier = new LinkedHashSet<>();
    for (Migration migration : reader.read(List.of(folder)).migrations()) {
      Path file = file(migration.path());
      if (file == null || !isOrdered(migration)) {
        continue;
      }
      if (named.contains(file)) {
        return new ArrayList<>(earlier);
      }
      earlier.add(migration.path());
    }
    return List.of();
  }

  /** Plain SQL files are migrations only if their names say in which order they run. */
  private static boolean isOrdered(Migration migration) {
    String path = migration.path();
    int name = path.lastIndexOf('/') + 1;
    int digit = name < path.length() && "Vv".indexOf(path.charAt(name)) >= 0 ? name + 1 : name;
    return !migration.format().equals("sql")
        || (digit < path.length() && Character.isDigit(path.charAt(digit)));
  }

  private @Nullable Path file(String path) {
    try {
      Path file = directory.resolve(path).toAbsolutePath().normalize();
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String folder(String path) {
    String plain = path.replace('\\', '/');
    int slash = plain.lastIndexOf('/');
    String folder = slash < 0 ? "." : slash == 0 ? "/" : plain.substring(0, slash);
    if (ALIKE.contains(plain.substring(slash + 1)) && !folder.equals("/")) {
      int above = folder.lastIndexOf('/');
      return above > 0 ? folder.substring(0, above) : folder.equals(".") ? ".." : ".";
    }
    return folder;
  }
}
