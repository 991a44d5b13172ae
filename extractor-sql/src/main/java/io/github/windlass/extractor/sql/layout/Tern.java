package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
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
    sending.statements(Placeholders.replaced(source, 0, end, "{{", "}}", TernValues.INSTANCE));
    int template = text.indexOf("{{");
    while (template >= 0 && template < end) {
      String action = action(text, template + 2, end);
      if (isControl(action)) {
        sending.gap(
            GapCode.DYNAMIC,
            "what is sent depends on the template's " + action,
            source,
            template,
            template + 2);
      }
      template = text.indexOf("{{", template + 2);
    }
    TransactionMode transaction =
        hasLine(text, end) ? sending.byStatement() : TransactionMode.PER_MIGRATION;
    return List.of(migration(source, transaction, sending.steps()));
  }

  /** The word that an action begins with, be there a dash before it that takes blanks away. */
  private static String action(String text, int from, int end) {
    int start = from < end && text.charAt(from) == '-' ? from + 1 : from;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int at = start;
    while (at < end && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isControl(String action) {
    return switch (action) {
      case "if", "else", "range", "with", "define", "block", "end" -> true;
      default -> false;
    };
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

  private enum TernValues implements Placeholders.Values {
    INSTANCE;

    @Override
    public @Nullable String value(String name) {
      return null;
    }

    @Override
    public String reason(String name) {
      String action = name.strip();
      return action.startsWith(".") ? action + " of tern.conf" : "the template's " + action;
    }
  }
}
