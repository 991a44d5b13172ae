package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the server's programs. PostgreSQL refuses to be run by root, so that root hands them to
 * another account; everybody else runs them as himself.
 *
 * @param name of the account, for names of files
 * @param way the command by which its programs are run; empty for ourselves
 * @param owner to whom the server's files are given; null where they stay ours
 */
record Account(String name, List<String> way, @Nullable UserPrincipal owner) {

  /** An account that owns nothing on any machine, by POSIX custom and Linux Standard Base. */
  private static final String NOBODY = "nobody";

  /** Stands for the program with its arguments, for a shell; else it comes last, word for word. */
  private static final String WHOLE = "…";

  /**
   * In the order of how well they shut a program in: with another user's identity it may write
   * nothing that is root's. In a user namespace it is still root for files that root owns, without
   * root's capabilities; containers that allow no other identity leave only that.
   */
  static final List<List<String>> WAYS =
      List.of(
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=nogroup",
              "--clear-groups",
              "--no-new-privs"),
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--no-new-privs"),
          List.of("runuser", "-u", NOBODY, "--"),
          List.of("su", "-s", "/bin/sh", "-c", WHOLE, NOBODY),
          List.of("unshare", "--user"));

  /**
   * The first way that works on this machine.
   *
   * @throws ServerException if this is root, and none does
   */
  static Account current() throws ServerException {
    String user = System.getProperty("user.name", "user");
    if (!user.equals("root") || Platform.current().isWindows()) {
      return new Account(user, List.of(), null);
    }
    for (List<String> way : WAYS) {
      Account account = by(way);
      if (account != null) {
        return account;
      }
    }
    throw new ServerException(
        Reason.NOT_STARTED,
        "PostgreSQL refuses to be run by root, and neither setpriv, runuser, su nor unshare could"
            + " run it by another account; run windlass as another user, or name a server with"
            + " --db-url");
  }

  /** Who programs are run by if root runs them in one way; null if that does not work. */
  static @Nullable Account by(List<String> way) {
    String id = userId(way);
    if (id.isEmpty() || id.equals("0")) {
      return null;
    }
    if (way.getFirst().equals("unshare")) {
      return new Account("root", way, null);
    }
    try {
      return new Account(
          NOBODY,
          way,
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
    } catch (IOException e) {
      return null;
    }
  }

  /** The number of the user that a program is run by; empty if it is not run. */
  private static String userId(List<String> way) {
    List<String> command = command(way, List.of("id", "-u"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      try (InputStream out = process.getInputStream()) {
        String id = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? id : "";
      }
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static List<String> command(List<String> way, List<String> program) {
    List<String> command = new ArrayList<>();
    boolean said = false;
    for (String word : way) {
      if (word.equals(WHOLE)) {
        StringBuilder whole = new StringBuilder("exec");
        for (String each : program) {
          whole.append(" '").append(each.replace("'", "'\\''")).append('\'');
        }
        command.add(whole.toString());
        said = true;
      } else {
        command.add(word);
      }
    }
    if (!said) {
      command.addAll(program);
    }
    return command;
  }

  /**
   * A program of the server's, to be run by this account: with nothing of our environment, which
   * may hold secrets, and both outputs in a file.
   */
  ProcessBuilder program(List<String> command, Path workingFolder, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command(way, command));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    String systemRoot = environment.get("SystemRoot");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    if (systemRoot != null) {
      // Without it, Windows opens no sockets.
      environment.put("SystemRoot", systemRoot);
    }
    return builder
        .directory(workingFolder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /**
   * Runs a program to its end.
   *
   * @return its exit status, or -1 if it took longer and was ended
   */
  int run(List<String> command, Path workingFolder, Path log, int seconds) throws IOException {
    Process process = program(command, workingFolder, log).start();
    process.getOutputStream().close();
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return -1;
  }
}
