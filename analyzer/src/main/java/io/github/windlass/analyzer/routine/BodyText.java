package io.github.windlass.analyzer.routine;

import io.github.windlass.sql.postgres.tree.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text of a body, in which places are told by their lines. */
final class BodyText {

  private static final int SHORT = 60;

  private final String text;
  private final String where;
  private int[] lineStarts = {};

  /**
   * @param where whose body it is: {@code block}, {@code function f}
   */
  BodyText(String text, String where) {
    this.text = text;
    this.where = where;
  }

  /** {@code line 3 of the block}. */
  String place(Span span) {
    int at = Arrays.binarySearch(lineStarts(), span.start());
    return "line " + (at >= 0 ? at + 1 : -at - 1) + " of the " + where;
  }

  /** The beginning of what stands there, on one line. */
  String quoted(Span span) {
    return shortened(span.in(text));
  }

  /** The beginning of a text, on one line. */
  static String shortened(String long_) {
    String line = long_.replaceAll("\\s+", " ");
    return line.length() > SHORT ? line.substring(0, SHORT - 3) + "…" : line;
  }

  private int[] lineStarts() {
    if (lineStarts.length == 0) {
      List<Integer> starts = new ArrayList<>();
      starts.add(0);
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        starts.add(i + 1);
      }
      lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    }
    return lineStarts;
  }
}
