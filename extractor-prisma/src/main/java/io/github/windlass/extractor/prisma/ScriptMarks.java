package io.github.windlass.extractor.prisma;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;
import java.util.Locale;

/** What tells scripts that migrate data by Prisma's client from other files. */
final class ScriptMarks {

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

  /** Prisma runs none itself, so that only what is called a migration may be one. */
  static boolean mayBeIn(String path) {
    return path.toLowerCase(Locale.ROOT).contains("migrat") && ScriptNames.mayBeMigration(path);
  }

  /** Whether a text names Prisma's client, and uses it. */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    boolean named =
        text.contains("PrismaClient")
            || text.contains("@prisma/client")
            || text.contains("$executeRaw")
            || text.contains("$queryRaw");
    return named && ScriptNames.hasOne(text, USES);
  }
}
