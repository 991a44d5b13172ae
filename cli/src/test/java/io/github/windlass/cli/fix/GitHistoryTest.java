package io.github.windlass.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commits hold, in repositories that Git itself makes; skipped where there is no Git. */
class GitHistoryTest {

  @TempDir Path folder;

  @BeforeEach
  void repository() throws IOException {
    try {
      git("init", "-q", "-b", "main");
    } catch (IOException e) {
      Assumptions.abort("no Git on this machine");
    }
  }

  private String git(String... arguments) throws IOException {
    return git(folder, arguments);
  }

  private static String git(Path where, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "init.defaultBranch=main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(said).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return said.strip();
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void commit(String message) throws IOException {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private static String pathIn(String revision, Path file) throws IOException {
    return GitHistory.around(file).pathIn(revision, file);
  }

  @Test
  void outsideARepositoryThereIsNone(@TempDir Path other) throws IOException {
    assertThat(GitHistory.around(Files.writeString(other.resolve("a.sql"), ""))).isNull();
  }

  @Test
  void beforeTheFirstCommitNothingIsThere() throws IOException {
    assertThat(pathIn("HEAD", write("a.sql", "x"))).isNull();
  }

  @Test
  void whatIsCommittedIsFoundLooseAndPacked() throws IOException {
    Path old = write("db/migrations/1.sql", "one\n");
    commit("one");
    Path recent = write("db/migrations/2.sql", "two\n");
    commit("two");
    Path untracked = write("db/migrations/3.sql", "three\n");
    for (boolean packed : new boolean[] {false, true}) {
      if (packed) {
        git("gc", "-q", "--aggressive", "--prune=now");
        git("pack-refs", "--all");
        assertThat(folder.resolve(".git/refs/heads/main")).doesNotExist();
      }
      assertThat(pathIn("HEAD", old)).isEqualTo("db/migrations/1.sql");
      assertThat(pathIn("main", recent)).isEqualTo("db/migrations/2.sql");
      assertThat(pathIn("HEAD~1", recent)).isNull();
      assertThat(pathIn("HEAD^", old)).isEqualTo("db/migrations/1.sql");
      assertThat(pathIn("HEAD", untracked)).isNull();
    }
  }

  @Test
  void aChangedOrRenamedFileIsTheSame() throws IOException {
    Path file = write("1.sql", "one\n");
    commit("one");
    Files.writeString(file, "changed\n");
    assertThat(pathIn("HEAD", file)).isEqualTo("1.sql");
    assertThat(pathIn("HEAD", write("2.sql", "one\n"))).isEqualTo("1.sql");
    assertThat(pathIn("HEAD", write("1.SQL.new", "other\n"))).isNull();
  }

  @Test
  void revisionsHaveManyNames() throws IOException {
    Path file = write("1.sql", "one\n");
    commit("one");
    git("tag", "-a", "v1", "-m", "v1");
    git("branch", "feature/a");
    String name = git("rev-parse", "HEAD");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    for (String revision :
        List.of("v1", "feature/a", "refs/heads/main", "origin/main", name, name.substring(0, 9))) {
      assertThat(pathIn(revision, file)).as(revision).isEqualTo("1.sql");
    }
    git("gc", "-q");
    assertThat(pathIn(name.substring(0, 9), file)).isEqualTo("1.sql");
    for (String revision : List.of("gone", "v2", "HEAD~5", "HEAD@{1}", "../../x", "", "^")) {
      assertThatThrownBy(() -> pathIn(revision, file)).as(revision).isInstanceOf(IOException.class);
    }
  }

  @Test
  void largeTreesAreChangesOfEachOther() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("m/" + i + ".sql", "select " + i + ";\n");
    }
    commit("many");
    for (int i = 0; i < 5; i++) {
      write("m/new" + i + ".sql", "select " + i + ";\n");
      commit("new" + i);
    }
    git("gc", "-q", "--aggressive", "--prune=now");
    for (int back = 0; back < 5; back++) {
      assertThat(pathIn("HEAD~" + back, folder.resolve("m/299.sql"))).isEqualTo("m/299.sql");
      assertThat(pathIn("HEAD~" + back, write("m/new4.sql", "changed" + back)))
          .isEqualTo(back == 0 ? "m/new4.sql" : null);
    }
  }

  @Test
  void aWorktreeHasItsOwnHead(@TempDir Path other) throws IOException {
    write("1.sql", "one\n");
    commit("one");
    Path tree = other.resolve("tree");
    git("worktree", "add", "-q", "-b", "side", tree.toString());
    Files.writeString(tree.resolve("2.sql"), "two\n");
    git(tree, "add", "-A");
    git(tree, "commit", "-q", "-m", "two");
    assertThat(pathIn("HEAD", tree.resolve("2.sql"))).isEqualTo("2.sql");
    assertThat(pathIn("main", tree.resolve("2.sql"))).isNull();
  }

  @Test
  void damageIsAnErrorAndNeverAbsence() throws IOException {
    Path file = write("m/1.sql", "one\n");
    for (int i = 0; i < 40; i++) {
      write("m/x" + i + ".sql", "select " + i + ";\n");
    }
    commit("one");
    git("gc", "-q", "--prune=now");
    String start = git("rev-parse", "HEAD").substring(0, 9);
    Path packs = folder.resolve(".git/objects/pack");
    List<Path> files;
    try (var all = Files.list(packs)) {
      files = all.filter(each -> each.toString().matches(".*\\.(pack|idx)")).toList();
    }
    Random random = new Random(7);
    for (Path each : files) {
      byte[] whole = Files.readAllBytes(each);
      assertThat(each.toFile().setWritable(true)).isTrue();
      for (int i = 0; i < 200; i++) {
        byte[] damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(
            each,
            i % 10 == 0
                ? java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length))
                : damaged);
        try {
          assertThat(pathIn(i % 3 == 0 ? start : "HEAD", file)).isEqualTo("m/1.sql");
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
      Files.write(each, whole);
    }
  }

  @Test
  void foldersMayDifferInTheCaseOfTheirLettersAlone() throws IOException {
    Path upper = write("Migrations/1.sql", "one\n");
    Path lower = write("migrations/2.sql", "two\n");
    commit("both");
    assertThat(pathIn("HEAD", upper)).isEqualToIgnoringCase("Migrations/1.sql");
    assertThat(pathIn("HEAD", lower)).isEqualToIgnoringCase("migrations/2.sql");
  }

  @Test
  void aRenamedFileIsFoundThoughItsLinesEndOtherwise() throws IOException {
    write("1.sql", "one\ntwo\n");
    commit("one");
    assertThat(pathIn("HEAD", write("2.sql", "one\r\ntwo\r\n"))).isEqualTo("1.sql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\0\0\0", "ref: HEAD", "ref: refs/heads/.invalid", "ref: ../x", "1234"})
  void aHeadThatLeadsNowhereIsNoEmptyRepository(String head) throws IOException {
    Path file = write("1.sql", "one\n");
    commit("one");
    Files.writeString(folder.resolve(".git/HEAD"), head + "\n");
    assertThatThrownBy(() -> pathIn("HEAD", file)).isInstanceOf(IOException.class);
  }

  @Test
  void aRepositoryWithoutHeadIsNoEmptyOne() throws IOException {
    Path file = write("1.sql", "one\n");
    commit("one");
    Files.delete(folder.resolve(".git/HEAD"));
    assertThatThrownBy(() -> pathIn("HEAD", file)).isInstanceOf(IOException.class);
  }

  @Test
  void aLinkToNoPathIsAnError(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve(".git"), "gitdir: a\0b\n");
    Path file = Files.writeString(other.resolve("1.sql"), "one\n");
    assertThatThrownBy(() -> pathIn("HEAD", file)).isInstanceOf(IOException.class);
  }

  @Test
  void storesThatLeadToEachOtherAreReadOnce() throws IOException {
    Path file = write("1.sql", "one\n");
    commit("one");
    write(".git/objects/info/alternates", "../objects\n../../.git/objects\n".repeat(200));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(pathIn("HEAD", file)).isEqualTo("1.sql"));
  }

  @Test
  void changesWithoutAnEndAreAnError() throws IOException {
    Path file = write("1.sql", "one\n");
    String one = "11".repeat(20);
    String two = "22".repeat(20);
    Files.writeString(folder.resolve(".git/HEAD"), one + "\n");
    pack("a", one, two, 100);
    pack("b", two, one, 100);
    assertThatThrownBy(() -> pathIn("HEAD", file)).isInstanceOf(IOException.class);
    pack("a", one, one, 8 << 20);
    assertThatThrownBy(() -> pathIn("HEAD", file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("changes of more than");
  }

  /** Writes a pack of one object: another one with changes, which are {@code size} zeros. */
  private void pack(String name, String object, String base, int size) throws IOException {
    ByteArrayOutputStream pack = new ByteArrayOutputStream();
    pack.writeBytes(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 1});
    int left = size >> 4;
    pack.write(7 << 4 | size & 15 | (left > 0 ? 0x80 : 0));
    for (; left > 0; left >>= 7) {
      pack.write(left & 0x7f | (left > 0x7f ? 0x80 : 0));
    }
    pack.writeBytes(HexFormat.of().parseHex(base));
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(pack)) {
      deflated.write(new byte[size]);
    }
    ByteBuffer index = ByteBuffer.allocate(8 + 256 * 4 + 20 + 4 + 4);
    index.putInt(0xff744f63).putInt(2);
    for (int i = 0; i < 256; i++) {
      index.putInt(i < Integer.parseInt(object.substring(0, 2), 16) ? 0 : 1);
    }
    index.put(HexFormat.of().parseHex(object)).putInt(0).putInt(12);
    Path packs = Files.createDirectories(folder.resolve(".git/objects/pack"));
    Files.write(packs.resolve(name + ".pack"), pack.toByteArray());
    Files.write(packs.resolve(name + ".idx"), index.array());
  }

  @Test
  void anUnknownKindOfRepositoryIsRefused() throws IOException {
    Path file = write("1.sql", "one\n");
    Files.writeString(
        folder.resolve(".git/config"),
        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n");
    assertThatThrownBy(() -> pathIn("HEAD", file)).isInstanceOf(IOException.class);
  }
}
