package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFolderTest {

  @TempDir Path temporary;

  private ProjectFolder project;

  @BeforeEach
  void files() throws IOException {
    Path root = Files.createDirectories(temporary.resolve("root/db"));
    Files.writeString(root.resolve("a.sql"), "SELECT 'ä';");
    Files.writeString(temporary.resolve("secret.sql"), "SELECT 1;");
    project = ProjectFolder.at(temporary.resolve("root"));
  }

  @Test
  void readsWithinTheRoot() throws UnreadableSourceException {
    assertThat(project.read("db/a.sql").text()).isEqualTo("SELECT 'ä';");
    assertThat(project.read("db/../db/a.sql").text()).isEqualTo("SELECT 'ä';");
    assertThat(project.list("db")).containsExactly("a.sql");
    assertThat(project.list("")).containsExactly("db/");
    assertThat(project.list("none")).isEmpty();
  }

  @Test
  void readsNothingOutside() throws IOException {
    assertUnreadable("../secret.sql", "outside the project");
    assertUnreadable("db/../../secret.sql", "outside the project");
    assertUnreadable(temporary.resolve("secret.sql").toString(), "outside the project");
    assertThat(project.list("..")).isEmpty();
    Files.createSymbolicLink(temporary.resolve("root/link.sql"), temporary.resolve("secret.sql"));
    assertUnreadable("link.sql", "outside the project, behind a link");
    Files.createSymbolicLink(temporary.resolve("root/up"), temporary);
    assertUnreadable("up/secret.sql", "outside the project, behind a link");
    assertThat(project.list("up")).isEmpty();
  }

  @Test
  void aFolderThatBecomesALinkLeadsNowhere() throws IOException, UnreadableSourceException {
    assertThat(project.read("db/a.sql").text()).isEqualTo("SELECT 'ä';");
    Files.move(temporary.resolve("root/db"), temporary.resolve("root/old"));
    Files.createSymbolicLink(temporary.resolve("root/db"), temporary);
    assertUnreadable("db/secret.sql", "outside the project, behind a link");
    assertThat(project.list("db")).isEmpty();
  }

  @Test
  void linksInACircleAreNoFile() throws IOException {
    Files.createSymbolicLink(temporary.resolve("root/x"), Path.of("y"));
    Files.createSymbolicLink(temporary.resolve("root/y"), Path.of("x"));
    assertThatThrownBy(() -> project.read("x")).isInstanceOf(UnreadableSourceException.class);
    assertThatThrownBy(() -> project.read("x/a.sql")).isInstanceOf(UnreadableSourceException.class);
    assertThat(project.list("x")).isEmpty();
  }

  @Test
  void aRootThatIsALinkHoldsWhatItLeadsTo() throws IOException, UnreadableSourceException {
    Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("root"));
    ProjectFolder linked = ProjectFolder.at(temporary.resolve("link"));
    assertThat(linked.read("db/a.sql").text()).isEqualTo("SELECT 'ä';");
    assertThatThrownBy(() -> linked.read("../secret.sql")).hasMessage("outside the project");
  }

  @Test
  void followsLinksWithin() throws IOException, UnreadableSourceException {
    Files.createSymbolicLink(temporary.resolve("root/b.sql"), Path.of("db/a.sql"));
    assertThat(project.read("b.sql").path()).isEqualTo("b.sql");
  }

  @Test
  void isKnownByAnotherName() throws UnreadableSourceException {
    ProjectFolder elsewhere =
        new ProjectFolder(temporary.resolve("root"), "../root/", ProjectFolder.SIZE_LIMIT);
    assertThat(elsewhere.read("../root/db/a.sql").path()).isEqualTo("../root/db/a.sql");
    assertThat(elsewhere.list("../root")).containsExactly("db/");
    assertThatThrownBy(() -> elsewhere.read("db/a.sql")).hasMessage("outside the project");
  }

  @Test
  void saysWhatCannotBeRead() throws IOException {
    assertUnreadable("none.sql", "no such file or folder");
    assertUnreadable("db/a.sql/b.sql", "no such file or folder");
    assertUnreadable("db", "a folder");
    assertUnreadable("a\0b", "no path");
    write("binary.sql", new byte[] {'a', 0});
    assertUnreadable("binary.sql", "a binary file");
    write("latin1.sql", new byte[] {'a', '\n', (byte) 0xe4});
    assertUnreadable("latin1.sql", "no UTF-8 text: see line 2");
    ProjectFolder small = new ProjectFolder(temporary.resolve("root"), "", 11);
    assertThatThrownBy(() -> small.read("db/a.sql")).hasMessage("larger than 11 bytes");
  }

  @Test
  void readsWhatHasAByteOrderMark() throws IOException, UnreadableSourceException {
    write("a", "\uFEFFä".getBytes(StandardCharsets.UTF_8));
    write("b", "\uFEFFä".getBytes(StandardCharsets.UTF_16LE));
    write("c", "\uFEFFä".getBytes(StandardCharsets.UTF_16BE));
    write("d", "a\uFFFDb".getBytes(StandardCharsets.UTF_8));
    assertThat(project.read("a").text()).isEqualTo("ä");
    assertThat(project.read("b").text()).isEqualTo("ä");
    assertThat(project.read("c").text()).isEqualTo("ä");
    assertThat(project.read("d").text()).isEqualTo("a\uFFFDb");
  }

  @Test
  void resolves() {
    assertThat(Project.resolve("db/a.sql", "b.sql")).isEqualTo("db/b.sql");
    assertThat(Project.resolve("db/a.sql", "../lib/./b.sql")).isEqualTo("lib/b.sql");
    assertThat(Project.resolve("a.sql", "../b.sql")).isEqualTo("../b.sql");
    assertThat(Project.resolve("../x/a.sql", "../../b.sql")).isEqualTo("../../b.sql");
    assertThat(Project.resolve("/x/a.sql", "../b.sql")).isEqualTo("/b.sql");
    assertThat(Project.resolve("", "db/b.sql")).isEqualTo("db/b.sql");
    assertThat(Project.resolve("db/a.sql", "/b.sql")).isEqualTo("/b.sql");
  }

  private void assertUnreadable(String path, String reason) {
    assertThatThrownBy(() -> project.read(path))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessage(reason);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(temporary.resolve("root").resolve(name), bytes);
  }
}
