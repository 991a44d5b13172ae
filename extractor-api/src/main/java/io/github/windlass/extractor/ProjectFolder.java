package io.github.windlass.extractor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A project in the file system. Nothing outside its folder is read, whatever a path says and
 * wherever a link leads.
 */
public final class ProjectFolder implements Project {

  /** The size up to which a file is read, unless told otherwise: 32 MB. */
  public static final int SIZE_LIMIT = 32 << 20;

  /** How many folders' real places are kept. */
  private static final int REAL_FOLDERS = 10_000;

  private final Path folder;
  private final String root;
  private final int sizeLimit;

  /** The folder behind all links, once it was asked for. */
  private volatile @Nullable Path realFolder;

  private final Map<Path, Path> realFolders = new ConcurrentHashMap<>();

  /**
   * @param folder where the project is
   * @param root how the user knows that folder: empty, or with a {@code /} at the end
   * @param sizeLimit the size in bytes up to which a file is read
   */
  public ProjectFolder(Path folder, String root, int sizeLimit) {
    this.folder = folder;
    this.root = root;
    this.sizeLimit = sizeLimit;
  }

  /** A project that the user knows by paths relative to its folder. */
  public static ProjectFolder at(Path folder) {
    return new ProjectFolder(folder, "", SIZE_LIMIT);
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public SourceFile read(String path) throws UnreadableSourceException {
    Path file = inside(path);
    if (!Files.isRegularFile(file)) {
      throw new UnreadableSourceException(
          Files.isDirectory(file) ? "a folder" : "no ordinary file");
    }
    return new SourceFile(path, TextFile.read(file, sizeLimit));
  }

  @Override
  public List<String> list(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(inside(path))) {
      for (Path entry : entries) {
        names.add(entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""));
      }
    } catch (IOException | UnreadableSourceException e) {
      return List.of();
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  /**
   * The place behind all links. The links of folders are followed once each: to ask for every file
   * anew costs more than to read it.
   */
  private Path real(Path path) throws IOException {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null || name.toString().startsWith(".")) {
      return path.toRealPath();
    }
    Path realParent = realFolders.get(parent);
    if (realParent == null) {
      realParent = parent.toRealPath();
      if (realFolders.size() < REAL_FOLDERS) {
        realFolders.put(parent, realParent);
      }
    }
    Path file = realParent.resolve(name);
    return Files.isSymbolicLink(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? path.toRealPath()
        : file;
  }

  private Path realFolder() throws IOException {
    Path real = realFolder;
    if (real == null) {
      real = folder.toRealPath();
      realFolder = real;
    }
    return real;
  }

  /** The real place of a path, which is within the folder. */
  private Path inside(String path) throws UnreadableSourceException {
    String relative = path;
    if (path.startsWith(root)) {
      relative = path.substring(root.length());
    } else if (!(path + "/").equals(root)) {
      throw new UnreadableSourceException("outside the project");
    } else {
      relative = "";
    }
    try {
      Path inner = Path.of(relative);
      if (inner.isAbsolute() || relative.startsWith("/") || inner.normalize().startsWith("..")) {
        throw new UnreadableSourceException("outside the project");
      }
      Path real = real(folder.resolve(inner));
      if (!real.startsWith(realFolder())) {
        throw new UnreadableSourceException("outside the project, behind a link");
      }
      return real;
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    } catch (IOException e) {
      throw new UnreadableSourceException(TextFile.reason(e));
    }
  }
}
