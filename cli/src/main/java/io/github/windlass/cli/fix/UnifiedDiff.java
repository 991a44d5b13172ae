package io.github.windlass.cli.fix;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, as {@code diff -u} and Git write it. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /** Up to so many pairs of lines are compared; beyond, what differs is one block. */
  private static final long PAIRS = 4_000_000;

  /** A line: kept ({@code ' '}), gone ({@code '-'}) or new ({@code '+'}). */
  private record Line(char kind, String text) {}

  private UnifiedDiff() {}

  /** The difference; empty where there is none. */
  public static String of(String path, String before, String after) {
    List<Line> lines = lines(split(before), split(after));
    StringBuilder out = new StringBuilder();
    int at = 0;
    int oldLine = 1;
    int newLine = 1;
    while (at < lines.size()) {
      int change = at;
      while (change < lines.size() && lines.get(change).kind() == ' ') {
        change++;
      }
      if (change == lines.size()) {
        break;
      }
      int start = Math.max(at, change - CONTEXT);
      oldLine += start - at;
      newLine += start - at;
      int end = end(lines, change);
      hunk(lines.subList(start, end), oldLine, newLine, out);
      for (Line line : lines.subList(start, end)) {
        oldLine += line.kind() == '+' ? 0 : 1;
        newLine += line.kind() == '-' ? 0 : 1;
      }
      at = end;
    }
    return out.isEmpty() ? "" : "--- a/" + path + "\n+++ b/" + path + "\n" + out;
  }

  /** Where a hunk ends: behind the context of its last change. */
  private static int end(List<Line> lines, int change) {
    int last = change;
    for (int i = change; i < lines.size() && i - last <= 2 * CONTEXT; i++) {
      last = lines.get(i).kind() == ' ' ? last : i;
    }
    return Math.min(lines.size(), last + 1 + CONTEXT);
  }

  private static void hunk(List<Line> lines, int oldLine, int newLine, StringBuilder out) {
    int olds = 0;
    int news = 0;
    for (Line line : lines) {
      olds += line.kind() == '+' ? 0 : 1;
      news += line.kind() == '-' ? 0 : 1;
    }
    out.append("@@ -").append(olds == 0 ? oldLine - 1 : oldLine).append(',').append(olds);
    out.append(" +").append(news == 0 ? newLine - 1 : newLine).append(',').append(news);
    out.append(" @@\n");
    for (Line line : lines) {
      out.append(line.kind()).append(line.text());
      if (!line.text().endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** Lines, each with its end. */
  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(from, next));
      from = next;
    }
    return lines;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int head = 0;
    while (head < Math.min(before.size(), after.size())
        && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(before.size(), after.size()) - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        lines);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
    return lines;
  }

  /** By the longest common sequence of lines. */
  private static void middle(List<String> before, List<String> after, List<Line> lines) {
    if ((long) before.size() * after.size() > PAIRS) {
      before.forEach(line -> lines.add(new Line('-', line)));
      after.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] longest = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(i).equals(after.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (i < before.size()
          && (j == after.size() || longest[i + 1][j] >= longest[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }
}
