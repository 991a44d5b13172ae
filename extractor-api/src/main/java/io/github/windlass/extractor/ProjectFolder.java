package io.github.windlass.extractor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project in the file system. Nothing outside its folder is read, whatever a path says and
 * wherever a link leads.
 */
public final class ProjectFolder implements Project {

  /** The size up to which a file is read, unless told otherwise: 32 MB. */
  public static final int SIZE_LIMIT = 32 << 20;

  private final Path folder;
  private final String root;
  private final int sizeLimit;
  private final Map<String, String> settings;

  /** Where the folder really is, once that was asked. */
  private volatile @Nullable Path real;

  /**
   * @param folder where the project is
   * @param root how the user knows that folder: empty, or with a {@code /} at the end
   * @param sizeLimit the size in bytes up to which a file is read
   */
  public ProjectFolder(Path folder, String root, int sizeLimit) {
    this(folder, root, sizeLimit, Map.of());
  }

  /**
   * As {@link #ProjectFolder(Path, String, int)}.
   *
   * @param settings what the user says of the project, by name; see {@link Project#setting}
   */
  public ProjectFolder(Path folder, String root, int sizeLimit, Map<String, String> settings) {
    this.folder = folder;
    this.root = root;
    this.sizeLimit = sizeLimit;
    this.settings = Map.copyOf(settings);
  }

  /** A project that the user knows by paths relative to its folder. */
  public static ProjectFolder at(Path folder) {
    return new ProjectFolder(folder, "", SIZE_LIMIT);
  }

  /** Where it is. */
  Path place() {
    return folder;
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public String standing() {
    if (!root.isEmpty()) {
      return "";
    }
    Path names = folder.toAbsolutePath().normalize();
    int count = names.getNameCount();
    return count < 2 ? "" : names.getName(count - 2) + "/" + names.getName(count - 1) + "/";
  }

  @Override
  public @Nullable String setting(String name) {
    return settings.get(name);
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
    } catch (IOException | DirectoryIteratorException | UnreadableSourceException e) {
      return List.of();
    }
    Collections.sort(names);
    return List.copyOf(names);
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
      // Asked for anew each time: a link may lead elsewhere than a moment ago.
      Path place = folder.resolve(inner).toRealPath();
      if (!place.startsWith(realFolder())) {
        throw new UnreadableSourceException("outside the project, behind a link");
      }
      return place;
    } catch (InvalidPathException e) {
      throw new UnreadableSourceException("no path");
    } catch (IOException e) {
      throw new UnreadableSourceException(TextFile.reason(e));
    }
  }

  private Path realFolder() throws IOException {
    Path known = real;
    if (known == null) {
      known = folder.toRealPath();
      real = known;
    }
    return known;
  }
}
