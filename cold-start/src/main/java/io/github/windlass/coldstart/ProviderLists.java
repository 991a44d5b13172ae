package io.github.windlass.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The providers of our contracts in jars, one list for each contract, so that no run has to open
 * all jars to find them.
 */
final class ProviderLists {

  private static final String SERVICES = "META-INF/services/io.github.windlass.";

  private ProviderLists() {}

  /**
   * Writes the lists.
   *
   * @param folder in which there is a file for each contract afterwards: names of classes, a line
   *     each
   */
  static void write(List<Path> jars, Path folder) throws IOException {
    Map<String, Set<String>> lists = new TreeMap<>();
    for (Path jar : jars) {
      try (ZipFile in = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(in.entries())) {
          if (entry.getName().startsWith(SERVICES)) {
            String contract = entry.getName().substring("META-INF/services/".length());
            lists.computeIfAbsent(contract, added -> new TreeSet<>()).addAll(names(in, entry));
          }
        }
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, Set<String>> list : lists.entrySet()) {
      Files.writeString(folder.resolve(list.getKey()), String.join("\n", list.getValue()) + "\n");
    }
  }

  /** The names in a provider configuration file, see {@link java.util.ServiceLoader}. */
  private static List<String> names(ZipFile in, ZipEntry entry) throws IOException {
    try (InputStream content = in.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
