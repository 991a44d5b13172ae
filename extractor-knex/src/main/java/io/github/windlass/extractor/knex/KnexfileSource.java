package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code knexfile} that is nearest to a migration, above it.
 *
 * @param file the file
 * @param text its text and that of the project's modules which it imports, as far as they are
 *     there: the settings often stand in one of them
 */
record KnexfileSource(SourceFile file, String text) {

  private static final List<String> FILES =
      List.of("knexfile.js", "knexfile.ts", "knexfile.cjs", "knexfile.mjs", "knexfile.mts");

  private static final List<String> ENDINGS =
      List.of("", ".js", ".ts", ".cjs", ".mjs", ".mts", ".json", "/index.js", "/index.ts");

  /** How the place of a module begins, after a quotation mark. */
  private static final List<String> IMPORTS = List.of("require(", "from ", "import(", "import ");

  /** So many modules are looked into at most. */
  private static final int MODULES = 12;

  /** So many characters of them. */
  private static final int CHARACTERS = 200_000;

  /** What the knexfile that is nearest to a folder is. */
  private record OfFolder(String folder) implements Project.Key<Optional<KnexfileSource>> {}

  static @Nullable KnexfileSource of(String path, Project project) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return project
        .once(new OfFolder(folder), () -> Optional.ofNullable(nearest(folder, project)))
        .orElse(null);
  }

  private static @Nullable KnexfileSource nearest(String folder, Project project) {
    String at = folder;
    while (at.length() >= project.root().length()) {
      List<String> names = project.list(at);
      for (String name : FILES) {
        if (names.contains(name)) {
          SourceFile file = read(at + name, project);
          return file == null ? null : new KnexfileSource(file, whole(file, project));
        }
      }
      if (at.length() < 2) {
        return null;
      }
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return null;
  }

  private static @Nullable SourceFile read(String path, Project project) {
    try {
      return project.read(path);
    } catch (UnreadableSourceException e) {
      return null;
    }
  }

  private static String whole(SourceFile knexfile, Project project) {
    StringBuilder all = new StringBuilder(knexfile.text());
    Set<String> found = new LinkedHashSet<>(imports(knexfile, project));
    found.remove(knexfile.path());
    Set<String> seen = new LinkedHashSet<>();
    while (!found.isEmpty() && seen.size() < MODULES && all.length() < CHARACTERS) {
      String path = found.iterator().next();
      found.remove(path);
      SourceFile module = seen.add(path) ? read(path, project) : null;
      if (module != null) {
        all.append('\n').append(module.text());
        for (String next : imports(module, project)) {
          if (!seen.contains(next) && !next.equals(knexfile.path())) {
            found.add(next);
          }
        }
      }
    }
    return all.toString();
  }

  /** The paths of the project's own modules that a file names. */
  private static Set<String> imports(SourceFile file, Project project) {
    Set<String> paths = new LinkedHashSet<>();
    String text = file.text();
    for (int at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
      char quote = at == 0 ? ' ' : text.charAt(at - 1);
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at) : -1;
      if (end >= 0 && isImport(text, at - 1)) {
        String path = existing(Project.resolve(file.path(), text.substring(at, end)), project);
        if (path != null) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private static boolean isImport(String text, int quote) {
    for (String word : IMPORTS) {
      if (text.startsWith(word, quote - word.length())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String existing(String path, Project project) {
    String stem = path.endsWith(".js") ? path.substring(0, path.length() - 3) : path;
    for (String ending : ENDINGS) {
      String candidate = (ending.isEmpty() ? path : stem + ending);
      int name = candidate.lastIndexOf('/') + 1;
      if (project.list(candidate.substring(0, name)).contains(candidate.substring(name))) {
        return candidate;
      }
    }
    return null;
  }
}
