package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import java.util.Locale;

/**
 * SQL files of node-pg-migrate 9 ({@code sqlMigration.js}, {@code migration.js}, {@code
 * runner.js}): from {@code -- Up Migration} to {@code -- Down Migration}, all of a file that has no
 * such marks; in the order of the numbers that their names begin with. All pending files run in one
 * transaction, unless {@code --no-single-transaction} is given.
 */
public final class NodePgMigrate extends Layout {

  private static final String PACKAGE = "node-pg-migrate";

  /** For the service loader. */
  public NodePgMigrate() {
    super("node-pg-migrate", "SQL files of node-pg-migrate: -- Up Migration, -- Down Migration");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    boolean mentioned = Neighbours.mention(project, source.path(), "package.json", PACKAGE);
    if (isMarked(source, mentioned)) {
      return Match.CERTAIN;
    }
    return FileNames.isSql(source.path())
            && FileNames.digits(FileNames.of(source.path())) > 0
            && FileNames.parent(source.path()).equals("migrations")
            && mentioned
        ? Match.LIKELY
        : Match.NO;
  }

  /**
   * Whether a file has the marks. Where nothing else tells of the package, the first words of a
   * comment that speaks of what migrates up are none.
   */
  private static boolean isMarked(SourceFile source, boolean mentioned) {
    String text = source.text();
    int up = mark(text, "up");
    int down = mark(text, "down");
    if (up < 0 && down < 0) {
      return false;
    }
    if (mentioned) {
      return true;
    }
    return !source.path().endsWith(".up.sql")
        && ((up >= 0 && down >= 0) || isAlone(text, Math.max(up, down)));
  }

  /** Whether nothing stands behind the two words of a mark in its line. */
  private static boolean isAlone(String text, int mark) {
    int end = text.indexOf('\n', mark);
    String line = text.substring(mark, end < 0 ? text.length() : end).strip();
    return line.toLowerCase(Locale.ROOT).endsWith("migration");
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending(PACKAGE);
    String text = source.text();
    int up = mark(text, "up");
    int down = mark(text, "down");
    if (down >= 0 && up < 0) {
      // getActions: without a mark for what migrates up, all of the file does.
      sending.statements(SentText.of(source, 0, text.length()));
    } else {
      if (up >= 0) {
        sending.before("mark", source, 0, down >= 0 && down < up ? down : up);
      }
      sending.statements(
          SentText.of(source, Math.max(up, 0), down < Math.max(up, 0) ? text.length() : down));
    }
    TransactionMode transaction =
        Neighbours.mention(project, source.path(), "package.json", "--no-single-transaction")
            ? TransactionMode.PER_MIGRATION
            : TransactionMode.ALL_PENDING;
    return List.of(migration(source, transaction, sending));
  }

  /**
   * Where a line begins that is {@code -- Up Migration} or the like, in any case and with any
   * dashes; -1: none is.
   */
  private static int mark(String text, String direction) {
    int at = text.indexOf("--");
    while (at >= 0) {
      int lineStart = at;
      while (lineStart > 0 && isBlank(text.charAt(lineStart - 1))) {
        lineStart--;
      }
      int word = at;
      while (word < text.length() && (text.charAt(word) == '-' || isSpace(text.charAt(word)))) {
        word++;
      }
      int after = word + direction.length();
      if ((lineStart == 0 || text.charAt(lineStart - 1) == '\n')
          && text.regionMatches(true, word, direction, 0, direction.length())
          && after < text.length()
          && isSpace(text.charAt(after))) {
        while (after < text.length() && isSpace(text.charAt(after))) {
          after++;
        }
        if (text.regionMatches(true, after, "migration", 0, 9)) {
          return lineStart;
        }
      }
      at = text.indexOf("--", Math.max(word, at + 2));
    }
    return -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c);
  }
}
