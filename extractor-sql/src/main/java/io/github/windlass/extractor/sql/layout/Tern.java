package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * tern 2.4 ({@code migrate/migrate.go}): {@code NUMBER_name.sql} in the order of the numbers, up to
 * {@code ---- create above / drop below ----}; in a transaction unless {@code ---- tern: disable-tx
 * ----} stands in it. Files are templates of Go; a value is a hole.
 */
public final class Tern extends Layout {

  private static final String DOWN = "---- create above / drop below ----";
  private static final String NO_TRANSACTION = "---- tern: disable-tx ----";

  /** For the service loader. */
  public Tern() {
    super("tern", "SQL files of tern: ---- create above / drop below ----");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (source.text().contains(DOWN) || source.text().contains(NO_TRANSACTION)) {
      return Match.CERTAIN;
    }
    String path = source.path();
    return path.endsWith(".sql")
            && FileNames.digits(FileNames.of(path)) > 0
            && textOf(project, FileNames.folder(path) + "tern.conf") != null
        ? Match.LIKELY
        : Match.NO;
  }

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    return NO_TRANSACTION + "\n" + source.text();
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    String text = source.text();
    int down = text.indexOf(DOWN);
    int end = down < 0 ? text.length() : down;
    Sending sending = new Sending("tern");
    GoTemplate.send(source, 0, end, " of tern.conf", sending);
    TransactionMode transaction =
        hasLine(text, end) ? sending.byStatement() : TransactionMode.PER_MIGRATION;
    return List.of(migration(source, transaction, sending));
  }

  private static boolean hasLine(String text, int end) {
    Lines lines = new Lines(text, 0, end);
    while (lines.next()) {
      if (text.startsWith(NO_TRANSACTION, lines.start())
          && lines.end() == lines.start() + NO_TRANSACTION.length()) {
        return true;
      }
    }
    return false;
  }
}
