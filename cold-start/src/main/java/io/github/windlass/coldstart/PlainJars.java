package io.github.windlass.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes the classes of jars plain, see {@link PlainClass}; all else in them stays as it is. */
final class PlainJars {

  private PlainJars() {}

  static void makePlain(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".plain");
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
      Enumeration<? extends ZipEntry> entries = in.entries();
      while (entries.hasMoreElements()) {
        copy(in, entries.nextElement(), out);
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
    // Its own time, so that the same jar gives the same bytes.
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    out.putNextEntry(copy);
    try (InputStream content = in.getInputStream(entry)) {
      byte[] bytes = content.readAllBytes();
      out.write(isClass(entry.getName()) ? PlainClass.of(bytes) : bytes);
    }
    out.closeEntry();
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }
}
