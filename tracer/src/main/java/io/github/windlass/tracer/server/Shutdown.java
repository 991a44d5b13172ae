package io.github.windlass.tracer.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends servers, whatever they are doing. */
final class Shutdown {

  private static final int PATIENCE = 5;

  private Shutdown() {}

  /**
   * Ends a server at once, as {@code pg_ctl stop -m immediate} does: its sessions are ended by it,
   * and it frees what it shares with them.
   *
   * @param pgCtl the program that sends it the signal
   */
  static void immediately(ProcessHandle server, Path pgCtl, Account account, Path log) {
    Path folder = log.toAbsolutePath().getParent();
    if (server.isAlive() && folder != null) {
      try {
        account.run(
            List.of(pgCtl.toString(), "kill", "QUIT", Long.toString(server.pid())),
            folder,
            log,
            PATIENCE);
        await(server);
      } catch (IOException e) {
        // Then less gently.
      }
    }
    kill(server);
  }

  /** Kills a server and all that it started. */
  static void kill(ProcessHandle server) {
    if (server.isAlive()) {
      List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
      server.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      all.add(server);
      all.forEach(Shutdown::await);
    }
  }

  private static void await(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Its caller looks whether it is alive.
    }
  }

  /** Removes what a server that was killed leaves outside of its data directory. */
  static void clear(Path data) {
    killAllIn(data);
    freeSharedMemory(data);
  }

  /**
   * Kills sessions that outlived their server, which busy ones do when it is killed: every process
   * of a server works in its data directory. Only Linux says where a process works.
   */
  private static void killAllIn(Path data) {
    Path processes = Path.of("/proc");
    if (!Files.isDirectory(processes)) {
      return;
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      for (ProcessHandle each : all.toList()) {
        Path work = processes.resolve(Long.toString(each.pid())).resolve("cwd");
        try {
          if (Files.readSymbolicLink(work).equals(data)) {
            each.destroyForcibly();
            await(each);
          }
        } catch (IOException | UnsupportedOperationException e) {
          // Gone meanwhile, or somebody else's.
        }
      }
    }
  }

  /**
   * Frees the segment by which a server sees that another one works on the same data. Its number is
   * in {@code postmaster.pid}, which a server that ends by itself deletes; that it is still the
   * same segment, Linux says: its creator is in the first line.
   */
  private static void freeSharedMemory(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      String[] key = lines.size() < 7 ? new String[0] : lines.get(6).strip().split("\\s+", -1);
      if (key.length < 2) {
        return;
      }
      for (String segment : Files.readAllLines(Path.of("/proc/sysvipc/shm"))) {
        // key, number, permissions, size, creator, last user, how many use it, …
        String[] fields = segment.strip().split("\\s+", -1);
        if (fields.length > 6
            && fields[1].equals(key[1])
            && fields[4].equals(lines.getFirst().strip())
            && fields[6].equals("0")) {
          new ProcessBuilder("ipcrm", "-m", key[1])
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor(PATIENCE, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // It ended by itself; or this is another system, where 56 bytes stay until it is started
      // anew.
    }
  }
}
