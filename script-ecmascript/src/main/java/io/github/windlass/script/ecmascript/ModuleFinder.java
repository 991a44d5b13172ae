package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a specifier means, as Node and TypeScript do, but never in {@code
 * node_modules}.
 */
final class ModuleFinder {

  private static final List<String> FOR_TYPESCRIPT =
      List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs", ".json");
  private static final List<String> FOR_JAVASCRIPT =
      List.of(".js", ".ts", ".json", ".cjs", ".mjs", ".cts", ".mts");

  /** Where the packages of a repository of several are by custom. */
  private static final List<String> WORKSPACES =
      List.of("packages/", "apps/", "libs/", "services/", "modules/");

  private final ProjectFiles files;
  private final Map<String, Map<String, String>> packages = new HashMap<>();

  /** The configuration in a file. */
  private record Config(String path) implements Project.Key<Optional<TypeScriptConfig>> {}

  ModuleFinder(ProjectFiles files) {
    this.files = files;
  }

  /** Whether a specifier names a file by its place. */
  static boolean isRelative(String specifier) {
    return specifier.startsWith("./")
        || specifier.startsWith("../")
        || specifier.equals(".")
        || specifier.equals("..");
  }

  /** The file that is meant by the first of some paths; null: none of them is there. */
  @Nullable SourceFile at(List<String> paths, String from) {
    for (String path : paths) {
      SourceFile found = file(path, isTypeScript(from));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The file that a specifier means; null: there is none in the project. */
  @Nullable SourceFile find(String specifier, String from) {
    boolean typeScript = isTypeScript(from);
    if (isRelative(specifier)) {
      return file(Project.resolve(from, specifier), typeScript);
    }
    if (specifier.startsWith("/") || specifier.isEmpty()) {
      return null;
    }
    List<String> folders = files.above(from);
    for (String folder : folders) {
      SourceFile found = configured(specifier, folder, typeScript);
      if (found != null) {
        return found;
      }
    }
    SourceFile found = workspace(specifier, folders, typeScript);
    return found != null ? found : unconfigured(specifier, folders, typeScript);
  }

  private @Nullable SourceFile configured(String specifier, String folder, boolean typeScript) {
    for (String name : List.of("tsconfig.json", "tsconfig.base.json", "jsconfig.json")) {
      TypeScriptConfig config = config(folder + name);
      if (config != null) {
        for (String candidate : config.candidates(specifier)) {
          SourceFile found = file(candidate, typeScript);
          if (found != null) {
            return found;
          }
        }
      }
    }
    if (specifier.startsWith("#")) {
      SourceFile manifest = files.read(folder + "package.json");
      Json json = manifest == null ? null : JsonReader.read(manifest.text());
      if (json != null && json.member("imports") instanceof Json.Obj imports) {
        return subpath(specifier, imports, folder, typeScript);
      }
    }
    return null;
  }

  private @Nullable TypeScriptConfig config(String path) {
    return files
        .once(new Config(path), () -> Optional.ofNullable(TypeScriptConfig.read(path, files)))
        .orElse(null);
  }

  /** {@code imports} and {@code exports} of package.json (Node's manual, "Packages"). */
  private @Nullable SourceFile subpath(
      String name, Json.Obj targets, String folder, boolean typeScript) {
    for (Map.Entry<String, Json> entry : targets.members().entrySet()) {
      String pattern = entry.getKey();
      int star = pattern.indexOf('*');
      boolean fits =
          star < 0
              ? pattern.equals(name)
              : name.length() >= pattern.length() - 1
                  && name.startsWith(pattern.substring(0, star))
                  && name.endsWith(pattern.substring(star + 1));
      if (fits) {
        String taken =
            star < 0 ? "" : name.substring(star, name.length() - (pattern.length() - star - 1));
        for (String target : targets(entry.getValue(), 0)) {
          SourceFile found =
              source(Project.resolve(folder, target.replace("*", taken)), folder, typeScript);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private static List<String> targets(Json value, int depth) {
    List<String> targets = new ArrayList<>();
    if (value instanceof Json.Str text) {
      targets.add(text.text());
    } else if (depth < 4 && value instanceof Json.Obj conditions) {
      for (Json target : conditions.members().values()) {
        targets.addAll(targets(target, depth + 1));
      }
    } else if (depth < 4 && value instanceof Json.Arr list) {
      for (Json target : list.items()) {
        targets.addAll(targets(target, depth + 1));
      }
    }
    return targets;
  }

  /** A package of the same repository. */
  private @Nullable SourceFile workspace(
      String specifier, List<String> folders, boolean typeScript) {
    int slash = specifier.indexOf('/');
    if (specifier.startsWith("@") && slash > 0) {
      slash = specifier.indexOf('/', slash + 1);
    }
    String name = slash < 0 ? specifier : specifier.substring(0, slash);
    String inner = slash < 0 ? "" : specifier.substring(slash + 1);
    for (String folder : folders) {
      String home = packages(folder).get(name);
      if (home != null) {
        return within(home, inner, typeScript);
      }
    }
    return null;
  }

  private @Nullable SourceFile within(String home, String inner, boolean typeScript) {
    SourceFile manifest = files.read(home + "package.json");
    Json json = manifest == null ? null : JsonReader.read(manifest.text());
    if (json != null && json.member("exports") instanceof Json.Obj exports) {
      SourceFile found = subpath(inner.isEmpty() ? "." : "./" + inner, exports, home, typeScript);
      if (found != null) {
        return found;
      }
    }
    if (!inner.isEmpty()) {
      SourceFile found = source(home + inner, home, typeScript);
      return found != null ? found : file(home + "src/" + inner, typeScript);
    }
    for (String field : List.of("source", "main", "module", "types")) {
      String main = json == null ? null : json.text(field);
      if (main != null) {
        SourceFile found = source(Project.resolve(home, main), home, typeScript);
        if (found != null) {
          return found;
        }
      }
    }
    SourceFile found = file(home + "src/index", typeScript);
    return found != null ? found : file(home + "index", typeScript);
  }

  /** A file, or where it names what is built the source of that. */
  private @Nullable SourceFile source(String path, String home, boolean typeScript) {
    SourceFile found = file(path, typeScript);
    if (found != null) {
      return found;
    }
    String inner = path.startsWith(home) ? path.substring(home.length()) : path;
    for (String built : List.of("dist/", "lib/", "build/", "out/")) {
      if (inner.startsWith(built)) {
        String bare = inner.substring(built.length());
        if (bare.endsWith(".d.ts")) {
          bare = bare.substring(0, bare.length() - ".d.ts".length());
        }
        found = file(home + "src/" + bare, typeScript);
        if (found == null) {
          found = file(home + bare, typeScript);
        }
      }
    }
    return found;
  }

  /** The packages of a repository whose root is a folder, by their names. */
  private Map<String, String> packages(String folder) {
    Map<String, String> known = packages.get(folder);
    if (known == null) {
      known = new HashMap<>();
      SourceFile manifest = files.read(folder + "package.json");
      if (manifest != null) {
        List<String> names = files.list(folder);
        for (String place : WORKSPACES) {
          if (names.contains(place)) {
            addPackages(folder + place, known);
          }
        }
        for (String pattern : patterns(folder, manifest)) {
          addMatching(folder, pattern, known);
        }
      }
      packages.put(folder, known);
    }
    return known;
  }

  /** Where packages are, as npm, Yarn, Lerna and pnpm are told. */
  private List<String> patterns(String folder, SourceFile manifest) {
    List<String> patterns = new ArrayList<>();
    Json json = JsonReader.read(manifest.text());
    Json workspaces = json == null ? null : json.member("workspaces");
    addTexts(workspaces instanceof Json.Obj ? workspaces.member("packages") : workspaces, patterns);
    List<String> names = files.list(folder);
    SourceFile lerna = names.contains("lerna.json") ? files.read(folder + "lerna.json") : null;
    Json told = lerna == null ? null : JsonReader.read(lerna.text());
    addTexts(told == null ? null : told.member("packages"), patterns);
    String pnpm = "pnpm-workspace.yaml";
    SourceFile yaml = names.contains(pnpm) ? files.read(folder + pnpm) : null;
    if (yaml != null) {
      for (String line : yaml.text().split("\n")) {
        String item = line.strip();
        if (item.startsWith("- ")) {
          patterns.add(item.substring(2).strip().replace("'", "").replace("\"", ""));
        }
      }
    }
    return patterns;
  }

  private static void addTexts(@Nullable Json list, List<String> texts) {
    if (list instanceof Json.Arr array) {
      for (Json item : array.items()) {
        if (item instanceof Json.Str text) {
          texts.add(text.text());
        }
      }
    }
  }

  /** {@code infra/*}, {@code infra/**} or {@code infra/api}. */
  private void addMatching(String folder, String pattern, Map<String, String> known) {
    String bare = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    int star = bare.indexOf('*');
    if (bare.startsWith("..") || bare.startsWith("/") || bare.startsWith("!")) {
      return;
    }
    if (star < 0) {
      addPackage(folder + (bare.endsWith("/") ? bare : bare + "/"), known);
    } else if (star == 0 || bare.charAt(star - 1) == '/') {
      addPackages(folder + bare.substring(0, star), known);
    }
  }

  private void addPackages(String place, Map<String, String> known) {
    for (String name : files.list(place)) {
      if (name.endsWith("/") && !name.equals("node_modules/")) {
        addPackage(place + name, known);
      }
    }
  }

  private void addPackage(String home, Map<String, String> known) {
    SourceFile manifest = files.read(home + "package.json");
    Json json = manifest == null ? null : JsonReader.read(manifest.text());
    String own = json == null ? null : json.text("name");
    if (own != null) {
      known.putIfAbsent(own, home);
    }
  }

  /**
   * A path from a folder above, of which no settings tell: {@code src/a} and what is mostly an
   * alias of it, {@code @/a} and {@code ~/a}.
   */
  private @Nullable SourceFile unconfigured(
      String specifier, List<String> folders, boolean typeScript) {
    int slash = specifier.indexOf('/');
    if (slash <= 0) {
      return null;
    }
    String first = specifier.substring(0, slash + 1);
    boolean alias = first.equals("@/") || first.equals("~/");
    for (String folder : folders.subList(Math.min(1, folders.size()), folders.size())) {
      SourceFile found = null;
      if (alias) {
        found = file(folder + "src/" + specifier.substring(2), typeScript);
        if (found == null) {
          found = file(folder + specifier.substring(2), typeScript);
        }
      } else if (files.list(folder).contains(first)) {
        found = file(folder + specifier, typeScript);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean isTypeScript(String path) {
    return path.endsWith(".ts") || path.endsWith(".mts") || path.endsWith(".cts");
  }

  /** A file by its path, which may lack its extension or name a folder. */
  private @Nullable SourceFile file(String path, boolean typeScript) {
    if (path.contains("node_modules/") || path.startsWith("..")) {
      return null;
    }
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    SourceFile found = named(bare, typeScript);
    if (found != null) {
      return found;
    }
    List<String> extensions = typeScript ? FOR_TYPESCRIPT : FOR_JAVASCRIPT;
    if (!path.endsWith("/") && !bare.isEmpty()) {
      for (String extension : extensions) {
        found = files.read(bare + extension);
        if (found != null) {
          return found;
        }
      }
    }
    return folder(bare.isEmpty() ? "" : bare + "/", extensions, typeScript);
  }

  private @Nullable SourceFile named(String path, boolean typeScript) {
    int dot = path.lastIndexOf('.');
    String extension = dot < path.lastIndexOf('/') + 1 ? "" : path.substring(dot);
    String bare = dot < 0 ? path : path.substring(0, dot);
    String typed =
        switch (extension) {
          case ".js" -> ".ts";
          case ".mjs" -> ".mts";
          case ".cjs" -> ".cts";
          default -> "";
        };
    boolean known =
        !typed.isEmpty()
            || extension.equals(".json")
            || extension.equals(".sql")
            || extension.equals(".txt")
            || isTypeScript(path);
    if (!known) {
      return null;
    }
    if (typeScript && !typed.isEmpty()) {
      SourceFile found = files.read(bare + typed);
      return found != null ? found : files.read(path);
    }
    SourceFile found = files.read(path);
    return found != null || typed.isEmpty() ? found : files.read(bare + typed);
  }

  private @Nullable SourceFile folder(String folder, List<String> extensions, boolean typeScript) {
    for (String extension : extensions) {
      SourceFile found = files.read(folder + "index" + extension);
      if (found != null) {
        return found;
      }
    }
    SourceFile manifest = files.read(folder + "package.json");
    Json json = manifest == null ? null : JsonReader.read(manifest.text());
    String main = json == null ? null : json.text("main");
    if (main == null || main.isEmpty() || main.equals(".") || main.equals("./")) {
      return null;
    }
    String target = Project.resolve(folder, main);
    SourceFile found = named(target, typeScript);
    for (int i = 0; found == null && i < extensions.size(); i++) {
      found = files.read(target + extensions.get(i));
    }
    return found;
  }
}
