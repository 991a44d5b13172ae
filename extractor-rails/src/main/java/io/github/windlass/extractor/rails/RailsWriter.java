package io.github.windlass.extractor.rails;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.MigrationDraft.Part;
import io.github.windlass.extractor.MigrationWriter;
import io.github.windlass.extractor.NumberedName;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.WrittenMigrations;
import io.github.windlass.extractor.rails.schema.Inflector;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes migrations of Rails. A statement is a call of ActiveRecord's methods where reading the
 * call back gives the same statement, else {@code execute}.
 */
public final class RailsWriter implements MigrationWriter {

  private static final String MIGRATION = "ActiveRecord::Migration";

  /** The version for an original that does not say one. */
  private static final String USUAL = MIGRATION + "[7.2]";

  @Override
  public String format() {
    return "rails";
  }

  @Override
  public WrittenMigrations write(MigrationDraft draft) {
    NumberedName name = NumberedName.of(draft.original().path());
    RailsCalls calls = new RailsCalls();
    List<SourceFile> files = new ArrayList<>();
    for (Part part : draft.parts()) {
      String path = name.beside(name.numberAfter(draft.first() + files.size() + 1), part.title());
      files.add(new SourceFile(path, text(part, calls, draft.original().text())));
    }
    return new WrittenMigrations(
        files,
        name.isCount()
            ? List.of("Give the files numbers that no migration has: Rails runs one of a number.")
            : List.of());
  }

  private static String text(Part part, RailsCalls calls, String original) {
    String base = base(original);
    StringBuilder out = new StringBuilder();
    if (original.startsWith("# frozen_string_literal: true")) {
      out.append("# frozen_string_literal: true\n\n");
    }
    out.append("class ").append(Inflector.camelized(part.title())).append(" < ").append(base);
    out.append('\n');
    if (!part.transaction()) {
      out.append("  disable_ddl_transaction!\n\n");
    }
    out.append("  def up\n");
    for (MigrationDraft.Statement statement : part.statements()) {
      if (!statement.note().isEmpty()) {
        out.append("    # ").append(statement.note().replace('\n', ' ')).append('\n');
      }
      out.append(said(statement.sql(), calls, base));
    }
    out.append("  end\n\n  def down\n");
    List<String> undo = part.undo();
    if (undo == null) {
      out.append("    raise ActiveRecord::IrreversibleMigration\n");
    } else {
      for (String sql : undo) {
        out.append(said(sql, calls, base));
      }
    }
    return out.append("  end\nend\n").toString();
  }

  private static String said(String sql, RailsCalls calls, String base) {
    String call = calls.of(sql);
    return call != null && saysTheSame(call, sql, base)
        ? "    " + call + "\n"
        : RubyText.execute(sql, "    ");
  }

  /** Whether the call is read back as the statement. */
  private static boolean saysTheSame(String call, String sql, String base) {
    String version = base.startsWith(MIGRATION) ? base : USUAL;
    SourceFile source =
        new SourceFile(
            "1_said.rb",
            "class Said < "
                + version
                + "\n  disable_ddl_transaction!\n  def up\n    "
                + call
                + "\n  end\nend\n");
    List<Migration> read =
        new MigrationRun(source, new NoFiles(number(version)), SchemaView.unknown()).migrations();
    return read.size() == 1
        && read.get(0).gaps().isEmpty()
        && read.get(0).statements().size() == 1
        && read.get(0).statements().get(0).condition() == null
        && printed(read.get(0).statements().get(0).text()).equals(printed(sql));
  }

  /** Statements with the same tree are printed alike. */
  private static String printed(String sql) {
    Script script = PostgresParser.parse(sql);
    return script.errors().isEmpty() && script.statements().size() == 1
        ? SqlPrinter.print(script.statements().get(0))
        : sql;
  }

  /** What the original's class stands below. */
  private static String base(String original) {
    for (String line : original.split("\n", -1)) {
      String bare = line.strip();
      int below = bare.indexOf('<');
      if (bare.startsWith("class ") && below > 0) {
        String base = bare.substring(below + 1).split("[;#]", 2)[0].strip();
        return base.contains("Migration") ? base : USUAL;
      }
    }
    return USUAL;
  }

  /** {@code 7.1} of {@code ActiveRecord::Migration[7.1]}; what is installed is no older. */
  private static String number(String base) {
    int open = base.indexOf('[');
    int close = base.indexOf(']', open + 1);
    return open < 0 || close < 0 ? "4.2" : base.substring(open + 1, close);
  }

  /** A project without files. */
  private record NoFiles(String rails) implements Project {

    @Override
    public String setting(String name) {
      return rails;
    }

    @Override
    public SourceFile read(String path) throws UnreadableSourceException {
      throw new UnreadableSourceException("no such file");
    }

    @Override
    public List<String> list(String folder) {
      return List.of();
    }
  }
}
