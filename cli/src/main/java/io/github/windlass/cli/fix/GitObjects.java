package io.github.windlass.cli.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a Git repository, loose and packed ({@code gitrepository-layout}, {@code
 * gitformat-pack}), named by SHA-1. They are read; nothing is written or run.
 */
final class GitObjects {

  /** Commits, trees and tags are small; what is larger is taken for damage. */
  private static final int SIZE_LIMIT = 64 << 20;

  /** Git makes chains of 50, and no more than 4095 if it is told to. */
  private static final int CHAIN_LIMIT = 4_096;

  /** What all that the changes of a chain make may come to. */
  private static final long WORK_LIMIT = 16L * SIZE_LIMIT;

  private static final int NAME = 20;
  private static final int FAN_OUT = 8;
  private static final int NAMES = FAN_OUT + 256 * 4;

  /** An object's type and contents. */
  record GitObject(Type type, byte[] bytes) {

    /** The contents as text. */
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  enum Type {
    COMMIT,
    TREE,
    BLOB,
    TAG
  }

  /** What an entry of a pack is made of: its own bytes, or changes of another one. */
  private record Entry(int kind, byte[] bytes, long base, @Nullable String baseName) {}

  private final List<Path> folders;

  /**
   * @param objects the folder {@code objects}
   */
  GitObjects(Path objects) throws IOException {
    this.folders = new ArrayList<>();
    add(objects, 0);
  }

  private void add(Path objects, int depth) throws IOException {
    if (folders.contains(objects)) {
      return;
    }
    folders.add(objects);
    Path alternates = objects.resolve("info/alternates");
    if (depth < 5 && Files.isRegularFile(alternates)) {
      for (String line : Files.readAllLines(alternates)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          add(place(objects, line).normalize(), depth + 1);
        }
      }
    }
  }

  /** The place that a file of Git names, seen from another one. */
  static Path place(Path from, String name) throws IOException {
    try {
      return from.resolve(name.strip());
    } catch (InvalidPathException e) {
      throw new IOException("no path: " + name.strip(), e);
    }
  }

  /**
   * Reads an object.
   *
   * @throws IOException if it is not there, damaged, or kept in a way that is not known
   */
  GitObject read(String name) throws IOException {
    for (Path folder : folders) {
      Path loose = folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
      if (Files.isRegularFile(loose)) {
        return loose(Files.readAllBytes(loose));
      }
    }
    for (Path index : indexes()) {
      long offset = offset(index, name);
      if (offset >= 0) {
        return packed(index, offset);
      }
    }
    throw new IOException("object " + name + " is not there");
  }

  private List<Path> indexes() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      Path packs = folder.resolve("pack");
      if (Files.isDirectory(packs)) {
        try (DirectoryStream<Path> each = Files.newDirectoryStream(packs, "*.idx")) {
          each.forEach(found::add);
        }
      }
    }
    return found;
  }

  /** The names of objects that begin so; {@code start} has at least four digits. */
  List<String> namesThatBeginWith(String start) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path folder : folders) {
      Path loose = folder.resolve(start.substring(0, 2));
      if (Files.isDirectory(loose)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(loose)) {
          for (Path file : files) {
            String name = start.substring(0, 2) + file.getFileName();
            if (name.startsWith(start) && name.length() == 2 * NAME) {
              found.add(name);
            }
          }
        }
      }
    }
    for (Path index : indexes()) {
      ByteBuffer bytes = index(index);
      int first = Integer.parseInt(start.substring(0, 2), 16);
      for (int i = first == 0 ? 0 : fan(bytes, first - 1); i < fan(bytes, first); i++) {
        String name = name(bytes, i);
        if (name.startsWith(start) && !found.contains(name)) {
          found.add(name);
        }
      }
    }
    return found;
  }

  // --- loose ---------------------------------------------------------------------------------

  private static GitObject loose(byte[] compressed) throws IOException {
    byte[] all = inflated(ByteBuffer.wrap(compressed), -1);
    int end = 0;
    while (end < all.length && all[end] != 0) {
      end++;
    }
    String[] head = new String(all, 0, end, StandardCharsets.US_ASCII).split(" ", -1);
    Type type =
        switch (head[0]) {
          case "commit" -> Type.COMMIT;
          case "tree" -> Type.TREE;
          case "blob" -> Type.BLOB;
          case "tag" -> Type.TAG;
          default -> throw new IOException("an object of an unknown kind");
        };
    return new GitObject(type, Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length));
  }

  /**
   * What compressed bytes stand for.
   *
   * @param size how many bytes; -1: it is not known
   */
  private static byte[] inflated(ByteBuffer compressed, long size) throws IOException {
    if (size > SIZE_LIMIT) {
      throw new IOException("an object of " + size + " bytes");
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] result = new byte[size < 0 ? 8_192 : (int) size + 1];
      int length = 0;
      while (!inflater.finished()) {
        if (length == result.length) {
          if (length >= SIZE_LIMIT || size >= 0) {
            throw new IOException("an object that is larger than it says");
          }
          result = Arrays.copyOf(result, Math.min(SIZE_LIMIT, length * 2));
        }
        int more = inflater.inflate(result, length, result.length - length);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new IOException("an object that ends too early");
        }
        length += more;
      }
      if (size >= 0 && length != size) {
        throw new IOException("an object of another size than it says");
      }
      return Arrays.copyOf(result, length);
    } catch (DataFormatException e) {
      throw new IOException("a damaged object", e);
    } finally {
      inflater.end();
    }
  }

  // --- packed --------------------------------------------------------------------------------

  private static ByteBuffer index(Path index) throws IOException {
    try (FileChannel channel = FileChannel.open(index, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException("an index of more than 2 GB");
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      if (bytes.limit() < NAMES || bytes.getInt(0) != 0xff744f63 || bytes.getInt(4) != 2) {
        throw new IOException("an index of a pack of an unknown version");
      }
      int before = 0;
      for (int i = 0; i < 256; i++) {
        if (fan(bytes, i) < before) {
          throw new IOException("a damaged index of a pack");
        }
        before = fan(bytes, i);
      }
      if (NAMES + (long) before * (NAME + 8) > bytes.limit()) {
        throw new IOException("a damaged index of a pack");
      }
      return bytes;
    }
  }

  private static int fan(ByteBuffer index, int first) {
    return index.getInt(FAN_OUT + first * 4);
  }

  private static String name(ByteBuffer index, int at) {
    byte[] name = new byte[NAME];
    index.get(NAMES + at * NAME, name);
    return HexFormat.of().formatHex(name);
  }

  /** Where an object stands in a pack; -1: it is not there. */
  private static long offset(Path file, String name) throws IOException {
    ByteBuffer index = index(file);
    int first = Integer.parseInt(name.substring(0, 2), 16);
    int low = first == 0 ? 0 : fan(index, first - 1);
    int high = fan(index, first);
    int count = fan(index, 255);
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = name(index, middle).compareTo(name);
      if (order == 0) {
        int offset = index.getInt(NAMES + count * (NAME + 4) + middle * 4);
        if (offset >= 0) {
          return offset;
        }
        long place = NAMES + (long) count * (NAME + 8) + (offset & 0x7fffffffL) * 8;
        if (place + 8 > index.limit()) {
          throw new IOException("a damaged index of a pack");
        }
        return index.getLong((int) place);
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return -1;
  }

  /** An object of a pack, in which all that it is made of stands, too ({@code gitformat-pack}). */
  private static GitObject packed(Path index, long offset) throws IOException {
    String name = index.getFileName().toString();
    Path pack = index.resolveSibling(name.substring(0, name.length() - 3) + "pack");
    List<byte[]> changes = new ArrayList<>();
    long work = 0;
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ)) {
      long at = offset;
      while (changes.size() < CHAIN_LIMIT) {
        Entry entry = entry(channel, at);
        switch (entry.kind()) {
          case 1, 2, 3, 4 -> {
            return changed(new GitObject(Type.values()[entry.kind() - 1], entry.bytes()), changes);
          }
          case 6, 7 -> {
            changes.add(entry.bytes());
            work += entry.bytes().length;
            if (work > SIZE_LIMIT) {
              throw new IOException("changes of more than " + SIZE_LIMIT + " bytes");
            }
            String base = entry.baseName();
            at = base == null ? entry.base() : offset(index, base);
          }
          default -> throw new IOException("an object of an unknown kind");
        }
      }
    }
    throw new IOException("a chain of changes without an end");
  }

  private static Entry entry(FileChannel pack, long offset) throws IOException {
    long size = pack.size();
    if (offset < 0 || offset >= size) {
      throw new IOException("a damaged pack");
    }
    ByteBuffer bytes =
        pack.map(FileChannel.MapMode.READ_ONLY, offset, Math.min(size - offset, 2L * SIZE_LIMIT));
    int head = next(bytes);
    int kind = (head >> 4) & 7;
    long length = head & 15;
    for (int shift = 4; (head & 0x80) != 0; shift += 7) {
      if (shift > 56) {
        throw new IOException("a damaged pack");
      }
      head = next(bytes);
      length |= (long) (head & 0x7f) << shift;
    }
    long base = -1;
    String baseName = null;
    if (kind == 6) {
      int b = next(bytes);
      long back = b & 0x7f;
      for (int i = 0; (b & 0x80) != 0; i++) {
        if (i > 8) {
          throw new IOException("a damaged pack");
        }
        b = next(bytes);
        back = ((back + 1) << 7) | (b & 0x7f);
      }
      if (back <= 0 || back > offset) {
        throw new IOException("a damaged pack");
      }
      base = offset - back;
    } else if (kind == 7) {
      byte[] name = new byte[NAME];
      if (bytes.remaining() < NAME) {
        throw new IOException("a damaged pack");
      }
      bytes.get(name);
      baseName = HexFormat.of().formatHex(name);
    }
    return new Entry(kind, inflated(bytes, length), base, baseName);
  }

  private static int next(ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining()) {
      throw new IOException("a damaged pack");
    }
    return bytes.get() & 0xff;
  }

  /** An object after changes, the last of which come first. */
  private static GitObject changed(GitObject base, List<byte[]> changes) throws IOException {
    byte[] bytes = base.bytes();
    long work = 0;
    for (int i = changes.size() - 1; i >= 0; i--) {
      bytes = changed(bytes, ByteBuffer.wrap(changes.get(i)));
      work += bytes.length;
      if (work > WORK_LIMIT) {
        throw new IOException("changes of more than " + WORK_LIMIT + " bytes");
      }
    }
    return new GitObject(base.type(), bytes);
  }

  private static byte[] changed(byte[] base, ByteBuffer change) throws IOException {
    if (size(change) != base.length) {
      throw new IOException("a damaged pack");
    }
    long size = size(change);
    if (size > SIZE_LIMIT) {
      throw new IOException("an object of " + size + " bytes");
    }
    byte[] result = new byte[(int) size];
    int length = 0;
    while (change.hasRemaining()) {
      int order = next(change);
      if ((order & 0x80) != 0) {
        long from = 0;
        int count = 0;
        for (int i = 0; i < 4; i++) {
          from |= (order & (1 << i)) != 0 ? (long) next(change) << (8 * i) : 0;
        }
        for (int i = 0; i < 3; i++) {
          count |= (order & (0x10 << i)) != 0 ? next(change) << (8 * i) : 0;
        }
        count = count == 0 ? 0x10000 : count;
        if (from + count > base.length || length + count > result.length) {
          throw new IOException("a damaged pack");
        }
        System.arraycopy(base, (int) from, result, length, count);
        length += count;
      } else {
        if (order == 0 || order > change.remaining() || length + order > result.length) {
          throw new IOException("a damaged pack");
        }
        change.get(result, length, order);
        length += order;
      }
    }
    if (length != result.length) {
      throw new IOException("a damaged pack");
    }
    return result;
  }

  private static long size(ByteBuffer change) throws IOException {
    long size = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = next(change);
      size |= (long) (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        return size;
      }
    }
    throw new IOException("a damaged pack");
  }
}
