package io.github.windlass.coldstart;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the build does to jars that an application is made of. */
public final class ColdStart {

  private ColdStart() {}

  /**
   * Makes the classes of an application and of its jars plain, and lists the providers in the jars.
   *
   * @param args the folder of the jars; the pattern of their names, as of {@link
   *     Files#newDirectoryStream(Path, String)}; the folder of the application's own classes, which
   *     gets the lists
   * @throws IOException if something cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(args[0]), args[1])) {
      found.forEach(jars::add);
    }
    for (Path jar : jars) {
      PlainJars.makePlain(jar);
    }
    Path classes = Path.of(args[2]);
    makePlain(classes);
    ProviderLists.write(jars, classes.resolve("META-INF/windlass"));
  }

  private static void makePlain(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      byte[] compiled = Files.readAllBytes(file);
      byte[] plain = PlainClass.of(compiled);
      // A class that stays as it is keeps its time, by which builds tell what is new.
      if (!Arrays.equals(compiled, plain)) {
        Files.write(file, plain);
      }
    }
  }
}
