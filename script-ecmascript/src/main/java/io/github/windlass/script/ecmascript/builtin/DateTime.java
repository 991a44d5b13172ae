package io.github.windlass.script.ecmascript.builtin;

/**
 * Milliseconds since 1970 and the fields of a date: ECMA-262, 21.4.1. There is one time zone, UTC.
 */
final class DateTime {

  static final double DAY = 86_400_000;

  private static final double LAST = 8.64e15;

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final String[] DAYS = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

  /** Fields of a date, by what they are changed with. */
  static final int YEAR = 0;

  static final int MONTH = 1;
  static final int DATE = 2;
  static final int HOURS = 3;
  static final int MINUTES = 4;
  static final int SECONDS = 5;
  static final int MILLISECONDS = 6;

  private DateTime() {}

  /** Year, month from 0, day of the month, hours, minutes, seconds, milliseconds. */
  static double[] fields(double time) {
    double day = Math.floor(time / DAY);
    double rest = time - day * DAY;
    // Counted from the first of March, leap days stand at the end of a year.
    long days = (long) day + 719_468;
    long era = Math.floorDiv(days, 146_097L);
    long ofEra = days - era * 146_097;
    long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * ofYear + 2) / 153;
    long date = ofYear - (153 * fromMarch + 2) / 5 + 1;
    long month = fromMarch < 10 ? fromMarch + 2 : fromMarch - 10;
    long year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0);
    return new double[] {
      year,
      month,
      date,
      Math.floor(rest / 3_600_000),
      Math.floor(rest / 60_000) % 60,
      Math.floor(rest / 1000) % 60,
      rest % 1000
    };
  }

  static double weekday(double time) {
    double day = (Math.floor(time / DAY) + 4) % 7;
    return day < 0 ? day + 7 : day;
  }

  /** The time of fields, each of which may be out of its bounds; NaN if it is none. */
  static double time(double... fields) {
    double[] whole = new double[7];
    for (int i = 0; i < 7; i++) {
      double field = i < fields.length ? fields[i] : i == DATE ? 1 : 0;
      if (!Double.isFinite(field)) {
        return Double.NaN;
      }
      whole[i] = Coercion.truncate(field);
    }
    double year = whole[YEAR] + Math.floor(whole[MONTH] / 12);
    double month = whole[MONTH] - 12 * Math.floor(whole[MONTH] / 12);
    if (Math.abs(year) > 400_000) {
      return Double.NaN;
    }
    double day = days((long) year, (int) month) + whole[DATE] - 1;
    return day * DAY
        + whole[HOURS] * 3_600_000
        + whole[MINUTES] * 60_000
        + whole[SECONDS] * 1000
        + whole[MILLISECONDS];
  }

  /** Days from 1970 to the first of a month. */
  private static double days(long year, int month) {
    long shifted = month <= 1 ? year - 1 : year;
    long era = Math.floorDiv(shifted, 400L);
    long ofEra = shifted - era * 400;
    long fromMarch = month <= 1 ? month + 10 : month - 2;
    long ofYear = (153 * fromMarch + 2) / 5;
    return era * 146_097.0 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  /** TimeClip. */
  static double clip(double time) {
    return Math.abs(time) <= LAST ? Coercion.truncate(time) : Double.NaN;
  }

  static String iso(double time) {
    double[] fields = fields(time);
    double year = fields[YEAR];
    String years =
        year < 0 ? "-" + padded(-year, 6) : year > 9999 ? "+" + padded(year, 6) : padded(year, 4);
    return years
        + "-"
        + padded(fields[MONTH] + 1, 2)
        + "-"
        + padded(fields[DATE], 2)
        + "T"
        + clock(fields)
        + "."
        + padded(fields[MILLISECONDS], 3)
        + "Z";
  }

  private static String clock(double[] fields) {
    return padded(fields[HOURS], 2)
        + ":"
        + padded(fields[MINUTES], 2)
        + ":"
        + padded(fields[SECONDS], 2);
  }

  private static String padded(double number, int digits) {
    String text = NumberFormat.format(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String year(double year) {
    return year < 0 ? "-" + padded(-year, 6) : padded(year, 4);
  }

  /** {@code Wed Jan 01 2020}. */
  static String date(double time) {
    double[] fields = fields(time);
    return DAYS[(int) weekday(time)]
        + " "
        + MONTHS[(int) fields[MONTH]]
        + " "
        + padded(fields[DATE], 2)
        + " "
        + year(fields[YEAR]);
  }

  /** {@code 10:00:00 GMT+0000 (Coordinated Universal Time)}. */
  static String timeOfDay(double time) {
    return clock(fields(time)) + " GMT+0000 (Coordinated Universal Time)";
  }

  /** {@code Wed, 01 Jan 2020 10:00:00 GMT}. */
  static String utc(double time) {
    double[] fields = fields(time);
    return DAYS[(int) weekday(time)]
        + ", "
        + padded(fields[DATE], 2)
        + " "
        + MONTHS[(int) fields[MONTH]]
        + " "
        + year(fields[YEAR])
        + " "
        + clock(fields)
        + " GMT";
  }

  /** The month that a word begins with, from 0; -1: none. */
  static int month(String word) {
    for (int i = 0; i < MONTHS.length; i++) {
      if (word.regionMatches(true, 0, MONTHS[i], 0, 3)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a word begins with the name of a day. */
  static boolean isDay(String word) {
    for (String day : DAYS) {
      if (word.regionMatches(true, 0, day, 0, 3)) {
        return true;
      }
    }
    return false;
  }
}
