package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of a server that we started. */
record Postmaster(Installation installation, Account account, Path log, ProcessHandle process) {

  private static final int SECONDS = 60;

  /** The line of {@code postmaster.pid} that says how far it is (miscadmin.h, LOCK_FILE_LINE_…). */
  private static final int STATUS = 7;

  /**
   * Starts the server on a data directory and waits until it can be connected to.
   *
   * @param running is told which process it is
   * @param folder the working folder of the program
   * @param log where it writes what it has to say
   */
  static Postmaster start(
      Installation installation,
      Account account,
      Path data,
      Address address,
      Running running,
      Path folder,
      Path log)
      throws IOException, ServerException {
    List<String> command = new ArrayList<>();
    command.add(installation.program("postgres").toString());
    command.add("-D");
    command.add(data.toString());
    command.addAll(address.options());
    Process process = account.program(command, folder, log).start();
    running.process(process.toHandle());
    process.getOutputStream().close();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    try {
      while (process.isAlive() && System.nanoTime() < end) {
        List<String> lines = lines(data.resolve("postmaster.pid"));
        if (lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")) {
          // Another process than ours where the program that changes the account stays.
          ProcessHandle handle =
              ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(process.toHandle());
          running.process(handle);
          return new Postmaster(installation, account, log, handle);
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean alive = process.isAlive();
    Shutdown.kill(process.toHandle());
    throw new ServerException(
        Reason.NOT_STARTED,
        "PostgreSQL "
            + installation.binaries().version()
            + (alive ? " was not ready after " + SECONDS + " s" : " would not start")
            + lastWords(log));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // Not written yet.
      return List.of();
    }
  }

  /** The end of a log, for a message. */
  static String lastWords(Path log) {
    List<String> lines = lines(log);
    StringBuilder said = new StringBuilder();
    for (String line : lines.subList(Math.max(0, lines.size() - 5), lines.size())) {
      said.append("\n  ").append(line);
    }
    return said.isEmpty() ? "" : ":" + said;
  }

  /** Ends it so that its files are whole. */
  void stopCleanly(Path data) throws IOException {
    account.run(
        List.of(
            installation.program("pg_ctl").toString(),
            "stop",
            "-w",
            "-m",
            "fast",
            "-D",
            data.toString()),
        data,
        log,
        SECONDS);
  }

  /** Ends it at once. */
  void stop() {
    Shutdown.immediately(process, installation.program("pg_ctl"), account, log);
  }
}
