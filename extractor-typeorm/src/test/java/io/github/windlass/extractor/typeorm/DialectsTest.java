package io.github.windlass.extractor.typeorm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Project;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DialectsTest {

  private static Project folders(Map<String, List<String>> listing) {
    return new Project() {
      @Override
      public SourceFile read(String path) {
        return new SourceFile(path, "");
      }

      @Override
      public List<String> list(String folder) {
        return listing.getOrDefault(folder, List.of());
      }
    };
  }

  @Test
  void theFoldersNameSaysTheDatabase() {
    assertThat(Dialects.folder("db/mysql/1.ts", folders(Map.of()))).isEqualTo("mysql");
    assertThat(Dialects.folder("db/1.ts", folders(Map.of()))).isNull();
  }

  @Test
  void aFolderFurtherUpNeedsAnotherBesideIt() {
    Project both = folders(Map.of("m/", List.of("mysql/", "postgres/")));

    assertThat(Dialects.folder("m/mysql/2024/1.ts", both)).isEqualTo("mysql");
    assertThat(Dialects.folder("oracle/typeorm/cases/1.ts", folders(Map.of()))).isNull();
  }

  @Test
  void someWordsAreOfOneDatabaseOnly() {
    assertThat(of("query(\"CREATE TABLE `a` (id int)\")")).isEqualTo(Dialect.MYSQL);
    assertThat(of("query(`ALTER TABLE \\`a\\` ADD b int`)")).isEqualTo(Dialect.MYSQL);
    assertThat(of("\"createdAt\" datetime NOT NULL DEFAULT (datetime('now'))"))
        .isEqualTo(Dialect.SQLITE);
    assertThat(of("query(`UPDATE t SET a = '\\`'`)")).isNull();
    assertThat(of("query(`CREATE TABLE \"a\" ()`)")).isNull();
  }

  @Test
  void otherMigrationsOfTheFolderSayTheDatabase() {
    String sqlite =
        "class A1690000000123 { up(q) { q.query(`CREATE TABLE a (id integer PRIMARY KEY"
            + " AUTOINCREMENT)`); } }";
    MemoryProject project =
        new MemoryProject(Map.of("m/1.ts", sqlite, "m/2.ts", "", "m/notes.txt", "ENGINE=InnoDB"));

    assertThat(Dialects.ofOthers("m/2.ts", project)).isEqualTo(Dialect.SQLITE);
    assertThat(Dialects.ofOthers("n/2.ts", project)).isNull();
  }

  private static @Nullable Dialect of(String text) {
    return Dialects.of(new SourceFile("m.ts", text));
  }
}
