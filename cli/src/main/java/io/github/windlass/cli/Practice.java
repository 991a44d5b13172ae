package io.github.windlass.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run for practice, which the launcher makes once after a build: the classes that it loads are
 * those that later runs find in the class archive.
 */
final class Practice {

  private Practice() {}

  /** Goes through what is asked for most, with the migrations at a path. */
  public static void main(String[] args) {
    String path = args[0];
    String request = "{\"id\":1,\"history\":[\"SELECT 1\"],\"text\":\"SELECT 1\"}\n";
    run(InputStream.nullInputStream(), "analyze", path);
    run(InputStream.nullInputStream(), "analyze", "--output", "json", path);
    run(InputStream.nullInputStream(), "extract", "--output", "sql", path);
    run(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        "analyze",
        "--batch",
        "-");
  }

  private static void run(InputStream in, String... args) {
    PrintStream err =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            in,
            OutputStream.nullOutputStream(),
            err,
            Map.of("CLICOLOR_FORCE", "1"),
            Path.of(""),
            false);
    new CommandLineTool(terminal).run(args);
  }
}
