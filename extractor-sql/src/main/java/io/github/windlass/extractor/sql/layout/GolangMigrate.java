package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
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
    Sending sending = new Sending("golang-migrate");
    sending.statements(SentText.of(source, 0, source.text().length()));
    return List.of(migration(source, sending.asOneString(), sending.steps()));
  }
}
