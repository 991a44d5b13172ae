package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A trace that is told to stop, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such signals")
class TraceSignalTest {

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void controlCLeavesNothingBehind() throws Exception {
    assertThat(statusAfter("INT")).isEqualTo(130);
  }

  @Test
  @Timeout(120)
  void beingToldToEndLeavesNothingBehind() throws Exception {
    assertThat(statusAfter("TERM")).isEqualTo(143);
  }

  private int statusAfter(String signal) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    // The account that runs the server goes through it.
    Stream.of(folder, temporary).forEach(each -> each.toFile().setExecutable(true, false));
    Files.writeString(folder.resolve("m.sql"), "SELECT pg_sleep(100);\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Djava.io.tmpdir=" + temporary,
            "io.github.windlass.cli.Main",
            "trace",
            "--statement-timeout",
            "100s",
            "m.sql");
    builder.directory(folder.toFile());
    builder.environment().put("WINDLASS_PROGRESS", "1");
    builder.environment().put("TERM", "xterm");
    Process process = builder.start();
    try {
      awaitStatement(process);
      assertThat(servers(temporary)).hasSize(1);
      assumeTrue(!signal.equals("INT") || !isInterruptIgnored(process.pid()));
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(servers(temporary)).isEmpty();
      assertThat(process.descendants()).isEmpty();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEmpty();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Path> servers(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("windlass-")).toList();
    }
  }

  private static void awaitStatement(Process process) throws IOException {
    StringBuilder shown = new StringBuilder();
    InputStream progress = process.getErrorStream();
    while (shown.indexOf("1/1 m.sql:1 SELECT") < 0) {
      int c = progress.read();
      assertThat(c).as("what came before the end: %s", shown).isNotNegative();
      shown.append((char) c);
    }
  }

  /** As a shell starts what runs in the background; the JVM keeps to it then. */
  private static boolean isInterruptIgnored(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
      }
    }
    return false;
  }
}
