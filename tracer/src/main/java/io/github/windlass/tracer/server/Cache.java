package io.github.windlass.tracer.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folder that keeps from run to run what is costly to make: unpacked servers and initialised
 * data directories; and the notes by which a run finds what a killed one left behind.
 *
 * <p>What is in it appears whole or not at all, by renaming.
 */
public final class Cache {

  /** How long a run that is told to end waits for what it makes. */
  private static final int PATIENCE = 10;

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;

  private Cache(Path folder) {
    this.folder = folder;
  }

  /**
   * The usual one: {@code WINDLASS_CACHE}, else the user's cache folder, else one below the folder
   * for temporary files. Root's is below {@code /var/cache}, as the account that a server is then
   * run by may not enter root's home.
   *
   * @throws IOException if none of them can be written
   */
  public static Cache standard(Map<String, String> environment) throws IOException {
    IOException problem = new IOException("no folder for the server's files can be written");
    for (Path candidate : candidates(environment)) {
      try {
        return at(candidate);
      } catch (IOException e) {
        problem.addSuppressed(e);
      }
    }
    throw problem;
  }

  /**
   * A folder that is made if it is not there.
   *
   * @throws IOException if it cannot be written, or somebody else owns it
   */
  public static Cache at(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Files.createDirectories(absolute);
    if (!Files.isWritable(absolute)) {
      throw new IOException(absolute + " cannot be written");
    }
    Cache cache = new Cache(absolute.toRealPath());
    for (String each : List.of("servers", "data", "running", "locks")) {
      Files.createDirectories(cache.folder.resolve(each));
    }
    for (Path each :
        List.of(cache.folder, cache.folder.resolve("servers"), cache.folder.resolve("data"))) {
      open(each);
    }
    // Who owns the folder could give us other programs to run.
    Path probe = Files.createTempFile(cache.folder.resolve("running"), "owner", ".tmp");
    try {
      if (!Files.getOwner(cache.folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))) {
        throw new IOException(absolute + " belongs to somebody else");
      }
    } finally {
      Files.deleteIfExists(probe);
    }
    return cache;
  }

  /** For whoever runs root's servers, whatever new files get by default. */
  private static void open(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwxr-xr-x");
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null
        && !Files.getPosixFilePermissions(folder).equals(permissions)) {
      Files.setPosixFilePermissions(folder, permissions);
    }
  }

  private static List<Path> candidates(Map<String, String> environment) {
    List<Path> candidates = new ArrayList<>();
    String named = environment.get("WINDLASS_CACHE");
    if (named != null && !named.isEmpty()) {
      return List.of(Path.of(named));
    }
    String user = System.getProperty("user.name", "");
    String home = System.getProperty("user.home", "");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      add(candidates, environment.get("LOCALAPPDATA"), "windlass", "cache");
    } else if (user.equals("root")) {
      candidates.add(Path.of("/var/cache/windlass"));
    } else if (system.startsWith("mac")) {
      add(candidates, home, "Library", "Caches", "windlass");
    } else {
      add(candidates, environment.get("XDG_CACHE_HOME"), "windlass");
      add(candidates, home, ".cache", "windlass");
    }
    add(candidates, System.getProperty("java.io.tmpdir", ""), "windlass-cache-" + user);
    return candidates;
  }

  private static void add(List<Path> candidates, @Nullable String base, String... names) {
    // A user without a home has "?" or "/nonexistent".
    if (base != null && !base.isEmpty() && Path.of(base).isAbsolute()) {
      Path path = Path.of(base);
      for (String name : names) {
        path = path.resolve(name);
      }
      candidates.add(path);
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Notes about servers that run now. */
  Path running() {
    return folder.resolve("running");
  }

  /** Makes what is to be at a path: given an empty folder, fills it. */
  interface Maker {
    void fill(Path empty) throws IOException, ServerException;
  }

  /**
   * What is kept under a name, made first if it is not there. Of several processes that want it at
   * once one makes it.
   *
   * @param kind {@code servers} or {@code data}
   */
  Path get(String kind, String name, Maker maker) throws IOException, ServerException {
    Path kept = folder.resolve(kind).resolve(name);
    if (Files.isDirectory(kept)) {
      return kept;
    }
    Path lock = folder.resolve("locks").resolve(kind + "-" + name);
    ReentrantLock inside = LOCKS.computeIfAbsent(lock, path -> new ReentrantLock());
    inside.lock();
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock(channel)) {
      if (!Files.isDirectory(kept)) {
        make(kept, held != null, maker);
      }
      return kept;
    } finally {
      inside.unlock();
    }
  }

  /** Null where the file system knows no locks: then two may make the same, and one is kept. */
  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.lock();
    } catch (IOException e) {
      return null;
    }
  }

  private static void make(Path kept, boolean alone, Maker maker)
      throws IOException, ServerException {
    Path parent = kept.toAbsolutePath().getParent();
    Path name = kept.getFileName();
    if (parent == null || name == null) {
      throw new IOException("not a place for files: " + kept);
    }
    String prefix = "." + name + "-";
    if (alone) {
      // Of somebody who was killed while he made it.
      try (DirectoryStream<Path> stale = Files.newDirectoryStream(parent, prefix + "*")) {
        for (Path each : stale) {
          Folders.delete(each);
        }
      }
    }
    CountDownLatch done = new CountDownLatch(1);
    Thread patience = new Thread(() -> await(done), "windlass-cache");
    Path draft = Files.createTempDirectory(parent, prefix);
    try {
      // A run that is told to end does not end before the draft is gone, or has become what is
      // kept.
      Runtime.getRuntime().addShutdownHook(patience);
      open(draft);
      maker.fill(draft);
      Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Somebody else has made it meanwhile.
      Folders.delete(draft);
    } catch (IOException | ServerException | RuntimeException e) {
      Folders.delete(draft);
      if (!Files.isDirectory(kept)) {
        throw e;
      }
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(patience);
      } catch (IllegalStateException e) {
        // The run is ending.
      }
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
