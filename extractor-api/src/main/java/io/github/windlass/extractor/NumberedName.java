package io.github.windlass.extractor;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The path of a migration whose file's name begins with a number, as {@code
 * db/migrate/20250101000000_add_users.rb}.
 *
 * @param folder with a {@code /} at its end; empty: none
 * @param number its digits; empty: there are none
 * @param separator what stands between number and words: {@code _} or {@code -}
 * @param words what follows, without the ending
 * @param ending from the last dot on
 */
public record NumberedName(
    String folder, String number, String separator, String words, String ending) {

  /** A time stamp has as many digits: seconds since 1970. */
  private static final int COUNT = 10;

  /** Date and time to the second. */
  private static final int DATE_TIME = 14;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  public static NumberedName of(String path) {
    int start = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    String stem = dot < start ? path.substring(start) : path.substring(start, dot);
    int digits = 0;
    while (digits < stem.length() && isDigit(stem.charAt(digits))) {
      digits++;
    }
    int words = digits;
    while (words < stem.length() && "-_.".indexOf(stem.charAt(words)) >= 0) {
      words++;
    }
    return new NumberedName(
        path.substring(0, start),
        stem.substring(0, digits),
        stem.substring(digits, words),
        stem.substring(words),
        dot < start ? "" : path.substring(dot));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number that comes so many after its own; a date and time goes on by seconds. */
  public String numberAfter(int steps) {
    return after(number, steps);
  }

  /** The number that comes so many after another, of no fewer digits. */
  public static String after(String number, int steps) {
    if (number.length() == DATE_TIME) {
      try {
        return LocalDateTime.parse(number, FORMAT).plusSeconds(steps).format(FORMAT);
      } catch (DateTimeException e) {
        // A number like another.
      }
    }
    if (number.length() > DATE_TIME + 4) {
      return number;
    }
    String raised = Long.toString((number.isEmpty() ? 0 : Long.parseLong(number)) + steps);
    return "0".repeat(Math.max(0, number.length() - raised.length())) + raised;
  }

  /** Whether the number counts migrations, so that the next one is likely another's. */
  public boolean isCount() {
    return number.length() < COUNT;
  }

  /** A path beside it, with another number and other words. */
  public String beside(String otherNumber, String otherWords) {
    return folder
        + otherNumber
        + (otherNumber.isEmpty() ? "" : separator.isEmpty() ? "_" : separator)
        + otherWords
        + ending;
  }
}
