package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Text;
import org.jspecify.annotations.Nullable;

/** Dates in texts: ECMA-262, 21.4.1.32 and what engines read beside it. */
final class DateReader {

  private final String text;
  private int at;

  private DateReader(String text) {
    this.text = text;
  }

  /**
   * The time that a text says; NaN if it is no date.
   *
   * @throws NotKnown if engines may read something from it and we do not know what
   */
  static double read(String text) {
    Double iso = new DateReader(text).iso();
    if (iso != null) {
      return iso;
    }
    if (isNearlyIso(text)) {
      return Double.NaN;
    }
    boolean hasDigit = false;
    for (int i = 0; i < text.length(); i++) {
      hasDigit |= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return hasDigit ? DateTime.clip(new DateReader(text).other()) : Double.NaN;
  }

  /** Whether it can be in no other format: a sign and six digits of a year, or a T after a date. */
  private static boolean isNearlyIso(String text) {
    int t = text.indexOf('T');
    boolean clock =
        t > 0
            && t + 1 < text.length()
            && Character.isDigit(text.charAt(t - 1))
            && Character.isDigit(text.charAt(t + 1));
    return clock || text.startsWith("-000000");
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    if (peek() == c && at < text.length()) {
      at++;
      return true;
    }
    return false;
  }

  /** So many digits; -1: there are not so many. */
  private int digits(int count) {
    int value = 0;
    int start = at;
    while (at < start + count) {
      if (peek() < '0' || peek() > '9') {
        at = start;
        return -1;
      }
      value = value * 10 + peek() - '0';
      at++;
    }
    return value;
  }

  /** The time in the standard's own format; null: it is not in that. */
  private @Nullable Double iso() {
    int sign = take('+') ? 1 : take('-') ? -1 : 0;
    int year = digits(sign == 0 ? 4 : 6);
    if (year < 0 || (sign < 0 && year == 0)) {
      return null;
    }
    double[] fields = {sign < 0 ? -year : year, 0, 1, 0, 0, 0, 0};
    boolean withDate = take('-');
    if (withDate) {
      int month = digits(2);
      if (month < 1 || month > 12) {
        return null;
      }
      fields[DateTime.MONTH] = month - 1;
      if (take('-')) {
        int date = digits(2);
        if (date < 1 || date > 31) {
          return null;
        }
        fields[DateTime.DATE] = date;
      }
    }
    double offset = 0;
    if (at < text.length() && (take('T') || take('t') || (withDate && take(' ')))) {
      Double zone = clock(fields);
      if (zone == null) {
        return null;
      }
      offset = zone;
    }
    if (at < text.length()) {
      return null;
    }
    return DateTime.clip(DateTime.time(fields) - offset);
  }

  /** Reads the time of day; the offset of the zone in milliseconds, null: it is none. */
  private @Nullable Double clock(double[] fields) {
    int hours = digits(2);
    if (hours < 0 || hours > 24 || !take(':')) {
      return null;
    }
    int minutes = digits(2);
    if (minutes < 0 || minutes > 59) {
      return null;
    }
    fields[DateTime.HOURS] = hours;
    fields[DateTime.MINUTES] = minutes;
    if (take(':')) {
      int seconds = digits(2);
      if (seconds < 0 || seconds > 59) {
        return null;
      }
      fields[DateTime.SECONDS] = seconds;
      if (take('.') || take(',')) {
        double scale = 100;
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
          // Digits after the third count for nothing.
          fields[DateTime.MILLISECONDS] += scale >= 1 ? (peek() - '0') * scale : 0;
          scale /= 10;
          at++;
        }
        if (at == start) {
          return null;
        }
      }
    }
    if (hours == 24 && (minutes > 0 || fields[DateTime.SECONDS] > 0)) {
      return null;
    }
    return take('Z') || take('z') ? Double.valueOf(0) : offset();
  }

  private @Nullable Double offset() {
    int sign = take('+') ? 1 : take('-') ? -1 : 0;
    if (sign == 0) {
      return 0.0;
    }
    int hours = digits(2);
    take(':');
    int minutes = digits(2);
    if (hours < 0) {
      return null;
    }
    return sign * (hours * 3_600_000.0 + Math.max(minutes, 0) * 60_000.0);
  }

  /** What engines read beside the standard's format: words and numbers in some order. */
  private double other() {
    int[] numbers = new int[3];
    int count = 0;
    int month = -1;
    double[] fields = {0, 0, 1, 0, 0, 0, 0};
    double zone = 0;
    while (at < text.length()) {
      char c = peek();
      if (c == ' ' || c == ',' || c == '/' || c == '-' || c == '.') {
        at++;
      } else if (c == '(') {
        int end = text.indexOf(')', at);
        at = end < 0 ? text.length() : end + 1;
      } else if (Character.isLetter(c)) {
        String word = word();
        int named = DateTime.month(word);
        if (named >= 0 && word.length() >= 3) {
          month = named;
        } else if (word.equalsIgnoreCase("PM") || word.equalsIgnoreCase("AM")) {
          double hours = fields[DateTime.HOURS] % 12;
          fields[DateTime.HOURS] = word.equalsIgnoreCase("PM") ? hours + 12 : hours;
        } else if (word.equals("GMT") || word.equals("UTC") || word.equals("Z")) {
          Double offset = offset();
          zone = offset == null ? 0 : offset;
        } else if (!DateTime.isDay(word) || word.length() < 3) {
          throw new NotKnown(Text.of(text));
        }
      } else if (c >= '0' && c <= '9') {
        int start = at;
        if (isClock()) {
          zone += otherClock(fields);
        } else {
          while (peek() >= '0' && peek() <= '9') {
            at++;
          }
          if (count == 3 || at - start > 6) {
            throw new NotKnown(Text.of(text));
          }
          numbers[count++] = Integer.parseInt(text.substring(start, at));
        }
      } else {
        throw new NotKnown(Text.of(text));
      }
    }
    return ordered(numbers, count, month, fields) - zone;
  }

  private String word() {
    int start = at;
    while (Character.isLetter(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean isClock() {
    int i = at;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':' && i - at <= 2;
  }

  private double otherClock(double[] fields) {
    int field = DateTime.HOURS;
    do {
      int start = at;
      while (peek() >= '0' && peek() <= '9') {
        at++;
      }
      if (at == start || at - start > 3) {
        throw new NotKnown(Text.of(text));
      }
      fields[field++] = Integer.parseInt(text.substring(start, at));
    } while (field <= DateTime.SECONDS && take(':'));
    if (take('Z')) {
      return 0;
    }
    Double offset = peek() == '+' || peek() == '-' ? offset() : Double.valueOf(0);
    if (offset == null) {
      throw new NotKnown(Text.of(text));
    }
    return offset;
  }

  private double ordered(int[] numbers, int count, int month, double[] fields) {
    if (month >= 0 && count == 2) {
      // 1 Jan 2020, Jan 1 2020
      boolean yearFirst = numbers[0] > 31;
      fields[DateTime.YEAR] = numbers[yearFirst ? 0 : 1];
      fields[DateTime.MONTH] = month;
      fields[DateTime.DATE] = numbers[yearFirst ? 1 : 0];
    } else if (month < 0 && count == 3) {
      // 2020/1/31, 1/31/2020
      boolean yearFirst = numbers[0] > 31;
      fields[DateTime.YEAR] = numbers[yearFirst ? 0 : 2];
      fields[DateTime.MONTH] = numbers[yearFirst ? 1 : 0] - 1;
      fields[DateTime.DATE] = numbers[yearFirst ? 2 : 1];
    } else {
      throw new NotKnown(Text.of(text));
    }
    double year = fields[DateTime.YEAR];
    if (year < 100) {
      fields[DateTime.YEAR] = year < 50 ? year + 2000 : year + 1900;
    }
    boolean valid =
        fields[DateTime.MONTH] >= 0
            && fields[DateTime.MONTH] <= 11
            && fields[DateTime.DATE] >= 1
            && fields[DateTime.DATE] <= 31
            && fields[DateTime.HOURS] <= 24
            && fields[DateTime.MINUTES] <= 59
            && fields[DateTime.SECONDS] <= 59;
    return valid ? DateTime.time(fields) : Double.NaN;
  }
}
