package io.github.windlass.cli;

import io.github.windlass.extractor.Extraction;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Step;

/** Extracted SQL as a script, each statement under a comment that says where it comes from. */
final class SqlReport {

  private SqlReport() {}

  static String of(Extraction extraction) {
    StringBuilder out = new StringBuilder();
    for (Migration migration : extraction.migrations()) {
      for (Step step : migration.steps()) {
        switch (step) {
          case Step.Sql sql -> sql(sql, out);
          case Step.Gap gap -> {
            out.append("-- gap ").append(gap.code().code()).append(' ');
            place(gap.origin(), out);
            out.append(": ").append(Plain.oneLine(gap.reason())).append('\n');
          }
        }
      }
    }
    return out.toString();
  }

  private static void sql(Step.Sql sql, StringBuilder out) {
    out.append("-- ");
    place(sql.origin(), out);
    if (sql.repeats()) {
      out.append(", repeatedly");
    }
    String condition = sql.condition();
    if (condition != null) {
      out.append(", if ").append(Plain.oneLine(condition));
    }
    if (sql.connection() != 0) {
      out.append(", over another connection");
    }
    for (Step.Hole hole : sql.holes()) {
      out.append("\n-- unknown: ").append(Plain.oneLine(hole.reason()));
    }
    String text = sql.text();
    boolean endsInComment = text.indexOf("--", text.lastIndexOf('\n') + 1) >= 0;
    out.append('\n').append(text).append(endsInComment ? "\n;\n" : ";\n");
  }

  private static void place(Origin origin, StringBuilder out) {
    out.append(Plain.oneLine(origin.path()))
        .append(':')
        .append(origin.start().line())
        .append(':')
        .append(origin.start().column())
        .append('-')
        .append(origin.end().line())
        .append(':')
        .append(origin.end().column());
  }
}
