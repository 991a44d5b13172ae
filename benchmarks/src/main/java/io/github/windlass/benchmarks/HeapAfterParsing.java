package io.github.windlass.benchmarks;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much heap the trees take, for each byte of SQL: {@code HeapAfterParsing FOLDER…}. Run it with
 * {@code -XX:+UseSerialGC}.
 */
public final class HeapAfterParsing {

  private HeapAfterParsing() {}

  /** Prints one line for each folder. */
  public static void main(String[] folders) throws IOException, InterruptedException {
    for (String folder : folders) {
      String sql = sqlIn(Path.of(folder));
      PostgresParser.parse(sql);
      long before = used();
      List<Script> kept = List.of(PostgresParser.parse(sql));
      long heap = used() - before;
      int source = sql.getBytes(StandardCharsets.UTF_8).length;
      System.out.printf(
          "%s: %d bytes, %d statements, %.1f bytes of heap for each byte%n",
          folder, source, kept.get(0).statements().size(), (double) heap / source);
    }
  }

  /** The SQL files in a folder and below, one behind the other. */
  static String sqlIn(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).sorted().toList()) {
        texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    return String.join("\n;\n", texts);
  }

  /** What is in use after collecting what is not. */
  static long used() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
