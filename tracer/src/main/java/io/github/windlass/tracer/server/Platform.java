package io.github.windlass.tracer.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An operating system and processor, as the artifacts of server binaries are named by it.
 *
 * @param name such as {@code linux-amd64}
 */
record Platform(String name) {

  /** The one that this JVM runs on, whether or not there are binaries for it. */
  static Platform current() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  /**
   * By the names of the JVM's system properties.
   *
   * @param alpine whether the C library is musl
   */
  static Platform of(String system, String processor, boolean alpine) {
    String lower = system.toLowerCase(Locale.ROOT);
    String os =
        lower.startsWith("linux")
            ? "linux"
            : lower.startsWith("mac") || lower.startsWith("darwin")
                ? "darwin"
                : lower.startsWith("windows") ? "windows" : lower.replace(' ', '-');
    String arch =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x86-64" -> "amd64";
          case "aarch64", "arm64" -> "arm64v8";
          case "x86", "i386", "i486", "i586", "i686" -> "i386";
          case "ppc64le" -> "ppc64le";
          case "arm" -> "arm32v7";
          default -> processor.toLowerCase(Locale.ROOT);
        };
    return new Platform(os + "-" + arch + (alpine ? "-alpine" : ""));
  }

  boolean isWindows() {
    return name.startsWith("windows-");
  }
}
