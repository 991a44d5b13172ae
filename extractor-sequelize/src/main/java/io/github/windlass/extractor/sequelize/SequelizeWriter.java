package io.github.windlass.extractor.sequelize;

import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationDraft.Part;
import io.github.windlass.extractor.MigrationWriter;
import io.github.windlass.extractor.NumberedName;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.WrittenMigrations;
import io.github.windlass.script.ecmascript.SourceStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes migrations of Sequelize, which opens no transaction around them. */
public final class SequelizeWriter implements MigrationWriter {

  /** How the original makes its functions known, and what it takes. */
  private enum Shape {
    /** One object with both. */
    OBJECT,
    /** Each by itself. */
    FUNCTIONS
  }

  @Override
  public String format() {
    return "sequelize";
  }

  @Override
  public WrittenMigrations write(MigrationDraft draft) {
    SourceStyle style = SourceStyle.of(draft.original());
    NumberedName name = NumberedName.of(draft.original().path());
    List<SourceFile> files = new ArrayList<>();
    for (Part part : draft.parts()) {
      String path =
          name.isCount()
              ? name.beside(name.number(), name.words() + "-" + (draft.first() + files.size() + 1))
              : name.beside(
                  name.numberAfter(draft.first() + files.size() + 1),
                  name.separator().equals("_") ? part.title() : part.title().replace('_', '-'));
      files.add(new SourceFile(path, new Writing(part, style, draft.original().text()).text()));
    }
    return new WrittenMigrations(
        files,
        draft.setsForSession()
            ? List.of(
                "SET holds for one connection: migrate with a pool of one, by pool: { max: 1 }.")
            : List.of());
  }

  /**
   * A function {@code up} that takes the query interface out of the object which Umzug calls it
   * with; Sequelize's command line gives the query interface itself.
   */
  private static final Pattern CONTEXT =
      Pattern.compile(
          "\\bup\\b[^({]{0,200}\\(\\s*(?:\\{[^})]{0,200}\\bcontext\\b|(\\w+)[^)]{0,200}\\)[^;]{0,200}\\b(?:\\1\\.context\\b|context\\b[^;]{0,200}=\\s*\\1\\b))");

  /** One file. */
  private static final class Writing {
    private final Part part;
    private final SourceStyle style;
    private final Shape shape;
    private final boolean context;
    private final StringBuilder out = new StringBuilder();

    Writing(Part part, SourceStyle style, String original) {
      this.part = part;
      this.style = style;
      this.shape =
          original.contains("exports.up")
                  || original.contains("export const up")
                  || original.contains("export async function up")
                  || original.contains("export function up")
              ? Shape.FUNCTIONS
              : Shape.OBJECT;
      this.context = CONTEXT.matcher(original).find();
    }

    String text() {
      if (style.typeScript()) {
        out.append("import ").append(style.typeImports() ? "type " : "");
        out.append("{ QueryInterface } from ").append(style.module("sequelize")).append(";\n\n");
      } else if (!style.modules()) {
        out.append(style.module("use strict")).append(";\n\n");
      }
      if (shape == Shape.OBJECT) {
        out.append(style.modules() ? "export default {\n" : "module.exports = {\n");
      }
      up();
      out.append(shape == Shape.OBJECT ? ",\n\n" : style.modules() ? "\n\n" : ";\n\n");
      down();
      return out.append(shape == Shape.OBJECT ? ",\n};\n" : style.modules() ? "\n" : ";\n")
          .toString();
    }

    private void up() {
      start("up");
      List<MigrationDraft.Statement> statements = part.statements();
      boolean opens = part.transaction() && statements.size() > 1;
      open(opens);
      for (MigrationDraft.Statement statement : statements) {
        out.append(SourceStyle.comment(statement.note(), indent(opens ? 2 : 1)));
        query(statement.sql(), opens);
      }
      close(opens);
      out.append(indent(0)).append('}');
    }

    private void down() {
      start("down");
      List<String> undo = part.undo();
      if (undo == null) {
        out.append(indent(1)).append("throw new Error(");
        out.append(style.module("This cannot be undone.")).append(");\n");
      } else {
        boolean opens = part.transaction() && undo.size() > 1;
        open(opens);
        undo.forEach(sql -> query(sql, opens));
        close(opens);
      }
      out.append(indent(0)).append('}');
    }

    private void start(String name) {
      String type = style.typeScript() ? ": QueryInterface" : "";
      String parameter =
          context
              ? "{ context: queryInterface }"
                  + (style.typeScript() ? ": { context: QueryInterface }" : "")
              : "queryInterface" + type;
      String result = style.typeScript() ? "): Promise<void> {\n" : ") {\n";
      out.append(indent(0));
      out.append(
          shape == Shape.OBJECT
              ? "async " + name + "("
              : style.modules()
                  ? "export async function " + name + "("
                  : "exports." + name + " = async function (");
      out.append(parameter).append(result);
    }

    private String indent(int depth) {
      return "  ".repeat(depth + (shape == Shape.OBJECT ? 1 : 0));
    }

    private void open(boolean opens) {
      if (opens) {
        out.append(indent(1));
        out.append("await queryInterface.sequelize.transaction(async (transaction) => {\n");
      }
    }

    private void close(boolean opens) {
      out.append(opens ? indent(1) + "});\n" : "");
    }

    private void query(String sql, boolean within) {
      out.append(indent(within ? 2 : 1)).append("await queryInterface.sequelize.query(");
      out.append(SourceStyle.template(sql)).append(within ? ", { transaction });\n" : ");\n");
    }
  }
}
