package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import java.util.List;

/**
 * Rambler 5.4 ({@code migration.go}, {@code service.go}): files in the order of their characters;
 * each part from a {@code -- rambler up} to the next mark is sent as one string, without a
 * transaction.
 */
public final class Rambler extends Layout {

  /** For the service loader. */
  public Rambler() {
    super("rambler", "SQL files of Rambler: -- rambler up, -- rambler down");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (!source.text().contains("-- rambler")) {
      return Match.NO;
    }
    Lines lines = new Lines(source.text());
    while (lines.next()) {
      if (source.text().startsWith("-- rambler", lines.start())) {
        return Match.CERTAIN;
      }
    }
    return Match.NO;
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.byCharacters(source.path());
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Rambler");
    String text = source.text();
    int from = -1;
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (text.startsWith("-- rambler", lines.start())) {
        if (from >= 0) {
          sending.string(SentText.of(source, from, lines.start()));
        }
        List<String> words = lines.commentWords();
        from = words.size() == 2 && words.get(1).equals("up") ? lines.after() : -1;
      }
    }
    if (from >= 0) {
      sending.string(SentText.of(source, from, text.length()));
    }
    return List.of(migration(source, sending.byStatement(), sending.steps()));
  }
}
