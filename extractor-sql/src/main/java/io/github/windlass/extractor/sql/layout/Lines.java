package io.github.windlass.extractor.sql.layout;

import java.util.ArrayList;
import java.util.List;

/** Goes through a text line by line, as most runners look for their marks. */
final class Lines {

  private final String text;
  private final int limit;
  private int start;
  private int end;
  private int next;

  Lines(String text) {
    this(text, 0, text.length());
  }

  Lines(String text, int from, int to) {
    this.text = text;
    this.limit = to;
    this.next = from;
  }

  /** Goes to the next line; false after the last. */
  boolean next() {
    if (next >= limit) {
      return false;
    }
    start = next;
    int feed = text.indexOf('\n', start);
    if (feed < 0 || feed >= limit) {
      end = limit;
      next = limit;
    } else {
      end = feed > start && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
      next = feed + 1;
    }
    return true;
  }

  /** The whole text. */
  String text() {
    return text;
  }

  /** Where the line begins. */
  int start() {
    return start;
  }

  /** Where it ends, before what parts it from the next. */
  int end() {
    return end;
  }

  /** Where the next line begins. */
  int after() {
    return next;
  }

  /** The offset of the first character that is no blank; the end if there is none. */
  int firstVisible() {
    int at = start;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean isBlank() {
    return firstVisible() == end;
  }

  /** Whether the line begins with this, be there blanks before it. */
  boolean begins(String mark) {
    return text.startsWith(mark, firstVisible());
  }

  /**
   * What follows a line comment's dashes, in words; nothing if the line is no comment, or one that
   * does not begin at its first column.
   */
  List<String> commentWords() {
    return text.startsWith("--", start) ? words(text, start + 2, end) : List.of();
  }

  static List<String> words(String text, int from, int to) {
    List<String> words = new ArrayList<>();
    int at = from;
    while (at < to) {
      while (at < to && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < to && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(text.substring(start, at));
      }
    }
    return words;
  }
}
