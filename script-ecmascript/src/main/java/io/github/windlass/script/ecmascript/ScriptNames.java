package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names of files say: which may be migrations in TypeScript or JavaScript. */
public final class ScriptNames {

  private static final List<String> ENDINGS = List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs");

  /** How the name of a file ends that declares types only, before the ending. */
  private static final String TYPES = ".d";

  /** Parts of names of tests and settings, before the ending. */
  private static final List<String> OTHERS =
      List.of(".test", ".spec", ".e2e-spec", ".e2e", ".config");

  /** Words before a name where it is defined or exported. */
  private static final Set<String> BEFORE_NAMES =
      Set.of("as", "async", "const", "function", "let", "public", "static", "var");

  private ScriptNames() {}

  /** Whether a path is that of a file in TypeScript or JavaScript. */
  public static boolean isScript(String path) {
    return ending(name(path)) != null;
  }

  /** Whether a path is called as migrations are: not as a test, a setting, or a package's file. */
  public static boolean mayBeMigration(String path) {
    return mayBeRun(path) && !isOther(path);
  }

  /**
   * Whether a runner that takes all scripts of a folder takes a file, by its path. Knex, Umzug and
   * TypeORM make no difference of {@code 1_add.config.js} and {@code 1_add.js}.
   */
  public static boolean mayBeRun(String path) {
    String name = name(path);
    String ending = ending(name);
    return ending != null && !path.contains("node_modules/") && !name.endsWith(TYPES + ending);
  }

  /** Whether a path is called as tests and settings are. */
  private static boolean isOther(String path) {
    String name = name(path);
    String ending = ending(name);
    if (ending != null) {
      String stem = name.substring(0, name.length() - ending.length());
      for (String other : OTHERS) {
        if (stem.endsWith(other)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a file is called as tests and settings are, and is one: it exports nothing called
   * {@code up}. Else it is a migration for all that is called so.
   */
  public static boolean isOther(SourceFile source) {
    return isOther(source.path())
        && !(source.text().contains("export") && definesUp(source.text()));
  }

  /**
   * Whether one of some words stands in a text. It is gone through once, however many words there
   * are.
   *
   * @param words none of them empty
   */
  public static boolean hasOne(String text, List<String> words) {
    // By the last bits of characters: what begins with another one is compared in vain.
    boolean[] begins = new boolean[128];
    for (String word : words) {
      begins[word.charAt(0) & 127] = true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (begins[text.charAt(i) & 127] && startsWithOne(text, i, words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOne(String text, int at, List<String> words) {
    for (String word : words) {
      if (text.startsWith(word, at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a text defines or exports {@code up}, as a glance tells: as a word of its own, with
   * what may stand on both sides of it there, and not within prose.
   */
  public static boolean definesUp(String text) {
    for (int at = text.indexOf("up"); at >= 0; at = text.indexOf("up", at + 2)) {
      if (mayBeNamedAt(text, at) && mayBeNamedUntil(text, at + 2)) {
        return true;
      }
    }
    return false;
  }

  /** What stands before a name that is defined: a keyword, or a sign that no prose has there. */
  private static boolean mayBeNamedAt(String text, int start) {
    int end = start;
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    if (end == 0 || "\n\r{[(,.;'\"".indexOf(text.charAt(end - 1)) >= 0) {
      return true;
    }
    int from = end;
    while (from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1))) {
      from--;
    }
    return end < start && BEFORE_NAMES.contains(text.substring(from, end));
  }

  private static boolean mayBeNamedUntil(String text, int end) {
    int next = end;
    while (next < text.length()
        && (Character.isWhitespace(text.charAt(next)) || "'\"".indexOf(text.charAt(next)) >= 0)) {
      next++;
    }
    return next < text.length() && ":(=,}<];".indexOf(text.charAt(next)) >= 0;
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
