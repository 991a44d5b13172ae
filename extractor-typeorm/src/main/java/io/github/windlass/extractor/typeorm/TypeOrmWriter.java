package io.github.windlass.extractor.typeorm;

import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationDraft.Part;
import io.github.windlass.extractor.MigrationWriter;
import io.github.windlass.extractor.NumberedName;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.WrittenMigrations;
import io.github.windlass.script.ecmascript.SourceStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes migrations of TypeORM. Each says by {@code transaction} whether it runs in one, so that a
 * data source whose mode is {@code all} refuses it rather than run all in one ({@code
 * MigrationExecutor}).
 */
public final class TypeOrmWriter implements MigrationWriter {

  @Override
  public String format() {
    return "typeorm";
  }

  @Override
  public WrittenMigrations write(MigrationDraft draft) {
    SourceStyle style = SourceStyle.of(draft.original());
    NumberedName name = NumberedName.of(draft.original().path());
    String stamp = Marks.timestamp(draft.original());
    String number = stamp != null ? stamp : name.number();
    List<SourceFile> files = new ArrayList<>();
    for (Part part : draft.parts()) {
      String own = NumberedName.after(number, draft.first() + files.size() + 1);
      String type = upper(part.title()) + own;
      String path =
          name.number().isEmpty()
              ? name.beside("", own + "-" + part.title())
              : name.beside(own, upper(part.title()));
      files.add(new SourceFile(path, text(part, type, style)));
    }
    return new WrittenMigrations(
        files,
        draft.migration().transaction() == TransactionMode.ALL_PENDING
            ? List.of(
                "Set migrationsTransactionMode: \"each\" in the data source: in mode \"all\","
                    + " TypeORM refuses migrations that say by themselves whether they run in a"
                    + " transaction.")
            : List.of());
  }

  /** {@code add_users} as {@code AddUsers}. */
  private static String upper(String title) {
    StringBuilder all = new StringBuilder();
    for (String word : title.split("_", -1)) {
      if (!word.isEmpty()) {
        all.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return all.toString();
  }

  private static String text(Part part, String type, SourceStyle style) {
    StringBuilder out = new StringBuilder();
    String names = "{ MigrationInterface, QueryRunner }";
    if (style.typeScript()) {
      out.append("import ").append(style.typeImports() ? "type " : "");
      out.append(names).append(" from ").append(style.module("typeorm")).append(";\n\n");
    }
    out.append(style.modules() ? "export class " : "module.exports = class ").append(type);
    out.append(style.typeScript() ? " implements MigrationInterface {\n" : " {\n");
    out.append("  name = ").append(style.module(type)).append(";\n");
    out.append("  transaction = ").append(part.transaction()).append(";\n\n");
    method("up", style, out);
    for (MigrationDraft.Statement statement : part.statements()) {
      out.append(SourceStyle.comment(statement.note(), "    "));
      query(statement.sql(), out);
    }
    out.append("  }\n\n");
    method("down", style, out);
    List<String> undo = part.undo();
    if (undo == null) {
      out.append("    throw new Error(").append(style.module("This cannot be undone."));
      out.append(");\n");
    } else {
      if (!part.transaction() && !undo.isEmpty()) {
        // MigrationExecutor.undoLastMigration asks the data source's mode alone.
        out.append(SourceStyle.comment("migration:revert needs --transaction none here.", "    "));
      }
      undo.forEach(sql -> query(sql, out));
    }
    return out.append("  }\n}").append(style.modules() ? "\n" : ";\n").toString();
  }

  private static void method(String name, SourceStyle style, StringBuilder out) {
    out.append("  async ").append(name);
    out.append(
        style.typeScript() ? "(queryRunner: QueryRunner): Promise<void> {\n" : "(queryRunner) {\n");
  }

  private static void query(String sql, StringBuilder out) {
    out.append("    await queryRunner.query(").append(SourceStyle.template(sql)).append(");\n");
  }
}
