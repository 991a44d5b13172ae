package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rambler 5.4 ({@code migration.go}, {@code service.go}): files in the order of their characters;
 * each part from a {@code -- rambler up} to the next mark is sent as one string, without a
 * transaction.
 */
public final class Rambler extends Layout {

  private static final String MARK = "-- rambler";

  /** For the service loader. */
  public Rambler() {
    super("rambler", "SQL files of Rambler: -- rambler up, -- rambler down");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (!source.text().contains(MARK)) {
      return Match.NO;
    }
    Lines lines = new Lines(source.text());
    while (lines.next()) {
      String section = section(lines);
      // Another comment may speak of Rambler.
      if (section != null && (section.equals("up") || section.equals("down"))) {
        return Match.CERTAIN;
      }
    }
    return Match.NO;
  }

  /** What follows Rambler's mark on a line; null: the line does not begin with it. */
  private static @Nullable String section(Lines lines) {
    return lines.text().startsWith(MARK, lines.start())
        ? lines.text().substring(lines.start() + MARK.length(), lines.end()).strip()
        : null;
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.byCharacters(source.path());
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Rambler", Dialects.of(source, project));
    String text = source.text();
    int from = -1;
    boolean any = false;
    Lines lines = new Lines(text);
    while (lines.next()) {
      String section = section(lines);
      if (section != null) {
        if (!any) {
          sending.before(MARK, source, 0, lines.start());
          any = true;
        }
        if (from >= 0) {
          sending.string(SentText.of(source, from, lines.start()));
        }
        from = section.equals("up") ? lines.after() : -1;
        if (from < 0 && !section.equals("down")) {
          sending.gap(
              GapCode.SYNTAX,
              "Rambler knows no such mark, and does not send what follows",
              source,
              lines.start(),
              lines.end());
        }
      }
    }
    if (from >= 0) {
      sending.string(SentText.of(source, from, text.length()));
    }
    return List.of(migration(source, sending.byStatement(), sending));
  }
}
