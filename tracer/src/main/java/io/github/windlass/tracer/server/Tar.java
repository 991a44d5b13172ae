package io.github.windlass.tracer.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks a tar archive: POSIX's ustar with GNU's long names and the path of pax headers (POSIX
 * pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").
 */
final class Tar {

  private static final int BLOCK = 512;
  private static final long MAX_NAME = 1 << 16;
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final InputStream in;
  private final Path folder;
  private final boolean posix;

  private Tar(InputStream in, Path folder) {
    this.in = in;
    this.folder = folder;
    this.posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
  }

  /**
   * Unpacks all files, folders and links into a folder, and nothing outside of it.
   *
   * @throws IOException also if the archive is cut off, or names a place outside
   */
  static void unpack(InputStream in, Path folder) throws IOException {
    new Tar(in, folder.toRealPath()).unpack();
  }

  private void unpack() throws IOException {
    byte[] header = new byte[BLOCK];
    String longName = "";
    String longLink = "";
    while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
      long size = octal(header, 124, 12);
      char type = (char) header[156];
      switch (type) {
        case 'L' -> {
          longName = text(content(size));
          continue;
        }
        case 'K' -> {
          longLink = text(content(size));
          continue;
        }
        case 'x' -> {
          byte[] pax = content(size);
          longName = pax("path", pax, longName);
          longLink = pax("linkpath", pax, longLink);
          continue;
        }
        case 'g' -> {
          content(size);
          continue;
        }
        default -> {}
      }
      String name = longName.isEmpty() ? name(header) : longName;
      String link = longLink.isEmpty() ? text(header, 157, 100) : longLink;
      longName = "";
      longLink = "";
      Path target = inside(folder.resolve(name));
      Path parent = target.getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        folder(parent);
      }
      switch (type) {
        case '5' -> folder(target);
        case '2' -> {
          inside((parent == null ? target : parent).resolve(link));
          Files.createSymbolicLink(target, Path.of(link));
        }
        case '1' -> Files.copy(inside(folder.resolve(link)), target);
        case '0', '\0' -> file(target, size, (int) octal(header, 100, 8));
        default -> throw new IOException("an archive with an entry of type " + type);
      }
    }
  }

  private Path inside(Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("an archive with a path outside of it");
    }
    return normal;
  }

  /** With those above it; to be entered by all, whatever new files get by default. */
  private void folder(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent != null && parent.startsWith(folder) && !Files.isDirectory(parent)) {
      folder(parent);
    }
    if (!Files.isDirectory(target)) {
      Files.createDirectory(target);
    }
    if (posix && !target.equals(folder)) {
      Files.setPosixFilePermissions(target, FOLDER);
    }
  }

  private void file(Path target, long size, int mode) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = size;
    try (OutputStream out = Files.newOutputStream(target)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("an archive that is cut off");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    in.skipNBytes(padding(size));
    if (posix) {
      // Readable by all: a server that root starts is run by another account.
      Set<PosixFilePermission> permissions =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.OTHERS_READ);
      if ((mode & 0100) != 0) {
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      }
      Files.setPosixFilePermissions(target, permissions);
    }
  }

  private byte[] content(long size) throws IOException {
    if (size > MAX_NAME) {
      throw new IOException("an archive with a name of " + size + " bytes");
    }
    byte[] content = in.readNBytes((int) size);
    in.skipNBytes(padding(size));
    return content;
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** A record of a pax header is its length, a key, an equals sign, and the value. */
  private static String pax(String key, byte[] records, String otherwise) {
    String found = otherwise;
    int at = 0;
    while (at < records.length) {
      int space = at;
      int length = 0;
      while (space < records.length && records[space] != ' ') {
        length = length * 10 + Character.digit(records[space], 10);
        space++;
      }
      if (length <= 0 || at + length > records.length || space >= at + length) {
        return found;
      }
      String each = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
      if (each.startsWith(key + "=")) {
        found = each.substring(key.length() + 1);
      }
      at += length;
    }
    return found;
  }

  private static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] bytes, int from, int length) throws IOException {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit < 8) {
        value = value * 8 + digit;
      } else if (bytes[i] != ' ' && bytes[i] != 0) {
        throw new IOException("an archive with a number that is none");
      }
    }
    return value;
  }
}
