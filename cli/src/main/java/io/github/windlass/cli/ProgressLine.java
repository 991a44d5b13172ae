package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.extractor.Migration;
import io.github.windlass.tracer.TraceProgress;
import java.io.PrintStream;

/** One line on a terminal that says what is under way, written over and over. */
final class ProgressLine implements TraceProgress, AutoCloseable {

  /** To the line's beginning, and erase it (ECMA-48, "Erase in line"). */
  private static final String ERASE = "\r\u001b[2K";

  private final PrintStream out;
  private final int width;
  private boolean written;
  private boolean closed;

  private ProgressLine(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /** On the user's terminal; one that says nothing where there is none. */
  static ProgressLine on(Terminal terminal) {
    return new ProgressLine(terminal.err(), terminal.progress() ? terminal.progressWidth() : 0);
  }

  @Override
  public void startingServer(int version) {
    show("starting PostgreSQL " + version + "…");
  }

  @Override
  public void preparing(String what) {
    show("preparing: " + what + "…");
  }

  @Override
  public void running(Migration migration, AnalyzedStatement statement, int number, int of) {
    show(
        number
            + "/"
            + of
            + " "
            + migration.path()
            + ":"
            + statement.origin().start().line()
            + " "
            + Plain.beginning(statement.sql(), width));
  }

  private synchronized void show(String text) {
    if (width > 0 && !closed) {
      // A character in the last column would begin another line.
      out.print(ERASE + Plain.shorten(Plain.oneLine(text), width - 1));
      out.flush();
      written = true;
    }
  }

  /** Takes the line away, so that something else can be written. */
  synchronized void clear() {
    if (written) {
      out.print(ERASE);
      out.flush();
      written = false;
    }
  }

  @Override
  public synchronized void close() {
    clear();
    closed = true;
  }
}
