package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.sql.Dialects;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * goose 3.30 ({@code internal/sqlparser/parser.go}, {@code migration_sql.go}, {@code
 * provider_collect.go}): SQL files with {@code -- +goose} marks, in the order of the numbers that
 * their names begin with, each in a transaction unless {@code -- +goose NO TRANSACTION} stands in
 * it. Migrations in Go run between them, and cannot be read.
 */
public final class Goose extends Layout {

  private static final String MARK = "+goose";

  /** For the service loader. */
  public Goose() {
    super("goose", "SQL files of goose: -- +goose Up, StatementBegin, NO TRANSACTION");
  }

  @Override
  public boolean mayBeIn(String path) {
    return super.mayBeIn(path) || isGo(path);
  }

  /** {@code NUMBER_name.go}, and no test. */
  private static boolean isGo(String path) {
    if (!path.endsWith(".go") || path.endsWith("_test.go")) {
      return false;
    }
    String name = FileNames.of(path);
    int digits = FileNames.digits(name);
    return digits > 0 && name.startsWith("_", digits);
  }

  @Override
  public Match match(SourceFile source, Project project) {
    if (source.path().endsWith(".go")) {
      return source.text().contains("goose.AddMigration")
              || source.text().contains("goose.AddNamedMigration")
          ? Match.CERTAIN
          : Match.NO;
    }
    String text = source.text();
    boolean marked = text.contains(MARK) || text.contains("+GOOSE") || text.contains("+Goose");
    return marked && MarkedScript.isIn(source, GooseMarks.INSTANCE) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public @Nullable String withoutTransaction(SourceFile source) {
    return source.path().endsWith(".go") ? null : "-- +goose NO TRANSACTION\n" + source.text();
  }

  @Override
  public List<Migration> extract(SourceFile source, Project project) {
    if (source.path().endsWith(".go")) {
      Sending sending = new Sending("goose", Dialects.of(source, project));
      sending.gap(
          GapCode.UNSUPPORTED,
          "a migration in Go, which is not run",
          source,
          0,
          source.text().length());
      return List.of(migration(source, TransactionMode.PER_MIGRATION, sending));
    }
    MarkedScript.Read read =
        MarkedScript.read(source, GooseMarks.INSTANCE, Dialects.of(source, project));
    return List.of(
        migration(
            source,
            read.transaction() ? TransactionMode.PER_MIGRATION : read.sending().byStatement(),
            read.sending()));
  }

  private enum GooseMarks implements MarkedScript.Marks {
    INSTANCE;

    @Override
    public MarkedScript.Mark of(String text, Lines line) {
      int at = line.firstVisible();
      if (!text.startsWith("--", at)) {
        return MarkedScript.Mark.NONE;
      }
      List<String> words = Lines.words(text, at + 2, line.end());
      if (words.isEmpty() || !words.get(0).equalsIgnoreCase(MARK)) {
        return MarkedScript.Mark.NONE;
      }
      String mark = String.join(" ", words.subList(1, words.size())).toLowerCase(Locale.ROOT);
      if (at > line.start()) {
        return MarkedScript.Mark.UNKNOWN;
      }
      return switch (mark) {
        case "up" -> MarkedScript.Mark.UP;
        case "down" -> MarkedScript.Mark.DOWN;
        case "statementbegin" -> MarkedScript.Mark.STATEMENT_BEGIN;
        case "statementend" -> MarkedScript.Mark.STATEMENT_END;
        case "no transaction" -> MarkedScript.Mark.NO_TRANSACTION;
        case "envsub on" -> MarkedScript.Mark.SUBSTITUTION_ON;
        case "envsub off" -> MarkedScript.Mark.SUBSTITUTION_OFF;
        default -> MarkedScript.Mark.UNKNOWN;
      };
    }

    /** {@code $NAME}, {@code ${NAME}} and {@code ${NAME:-default}}, of the environment. */
    @Override
    public SentText substituted(SourceFile source, int start, int end) {
      return Placeholders.ofTheEnvironment(source, start, end);
    }

    @Override
    public boolean refusesWhatStandsBefore() {
      return true;
    }

    @Override
    public String runner() {
      return "goose";
    }
  }
}
