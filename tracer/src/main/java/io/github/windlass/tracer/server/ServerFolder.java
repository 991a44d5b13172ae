package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder for temporary files in which the programs of one server run. When it is closed, or the
 * JVM is told to end, whatever runs there is ended and the folder is deleted, from the moment on at
 * which there is one.
 */
final class ServerFolder implements AutoCloseable {

  /** What the names of all of them begin with. */
  static final String PREFIX = "windlass-server-";

  private static final String DATA = "data";
  private static final int READY_SECONDS = 60;

  /** The line of {@code postmaster.pid} that says how far it is (miscadmin.h, LOCK_FILE_LINE_…). */
  private static final int STATUS = 7;

  private final Installation installation;
  private final Account account;
  private final Path path;
  private final Running running;
  private final List<ProcessHandle> programs = new ArrayList<>();
  private final Thread hook = new Thread(this::end, "windlass-server-end");
  private @Nullable ProcessHandle server;
  private boolean ended;

  private ServerFolder(Installation installation, Account account, Path path, Running running) {
    this.installation = installation;
    this.account = account;
    this.path = path;
    this.running = running;
  }

  /**
   * Makes one that only the account may enter.
   *
   * @param parent null for the usual folder for temporary files
   */
  static ServerFolder create(
      Cache cache, Installation installation, Account account, @Nullable Path parent)
      throws IOException {
    Path path =
        (parent == null
                ? Files.createTempDirectory(PREFIX)
                : Files.createTempDirectory(parent, PREFIX))
            .toRealPath();
    Running running;
    try {
      if (account.owner() != null) {
        Files.setOwner(path, account.owner());
      }
      running = Running.begin(cache, path);
    } catch (IOException e) {
      Folders.delete(path);
      throw e;
    }
    ServerFolder folder = new ServerFolder(installation, account, path, running);
    try {
      Runtime.getRuntime().addShutdownHook(folder.hook);
    } catch (IllegalStateException e) {
      folder.end();
      throw new IOException("we are being ended", e);
    }
    return folder;
  }

  Path path() {
    return path;
  }

  /** The data directory. */
  Path data() {
    return data(path);
  }

  /** The data directory in a folder of ours. */
  static Path data(Path folder) {
    return folder.resolve(DATA);
  }

  private Path log() {
    return path.resolve("log");
  }

  // --- programs ---------------------------------------------------------------------------------

  private synchronized Process start(List<String> command) throws IOException {
    if (ended) {
      throw new IOException("we are being ended");
    }
    Process process = account.program(command, path, log()).start();
    programs.add(process.toHandle());
    running.process(process.toHandle());
    process.getOutputStream().close();
    return process;
  }

  /**
   * Runs one of the server's programs to its end.
   *
   * @throws ServerException if it fails, with its last words
   */
  void run(String program, String... arguments) throws IOException, ServerException {
    List<String> command = new ArrayList<>();
    command.add(installation.program(program).toString());
    command.addAll(List.of(arguments));
    Process process = start(command);
    boolean over = false;
    try {
      over = process.waitFor(2 * READY_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!over || process.exitValue() != 0) {
      throw new ServerException(
          Reason.NOT_STARTED,
          program
              + " of PostgreSQL "
              + installation.binaries().version()
              + (over ? " failed" : " did not end")
              + lastWords());
    }
  }

  /**
   * Starts the server on the data directory and waits until it can be connected to.
   *
   * @throws ServerException if it ends instead, with its last words
   */
  void startServer(Address address) throws IOException, ServerException {
    List<String> command = new ArrayList<>();
    command.add(installation.program("postgres").toString());
    command.add("-D");
    command.add(data().toString());
    command.addAll(address.options());
    Files.deleteIfExists(log());
    Process process = start(command);
    long end = System.nanoTime() + READY_SECONDS * 1_000_000_000L;
    try {
      while (process.isAlive() && System.nanoTime() < end) {
        List<String> lines = lines(data().resolve("postmaster.pid"));
        if (lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")) {
          // Another process than ours where the program that changes the account stays.
          ProcessHandle handle =
              ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(process.toHandle());
          isServer(handle);
          return;
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
            + (alive ? " was not ready after " + READY_SECONDS + " s" : " would not start")
            + lastWords());
  }

  private synchronized void isServer(ProcessHandle process) throws IOException {
    server = process;
    running.process(process);
  }

  /** The server that was started last; null before that. */
  synchronized @Nullable ProcessHandle server() {
    return server;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // Not written yet.
      return List.of();
    }
  }

  private String lastWords() {
    List<String> lines = lines(log());
    StringBuilder said = new StringBuilder();
    for (String line : lines.subList(Math.max(0, lines.size() - 5), lines.size())) {
      said.append("\n  ").append(line);
    }
    return said.isEmpty() ? "" : ":" + said;
  }

  // --- the end ----------------------------------------------------------------------------------

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook does it, or has.
    }
    end();
  }

  /** Whoever comes second waits, as he may be about to halt the JVM. */
  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (server != null) {
      Shutdown.immediately(server, installation.program("pg_ctl"), account, log());
    }
    programs.forEach(Shutdown::kill);
    Shutdown.clear(data());
    if (Folders.delete(path)) {
      running.close();
    }
  }
}
