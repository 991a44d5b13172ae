package io.github.windlass.tracer.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Trees of files, copied and deleted. Links are never followed. */
final class Folders {

  private Folders() {}

  /**
   * Deletes a folder with all that is in it. Of a server that is just ending, files may vanish or
   * appear meanwhile.
   *
   * @return whether nothing is left
   */
  static boolean delete(Path folder) {
    for (int tries = 0; tries < 3; tries++) {
      try {
        Files.walkFileTree(folder, new Deletion());
        return true;
      } catch (NoSuchFileException e) {
        return true;
      } catch (IOException e) {
        // Not empty after all, or not ours: tried again, then said.
      }
    }
    return false;
  }

  /**
   * Copies a folder with its permissions.
   *
   * @param to does not exist yet
   * @param owner of every copied file; null for whoever runs this
   */
  static void copy(Path from, Path to, @Nullable UserPrincipal owner) throws IOException {
    Files.walkFileTree(from, new Copy(from, to, owner));
  }

  /** Writes a new file that nobody else may read. */
  static void writePrivately(Path file, String text) throws IOException {
    Files.createFile(file);
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(file, text);
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (problem instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final @Nullable UserPrincipal owner;

    Copy(Path from, Path to, @Nullable UserPrincipal owner) {
      this.from = from;
      this.to = to;
      this.owner = owner;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return copied(folder);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      return copied(file);
    }

    private FileVisitResult copied(Path file) throws IOException {
      Path target = to.resolve(from.relativize(file));
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      if (owner != null) {
        Files.setOwner(target, owner);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
