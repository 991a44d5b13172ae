package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A changeset of a formatted SQL changelog ({@code AbstractFormattedChangeLogParser}).
 *
 * @param head its {@code --changeset} line
 * @param name {@code author:id}; empty if the line is not of that form
 * @param attributes the rest of that line
 * @param body the stretches of its SQL; ignored lines are left out
 * @param preconditions its {@code --preconditions} line, without that word; null: it has none
 * @param checks its {@code --precondition-…} lines
 */
record ChangeSet(
    Span head,
    String name,
    String attributes,
    List<Span> body,
    @Nullable String preconditions,
    List<Check> checks) {

  /**
   * A precondition.
   *
   * @param kind {@code sql-check}, {@code table-exists} …
   * @param rest what follows that word
   */
  record Check(String kind, Span rest) {}

  ChangeSet {
    body = List.copyOf(body);
    checks = List.copyOf(checks);
  }

  /** The last value of an attribute on the line, without quotes; null: it has none. */
  @Nullable String attribute(String name) {
    return attribute(attributes, name);
  }

  static @Nullable String attribute(String text, String name) {
    String key = name.toLowerCase(Locale.ROOT) + ":";
    String lower = text.toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf(key);
    while (at > 0 && Character.isLetter(lower.charAt(at - 1))) {
      at = lower.lastIndexOf(key, at - 1);
    }
    if (at < 0) {
      return null;
    }
    int start = at + key.length();
    if (start < text.length() && text.charAt(start) == '"') {
      int end = text.indexOf('"', start + 1);
      return end < 0 ? text.substring(start + 1) : text.substring(start + 1, end);
    }
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end == start ? null : text.substring(start, end);
  }

  boolean is(String name, boolean otherwise) {
    String value = attribute(name);
    return value == null ? otherwise : value.equalsIgnoreCase("true");
  }

  /** Whether it runs on PostgreSQL ({@code DatabaseList.definitionMatches}). */
  boolean isForPostgres() {
    return isForPostgres(attribute("dbms"));
  }

  static boolean isForPostgres(@Nullable String list) {
    if (list == null) {
      return true;
    }
    boolean onlyExclusions = true;
    for (String item : list.split(",", -1)) {
      String name = item.strip().toLowerCase(Locale.ROOT);
      if (name.equals("postgresql") || name.equals("all")) {
        return true;
      }
      if (name.equals("!postgresql") || name.equals("none")) {
        return false;
      }
      onlyExclusions &= name.startsWith("!");
    }
    return onlyExclusions;
  }

  /** Where the fields of a changelog are, line by line. */
  static final class Reader {
    private final String text;
    private final List<ChangeSet> changeSets = new ArrayList<>();
    private final List<Span> properties = new ArrayList<>();
    private final List<Span> refused = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<Span> before = new ArrayList<>();
    private @Nullable Span unclosed;

    Reader(String text) {
      this.text = text;
      read();
    }

    List<ChangeSet> changeSets() {
      return changeSets;
    }

    /** What follows {@code --property}. */
    List<Span> properties() {
      return properties;
    }

    /** Lines for which Liquibase refuses the whole file. */
    List<Span> refused() {
      return refused;
    }

    /** The stretches before the first changeset, which is nobody's SQL. */
    List<Span> before() {
      return before;
    }

    /** The line from which on all is ignored, as nothing ends that; null: there is none. */
    @Nullable Span unclosed() {
      return unclosed;
    }

    /** Why, for each of them. */
    List<String> reasons() {
      return reasons;
    }

    private void read() {
      Span head = null;
      int headEnd = 0;
      List<Span> body = new ArrayList<>();
      String preconditions = null;
      List<Check> checks = new ArrayList<>();
      int from = 0;
      Lines lines = new Lines(text);
      while (lines.next()) {
        int word = word(lines);
        if (word < 0) {
          continue;
        }
        if (is(word, "property", lines)) {
          properties.add(new Span(word + "property".length(), lines.end()));
        } else if (text.regionMatches(true, word, "ignoreLines:", 0, 12)) {
          if (from < lines.start()) {
            body.add(new Span(from, lines.start()));
          }
          skip(lines, text.substring(word + 12, lines.end()).strip());
          from = lines.after();
        } else if (text.regionMatches(true, word, "changeset", 0, 9)) {
          end(head, headEnd, body, from, lines.start(), preconditions, checks);
          head = new Span(lines.start(), lines.end());
          headEnd = word + 9;
          body = new ArrayList<>();
          preconditions = null;
          checks = new ArrayList<>();
          from = lines.after();
        } else if (is(word, "comment", lines) && head == null) {
          refuse("a comment stands outside of changesets", lines);
        } else if (is(word, "comments", lines)) {
          refuse("it is --comment, not --comments", lines);
        } else if (text.regionMatches(true, word, "preconditions", 0, 13)) {
          preconditions = text.substring(word + 13, lines.end());
        } else if (text.regionMatches(true, word, "precondition-", 0, 13)) {
          int kindEnd = word + 13;
          while (kindEnd < lines.end() && !Character.isWhitespace(text.charAt(kindEnd))) {
            kindEnd++;
          }
          checks.add(
              new Check(
                  text.substring(word + 13, kindEnd).toLowerCase(Locale.ROOT),
                  new Span(kindEnd, lines.end())));
        }
      }
      end(head, headEnd, body, from, text.length(), preconditions, checks);
    }

    /** Where the first word of a comment line begins; -1: it is none. */
    private int word(Lines lines) {
      int at = lines.firstVisible();
      if (!text.startsWith("--", at)) {
        return -1;
      }
      at += 2;
      while (at < lines.end() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private boolean is(int at, String word, Lines lines) {
      int end = at + word.length();
      return text.regionMatches(true, at, word, 0, word.length())
          && end <= lines.end()
          && (end == lines.end()
              || Character.isWhitespace(text.charAt(end))
              || text.charAt(end) == ':');
    }

    private void skip(Lines lines, String count) {
      if (count.equalsIgnoreCase("start")) {
        Span start = new Span(lines.start(), lines.end());
        while (lines.next()) {
          int word = word(lines);
          if (word >= 0 && text.regionMatches(true, word, "ignoreLines:end", 0, 15)) {
            return;
          }
        }
        unclosed = start;
        return;
      }
      int left = 0;
      for (int i = 0; i < count.length() && left < text.length(); i++) {
        char c = count.charAt(i);
        if (c < '0' || c > '9') {
          refuse("ignoreLines takes a number, start or end", lines);
          return;
        }
        left = left * 10 + (c - '0');
      }
      while (left > 0 && lines.next()) {
        left--;
      }
    }

    private void end(
        @Nullable Span head,
        int headEnd,
        List<Span> body,
        int from,
        int to,
        @Nullable String preconditions,
        List<Check> checks) {
      if (from < to) {
        body.add(new Span(from, to));
      }
      if (head == null) {
        before.addAll(body);
        return;
      }
      // author:id, either of them in quotes if it has blanks
      int at = headEnd;
      while (at < head.end() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      int start = at;
      at = quoted(at, head.end());
      int colon = at > start ? at : text.indexOf(':', at);
      boolean known = colon >= 0 && colon < head.end() && text.charAt(colon) == ':';
      if (!known) {
        refused.add(head);
        reasons.add("a changeset is --changeset author:id");
        changeSets.add(new ChangeSet(head, "", "", body, preconditions, checks));
        return;
      }
      int idStart = colon + 1;
      int idEnd = quoted(idStart, head.end());
      while (idEnd == idStart
          || (idEnd < head.end() && !Character.isWhitespace(text.charAt(idEnd)))) {
        if (idEnd >= head.end()) {
          break;
        }
        idEnd++;
      }
      String name = text.substring(start, Math.min(idEnd, head.end())).replace("\"", "");
      changeSets.add(
          new ChangeSet(
              head,
              name,
              text.substring(Math.min(idEnd, head.end()), head.end()),
              body,
              preconditions,
              checks));
    }

    /** The end of a text in quotes; where it began if it is in none. */
    private int quoted(int at, int end) {
      if (at < end && text.charAt(at) == '"') {
        int close = text.indexOf('"', at + 1);
        return close > 0 && close < end ? close + 1 : at;
      }
      return at;
    }

    private void refuse(String reason, Lines lines) {
      refused.add(new Span(lines.start(), lines.end()));
      reasons.add(reason);
    }
  }
}
