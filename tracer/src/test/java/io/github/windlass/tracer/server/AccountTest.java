package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

  static Stream<List<String>> ways() {
    return Account.WAYS.stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void rootRunsProgramsAsSomebodyElseWithNothingOfOurEnvironment(
      List<String> way, @TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "not root");
    Account account = Account.by(way);
    Assumptions.assumeTrue(account != null, way.getFirst() + " does not work here");
    Path log = folder.resolve("log");
    int status =
        account.run(
            List.of("sh", "-c", "id -u; echo \"$1\" \"${HOME-none}\" $LC_ALL", "x", "it's 'one'"),
            folder,
            log,
            10);
    assertThat(status).isZero();
    List<String> said = Files.readAllLines(log);
    assertThat(said.getFirst()).isNotEqualTo("0");
    // Those that begin a session set it to that account's.
    assertThat(said.getLast()).matches("it's 'one' (none|/nonexistent|/) C");
  }

  @Test
  void aProgramThatDoesNotEndIsEnded(@TempDir Path folder) throws Exception {
    Account account = new Account("me", List.of(), null);
    long start = System.nanoTime();
    int status = account.run(List.of("sleep", "600"), folder, folder.resolve("log"), 1);
    assertThat(status).isEqualTo(-1);
    assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
  }
}
