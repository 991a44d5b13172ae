package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tsconfig.json} says of where modules are (TypeScript's manual, "TSConfig Reference",
 * {@code baseUrl}, {@code paths}, {@code extends}).
 *
 * @param base the folder of {@code baseUrl}, with a {@code /} at the end; null: none
 * @param paths folder-relative targets by pattern, with {@code *} in both
 * @param pathsBase the folder that the targets are relative to
 */
record TypeScriptConfig(@Nullable String base, Map<String, List<String>> paths, String pathsBase) {

  /** How many files may extend one another. */
  private static final int DEPTH = 16;

  /** How many files may be looked for in one reading. */
  private static final int FILES = 1_000;

  private static final TypeScriptConfig NONE = new TypeScriptConfig(null, Map.of(), "");

  /** The settings in a file; null: there is none. */
  static @Nullable TypeScriptConfig read(String path, ProjectFiles files) {
    return new Reading(files).read(path, 0);
  }

  /**
   * One reading. Files may extend and refer to one another in circles, and many to the same: each
   * is read once, and is nothing to itself.
   */
  private record Reading(ProjectFiles files, Map<String, Optional<TypeScriptConfig>> known) {

    Reading(ProjectFiles files) {
      this(files, new HashMap<>());
    }

    @Nullable TypeScriptConfig read(String path, int depth) {
      Optional<TypeScriptConfig> before = known.putIfAbsent(path, Optional.empty());
      if (before != null) {
        return before.orElse(null);
      }
      SourceFile file = depth < DEPTH && known.size() < FILES ? files.read(path) : null;
      Json json = file == null ? null : JsonReader.read(file.text());
      TypeScriptConfig config = json == null ? null : of(path, json, this, depth);
      known.put(path, Optional.ofNullable(config));
      return config;
    }
  }

  private static TypeScriptConfig of(String path, Json json, Reading reading, int depth) {
    TypeScriptConfig config = NONE;
    for (String extended : texts(json.member("extends"))) {
      TypeScriptConfig above = extended(path, extended, reading, depth);
      if (above != null) {
        config = above.over(config);
      }
    }
    config = own(path, json).over(config);
    if (config.base() == null
        && config.paths().isEmpty()
        && json.member("references") instanceof Json.Arr references) {
      for (Json reference : references.items()) {
        String target = reference.text("path");
        TypeScriptConfig other =
            target == null ? null : extended(path, "./" + target, reading, depth);
        if (other != null) {
          config = config.over(other);
        }
      }
    }
    return config;
  }

  private static @Nullable TypeScriptConfig extended(
      String path, String target, Reading reading, int depth) {
    if (!target.startsWith(".")) {
      return null;
    }
    String resolved = Project.resolve(path, target);
    for (String end : List.of("", ".json", "/tsconfig.json")) {
      TypeScriptConfig config = reading.read(resolved + end, depth + 1);
      if (config != null) {
        return config;
      }
    }
    return null;
  }

  private static TypeScriptConfig own(String path, Json json) {
    Json options = json.member("compilerOptions");
    if (options == null) {
      return NONE;
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String url = options.text("baseUrl");
    String base = url == null ? null : folder(Project.resolve(path, url));
    Map<String, List<String>> paths = new LinkedHashMap<>();
    if (options.member("paths") instanceof Json.Obj patterns) {
      for (Map.Entry<String, Json> pattern : patterns.members().entrySet()) {
        paths.put(pattern.getKey(), texts(pattern.getValue()));
      }
    }
    return new TypeScriptConfig(base, paths, base == null ? folder : base);
  }

  private static String folder(String path) {
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  private static List<String> texts(@Nullable Json value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Json.Str text) {
      texts.add(text.text());
    } else if (value instanceof Json.Arr list) {
      for (Json item : list.items()) {
        if (item instanceof Json.Str text) {
          texts.add(text.text());
        }
      }
    }
    return texts;
  }

  /** These settings, and where they say nothing those below. */
  private TypeScriptConfig over(TypeScriptConfig below) {
    String url = base == null ? below.base : base;
    return paths.isEmpty()
        ? new TypeScriptConfig(url, below.paths, base == null ? below.pathsBase : base)
        : new TypeScriptConfig(url, paths, base == null && url != null ? url : pathsBase);
  }

  /** Where a module may be, by the longest pattern that fits, then by {@code baseUrl}. */
  List<String> candidates(String specifier) {
    List<String> candidates = new ArrayList<>();
    String best = null;
    for (String pattern : paths.keySet()) {
      if (fits(pattern, specifier) && (best == null || prefix(pattern) > prefix(best))) {
        best = pattern;
      }
    }
    if (best != null) {
      int star = best.indexOf('*');
      String taken =
          star < 0
              ? ""
              : specifier.substring(star, specifier.length() - (best.length() - star - 1));
      for (String target : paths.getOrDefault(best, List.of())) {
        candidates.add(Project.resolve(pathsBase, target.replace("*", taken)));
      }
    }
    if (base != null) {
      candidates.add(Project.resolve(base, specifier));
    }
    return candidates;
  }

  private static int prefix(String pattern) {
    int star = pattern.indexOf('*');
    return star < 0 ? Integer.MAX_VALUE : star;
  }

  private static boolean fits(String pattern, String specifier) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(specifier);
    }
    return specifier.length() >= pattern.length() - 1
        && specifier.startsWith(pattern.substring(0, star))
        && specifier.endsWith(pattern.substring(star + 1));
  }
}
