package io.github.windlass.script.ecmascript.node;

import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ProjectFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Global variables that a project's own code makes before its migrations run: a file says so to
 * ESLint or to TypeScript, or one of the project puts it on {@code global}. A name that nobody
 * declares is an error, as in the language.
 */
final class DeclaredGlobals {

  /** How many files of a project are looked at for what they put on {@code global}. */
  private static final int FILES = 300;

  /** How many folders are looked into for these. */
  private static final int FOLDERS = 400;

  private static final List<String> OBJECTS = List.of("global", "globalThis");

  private static final List<String> ENDINGS = List.of(".js", ".ts", ".mjs", ".cjs", ".mts", ".cts");

  private static final List<String> WORDS =
      List.of("const", "let", "var", "function", "class", "namespace");

  private DeclaredGlobals() {}

  /** What a project's files put on {@code global}. */
  private enum Assigned implements Project.Key<Set<String>> {
    KEY
  }

  /** Whether a source, or a file of its project, declares a name. */
  static boolean has(String name, SourceFile source, ProjectFiles files) {
    return inComment(name, source.text())
        || inTypes(name, source.text())
        || files.once(Assigned.KEY, () -> assigned(files)).contains(name);
  }

  /** {@code /* global NAME, OTHER:writable *}{@code /} of ESLint. */
  private static boolean inComment(String name, String text) {
    for (int at = text.indexOf("/*"); at >= 0; at = text.indexOf("/*", at + 2)) {
      int end = text.indexOf("*/", at);
      String[] words =
          text.substring(at + 2, end < 0 ? text.length() : end).strip().split("[,\\s]+");
      if (words[0].equals("global") || words[0].equals("globals")) {
        for (String word : words) {
          if (word.equals(name) || word.startsWith(name + ":")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** {@code declare const NAME}, or {@code var NAME} within {@code declare global}. */
  private static boolean inTypes(String name, String text) {
    int from = text.indexOf("declare ");
    if (from < 0) {
      return false;
    }
    boolean global = text.contains("declare global");
    for (int at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
      if (endsWord(text, at + name.length())) {
        for (String word : WORDS) {
          int start = at - word.length() - 1;
          if (start >= 0 && text.startsWith(word + " ", start)) {
            int before = start - "declare ".length();
            if (global || (before >= 0 && text.startsWith("declare ", before))) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** From the root downwards, as what an application starts with stands high. */
  private static Set<String> assigned(ProjectFiles files) {
    Set<String> names = new HashSet<>();
    Deque<String> folders = new ArrayDeque<>(List.of(files.root()));
    int read = 0;
    for (int seen = 0; seen < FOLDERS && !folders.isEmpty(); seen++) {
      String folder = folders.remove();
      for (String name : files.list(folder)) {
        if (name.endsWith("/")) {
          if (!name.startsWith(".") && !name.equals("node_modules/")) {
            folders.add(folder + name);
          }
        } else if (read < FILES && isScript(name)) {
          read++;
          SourceFile file = files.read(folder + name);
          if (file != null) {
            addAssigned(file.text(), names);
          }
        }
      }
    }
    return names;
  }

  private static boolean isScript(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** {@code global.NAME = …}, {@code globalThis['NAME'] = …}. */
  private static void addAssigned(String text, Set<String> names) {
    for (String object : OBJECTS) {
      for (int at = text.indexOf(object); at >= 0; at = text.indexOf(object, at + 1)) {
        int start = at + object.length();
        if (start < text.length() && (at == 0 || endsWord(text, at - 1))) {
          addMember(text, start, names);
        }
      }
    }
  }

  private static void addMember(String text, int start, Set<String> names) {
    boolean dot = text.charAt(start) == '.';
    if (!dot && !text.startsWith("['", start) && !text.startsWith("[\"", start)) {
      return;
    }
    int from = start + (dot ? 1 : 2);
    int to = from;
    while (to < text.length() && Character.isJavaIdentifierPart(text.charAt(to))) {
      to++;
    }
    int next = to + (dot ? 0 : 2);
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    if (next + 1 < text.length() && text.charAt(next) == '=' && text.charAt(next + 1) != '=') {
      names.add(text.substring(from, to));
    }
  }

  private static boolean endsWord(String text, int at) {
    return at >= text.length() || !Character.isJavaIdentifierPart(text.charAt(at));
  }
}
