package io.github.windlass.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Runs the command line in a folder and keeps what the last run printed. */
final class ToolRun {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Supplier<Path> folder;
  private Map<String, String> environment = Map.of();
  private String input = "";

  /**
   * @param folder asked for at each run, as a test's own is not there before it starts
   */
  ToolRun(Supplier<Path> folder) {
    this.folder = folder;
  }

  /** What the runs to come find in their environment. */
  void environment(Map<String, String> variables) {
    environment = variables;
  }

  /** What the runs to come read from standard input. */
  void input(String text) {
    input = text;
  }

  /** The exit status. */
  int run(String... args) {
    out.reset();
    err.reset();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            folder.get(),
            false);
    return new CommandLineTool(terminal).run(args);
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
