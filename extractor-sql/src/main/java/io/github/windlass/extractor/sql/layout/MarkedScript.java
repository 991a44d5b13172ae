package io.github.windlass.extractor.sql.layout;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that goose or sql-migrate cuts: a statement ends with a line that ends with a semicolon,
 * unless it stands between marks for its begin and its end. Both go by lines and know no quotes.
 */
final class MarkedScript {

  private static final int NOWHERE = Integer.MAX_VALUE;

  /** What a line is to the runner. */
  enum Mark {
    NONE,
    UP,
    UP_WITHOUT_TRANSACTION,
    DOWN,
    STATEMENT_BEGIN,
    STATEMENT_END,
    NO_TRANSACTION,
    SUBSTITUTION_ON,
    SUBSTITUTION_OFF,
    /** A mark that the runner does not know, and refuses. */
    UNKNOWN
  }

  /** Reads the marks of a runner. */
  interface Marks {
    Mark of(String text, Lines line);

    /** A stretch with the values of the environment in it. */
    SentText substituted(SourceFile source, int start, int end);

    /** Whether the runner refuses a file with statements before its first mark. */
    boolean refusesWhatStandsBefore();

    /** What the runner is called. */
    String runner();
  }

  /** A stretch of lines that migrate up, which is cut by semicolons unless it is one statement. */
  private record Region(int start, int end, boolean one, boolean substituted) {}

  private final SourceFile source;
  private final Marks marks;
  private final Sending sending;
  private final List<Region> regions = new ArrayList<>();
  private final List<int[]> refused = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private boolean transaction = true;

  private MarkedScript(SourceFile source, Marks marks, Dialect dialect) {
    this.source = source;
    this.marks = marks;
    this.sending = new Sending(marks.runner(), dialect);
  }

  /** What is sent, and whether in a transaction. */
  record Read(Sending sending, boolean transaction) {}

  static Read read(SourceFile source, Marks marks, Dialect dialect) {
    MarkedScript script = new MarkedScript(source, marks, dialect);
    script.regions();
    for (Region region : script.regions) {
      script.send(region);
    }
    for (int i = 0; i < script.refused.size(); i++) {
      int[] place = script.refused.get(i);
      script.sending.gap(
          GapCode.SYNTAX,
          marks.runner() + " refuses the file: " + script.reasons.get(i),
          source,
          place[0],
          place[1]);
    }
    return new Read(script.sending, script.transaction);
  }

  /** Whether a line of a text is one of a runner's marks. */
  static boolean isIn(SourceFile source, Marks marks) {
    Lines lines = new Lines(source.text());
    while (lines.next()) {
      Mark mark = marks.of(source.text(), lines);
      if (mark != Mark.NONE && mark != Mark.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  // --- the marks -----------------------------------------------------------------------------

  private void regions() {
    String text = source.text();
    boolean any = false;
    boolean up = false;
    boolean one = false;
    boolean substituted = false;
    int begin = -1;
    int from = 0;
    int before = -1;
    Lines lines = new Lines(text);
    while (lines.next()) {
      Mark mark = marks.of(text, lines);
      if (mark == Mark.NONE) {
        if (marks.refusesWhatStandsBefore() && !any && !lines.isBlank() && !lines.begins("--")) {
          any = true;
          refuse("statements stand before the mark for what migrates up", lines);
        }
        continue;
      }
      if (up) {
        add(from, lines.start(), one, substituted);
      }
      from = lines.after();
      switch (mark) {
        case UP, UP_WITHOUT_TRANSACTION -> {
          before = any ? before : lines.start();
          any = true;
          up = true;
          transaction &= mark == Mark.UP;
        }
        case DOWN -> {
          if (!any) {
            refuse("what migrates up is not marked", lines);
          }
          before = any ? before : lines.start();
          any = true;
          up = false;
        }
        case STATEMENT_BEGIN -> {
          if (one) {
            refuse("a statement begins within another", lines);
          }
          one = true;
          begin = lines.start();
        }
        case STATEMENT_END -> {
          if (!one) {
            refuse("a statement ends that did not begin", lines);
          }
          one = false;
        }
        case NO_TRANSACTION -> transaction = false;
        case SUBSTITUTION_ON -> substituted = true;
        case SUBSTITUTION_OFF -> substituted = false;
        case UNKNOWN -> refuse("a mark that is not known", lines);
        case NONE -> {}
      }
    }
    if (up) {
      add(from, text.length(), one, substituted);
    }
    if (before > 0 && !marks.refusesWhatStandsBefore()) {
      sending.before("mark of a direction", source, 0, before);
    }
    if (one) {
      refused.add(new int[] {begin, text.length()});
      reasons.add("a statement begins and does not end");
    }
    if (!any) {
      refused.add(new int[] {0, text.length()});
      reasons.add("what migrates up is not marked");
    }
  }

  private void refuse(String reason, Lines line) {
    refused.add(new int[] {line.start(), line.end()});
    reasons.add(reason);
  }

  /** Lines that a setting parts are still one text, unless values are put in from there on. */
  private void add(int start, int end, boolean one, boolean substituted) {
    if (start < end) {
      regions.add(new Region(start, end, one, substituted));
    }
  }

  // --- the statements ------------------------------------------------------------------------

  private void send(Region region) {
    SentText text =
        region.substituted()
            ? marks.substituted(source, region.start(), region.end())
            : SentText.of(source, region.start(), region.end());
    if (sending.dialect() != Dialect.POSTGRES) {
      sending.statements(text);
      return;
    }
    if (region.one()) {
      if (transaction) {
        sending.statements(text);
      } else {
        sending.string(text);
      }
      return;
    }
    List<Script.Item> together = new ArrayList<>();
    Lines lines = new Lines(text.text());
    int stringEnd = -1;
    Script.Item unfinished = null;
    for (Script.Item item : PostgresParser.parse(text.readable()).items()) {
      if (item.span().start() >= stringEnd) {
        send(text, together);
        stringEnd = stringEnd(text.text(), lines, item.span().start());
      }
      if (item.span().end() > stringEnd && item instanceof Script.Parsed) {
        sending.gapAt(
            GapCode.SYNTAX,
            marks.runner()
                + " cuts the statement where a line ends with a semicolon, as no mark says where it"
                + " begins and ends",
            text,
            item.span().start(),
            item.span().end());
        stringEnd = item.span().end();
        continue;
      }
      together.add(item);
      unfinished = stringEnd == NOWHERE ? item : null;
    }
    send(text, together);
    if (unfinished != null) {
      sending.gapAt(
          GapCode.SYNTAX,
          marks.runner() + " refuses the file: no semicolon ends its last statement",
          text,
          unfinished.span().start(),
          unfinished.span().end());
    }
  }

  private void send(SentText text, List<Script.Item> together) {
    if (together.size() > 1 && !transaction) {
      int start = together.get(0).span().start();
      int end = together.get(together.size() - 1).span().end();
      sending.string(text.part(start, end));
    } else {
      for (Script.Item item : together) {
        sending.item(text, item);
      }
    }
    together.clear();
  }

  /** Where the line ends that ends the statement at an offset. */
  private static int stringEnd(String text, Lines lines, int from) {
    do {
      if (lines.end() > from && endsStatement(text, lines.start(), lines.end())) {
        return lines.end();
      }
    } while (lines.next());
    return NOWHERE;
  }

  /** {@code endsWithSemicolon} of both: the last word before a comment ends with a semicolon. */
  static boolean endsStatement(String text, int start, int end) {
    int last = -1;
    int at = start;
    while (at < end) {
      while (at < end && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (text.startsWith("--", at)) {
        break;
      }
      while (at < end && !Character.isWhitespace(text.charAt(at))) {
        last = text.charAt(at++);
      }
    }
    return last == ';';
  }
}
