package io.github.windlass.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Where the command line starts. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Terminal terminal =
        new Terminal(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            environment,
            Path.of(""),
            isTerminal(environment));
    int status = new CommandLineTool(terminal).run(args);
    // Not System.exit alone: its hooks have nothing to do here, and cost time.
    Runtime.getRuntime().halt(status);
  }

  /** The launcher knows; without it only {@code System.console} can tell. */
  private static boolean isTerminal(Map<String, String> environment) {
    String known = environment.get("WINDLASS_TERMINAL");
    if (known != null) {
      return known.equals("1");
    }
    if (!environment.containsKey("TERM")) {
      return false;
    }
    // From JDK 22 on there may be a console without a terminal, unless this one is chosen.
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }
}
