package io.github.windlass.script.ecmascript;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the names of files say: which may be migrations in TypeScript or JavaScript. */
public final class ScriptNames {

  private static final List<String> ENDINGS = List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs");

  /** Parts of names of files that are no migrations, before the ending. */
  private static final List<String> OTHERS =
      List.of(".d", ".test", ".spec", ".e2e-spec", ".e2e", ".config");

  private ScriptNames() {}

  /** Whether a path is that of a file in TypeScript or JavaScript. */
  public static boolean isScript(String path) {
    return ending(name(path)) != null;
  }

  /** Whether a path may be that of a migration: not of a test, a setting, or a package. */
  public static boolean mayBeMigration(String path) {
    String name = name(path);
    String ending = ending(name);
    if (ending == null || path.contains("node_modules/")) {
      return false;
    }
    String stem = name.substring(0, name.length() - ending.length());
    for (String other : OTHERS) {
      if (stem.endsWith(other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of some words stands in a text. */
  public static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String ending(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return ending;
      }
    }
    return null;
  }
}
