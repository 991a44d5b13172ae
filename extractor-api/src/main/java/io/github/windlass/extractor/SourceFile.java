package io.github.windlass.extractor;

import java.util.Arrays;

/**
 * A text that was read.
 *
 * <p>Two sources are equal when path and text are.
 */
public final class SourceFile {

  private final String path;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param path as the user knows it, with {@code /} between folders
   * @param text the decoded content; lines end with LF, CR LF or CR
   */
  public SourceFile(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    // Searched for, not looked for character by character: a search is quick in a cold JVM, too.
    int feed = text.indexOf('\n');
    int carriage = text.indexOf('\r');
    while (feed >= 0 || carriage >= 0) {
      boolean ofCarriage = carriage >= 0 && (feed < 0 || carriage < feed);
      int end = ofCarriage ? carriage : feed;
      if (ofCarriage) {
        carriage = text.indexOf('\r', end + 1);
      } else {
        feed = text.indexOf('\n', end + 1);
      }
      if (!ofCarriage || feed != end + 1) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = end + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** The path, as the user knows it. */
  public String path() {
    return path;
  }

  /** The decoded content. */
  public String text() {
    return text;
  }

  /** Line and column of an offset; an offset past the end is the end. */
  public Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - lineStarts[line] + 1);
  }

  /** A stretch of this source, for reports. */
  public Origin origin(Span span) {
    return new Origin(path, span, position(span.start()), position(span.end()));
  }

  /** The whole of this source. */
  public Origin origin() {
    return origin(new Span(0, text.length()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && path.equals(file.path) && text.equals(file.text);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + text.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
