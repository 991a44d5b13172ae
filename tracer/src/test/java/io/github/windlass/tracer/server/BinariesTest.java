package io.github.windlass.tracer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, linux-amd64",
    "Linux, amd64, true, linux-amd64-alpine",
    "Linux, aarch64, false, linux-arm64v8",
    "Mac OS X, aarch64, false, darwin-arm64v8",
    "Mac OS X, x86_64, false, darwin-amd64",
    "Windows 11, amd64, false, windows-amd64",
    "SunOS, sparcv9, false, sunos-sparcv9",
  })
  void platformsAreNamedAsTheirArtifacts(
      String system, String processor, boolean alpine, String name) {
    assertThat(Platform.of(system, processor, alpine).name()).isEqualTo(name);
  }

  @Test
  void eachMajorVersionHasOne() throws Exception {
    for (int major = 10; major <= 18; major++) {
      Binaries binaries = Binaries.of(major, new Platform("linux-amd64"));
      assertThat(binaries.version()).startsWith(major + ".");
      assertThat(binaries.sha256()).hasSize(64);
      assertThat(Binaries.of(major, new Platform("darwin-arm64v8")).sha256()).isNull();
    }
  }

  @Test
  void aPlatformWithoutBinariesIsSaid() {
    assertThatThrownBy(() -> Binaries.of(18, new Platform("sunos-sparcv9")))
        .isInstanceOf(ServerException.class)
        .hasMessage(
            "there are no PostgreSQL binaries for sunos-sparcv9; name a server of your own with"
                + " --db-url");
  }

  @ParameterizedTest
  @CsvSource({"9", "19"})
  void aVersionThatThereIsNotIsSaid(int major) {
    assertThatThrownBy(() -> Binaries.of(major, new Platform("linux-amd64")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(
            "PostgreSQL " + major + " cannot be started here; there are 10 to 18");
  }

  // --- the archive ------------------------------------------------------------------------------

  private static void entry(
      ByteArrayOutputStream tar, String name, char type, String link, String text)
      throws IOException {
    byte[] header = new byte[512];
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    put(header, 0, name);
    put(header, 100, "0000755");
    put(header, 124, String.format("%011o", content.length));
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    tar.write(header);
    tar.write(content);
    tar.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Test
  void filesFoldersAndLinksAreUnpacked(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    String longName = "x".repeat(150);
    entry(tar, "lib/", '5', "", "");
    entry(tar, "lib/a", '0', "", "hello");
    entry(tar, "lib/b", '2', "a", "");
    entry(tar, "././@LongLink", 'L', "", longName + "\0");
    entry(tar, "x", '0', "", "long");
    entry(tar, "PaxHeader", 'x', "", "14 path=pax/p\n");
    entry(tar, "y", '0', "", "pax");
    tar.write(new byte[1024]);
    Tar.unpack(new ByteArrayInputStream(tar.toByteArray()), folder);
    assertThat(folder.resolve("lib/b")).isSymbolicLink().hasContent("hello");
    assertThat(Files.isExecutable(folder.resolve("lib/a"))).isTrue();
    assertThat(folder.resolve(longName)).hasContent("long");
    assertThat(folder.resolve("pax/p")).hasContent("pax");
  }

  @Test
  void nothingIsWrittenOutside(@TempDir Path folder) throws Exception {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    for (String[] entry :
        new String[][] {{"../out", "0", ""}, {"link", "2", "../.."}, {"/etc/x", "0", ""}}) {
      ByteArrayOutputStream tar = new ByteArrayOutputStream();
      entry(tar, entry[0], entry[1].charAt(0), entry[2], "");
      assertThatThrownBy(
              () -> Tar.unpack(new ByteArrayInputStream(tar.toByteArray()), inside), entry[0])
          .isInstanceOf(IOException.class)
          .hasMessageContaining("outside");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anArchiveThatIsCutOffIsNoServer(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "a", '0', "", "x".repeat(5000));
    byte[] cut = java.util.Arrays.copyOf(tar.toByteArray(), 2000);
    assertThatThrownBy(() -> Tar.unpack(new ByteArrayInputStream(cut), folder))
        .isInstanceOf(IOException.class);
  }
}
