package io.github.windlass.extractor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Reads text: UTF-8, or UTF-16 with a byte order mark. */
public final class TextFile {

  private TextFile() {}

  /**
   * Reads a whole file.
   *
   * @throws UnreadableSourceException if it cannot be read, is larger than the limit, or no text
   */
  public static String read(Path file, int sizeLimit) throws UnreadableSourceException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      // A device or a pipe says nothing of its size, so the limit holds while reading.
      bytes = in.readNBytes(sizeLimit);
      if (bytes.length == sizeLimit && in.read() >= 0) {
        throw new UnreadableSourceException("larger than " + megabytes(sizeLimit));
      }
    } catch (IOException e) {
      throw new UnreadableSourceException(reason(e));
    }
    return decode(bytes);
  }

  private static String decode(byte[] bytes) throws UnreadableSourceException {
    if (startsWith(bytes, 0xff, 0xfe)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE, "UTF-16");
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE, "UTF-16");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new UnreadableSourceException("a binary file");
      }
    }
    int start = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    // The constructor replaces what is wrong, and is several times faster than a strict decoder.
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0
        ? text
        : decode(bytes, start, StandardCharsets.UTF_8, "UTF-8");
  }

  private static String decode(byte[] bytes, int start, Charset charset, String name)
      throws UnreadableSourceException {
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return charset.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        if (bytes[i] == '\n') {
          line++;
        }
      }
      throw new UnreadableSourceException("no " + name + " text: see line " + line);
    }
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static String megabytes(int bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : bytes + " bytes";
  }

  /** What an exception of the file system means, for a person. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || (e instanceof FileSystemException other
            && "Not a directory".equals(other.getReason()))) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemLoopException) {
      return "links in a circle";
    }
    String message = e.getMessage();
    if (message == null) {
      return "cannot be read";
    }
    // The message of a FileSystemException begins with the file's name.
    int colon = message.lastIndexOf(": ");
    return "cannot be read: " + message.substring(colon < 0 ? 0 : colon + 2);
  }
}
