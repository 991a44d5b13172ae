package io.github.windlass.extractor.drizzle;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells migrations in TypeScript and JavaScript from other files, by a glance at the text. */
final class ScriptMarks {

  private static final List<String> USES =
      List.of(".execute(", ".run(", ".all(", ".batch(", ".transaction(", "sql`", "sql.raw(");

  /** What only one kind of database has. */
  private static final List<String> SQLITE =
      List.of(
          "drizzle-orm/libsql",
          "drizzle-orm/better-sqlite3",
          "drizzle-orm/bun-sqlite",
          "drizzle-orm/d1",
          "drizzle-orm/expo-sqlite",
          "drizzle-orm/op-sqlite",
          "drizzle-orm/sql-js",
          "drizzle-orm/durable-sqlite",
          "drizzle-orm/sqlite",
          "db.run(",
          "tx.run(",
          "db.all(");

  private static final List<String> MYSQL =
      List.of(
          "drizzle-orm/mysql",
          "drizzle-orm/planetscale",
          "drizzle-orm/tidb",
          "drizzle-orm/singlestore");

  private static final List<String> POSTGRES =
      List.of(
          "drizzle-orm/node-postgres",
          "drizzle-orm/postgres-js",
          "drizzle-orm/neon",
          "drizzle-orm/pg",
          "drizzle-orm/vercel-postgres",
          "drizzle-orm/aws-data-api",
          "drizzle-orm/xata");

  private ScriptMarks() {}

  /** A migration that is the file's default export, and has no {@code up}. */
  private static final List<String> BY_DEFAULT =
      List.of(
          "export default async function migrat",
          "export default function migrat",
          "export default migrat");

  /** Whether a text uses Drizzle, defines {@code up} and sends something. */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    if (Payload.isImportedBy(text)) {
      return ScriptNames.definesUp(text)
          && (text.contains("MigrateUpArgs") || ScriptNames.hasOne(text, USES))
          && !text.contains("Adapter(");
    }
    return text.contains("drizzle-orm")
        && ScriptNames.hasOne(text, USES)
        && (ScriptNames.definesUp(text) || ScriptNames.hasOne(text, BY_DEFAULT));
  }

  /** The database whose packages or methods a text uses; null: it does not tell. */
  static @Nullable Dialect dialect(String text) {
    if (Payload.isImportedBy(text)) {
      return Payload.dialect(text);
    }
    if (ScriptNames.hasOne(text, POSTGRES)) {
      return Dialect.POSTGRES;
    }
    if (ScriptNames.hasOne(text, MYSQL)) {
      return Dialect.MYSQL;
    }
    return ScriptNames.hasOne(text, SQLITE) ? Dialect.SQLITE : null;
  }
}
