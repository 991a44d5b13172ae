package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedProjectTest {

  private final List<String> asked = new ArrayList<>();

  private final Project project =
      new RememberedProject(
          new Project() {
            @Override
            public SourceFile read(String path) {
              return new SourceFile(path, "text");
            }

            @Override
            public List<String> list(String folder) {
              asked.add(folder);
              return List.of(folder + "a.ts");
            }
          });

  private record Length(String of) implements Project.Key<Integer> {}

  @Test
  void aFolderIsListedOnce() {
    assertThat(project.list("db/")).isEqualTo(project.list("db/")).containsExactly("db/a.ts");
    assertThat(asked).containsExactly("db/");
  }

  @Test
  void whatIsWorkedOutServesAllWithAnEqualKey() {
    assertThat(project.once(new Length("a"), () -> 1)).isEqualTo(1);
    assertThat(project.once(new Length("a"), () -> 2)).isEqualTo(1);
    assertThat(project.once(new Length("b"), () -> 3)).isEqualTo(3);
  }

  @Test
  void aProjectWithoutMemoryWorksItOutEachTime() {
    Project forgetful = ProjectFolder.at(Path.of(""));
    assertThat(forgetful.once(new Length("a"), () -> 1)).isEqualTo(1);
    assertThat(forgetful.once(new Length("a"), () -> 2)).isEqualTo(2);
  }

  @Test
  void namesThatDifferInCaseOnlyAreEachReadAsTheyAre(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.ts"), "small");
    Files.writeString(folder.resolve("A.ts"), "large");
    Project real = new RememberedProject(ProjectFolder.at(folder));
    boolean apart = real.list("").size() == 2;
    assertThat(real.read("a.ts").text()).isEqualTo(apart ? "small" : "large");
    assertThat(real.read("A.ts").text()).isEqualTo("large");
  }

  @Test
  void aFileThatVanishesAfterItsFolderWasListedIsMissing(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.ts"), "");
    Project real = new RememberedProject(ProjectFolder.at(folder));
    assertThat(real.list("")).containsExactly("a.ts");
    Files.delete(folder.resolve("a.ts"));
    assertThatThrownBy(() -> real.read("a.ts")).hasMessage("no such file or folder");
  }

  @Test
  void aPathOfManyFoldersThatAreNotThereIsMissing(@TempDir Path folder) {
    Project real = new RememberedProject(ProjectFolder.at(folder));
    for (int depth : new int[] {1_000, 100_000}) {
      String path = "a/".repeat(depth) + "b.ts";
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThatThrownBy(() -> real.read(path))
                  .isInstanceOf(UnreadableSourceException.class));
    }
  }

  @Test
  void aFolderOfManyFilesIsListedOnce() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(i + ".ts");
    }
    Project large =
        new RememberedProject(
            new Project() {
              @Override
              public SourceFile read(String path) {
                return new SourceFile(path, "text");
              }

              @Override
              public List<String> list(String folder) {
                asked.add(folder);
                return many;
              }
            });
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String name : many) {
            assertThatThrownBy(() -> large.read("db/none" + name))
                .hasMessage("no such file or folder");
          }
        });
    assertThat(asked).containsExactly("db/");
  }
}
