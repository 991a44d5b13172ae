package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * sql-migrate 1.8 ({@code sqlparse/sqlparse.go}, {@code migrate.go}): SQL files with {@code --
 * +migrate} marks, in the order of the numbers that their names begin with, each in a transaction
 * unless {@code notransaction} follows {@code -- +migrate Up}. What stands before the first mark is
 * not sent.
 */
public final class SqlMigrate extends Layout {

  /** For the service loader. */
  public SqlMigrate() {
    super("sql-migrate", "SQL files of sql-migrate: -- +migrate Up, StatementBegin, notransaction");
  }

  @Override
  public Match match(SourceFile source, Project project) {
    return source.text().contains("+migrate") && MarkedScript.isIn(source, SqlMigrateMarks.INSTANCE)
        ? Match.CERTAIN
        : Match.NO;
  }

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    String text = source.text();
    Lines lines = new Lines(text);
    while (lines.next()) {
      if (SqlMigrateMarks.INSTANCE.of(text, lines) == MarkedScript.Mark.UP) {
        return text.substring(0, lines.end()).stripTrailing()
            + " notransaction"
            + text.substring(lines.end());
      }
    }
    return null;
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    MarkedScript.Read read =
        MarkedScript.read(source, SqlMigrateMarks.INSTANCE, Dialects.of(source, project));
    return List.of(
        migration(
            source,
            read.transaction() ? TransactionMode.PER_MIGRATION : read.sending().byStatement(),
            read.sending()));
  }

  private enum SqlMigrateMarks implements MarkedScript.Marks {
    INSTANCE;

    @Override
    public MarkedScript.Mark of(String text, Lines line) {
      List<String> words = line.commentWords();
      if (words.size() < 2 || !words.get(0).equals("+migrate")) {
        return MarkedScript.Mark.NONE;
      }
      return switch (words.get(1)) {
        case "Up" ->
            words.contains("notransaction")
                ? MarkedScript.Mark.UP_WITHOUT_TRANSACTION
                : MarkedScript.Mark.UP;
        case "Down" -> MarkedScript.Mark.DOWN;
        case "StatementBegin" -> MarkedScript.Mark.STATEMENT_BEGIN;
        case "StatementEnd" -> MarkedScript.Mark.STATEMENT_END;
        // The runner passes over what it does not know.
        default -> MarkedScript.Mark.NONE;
      };
    }

    @Override
    public SentText substituted(SourceFile source, int start, int end) {
      return SentText.of(source, start, end);
    }

    @Override
    public boolean refusesWhatStandsBefore() {
      return false;
    }

    @Override
    public String runner() {
      return "sql-migrate";
    }
  }
}
