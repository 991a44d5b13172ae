package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen to a server of our own, or to us: a clear answer, and nothing is left. */
class ServerFaultsTest {

  @Test
  void aServerThatIsKilledInMidStatementIsClearedAway() throws Exception {
    EmbeddedServer server = TestServers.start(18);
    try (server;
        Connection sleeping = server.connect("postgres");
        Connection busy = server.connect("postgres")) {
      CompletableFuture<String> sleeper = inBackground(sleeping, "SELECT pg_sleep(3600)");
      // It does not look whether its server still lives.
      CompletableFuture<String> worker =
          inBackground(busy, "SELECT count(*) FROM generate_series(1, 1000000000000)");
      try (Connection watcher = server.connect("postgres")) {
        String active = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'";
        while (!TestServers.value(watcher, active).equals("3")) {
          Thread.sleep(5);
        }
      }
      server.process().destroyForcibly();
      assertThat(sleeper.get(20, TimeUnit.SECONDS)).isEqualTo("failed");
      assertThatThrownBy(() -> server.connect("postgres")).isInstanceOf(SQLException.class);
      server.close();
      assertThat(worker.get(20, TimeUnit.SECONDS)).isEqualTo("failed");
    }
    assertThat(TestServers.isLeft(server.folder())).isFalse();
  }

  private static CompletableFuture<String> inBackground(Connection connection, String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            TestServers.run(connection, sql);
            return "done";
          } catch (SQLException e) {
            return "failed";
          }
        },
        command -> new Thread(command).start());
  }

  // --- we ourselves -----------------------------------------------------------------------------

  /** Windlass in a process of its own, in a folder that nobody can write, not even root. */
  private static Process child() throws IOException {
    return child(TestServers.cache().folder());
  }

  private static Process child(Path cache) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ServerRun.class.getName());
    builder.environment().put("WINDLASS_CACHE", cache.toString());
    return builder
        .directory(new File(Files.isDirectory(Path.of("/proc")) ? "/proc" : "/"))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNextAndNobodyElses() throws Exception {
    try (EmbeddedServer living = TestServers.start(18)) {
      // Which looks for what was left, as each start does.
      TestServers.start(18).close();
      Process child = child();
      try (BufferedReader out = child.inputReader()) {
        Path folder = Path.of(out.readLine());
        ProcessHandle left = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        child.destroyForcibly().waitFor();
        assertThat(left.isAlive()).isTrue();
        assertThat(folder).isDirectory();
        TestServers.start(18).close();
        assertThat(left.isAlive()).isFalse();
        assertThat(TestServers.isLeft(folder)).isFalse();
      }
      assertThat(living.process().isAlive()).isTrue();
      assertThat(living.folder()).isDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aRunThatIsToldToEndLeavesNothing(String signal) throws Exception {
    TestServers.start(18).close();
    Process child = child();
    try (BufferedReader out = child.inputReader()) {
      Path folder = Path.of(out.readLine());
      ProcessHandle server = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      tell(child, signal);
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.isAlive()).isFalse();
      assertThat(TestServers.isLeft(folder)).isFalse();
    }
  }

  private static void tell(Process process, String signal) throws Exception {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (signal.equals("INT") && Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")) {
          boolean deaf = (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
          if (deaf) {
            process.destroyForcibly();
          }
          Assumptions.assumeFalse(
              deaf, "these tests were started in the background, where SIGINT is ignored");
        }
      }
    }
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
  }

  @Test
  void aRunThatIsToldToEndWhileItPreparesLeavesNothing(@TempDir Path folder) throws Exception {
    TestServers.start(18).close();
    // To be entered by whoever runs root's servers.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Cache cache = Cache.at(folder.resolve("cache"));
    Process child = child(cache.folder());
    Path work = null;
    while (child.isAlive() && work == null) {
      try (DirectoryStream<Path> notes = Files.newDirectoryStream(cache.running(), "*.run")) {
        for (Path note : notes) {
          List<String> lines = Files.readAllLines(note);
          work = lines.size() < 3 ? null : Path.of(lines.getFirst());
        }
      }
      Thread.sleep(5);
    }
    assertThat(work).as("the folder in which it prepares").isNotNull();
    tell(child, "INT");
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(work).doesNotExist();
    assertThat(TestServers.worksIn(ServerFolder.data(work))).isFalse();
    assertThat(cache.running()).isEmptyDirectory();
    // Either nothing, or all of it.
    try (Stream<Path> kept = Files.list(folder.resolve("cache/data"))) {
      assertThat(kept.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void aNoteOfAnotherProcessEndsNothing(@TempDir Path folder) throws Exception {
    Cache cache = Cache.at(folder.resolve("cache"));
    Process innocent = new ProcessBuilder("sleep", "60").start();
    try {
      Path left = Files.createDirectory(folder.resolve(ServerFolder.PREFIX + "1"));
      Path other = Files.createDirectory(folder.resolve("home"));
      long started = innocent.info().startInstant().orElseThrow().toEpochMilli();
      note(cache, "a.run", left, innocent.pid(), started);
      note(cache, "b.run", left, innocent.pid(), 0);
      note(cache, "c.run", other, innocent.pid(), started);
      Files.writeString(cache.running().resolve("d.run"), "not\na\nnote\n");
      Running.clean(cache);
      assertThat(innocent.isAlive()).isTrue();
      assertThat(left).doesNotExist();
      assertThat(other).exists();
      assertThat(cache.running()).isEmptyDirectory();
    } finally {
      innocent.destroyForcibly();
    }
  }

  private static void note(Cache cache, String name, Path folder, long pid, long started)
      throws IOException {
    Files.writeString(cache.running().resolve(name), folder + "\n" + pid + "\n" + started + "\n");
  }

  // --- the machine ------------------------------------------------------------------------------

  @Test
  void aPortThatIsTakenIsNotInsistedOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Address.Loopback port = new Address.Loopback(taken.getLocalPort());
      int[] tries = {0};
      try (EmbeddedServer server =
              TestServers.start(18, folder -> tries[0]++ == 0 ? port : Address.freePort());
          Connection connection = server.connect("postgres")) {
        assertThat(tries[0]).isGreaterThan(1);
        assertThat(TestServers.value(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      }
      Path[] folders = {null};
      assertThatThrownBy(() ->
              TestServers.start(
                  18,
                  folder -> {
                    folders[0] = folder;
                    return port;
                  }))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("would not start")
          .hasMessageContaining("Address already in use");
      assertThat(TestServers.isLeft(folders[0])).isFalse();
    }
  }

  @Test
  void aFullDiskIsSaid(@TempDir Path folder) throws Exception {
    TestServers.start(18).close();
    mount(folder, "8m");
    try {
      assertThatThrownBy(() -> start(folder))
          .isInstanceOfAny(ServerException.class, IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(folder).isEmptyDirectory();
    } finally {
      unmount(folder);
    }
    mount(folder, "120m");
    try {
      EmbeddedServer server = start(folder);
      try (server;
          Connection connection = server.connectToMigrate("postgres")) {
        assertThatThrownBy(() ->
                TestServers.run(
                    connection,
                    "CREATE TEMP TABLE big AS SELECT repeat(md5(i::text), 20)"
                        + " FROM generate_series(1, 1000000) AS i"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("No space left on device");
      }
      assertThat(TestServers.isLeft(server.folder())).isFalse();
      assertThat(folder).isEmptyDirectory();
    } finally {
      unmount(folder);
    }
  }

  private static EmbeddedServer start(Path folder) throws ServerException, IOException {
    return EmbeddedServer.start(
        TestServers.cache(),
        Installation.in(TestServers.cache(), Binaries.of(18, Platform.current())),
        Account.current(),
        folder,
        Address::in);
  }

  private static void mount(Path folder, String size) throws Exception {
    List<String> command =
        List.of("mount", "-t", "tmpfs", "-o", "mode=755,size=" + size, "tmpfs", folder.toString());
    boolean done;
    try {
      done = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      done = false;
    }
    Assumptions.assumeTrue(done, "a small disk cannot be mounted here: only root may");
  }

  private static void unmount(Path folder) throws Exception {
    new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
  }

  @Test
  void withoutDockerThereIsNoContainer() {
    Assumptions.assumeFalse(
        Files.exists(Path.of("/var/run/docker.sock"))
            || System.getenv("DOCKER_HOST") != null
            || System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null,
        "there is Docker here");
    assertThatThrownBy(() -> ContainerServer.start("postgis/postgis:17-3.5"))
        .isInstanceOfSatisfying(
            ServerException.class,
            e -> assertThat(e.reason()).isIn(Reason.NO_CONTAINERS, Reason.NOT_FETCHED))
        .hasMessageMatching("(?s).*(is Docker there, and running|is there a network).*");
  }
}
