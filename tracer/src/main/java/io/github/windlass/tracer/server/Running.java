package io.github.windlass.tracer.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A note in the cache that a server runs: its folder and its process, in a file that is locked as
 * long as our JVM lives. A note without a lock is of a run that was killed; the next one ends its
 * server and deletes its folder.
 */
final class Running implements AutoCloseable {

  private static final Duration CLOCK = Duration.ofSeconds(2);

  /**
   * Notes of this JVM, which must not be opened again: POSIX gives up a process's locks on a file
   * when it closes any descriptor of it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path note;
  private final FileChannel channel;
  private final Path folder;

  private Running(Path note, FileChannel channel, Path folder) {
    this.note = note;
    this.channel = channel;
    this.folder = folder;
  }

  /** Notes a folder, before a server runs in it. */
  static Running begin(Cache cache, Path folder) throws IOException {
    Path note = cache.running().resolve(folder.getFileName() + ".run");
    OURS.add(note);
    FileChannel channel =
        FileChannel.open(
            note, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Running running = new Running(note, channel, folder);
    try {
      channel.lock();
      running.write(0, 0);
      return running;
    } catch (IOException e) {
      running.close();
      throw e;
    }
  }

  /** Notes which process it is. */
  void process(ProcessHandle server) throws IOException {
    write(server.pid(), server.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  private void write(long pid, long started) throws IOException {
    byte[] text = (folder + "\n" + pid + "\n" + started + "\n").getBytes(StandardCharsets.UTF_8);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text), 0);
  }

  /** The server is gone. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(note);
      OURS.remove(note);
    } catch (IOException e) {
      // The next run finds a note of a folder that is not there, and deletes it.
    }
  }

  // --- what killed runs left --------------------------------------------------------------------

  /** Ends the servers of runs that were killed, and deletes their folders. */
  static void clean(Cache cache) {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(cache.running(), "*.run")) {
      for (Path note : notes) {
        if (!OURS.contains(note)) {
          clean(note);
        }
      }
    } catch (IOException e) {
      // It is left to the next run.
    }
  }

  private static void clean(Path note) throws IOException {
    try (FileChannel channel =
            FileChannel.open(note, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        return;
      }
      List<String> lines = Files.readAllLines(note);
      if (lines.size() < 3) {
        // Just begun, by somebody who has not locked it yet, or killed at that very moment.
        if (Files.getLastModifiedTime(note).toInstant().isBefore(Instant.now().minusSeconds(60))) {
          Files.deleteIfExists(note);
        }
        return;
      }
      Path folder = Path.of(lines.get(0));
      if (isOurs(folder)) {
        end(folder, Long.parseLong(lines.get(1)), Long.parseLong(lines.get(2)));
        if (!Folders.delete(folder)) {
          return;
        }
      }
      Files.deleteIfExists(note);
    } catch (NumberFormatException e) {
      Files.deleteIfExists(note);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very JVM's.
      return null;
    }
  }

  /** Only a folder that is named as ours are, and is no link. */
  private static boolean isOurs(Path folder) {
    Path name = folder.getFileName();
    return folder.isAbsolute()
        && name != null
        && name.toString().startsWith(ServerFolder.PREFIX)
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static void end(Path folder, long pid, long started) {
    Path data = ServerFolder.data(folder);
    Optional<ProcessHandle> server = pid <= 0 ? Optional.empty() : ProcessHandle.of(pid);
    if (server.isPresent() && isOurs(server.get(), started, data)) {
      Shutdown.kill(server.get());
    }
    Shutdown.clear(data);
  }

  /** Numbers of processes are used again: it also began when ours did, and was told our folder. */
  private static boolean isOurs(ProcessHandle process, long started, Path data) {
    Optional<Instant> start = process.info().startInstant();
    if (start.isEmpty()
        || Duration.between(Instant.ofEpochMilli(started), start.get()).abs().compareTo(CLOCK)
            > 0) {
      return false;
    }
    Optional<String> command = process.info().commandLine();
    return command.isEmpty() || command.get().contains(data.toString());
  }
}
