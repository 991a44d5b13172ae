package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * dbmate 2.36 ({@code pkg/dbmate/migration.go} and {@code db.go}): files in the order of their
 * characters; what stands between {@code -- migrate:up} and {@code -- migrate:down} is sent as one
 * string, in a transaction unless {@code transaction:false} follows the mark. A file may hold
 * several such parts, each a transaction; PostgreSQL takes the first only, as the version of the
 * file is recorded after each.
 */
public final class Dbmate extends Layout {

  private static final String RUNNER = "dbmate";

  /** For the service loader. */
  public Dbmate() {
    super("dbmate", "SQL files of dbmate: -- migrate:up, -- migrate:down");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    String text = source.text();
    if (!text.contains("migrate:up")) {
      return Match.NO;
    }
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (isMark(lines.commentWords(), "migrate:up")) {
        return Match.CERTAIN;
      }
    }
    return Match.NO;
  }

  @Override
  public String orderKey(SourceFile source, Project project) {
    return FileNames.byCharacters(source.path());
  }

  /**
   * A part of a file.
   *
   * @param start where its up mark begins
   * @param from where its statements begin
   * @param to where they end
   * @param downs how many down marks follow
   */
  private record Part(int start, int from, int to, boolean transaction, int downs) {}

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    List<Part> parts = parts(source.text());
    if (parts.size() != 1 || !parts.get(0).transaction()) {
      return null;
    }
    int end = parts.get(0).from();
    String text = source.text();
    return text.substring(0, end).stripTrailing() + " transaction:false" + text.substring(end);
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    List<Part> parts = parts(source.text());
    Dialect dialect = Dialects.of(source, project);
    List<Migration> migrations = new ArrayList<>();
    for (Part part : parts) {
      Sending sending = new Sending(RUNNER, dialect);
      if (migrations.isEmpty()) {
        before(source, part.start(), sending);
      }
      sending.statements(SentText.of(source, part.from(), part.to()));
      if (!migrations.isEmpty()) {
        sending.gap(
            GapCode.UNSUPPORTED,
            RUNNER + " records the file's version once more after this part, which fails",
            source,
            part.start(),
            part.from());
      }
      if (part.downs() != 1) {
        String what = part.downs() == 0 ? "without" : "with several";
        sending.gap(
            GapCode.SYNTAX,
            RUNNER + " refuses the file: -- migrate:up " + what + " -- migrate:down",
            source,
            part.start(),
            part.from());
      }
      TransactionMode transaction =
          part.transaction() ? TransactionMode.PER_MIGRATION : sending.asOneString();
      migrations.add(migration(source, transaction, sending));
    }
    if (migrations.isEmpty()) {
      Sending sending = new Sending(RUNNER, dialect);
      sending.gap(
          GapCode.SYNTAX,
          RUNNER + " refuses the file: no -- migrate:up",
          source,
          0,
          source.text().length());
      migrations.add(migration(source, TransactionMode.PER_MIGRATION, sending));
    }
    return migrations;
  }

  /** {@code statementsPrecedeMigrateBlocks}: only comments and blank lines may stand before. */
  private static void before(SourceFile source, int end, Sending sending) {
    Lines lines = new Lines(source.text(), 0, end);
    while (lines.next()) {
      if (!lines.isBlank() && !lines.begins("--")) {
        sending.gap(
            GapCode.SYNTAX,
            RUNNER + " refuses the file: statements stand before -- migrate:up",
            source,
            lines.start(),
            lines.end());
        return;
      }
    }
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Part open = null;
    Lines lines = new Lines(text);
    while (lines.next()) {
      List<String> words = lines.commentWords();
      if (isMark(words, "migrate:up")) {
        if (open != null) {
          parts.add(open);
        }
        open =
            new Part(
                lines.start(), lines.end(), text.length(), !words.contains("transaction:false"), 0);
      } else if (open != null && isMark(words, "migrate:down")) {
        int to = open.downs() == 0 ? lines.start() : open.to();
        open = new Part(open.start(), open.from(), to, open.transaction(), open.downs() + 1);
      }
    }
    if (open != null) {
      parts.add(open);
    }
    // A part that no down mark ends reaches to the next part.
    for (int i = 0; i + 1 < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.downs() == 0) {
        parts.set(
            i,
            new Part(part.start(), part.from(), parts.get(i + 1).start(), part.transaction(), 0));
      }
    }
    return parts;
  }

  private static boolean isMark(List<String> words, String mark) {
    return !words.isEmpty() && words.get(0).equals(mark);
  }
}
