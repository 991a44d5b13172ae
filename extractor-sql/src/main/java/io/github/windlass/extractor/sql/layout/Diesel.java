package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;

/**
 * Diesel 2.3 ({@code diesel_migrations}): a folder for each migration, whose name begins with its
 * version, with {@code up.sql} and {@code down.sql}; in the order of the versions' characters,
 * dashes left out. A file is sent as one string, in a transaction unless {@code metadata.toml}
 * beside it says {@code run_in_transaction = false}.
 */
public final class Diesel extends Layout {

  /** For the service loader. */
  public Diesel() {
    super("diesel", "SQL files of Diesel: 2024-01-01-000000_name/up.sql, metadata.toml");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String name = FileNames.of(source.path());
    return (name.equals("up.sql") || name.equals("down.sql"))
            && FileNames.digits(FileNames.parent(source.path())) > 0
        ? Match.LIKELY
        : Match.NO;
  }

  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    return source.path().endsWith("/down.sql");
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    String parent = FileNames.parent(source.path());
    int underscore = parent.indexOf('_');
    String version = underscore < 0 ? parent : parent.substring(0, underscore);
    String folder = FileNames.folder(source.path());
    return FileNames.byCharacters(
        folder.substring(0, Math.max(folder.length() - parent.length() - 1, 0))
            + version.replace("-", ""));
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Diesel", Dialects.of(source, project));
    sending.statements(SentText.of(source, 0, source.text().length()));
    String metadata = textOf(project, FileNames.folder(source.path()) + "metadata.toml");
    TransactionMode transaction =
        metadata != null && turnsOff(metadata)
            ? sending.asOneString()
            : TransactionMode.PER_MIGRATION;
    return List.of(migration(source, FileNames.parent(source.path()), transaction, sending));
  }

  private static boolean turnsOff(String metadata) {
    return "false".equals(Settings.ofToml(metadata).get("run_in_transaction"));
  }
}
