package io.github.windlass.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a run: streams, environment, working directory.
 *
 * @param terminal whether {@code out} is a terminal
 */
record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    boolean terminal) {

  private static final int NARROWEST = 60;
  private static final int WIDEST = 160;
  private static final int USUAL = 80;

  /** Whether the report has colours: {@code no-color.org}, {@code bixense.com/clicolors}. */
  boolean colours() {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
      return true;
    }
    return terminal
        && !environment.getOrDefault("CLICOLOR", "1").equals("0")
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** Whether whoever waits can be shown how far it is: standard error is a terminal. */
  boolean progress() {
    String known = environment.get("WINDLASS_PROGRESS");
    boolean shown = known == null ? terminal : known.equals("1");
    return shown && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** How wide standard error is; where the report does not go to the terminal, nobody has said. */
  int progressWidth() {
    return terminal || environment.containsKey("COLUMNS") ? width() : USUAL;
  }

  /** The width that the report may take, in columns. */
  int width() {
    String columns = environment.get("COLUMNS");
    if (columns == null) {
      return terminal ? USUAL : 100;
    }
    try {
      return Math.clamp(Integer.parseInt(columns.strip()), NARROWEST, WIDEST);
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  /** One line for the user that is no part of the report. */
  void say(String line) {
    err.println("windlass: " + Plain.oneLine(Credentials.masked(line)));
  }
}
