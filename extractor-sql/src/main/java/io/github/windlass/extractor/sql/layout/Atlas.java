package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import io.github.windlass.extractor.sql.NamedFolders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Atlas 0.38 ({@code sql/migrate/dir.go}, {@code lex.go}, {@code cmdapi/migrate.go}): SQL files in
 * a folder with {@code atlas.sum}, in the order of their characters, each in a transaction unless
 * its head says {@code -- atlas:txmode none}. A checkpoint stands for all files before it, and is
 * run on an empty database only.
 */
public final class Atlas extends Layout {

  private static final String MARK = "-- atlas:";

  /** For the service loader. */
  public Atlas() {
    super("atlas", "SQL files of Atlas: a folder with atlas.sum, -- atlas:txmode none");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String path = source.path();
    if (!path.endsWith(".sql") || path.endsWith(".up.sql") || NamedFolders.isMigration(path)) {
      return Match.NO;
    }
    if (source.text().startsWith(MARK) || source.text().contains("\n" + MARK)) {
      return Match.CERTAIN;
    }
    return textOf(project, FileNames.folder(path) + "atlas.sum") != null ? Match.LIKELY : Match.NO;
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.byCharacters(source.path());
  }

  /** A checkpoint that has files before it: they make the same schema. */
  @Override
  public boolean leavesOut(SourceFile source, Project project) {
    if (directive(source.text(), "checkpoint") == null) {
      return false;
    }
    String name = FileNames.of(source.path());
    for (String other : project.list(FileNames.folder(source.path()))) {
      if (other.endsWith(".sql") && other.compareTo(name) < 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    return directive(source.text(), "txmode") != null || source.text().startsWith(MARK)
        ? null
        : MARK + "txmode none\n\n" + source.text();
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    Sending sending = new Sending("Atlas", Dialects.of(source, project));
    String text = source.text();
    String delimiter = text.startsWith(MARK) ? directive(text, "delimiter") : null;
    if (directive(text, "txtar") != null) {
      sending.gap(
          GapCode.UNSUPPORTED,
          "an archive of several files (atlas:txtar)",
          source,
          0,
          text.length());
    } else if (delimiter == null) {
      sending.statements(SentText.of(source, 0, text.length()));
    } else {
      delimited(source, unescaped(delimiter), sending);
    }
    String mode = directive(text, "txmode");
    if (mode != null && !mode.equals("none") && !mode.equals("file")) {
      sending.gap(
          GapCode.SYNTAX,
          "Atlas refuses the file: txmode " + mode,
          source,
          text.indexOf("atlas:txmode"),
          text.indexOf("atlas:txmode") + "atlas:txmode".length());
    }
    return List.of(
        migration(
            source,
            "none".equals(mode) ? sending.byStatement() : TransactionMode.PER_MIGRATION,
            sending));
  }

  private static void delimited(SourceFile source, String delimiter, Sending sending) {
    String text = source.text();
    int from = Math.max(text.indexOf('\n'), 0);
    while (from < text.length()) {
      int end = text.indexOf(delimiter, from);
      int to = end < 0 || delimiter.isEmpty() ? text.length() : end;
      sending.string(SentText.of(source, from, to));
      from = to + delimiter.length();
    }
  }

  private static String unescaped(String delimiter) {
    return delimiter.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
  }

  /**
   * A setting of the file: in the comments at its head, which a blank line parts from its first
   * statement. Null: it is not set.
   */
  private static @Nullable String directive(String text, String name) {
    List<String> found = new ArrayList<>();
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (lines.isBlank()) {
        return found.isEmpty() ? null : found.get(0);
      }
      if (!lines.begins("--")) {
        // Comments right above a statement are that statement's.
        return null;
      }
      String mark = MARK + name;
      if (text.startsWith(mark, lines.start())) {
        String rest = text.substring(lines.start() + mark.length(), lines.end());
        if (rest.isEmpty() || rest.charAt(0) == ' ') {
          found.add(rest.strip());
        }
      }
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
