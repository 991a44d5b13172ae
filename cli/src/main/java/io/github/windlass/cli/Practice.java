package io.github.windlass.cli;

import io.github.windlass.extractor.Extractors;
import io.github.windlass.extractor.MigrationExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A run for practice, which the launcher makes once after a build: the classes that it loads are
 * those that later runs find in the class archive. Of the JDK and of libraries these are the ones
 * that the run needed; of our own, all.
 */
final class Practice {

  private Practice() {}

  /**
   * Goes through what is asked for most, with the examples among the fixtures; then through what
   * frameworks were recorded to do, since a lambda is archived only if it ran.
   *
   * @param args the folder of the fixtures
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    Path fixtures = Path.of(args[0]);
    String path = fixtures.resolve("examples").toString();
    String request = "{\"id\":1,\"history\":[\"SELECT 1\"],\"text\":\"SELECT 1\"}\n";
    run(InputStream.nullInputStream(), "analyze", path);
    run(InputStream.nullInputStream(), "analyze", "--output", "json", path);
    run(InputStream.nullInputStream(), "extract", "--output", "sql", path);
    run(
        new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        "analyze",
        "--batch",
        "-");
    for (MigrationExtractor extractor : Extractors.installed().all()) {
      String format = extractor.format();
      Path recorded = fixtures.resolve(format);
      if (Files.isDirectory(recorded)) {
        run(
            InputStream.nullInputStream(),
            "extract",
            "--format",
            format,
            "--output",
            "json",
            recorded.toString());
      }
    }
    URI self = Practice.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path libraries = Path.of(self).resolveSibling("lib");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "windlass-*.jar")) {
      for (Path jar : jars) {
        load(jar);
      }
    }
  }

  /** Loads the classes of a jar, and runs nothing of them. */
  private static void load(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          try {
            Class.forName(type, false, Practice.class.getClassLoader());
          } catch (ClassNotFoundException | LinkageError e) {
            // It asks for a library that is not there, so that no run can need it.
            continue;
          }
        }
      }
    }
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
