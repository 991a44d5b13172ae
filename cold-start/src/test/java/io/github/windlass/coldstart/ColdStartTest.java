package io.github.windlass.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartTest {

  private static final String CLASS = "io/github/windlass/coldstart/Samples$Point.class";
  private static final String RULE = "META-INF/services/io.github.windlass.Rule";

  @TempDir Path folder;

  @BeforeEach
  void thereAreClasses() throws IOException {
    Files.createDirectories(folder.resolve("classes"));
  }

  @Test
  void classesBecomePlainAndAllElseStays() throws IOException {
    byte[] compiled = ofThisTest(CLASS);
    jar("own-1.jar", Map.of(CLASS, compiled, "page.md", text("a page"), RULE, text("a.One\n")));
    jar("other.jar", Map.of(CLASS, compiled));
    run();
    assertThat(content("own-1.jar", CLASS)).isEqualTo(PlainClass.of(compiled));
    assertThat(content("own-1.jar", "page.md")).isEqualTo(text("a page"));
    assertThat(content("other.jar", CLASS)).isEqualTo(compiled);
    byte[] once = Files.readAllBytes(folder.resolve("own-1.jar"));
    run();
    assertThat(folder.resolve("own-1.jar")).hasBinaryContent(once);
    assertThat(folder).isDirectoryNotContaining("glob:**.plain");
  }

  @Test
  void theApplicationsOwnClassesBecomePlain() throws IOException {
    Path file = folder.resolve("classes/own/Point.class");
    Files.createDirectories(file.getParent());
    Files.write(file, ofThisTest(CLASS));
    run();
    assertThat(file).hasBinaryContent(PlainClass.of(ofThisTest(CLASS)));
    FileTime written = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, written);
    run();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
  }

  @Test
  void providersOfAllJarsAreListed() throws IOException {
    jar("own-1.jar", Map.of(RULE, text("# ours\na.Two # the second\n\na.One\n")));
    jar("own-2.jar", Map.of(RULE, text("b.One"), "META-INF/services/java.sql.Driver", text("c.D")));
    jar("other.jar", Map.of(RULE, text("c.One")));
    run();
    Path lists = folder.resolve("classes/META-INF/windlass");
    try (var all = Files.list(lists)) {
      assertThat(all).hasSize(1);
    }
    assertThat(lists.resolve("io.github.windlass.Rule")).hasContent("a.One\na.Two\nb.One\n");
  }

  private void run() throws IOException {
    ColdStart.main(
        new String[] {folder.toString(), "own-*.jar", folder.resolve("classes").toString()});
  }

  private void jar(String name, Map<String, byte[]> entries) throws IOException {
    List<String> names = new ArrayList<>(entries.keySet());
    Collections.sort(names);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (String entry : names) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entries.get(entry));
        out.closeEntry();
      }
    }
  }

  private byte[] content(String jar, String entry) throws IOException {
    try (ZipFile file = new ZipFile(folder.resolve(jar).toFile());
        InputStream in = file.getInputStream(file.getEntry(entry))) {
      return in.readAllBytes();
    }
  }

  private static byte[] ofThisTest(String name) throws IOException {
    try (InputStream in = ColdStartTest.class.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
