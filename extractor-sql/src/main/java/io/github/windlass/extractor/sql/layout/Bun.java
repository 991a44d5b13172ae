package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;

/**
 * bun 1.2 ({@code migrate/migration.go}): {@code NUMBER_name.up.sql}, in a transaction if the name
 * ends with {@code .tx.up.sql}; what stands between {@code --bun:split} lines is sent as one
 * string.
 */
public final class Bun extends Layout {

  private static final String MARK = "--bun:";

  /** For the service loader. */
  public Bun() {
    super("bun", "SQL files of bun (Go): 1_name.up.sql, 1_name.tx.up.sql, --bun:split");
  }

  @Override
  public boolean mayBeIn(String path) {
    return FileNames.endsWith(path, ".up.sql");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String path = source.path();
    if (!path.endsWith(".up.sql")) {
      return Match.NO;
    }
    if (source.text().startsWith(MARK) || source.text().contains("\n" + MARK)) {
      return Match.CERTAIN;
    }
    return path.endsWith(".tx.up.sql")
            || (Neighbours.mention(project, path, "go.mod", "uptrace/bun")
                && !Neighbours.mention(project, path, "go.mod", "golang-migrate/migrate"))
        ? Match.LIKELY
        : Match.NO;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("bun", Dialects.of(source, project));
    String text = source.text();
    int from = 0;
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (text.startsWith(MARK, lines.start())) {
        sending.string(SentText.of(source, from, lines.start()));
        from = lines.after();
        if (!text.substring(lines.start(), lines.end()).equals("--bun:split")) {
          sending.gap(
              GapCode.SYNTAX,
              "bun refuses the file: it knows no such mark",
              source,
              lines.start(),
              lines.end());
        }
      }
    }
    sending.string(SentText.of(source, from, text.length()));
    TransactionMode transaction =
        source.path().endsWith(".tx.up.sql")
            ? TransactionMode.PER_MIGRATION
            : sending.byStatement();
    return List.of(migration(source, transaction, sending));
  }
}
