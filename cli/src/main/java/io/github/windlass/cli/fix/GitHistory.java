package io.github.windlass.cli.fix;

import io.github.windlass.cli.fix.GitObjects.GitObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of a Git repository holds. What is not understood is an error, never taken for
 * absent.
 */
public final class GitHistory {

  /** How many commits back {@code ~} may lead. */
  private static final int STEPS = 100_000;

  private static final int NAME = 40;

  private static final String HEAD = "HEAD";

  /** An entry of a tree. */
  private record Entry(boolean folder, String name, String object) {}

  private final Path work;
  private final Path folder;
  private final Path common;
  private final GitObjects objects;

  private GitHistory(Path work, Path folder) throws IOException {
    this.work = work;
    this.folder = folder;
    Path shared = folder.resolve("commondir");
    this.common =
        Files.isRegularFile(shared)
            ? GitObjects.place(folder, Files.readString(shared)).normalize()
            : folder;
    this.objects = new GitObjects(common.resolve("objects"));
    checkFormat();
  }

  /**
   * The repository that a file is in; null: none.
   *
   * @throws IOException if there is one that cannot be read
   */
  public static @Nullable GitHistory around(Path file) throws IOException {
    for (Path at = file.toRealPath().getParent(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isDirectory(git)) {
        return new GitHistory(at, git);
      }
      if (Files.isRegularFile(git)) {
        String text = Files.readString(git).strip();
        if (!text.startsWith("gitdir:")) {
          throw new IOException(git + " is no link to a repository");
        }
        return new GitHistory(at, GitObjects.place(at, text.substring("gitdir:".length())));
      }
    }
    return null;
  }

  private void checkFormat() throws IOException {
    Path config = common.resolve("config");
    String text =
        Files.isRegularFile(config) ? Files.readString(config).toLowerCase(Locale.ROOT) : "";
    for (String line : text.split("\n", -1)) {
      String bare = line.replace(" ", "").strip();
      if (bare.equals("objectformat=sha256") || bare.equals("refstorage=reftable")) {
        throw new IOException("a repository with " + line.strip());
      }
    }
  }

  /**
   * What a commit holds of a file.
   *
   * @param revision a branch, a tag, a commit's name or its beginning, {@code HEAD}; with {@code ~}
   *     or {@code ^} behind it
   * @return the path in the repository that the file has there, or that another file of its folder
   *     with the same contents has; null: the commit knows nothing of it
   * @throws IOException if there is no such revision, or it cannot be read
   */
  public @Nullable String pathIn(String revision, Path file) throws IOException {
    String commit = commit(revision);
    if (commit == null) {
      return null;
    }
    Path real = file.toRealPath();
    Path relative = work.relativize(real);
    String tree = header(object(commit, GitObjects.Type.COMMIT), "tree");
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < relative.getNameCount(); i++) {
      boolean last = i == relative.getNameCount() - 1;
      List<Entry> entries = entries(object(tree, GitObjects.Type.TREE));
      String name = relative.getName(i).toString();
      Entry found = null;
      for (Entry each : entries) {
        // Some file systems do not tell them apart; a commit may hold both.
        if (each.name().equalsIgnoreCase(name)
            && each.folder() != last
            && (found == null || each.name().equals(name))) {
          found = each;
        }
      }
      if (found == null) {
        return last ? renamed(path.toString(), entries, real) : null;
      }
      path.append(path.isEmpty() ? "" : "/").append(found.name());
      tree = found.object();
    }
    return path.toString();
  }

  private static @Nullable String renamed(String folder, List<Entry> entries, Path file)
      throws IOException {
    byte[] contents = Files.readAllBytes(file);
    String object = nameOf(contents);
    // Git may keep lines with other ends than the file's (core.autocrlf).
    String text = new String(contents, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    String kept = nameOf(text.getBytes(StandardCharsets.ISO_8859_1));
    for (Entry each : entries) {
      if (each.object().equals(object) || each.object().equals(kept)) {
        return (folder.isEmpty() ? "" : folder + "/") + each.name();
      }
    }
    return null;
  }

  /** The name that Git gives to a file's contents. */
  private static String nameOf(byte[] contents) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + contents.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(contents));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- objects -------------------------------------------------------------------------------

  /** An object of a kind, behind tags if it is behind some. */
  private GitObject object(String name, GitObjects.Type type) throws IOException {
    String at = name;
    for (int i = 0; i < 16; i++) {
      GitObject object = objects.read(at);
      if (object.type() == type) {
        return object;
      }
      if (object.type() != GitObjects.Type.TAG) {
        break;
      }
      at = header(object, "object");
    }
    throw new IOException(name + " is no " + type.name().toLowerCase(Locale.ROOT));
  }

  private static String header(GitObject object, String name) throws IOException {
    for (String line : object.text().split("\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(name + " ")) {
        return checked(line.substring(name.length() + 1).strip());
      }
    }
    throw new IOException("an object without " + name);
  }

  private static String checked(String name) throws IOException {
    if (!isHex(name) || name.length() != NAME) {
      throw new IOException("no name of an object: " + name);
    }
    return name;
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Entry> entries(GitObject tree) throws IOException {
    List<Entry> entries = new ArrayList<>();
    byte[] bytes = tree.bytes();
    int at = 0;
    while (at < bytes.length) {
      int blank = at;
      while (blank < bytes.length && bytes[blank] != ' ') {
        blank++;
      }
      int end = blank;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      if (end + 1 + NAME / 2 > bytes.length) {
        throw new IOException("a damaged tree");
      }
      String mode = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
      entries.add(
          new Entry(
              mode.equals("40000"),
              new String(bytes, blank + 1, end - blank - 1, StandardCharsets.UTF_8),
              HexFormat.of().formatHex(bytes, end + 1, end + 1 + NAME / 2)));
      at = end + 1 + NAME / 2;
    }
    return entries;
  }

  // --- revisions -----------------------------------------------------------------------------

  /** The commit that a revision means; null: HEAD has none yet. */
  private @Nullable String commit(String revision) throws IOException {
    int end = revision.length();
    for (int i = 0; i < revision.length(); i++) {
      if ("~^".indexOf(revision.charAt(i)) >= 0) {
        end = i;
        break;
      }
    }
    String name = named(revision.substring(0, end));
    if (name == null) {
      return null;
    }
    String suffix = revision.substring(end);
    int at = 0;
    while (at < suffix.length()) {
      char kind = suffix.charAt(at++);
      int digits = at;
      while (digits < suffix.length() && Character.isDigit(suffix.charAt(digits))) {
        digits++;
      }
      String count = suffix.substring(at, digits);
      at = digits;
      if (count.length() > 5 || (kind == '^' && !count.isEmpty()) || (kind != '^' && kind != '~')) {
        throw new IOException("a revision that is not understood: " + revision);
      }
      int steps = count.isEmpty() ? 1 : Integer.parseInt(count);
      for (int i = 0; i < Math.min(steps, STEPS); i++) {
        name = header(object(name, GitObjects.Type.COMMIT), "parent");
      }
    }
    return name;
  }

  private @Nullable String named(String name) throws IOException {
    if (name.length() == NAME && isHex(name)) {
      return name;
    }
    for (String prefix : List.of("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")) {
      String found = ref(prefix + name, 0);
      if (found != null) {
        return found;
      }
    }
    String head = ref("refs/remotes/" + name + "/HEAD", 0);
    if (head != null) {
      return head;
    }
    if (name.length() >= 4 && isHex(name)) {
      List<String> found = objects.namesThatBeginWith(name);
      if (found.size() == 1) {
        return found.get(0);
      }
    }
    if (name.equals(HEAD) && Files.isRegularFile(folder.resolve(HEAD))) {
      return null;
    }
    throw new IOException("no revision " + name);
  }

  private @Nullable String ref(String name, int depth) throws IOException {
    if (depth > 5 || name.equals("refs/heads/.invalid") || (depth > 0 && name.contains(".."))) {
      // The second is what HEAD says where references are kept in another way (reftable).
      throw new IOException("HEAD, or another reference, leads to " + name);
    }
    if (name.contains("..") || name.isEmpty()) {
      return null;
    }
    for (Path place : List.of(folder, common)) {
      Path file;
      try {
        file = place.resolve(name).normalize();
      } catch (InvalidPathException e) {
        return null;
      }
      if (file.startsWith(place) && Files.isRegularFile(file)) {
        String text = Files.readString(file).strip();
        if (text.startsWith("ref:")) {
          return ref(text.substring("ref:".length()).strip(), depth + 1);
        }
        if (text.length() == NAME && isHex(text)) {
          return text;
        }
        if (name.equals(HEAD) || name.startsWith("refs/")) {
          throw new IOException(name + " is damaged");
        }
      }
    }
    Path packed = common.resolve("packed-refs");
    if (Files.isRegularFile(packed)) {
      for (String line : Files.readAllLines(packed)) {
        if (line.endsWith(" " + name) && line.length() > NAME && line.charAt(NAME) == ' ') {
          return checked(line.substring(0, NAME));
        }
      }
    }
    return null;
  }
}
