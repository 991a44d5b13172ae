package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;

/**
 * golang-migrate 4.19 ({@code source/parse.go}, {@code database/postgres/postgres.go} and {@code
 * database/pgx}): {@code NUMBER_name.up.sql} in the order of the numbers; a file is sent as one
 * string, and nothing opens a transaction ({@code x-multi-statement} is off unless the database's
 * URL says otherwise).
 */
public final class GolangMigrate extends Layout {

  /** For the service loader. */
  public GolangMigrate() {
    super("golang-migrate", "SQL files of golang-migrate: 1_name.up.sql");
  }

  @Override
  public boolean mayBeIn(String path) {
    return FileNames.endsWith(path, ".up.sql");
  }

  /** Other runners have such names, too; their projects say so. */
  @Override
  public Match match(SourceFile source, Project project) {
    String name = FileNames.of(source.path());
    int digits = FileNames.digits(name);
    if (digits == 0 || !name.startsWith("_", digits) || !name.endsWith(".up.sql")) {
      return Match.NO;
    }
    return Neighbours.mention(project, source.path(), "package.json", "node-pg-migrate")
            || Neighbours.mention(project, source.path(), "Cargo.toml", "sqlx")
        ? Match.POSSIBLE
        : Match.LIKELY;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("golang-migrate", Dialects.of(source, project));
    String text = source.text();
    if (!GoTemplate.isOne(text)) {
      sending.statements(SentText.of(source, 0, text.length()));
      return List.of(migration(source, sending.asOneString(), sending));
    }
    // It takes no templates; Pop does, which has the same names, and a transaction for each file.
    GoTemplate.send(source, 0, text.length(), " that the project fills in", sending);
    boolean pop = Neighbours.mention(project, source.path(), "go.mod", "gobuffalo/pop");
    TransactionMode transaction = pop ? TransactionMode.PER_MIGRATION : sending.asOneString();
    return List.of(migration(source, transaction, sending));
  }
}
