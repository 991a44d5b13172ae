package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;

/**
 * Refinery 0.9 for Rust ({@code refinery_core/src/util.rs}, {@code drivers/tokio_postgres.rs}):
 * {@code V1__name.sql} and {@code U1__name.sql}, both of which migrate up, in the order of their
 * versions; each file is sent as one string in a transaction.
 */
public final class Refinery extends Layout {

  /** For the service loader. */
  public Refinery() {
    super("refinery", "SQL files of Refinery (Rust): V1__name.sql, U1__name.sql");
  }

  @Override
  public boolean mayBeIn(String path) {
    return FileNames.isSql(path) && isNamed(FileNames.of(path));
  }

  private static boolean isNamed(String name) {
    return name.length() > 1
        && (name.charAt(0) == 'V' || name.charAt(0) == 'U')
        && Character.isDigit(name.charAt(1))
        && name.contains("__");
  }

  /** Whether a project of Rust has it. */
  static boolean isIn(Project project, String path) {
    return Neighbours.mention(project, path, "Cargo.toml", "refinery");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return isNamed(FileNames.of(source.path())) && isIn(project, source.path())
        ? Match.LIKELY
        : Match.NO;
  }

  /** By the version alone: V and U are one order. */
  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.folder(source.path()) + FileNames.of(source.path()).substring(1);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Refinery", Dialects.of(source, project));
    sending.statements(SentText.of(source, 0, source.text().length()));
    return List.of(migration(source, TransactionMode.PER_MIGRATION, sending));
  }
}
