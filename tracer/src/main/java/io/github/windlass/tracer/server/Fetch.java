package io.github.windlass.tracer.server;

import coursierapi.Dependency;
import coursierapi.error.CoursierError;
import io.github.windlass.tracer.server.ServerException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the jar of a server's files: on the class path, in the local Maven repository, or by
 * coursier, which has a cache of its own and honours the user's {@code COURSIER_…} settings.
 */
final class Fetch {

  private static final String DOWNLOAD_ERROR = "download error: Caught ";

  private Fetch() {}

  /**
   * The jar, with the checksum that is pinned for it, if one is.
   *
   * @throws ServerException if it is not to be had, or is not what was published
   */
  static Path jar(Binaries binaries) throws ServerException, IOException {
    Path jar = onClassPath(binaries);
    if (jar == null) {
      jar = inLocalRepository(binaries);
    }
    if (jar == null) {
      jar = fetched(binaries);
    }
    String pinned = binaries.sha256();
    if (pinned != null && !pinned.equals(digest("SHA-256", jar))) {
      throw new ServerException(
          Reason.WRONG_CHECKSUM,
          jar + " is not the file that was published; delete it and try again");
    }
    return jar;
  }

  private static @Nullable Path onClassPath(Binaries binaries) throws IOException {
    ClassLoader loader = Fetch.class.getClassLoader();
    if (loader == null) {
      return null;
    }
    // Every jar has it; only its own name tells whose the jar is.
    Enumeration<URL> manifests = loader.getResources("META-INF/MANIFEST.MF");
    while (manifests.hasMoreElements()) {
      URL manifest = manifests.nextElement();
      if (manifest.getPath().contains("/" + binaries.jar() + "!")) {
        URLConnection connection = manifest.openConnection();
        if (connection instanceof JarURLConnection inJar) {
          URL jar = inJar.getJarFileURL();
          if (jar.getProtocol().equals("file")) {
            return Path.of(URI.create(jar.toString()));
          }
        }
      }
    }
    return null;
  }

  /** Maven writes the repository's checksum beside the file when it has compared the two. */
  private static @Nullable Path inLocalRepository(Binaries binaries) throws IOException {
    String named = System.getProperty("maven.repo.local", "");
    Path repository =
        named.isEmpty()
            ? Path.of(System.getProperty("user.home", ""), ".m2", "repository")
            : Path.of(named);
    Path folder =
        repository
            .resolve(Binaries.GROUP.replace('.', '/'))
            .resolve(binaries.artifact())
            .resolve(binaries.version());
    Path jar = folder.resolve(binaries.jar());
    if (!Files.isReadable(jar)) {
      return null;
    }
    if (binaries.sha256() != null) {
      return binaries.sha256().equals(digest("SHA-256", jar)) ? jar : null;
    }
    Path sha1 = folder.resolve(binaries.jar() + ".sha1");
    return Files.isReadable(sha1) && Files.readString(sha1).strip().startsWith(digest("SHA-1", jar))
        ? jar
        : null;
  }

  private static Path fetched(Binaries binaries) throws ServerException {
    try {
      List<File> files =
          coursierapi.Fetch.create()
              .addDependencies(
                  Dependency.of(Binaries.GROUP, binaries.artifact(), binaries.version())
                      .withTransitive(false))
              .fetch();
      for (File file : files) {
        if (file.getName().equals(binaries.jar())) {
          return file.toPath();
        }
      }
    } catch (CoursierError e) {
      throw new ServerException(Reason.NOT_FETCHED, message(binaries, e));
    }
    throw new ServerException(
        Reason.NOT_FETCHED, "the repository answered without " + binaries.jar());
  }

  /**
   * Libraries with all that they need.
   *
   * @param coordinates each {@code group:artifact:version}
   * @throws IOException if they are not to be had
   */
  static List<Path> withDependencies(List<String> coordinates) throws IOException {
    coursierapi.Fetch fetch = coursierapi.Fetch.create();
    for (String coordinate : coordinates) {
      String[] parts = coordinate.split(":", -1);
      fetch.addDependencies(Dependency.of(parts[0], parts[1], parts[2]));
    }
    try {
      List<Path> jars = new ArrayList<>();
      for (File file : fetch.fetch()) {
        jars.add(file.toPath());
      }
      return jars;
    } catch (CoursierError e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String message(Binaries binaries, CoursierError problem) {
    String said = String.valueOf(problem.getMessage());
    String message =
        "PostgreSQL "
            + binaries.version()
            + " for "
            + binaries.platform().name()
            + " is not on this machine, and could not be fetched ("
            + Binaries.GROUP
            + ":"
            + binaries.artifact()
            + ":"
            + binaries.version()
            + ")";
    int error = said.indexOf(DOWNLOAD_ERROR);
    if (error < 0 && said.contains("not found")) {
      return message + ": there seem to be no binaries of this version for this platform";
    }
    // Up to the URL, which may hold the credentials of a mirror.
    int end = error < 0 ? -1 : said.indexOf(" while ", error);
    return message
        + ": is there a network, or a mirror that COURSIER_REPOSITORIES should name?"
        + (end < 0 ? "" : " (" + said.substring(error + DOWNLOAD_ERROR.length(), end) + ")");
  }

  static String digest(String algorithm, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has it", e);
    }
  }
}
