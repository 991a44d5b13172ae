package io.github.windlass.extractor.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a file that a migration runner would send, by the marks in its comments. Like the
 * runners this goes by lines: a mark counts wherever its line begins with it.
 *
 * <ul>
 *   <li>dbmate, README "Migration Options" and {@code pkg/dbmate/migration.go}: {@code --
 *       migrate:up}, {@code -- migrate:down}; in a transaction unless {@code transaction:false}
 *       follows on the line.
 *   <li>goose, manual "Annotations": {@code -- +goose Up}, {@code Down}, {@code StatementBegin},
 *       {@code StatementEnd}, in any case; in a transaction unless {@code -- +goose NO TRANSACTION}
 *       stands in the file.
 *   <li>sql-migrate, README "Writing migrations" and {@code sqlparse/sqlparse.go}: {@code --
 *       +migrate Up}, {@code Down}, {@code StatementBegin}, {@code StatementEnd}; in a transaction
 *       unless {@code notransaction} follows {@code Up}.
 * </ul>
 *
 * @param parts what runs, in order; the whole text where there are no marks
 * @param wrapped whether the runner runs them in one transaction
 */
record Sections(List<Part> parts, boolean wrapped) {

  /** A stretch of the text that is read by itself. */
  record Part(int start, int end) {}

  private enum Mark {
    NONE,
    UP,
    UP_WITHOUT_TRANSACTION,
    DOWN,
    NO_TRANSACTION,
    /** Where a statement begins or ends, semicolon or not. */
    STATEMENT,
    /** Any other mark: a setting. */
    OTHER
  }

  static Sections of(String text) {
    if (!text.contains("migrate:up") && !text.contains("+migrate") && !text.contains("+goose")) {
      return new Sections(List.of(new Part(0, text.length())), false);
    }
    List<Part> parts = new ArrayList<>();
    boolean marked = false;
    boolean up = false;
    boolean wrapped = true;
    int from = 0;
    int line = 0;
    while (line < text.length()) {
      int end = lineEnd(text, line);
      Mark mark = mark(text, line, end);
      switch (mark) {
        case NONE, OTHER -> {}
        case NO_TRANSACTION -> wrapped = false;
        case UP, UP_WITHOUT_TRANSACTION, DOWN, STATEMENT -> {
          if (up && line > from) {
            parts.add(new Part(from, line));
          }
          from = end;
          up = mark == Mark.STATEMENT ? up : mark != Mark.DOWN;
          marked |= mark != Mark.STATEMENT;
          wrapped &= mark != Mark.UP_WITHOUT_TRANSACTION;
        }
      }
      line = end + 1;
    }
    if (!marked) {
      return new Sections(List.of(new Part(0, text.length())), false);
    }
    if (up && text.length() > from) {
      parts.add(new Part(from, text.length()));
    }
    return new Sections(List.copyOf(parts), wrapped);
  }

  private static Mark mark(String text, int start, int end) {
    if (!text.startsWith("--", start)) {
      return Mark.NONE;
    }
    String[] words = text.substring(start + 2, end).strip().split("\\s+", -1);
    return switch (words[0]) {
      case "migrate:up" -> has(words, "transaction:false") ? Mark.UP_WITHOUT_TRANSACTION : Mark.UP;
      case "migrate:down" -> Mark.DOWN;
      case "+migrate" -> sqlMigrate(words);
      default -> words[0].equalsIgnoreCase("+goose") && words.length > 1 ? goose(words) : Mark.NONE;
    };
  }

  private static Mark sqlMigrate(String[] words) {
    return switch (words.length > 1 ? words[1] : "") {
      case "Up" -> has(words, "notransaction") ? Mark.UP_WITHOUT_TRANSACTION : Mark.UP;
      case "Down" -> Mark.DOWN;
      case "StatementBegin", "StatementEnd" -> Mark.STATEMENT;
      default -> Mark.OTHER;
    };
  }

  private static Mark goose(String[] words) {
    return switch (words[1].toLowerCase(Locale.ROOT)) {
      case "up" -> Mark.UP;
      case "down" -> Mark.DOWN;
      case "statementbegin", "statementend" -> Mark.STATEMENT;
      case "no" ->
          words.length > 2 && words[2].equalsIgnoreCase("transaction")
              ? Mark.NO_TRANSACTION
              : Mark.OTHER;
      default -> Mark.OTHER;
    };
  }

  private static boolean has(String[] words, String option) {
    for (String word : words) {
      if (word.equals(option)) {
        return true;
      }
    }
    return false;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
