package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.SourceFile;
import java.util.List;
import java.util.Locale;

/** What tells scripts that migrate data by Prisma's client from other files. */
final class ScriptMarks {

  private static final List<String> ENDINGS = List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs");

  /** Parts of names of files that are no migrations, before the ending. */
  private static final List<String> OTHERS =
      List.of(".d", ".test", ".spec", ".e2e-spec", ".e2e", ".config");

  private static final List<String> USES =
      List.of(
          "$executeRaw",
          "$queryRaw",
          "$transaction",
          ".updateMany(",
          ".update(",
          ".createMany(",
          ".create(",
          ".upsert(",
          ".deleteMany(",
          ".delete(",
          ".findMany(");

  private ScriptMarks() {}

  /** Whether a path is that of a file in TypeScript or JavaScript. */
  static boolean isScript(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Prisma runs none itself, so that only what is called a migration may be one. */
  static boolean mayBeIn(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (!lower.contains("migrat") || lower.contains("node_modules/")) {
      return false;
    }
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending)) {
        String stem = lower.substring(0, lower.length() - ending.length());
        for (String other : OTHERS) {
          if (stem.endsWith(other)) {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }

  /** Whether a text names Prisma's client, and uses it. */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    boolean named =
        text.contains("PrismaClient")
            || text.contains("@prisma/client")
            || text.contains("$executeRaw")
            || text.contains("$queryRaw");
    return named && hasOne(text, USES);
  }

  private static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
