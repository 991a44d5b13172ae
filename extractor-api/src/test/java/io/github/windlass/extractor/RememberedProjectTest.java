package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    Project forgetful = ProjectFolder.at(java.nio.file.Path.of(""));
    assertThat(forgetful.once(new Length("a"), () -> 1)).isEqualTo(1);
    assertThat(forgetful.once(new Length("a"), () -> 2)).isEqualTo(2);
  }
}
