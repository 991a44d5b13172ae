package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationDraft.Part;
import io.github.windlass.extractor.MigrationWriter;
import io.github.windlass.extractor.NumberedName;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.WrittenMigrations;
import io.github.windlass.script.ecmascript.SourceStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes migrations of Knex. Each opts out of the transaction that {@code latest} opens for all
 * that are pending and opens its own, where it needs one ({@code lib/migrations/migrate/Migrator}).
 */
public final class KnexWriter implements MigrationWriter {

  @Override
  public String format() {
    return "knex";
  }

  @Override
  public WrittenMigrations write(MigrationDraft draft) {
    SourceStyle style = SourceStyle.of(draft.original());
    NumberedName name = NumberedName.of(draft.original().path());
    List<SourceFile> files = new ArrayList<>();
    for (Part part : draft.parts()) {
      String path =
          name.isCount()
              ? name.beside(name.number(), name.words() + "_" + (draft.first() + files.size() + 1))
              : name.beside(name.numberAfter(draft.first() + files.size() + 1), part.title());
      files.add(new SourceFile(path, text(part, style)));
    }
    return new WrittenMigrations(
        files,
        draft.setsForSession()
            ? List.of(
                "SET holds for one connection: migrate with a pool of one, by pool: { min: 0, max:"
                    + " 1 }.")
            : List.of());
  }

  private static String text(Part part, SourceStyle style) {
    StringBuilder out = new StringBuilder();
    if (style.typeScript()) {
      out.append("import ").append(style.typeImports() ? "type " : "");
      out.append("{ Knex } from ").append(style.module("knex")).append(";\n\n");
    }
    out.append(style.modules() ? "export const config" : "exports.config");
    out.append(" = { transaction: false };\n\n");
    start("up", style, out);
    List<MigrationDraft.Statement> statements = part.statements();
    boolean opens = part.transaction() && statements.size() > 1;
    open(opens, out);
    for (MigrationDraft.Statement statement : statements) {
      out.append(SourceStyle.comment(statement.note(), opens ? "    " : "  "));
      raw(statement.sql(), opens, out);
    }
    close(opens, out);
    end(style, out);
    out.append('\n');
    start("down", style, out);
    List<String> undo = part.undo();
    if (undo == null) {
      out.append("  throw new Error(").append(style.module("This cannot be undone."));
      out.append(");\n");
    } else {
      boolean together = part.transaction() && undo.size() > 1;
      open(together, out);
      undo.forEach(sql -> raw(sql, together, out));
      close(together, out);
    }
    end(style, out);
    return out.toString();
  }

  private static void start(String name, SourceStyle style, StringBuilder out) {
    if (style.modules()) {
      out.append("export async function ").append(name).append('(');
    } else {
      out.append("exports.").append(name).append(" = async function (");
    }
    out.append(style.typeScript() ? "knex: Knex): Promise<void> {\n" : "knex) {\n");
  }

  private static void end(SourceStyle style, StringBuilder out) {
    out.append(style.modules() ? "}\n" : "};\n");
  }

  private static void open(boolean opens, StringBuilder out) {
    out.append(opens ? "  await knex.transaction(async (trx) => {\n" : "");
  }

  private static void close(boolean opens, StringBuilder out) {
    out.append(opens ? "  });\n" : "");
  }

  /** A question mark stands for a value, unless a backslash is before it. */
  private static void raw(String sql, boolean within, StringBuilder out) {
    out.append(within ? "    await trx.raw(" : "  await knex.raw(");
    out.append(SourceStyle.template(sql.replace("?", "\\?"))).append(");\n");
  }
}
