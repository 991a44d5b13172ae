package io.github.windlass.coldstart;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the build does to jars that an application is made of. */
public final class ColdStart {

  private ColdStart() {}

  /**
   * Makes the classes of jars plain, and lists the providers in them.
   *
   * @param args the folder of the jars; the pattern of their names, as of {@link
   *     Files#newDirectoryStream(Path, String)}; the folder of the lists
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
    ProviderLists.write(jars, Path.of(args[2]));
  }
}
